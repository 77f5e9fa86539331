import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layer, type FileInput, type FileInputs, type LayerInput } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { elf } from '../helpers/elf-builder.ts';
import { describeIf } from '../helpers/untested.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const LISTS = join(import.meta.dirname, '../../../shared/corpus/baseimages/filelists');

/** One line of a list, in the three forms that the lists have: `find -printf`, `tar -tv`, size and path. */
function parseLine(line: string): readonly [string, FileInput] | undefined {
  const find = /^([dlfc]) (\d+) (\d+) \.?(\/.*)$/.exec(line);
  if (find) return toInput(find[1] ?? '', find[4] ?? '', Number(find[3]));
  const listed = /^([-dlh])\S+ \S+ +(\d+) \S+ \S+ (.+?)\/?(?: (?:->|link to) (.+))?$/.exec(line);
  if (listed) return toInput(listed[1] ?? '', `/${listed[3] ?? ''}`, Number(listed[2]), listed[4]);
  const sized = /^(\d+) (\/.*)$/.exec(line);
  return sized ? toInput('f', sized[2] ?? '', Number(sized[1])) : undefined;
}

function toInput(
  type: string,
  path: string,
  size: number,
  target?: string,
): readonly [string, FileInput] | undefined {
  if (path === '/' || path === '/.') return undefined;
  if (type === 'd') return [path, { directory: true }];
  if (type === 'l') return [path, { symlink: target ?? 'elsewhere' }];
  if (type === 'h') return [path, { hardlink: `/${target ?? ''}` }];
  return type === 'c' ? [path, { device: 'character' }] : [path, size === 0 ? '' : `content of ${path}`];
}

function fromList(...names: readonly string[]): LayerInput {
  const lines = names.flatMap((name) => readFileSync(join(LISTS, name), 'utf8').split('\n'));
  return layer(
    Object.fromEntries(
      lines.flatMap((line) => [parseLine(line) ?? []]).filter((pair) => pair.length === 2),
    ) as FileInputs,
  );
}

const DEBIAN = 'debian-bookworm-slim-equivalent.txt';
const APP = layer({ '/srv/app/data.json': '{}', '/srv/app/static/index.html': '<html>' });

describeIf(existsSync(LISTS), 'no file lists of real base images are at hand')('a real base image', () => {
  test.each([
    ['alpine', ['alpine-3.20.3-minirootfs.txt'], 500],
    ['busybox', ['busybox-latest-glibc.tar-listing.txt'], 400],
    ['debian-slim', [DEBIAN], 4000],
    [
      'node:slim with npm and Yarn',
      [DEBIAN, 'node20-tarball-part.txt', 'npm-10.9.9.txt', 'yarn-1.22.22.txt'],
      8000,
    ],
    ['python:slim with pip', [DEBIAN, 'python3.12-make-install-minus-official-removals.txt'], 5000],
  ] as const)('%s brings no finding, nor does an application on it', (_, lists, rows) => {
    const base = [fromList(...lists)];
    const ledger = ledgerOf({
      base,
      own: [APP],
      repository: { 'static/index.html': '<html>', 'data.json': '{}' },
    });
    expect(ledger.catalog.rowCount).toBeGreaterThan(rows);
    expect(reportOf(ledger)).toEqual([]);
    expect(reportOf(ledgerOf({ base }))).toEqual([]);
  });
});

const program = elf({});
const RUNTIMES: Readonly<Record<string, FileInputs>> = {
  'distroless cc': {
    '/var/lib/dpkg/status.d/gcc-12-base': 'Package: gcc-12-base\nVersion: 12.2.0-14\nArchitecture: amd64\n',
    '/var/lib/dpkg/status.d/libstdc++6': 'Package: libstdc++6\nVersion: 12.2.0-14\nArchitecture: amd64\n',
    '/usr/share/gcc/python/libstdcxx/v6/printers.py': 'x',
  },
  'ruby:slim': {
    '/usr/local/bin/ruby': program,
    '/usr/local/bin/bundle': '#!/usr/local/bin/ruby\n',
    '/usr/local/bin/gem': '#!/usr/local/bin/ruby\n',
    '/usr/local/bin/rake': '#!/usr/local/bin/ruby\n',
    '/usr/local/lib/ruby/gems/3.3.0/gems/typeprof-0.21.9/vscode/src/extension.ts': 'x',
    '/usr/local/lib/ruby/gems/3.3.0/cache/debug-1.9.1.gem': 'x',
    '/usr/local/lib/ruby/gems/3.3.0/gems/debug-1.9.1/ext/debug/debug.c': 'x',
  },
  'php:alpine': {
    '/usr/local/bin/php': program,
    '/usr/local/bin/phpize': '#!/bin/sh\n',
    '/usr/src/php.tar.xz': 'x',
    '/usr/local/include/php/main/php.h': 'x',
  },
  'a Java runtime': {
    '/opt/java/openjdk/bin/java': program,
    '/opt/java/openjdk/lib/jspawnhelper': program,
    '/opt/java/openjdk/lib/modules': 'x',
    '/opt/java/openjdk/release': 'JAVA_VERSION="17.0.9"\n',
  },
  'an ASP.NET runtime': {
    '/usr/share/dotnet/dotnet': program,
    '/usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.0/System.dll': 'x',
  },
  nginx: {
    ...debian({
      nginx: { files: ['/usr/sbin/nginx'], section: 'httpd' },
      curl: { files: ['/usr/bin/curl'], section: 'web' },
      'gettext-base': { files: ['/usr/bin/envsubst'], section: 'utils' },
    }),
    '/docker-entrypoint.d/20-envsubst-on-templates.sh': '#!/bin/sh\n',
  },
};

describe('a runtime base image', () => {
  test.each(Object.entries(RUNTIMES))('%s brings no finding', (_, files) => {
    expect(reportOf(ledgerOf({ base: [layer(files)], own: [APP] }))).toEqual([]);
  });

  test('is no SDK for keeping compilers out of the image and in the environment', () => {
    const config = { env: ['PHPIZE_DEPS=autoconf dpkg-dev file g++ gcc libc-dev make pkgconf re2c'] };
    expect(reportOf(ledgerOf({ base: [layer(RUNTIMES['php:alpine'] ?? {})], own: [APP], config }))).toEqual(
      [],
    );
  });
});

describe('an application on a runtime base image', () => {
  test('is silent for archives that are meant for download', () => {
    expect(reportOf(ledgerOf({ own: [layer({ '/usr/share/nginx/html/assets/app.zip': 'PK' })] }))).toEqual(
      [],
    );
  });

  test('is silent where one instruction installed and purged its build packages', () => {
    const base = [layer(debian({ libc6: { files: ['/lib/libc.so.6'], section: 'libs' } }))];
    const after = debian({ libc6: { files: ['/lib/libc.so.6'], section: 'libs' } });
    expect(
      reportOf(ledgerOf({ base, own: [layer(after, { '/usr/local/lib/native.so': program })] })),
    ).toEqual([]);
  });
});
