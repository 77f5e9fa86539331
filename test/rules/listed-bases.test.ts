import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/rules/index.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { rpmSqlite } from '../helpers/rpm-database.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { describeIf } from '../helpers/untested.ts';
import { ledgerOf } from './rule-bench.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const RPM_LISTS = join(CORPUS, 'packages/rpm/rpm_package_lists.tsv');
const OFFICIAL_LISTS = join(CORPUS, 'baseimages/repo_info_package_lists.tsv');
/** Packages of the lists that are compilers. */
const KITS = new Set(['gcc', 'gcc-gfortran']);
const folder = temporaryFolder();

const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

/** The least that speaks for a package: a program that is called as it is. */
const programOf = (name: string): string => `/usr/bin/${name}`;
const programs = (names: readonly string[]): FileInputs =>
  Object.fromEntries(names.map((name) => [programOf(name), `program ${name}`]));

function rpm(name: string, names: readonly string[]): FileInputs {
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.sqlite`);
  const packages = names.map((pkg) => ({ name: pkg, files: [programOf(pkg)] }));
  return { '/var/lib/rpm/rpmdb.sqlite': new Uint8Array(rpmSqlite(file, packages)) };
}

function apk(names: readonly string[], id = 'alpine'): FileInputs {
  const entries = names.map((name) => `P:${name}\nV:1.0-r0\nA:x86_64\nF:usr\nF:usr/bin\nR:${name}\n`);
  return { '/etc/os-release': `ID=${id}\n`, '/lib/apk/db/installed': `${entries.join('\n')}\n` };
}

/** Errors and warnings of an application on a base image, of which an instruction of its own writes the package database again. */
function reported(names: readonly string[], database: FileInputs): readonly string[] {
  const ledger = ledgerOf({
    base: [layer({ ...programs(names), ...database })],
    own: [layer(database), layer({ '/app/server.bin': 'x' })],
  });
  return ratedFindings(ledger, RULES)
    .filter(({ severity, inherited, ruleId }) => severity !== 'note' && (!inherited || ruleId === 'sdk-base'))
    .map(({ ruleId, subject }) => `${ruleId}: ${subject}`);
}

describeIf(existsSync(RPM_LISTS), 'no package lists of real RPM images are at hand')(
  'an image of RPM',
  () => {
    const rows = existsSync(RPM_LISTS) ? rowsOf(RPM_LISTS) : [];
    const images = [...Map.groupBy(rows, ([image = '']) => image)].map(([image, of]) => {
      return [image, [...new Set(of.map(([, name = '']) => name))]] as const;
    });

    test.each(images)(
      '%s is an SDK where it has a compiler, and makes no error of an application on it',
      (image, names) => {
        const isKit = names.some((name) => KITS.has(name));
        expect(reported(names, rpm(image, names))).toEqual(
          isKit ? [expect.stringMatching(/^sdk-base: /)] : [],
        );
      },
    );
  },
);

describeIf(existsSync(OFFICIAL_LISTS), 'no package lists of official images are at hand')(
  'an official image',
  () => {
    const images = (existsSync(OFFICIAL_LISTS) ? rowsOf(OFFICIAL_LISTS) : []).map(
      ([image = '', , database = '', , packages = '']) => [image, database, packages.split(' ')] as const,
    );

    test.each(images)('%s is no SDK and makes no error of an application on it', (image, database, names) => {
      expect(reported(names, database === 'apk' ? apk(names) : rpm(image, names))).toEqual([]);
    });
  },
);

describe('a base image', () => {
  // https://github.com/wolfi-dev/os, the packages of cgr.dev/chainguard/wolfi-base
  const WOLFI =
    'apk-tools busybox ca-certificates-bundle glibc glibc-locale-posix ld-linux libcrypt1 libcrypto3 libssl3 libxcrypt wolfi-base wolfi-baselayout wolfi-keys zlib'.split(
      ' ',
    );
  // https://docs.aws.amazon.com/linux/al2023/ug/al2023-container-image-types.html
  const AMAZON =
    'alternatives amazon-linux-repo-cdn audit-libs basesystem bash bzip2-libs coreutils-single dnf elfutils-libelf filesystem gawk glibc glibc-common gpgme keyutils-libs krb5-libs libcurl-minimal libgcc libstdc++ microdnf ncurses-base openssl-libs pcre2 python3 python3-libs rpm rpm-libs sqlite-libs system-release tzdata xz-libs zlib'.split(
      ' ',
    );

  test.each([
    ['of Wolfi', () => reported(WOLFI, apk(WOLFI, 'wolfi')), []],
    [
      'of Wolfi with what its `-dev` variant has',
      () =>
        reported(
          [...WOLFI, 'build-base', 'gcc', 'make'],
          apk([...WOLFI, 'build-base', 'gcc', 'make'], 'wolfi'),
        ),
      ['sdk-base: SDK base image (C/C++)'],
    ],
    ['of Amazon Linux', () => reported(AMAZON, rpm('amazon', AMAZON)), []],
    [
      'that is chiselled',
      () =>
        reported(['openssl'], {
          '/var/lib/chisel/manifest.wall': [
            { jsonwall: '1.0', schema: '1.0', count: 3 },
            { kind: 'package', name: 'openssl', version: '3.0.13-0ubuntu3', sha256: 'x', arch: 'amd64' },
            { kind: 'path', path: '/usr/bin/openssl', mode: '0755', slices: ['openssl_bins'], sha256: 'x' },
          ]
            .map((line) => JSON.stringify(line))
            .join('\n'),
        }),
      [],
    ],
  ])('%s', (_, find, expected) => {
    expect(find()).toEqual(expected);
  });
});
