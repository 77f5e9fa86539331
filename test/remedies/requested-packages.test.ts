import { describe, expect, test } from '@jest/globals';
import {
  librariesOfHeaders,
  loadedExtensions,
  requestedPackages,
} from '../../src/remedies/final-stage/requested-packages.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const MODULE = { '/app/node_modules/a/package.json': '{"name":"a","version":"1.0.0"}' };

/** An image after a `RUN` that installs packages: names, each with what it depends on behind a space. */
function installed(packages: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const names = packages.map((line) => line.split(' ', 1)[0] ?? '');
  const status = packages.map((line) => {
    const [name = '', depends] = line.split(' ');
    const needs = depends === undefined ? '' : `Depends: ${depends}\n`;
    return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n${needs}`;
  });
  const files = names.flatMap((name) => [
    [`/var/lib/dpkg/info/${name}.list`, `/usr/bin/${name}\n`],
    [`/usr/bin/${name}`, 'x'],
  ]);
  const states = ['other', ...names.filter((name) => /\d/.test(name) && !name.startsWith('python'))].map(
    (name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`,
  );
  return ledgerOf({
    base: [layer({ '/bin/sh': 'x' })],
    own: [
      {
        text: `RUN apt-get install -y ${names.join(' ')}`,
        layer: layer({
          '/var/lib/dpkg/status': status.join('\n'),
          '/var/lib/apt/extended_states': states.join('\n'),
          ...(Object.fromEntries(files) as Record<string, string>),
        }),
      },
      layer({ '/app/index.js': '', ...more }),
    ],
  });
}

/** Names of the packages that count as asked for. */
function requested(...image: Parameters<typeof installed>) {
  const ledger = installed(...image);
  return requestedPackages(ledger, scan(ledger)).map(({ name }) => name);
}

describe('libraries of headers', () => {
  test('are what the headers that were asked for depend on, through other headers, too', () => {
    const ledger = installed([
      'libmagickwand-dev libmagickwand6-dev',
      'libmagickwand6-dev libmagickwand6,gcc',
      'libmagickwand6 libc6',
      ...['gcc libgcc12-dev', 'libgcc12-dev libgcc12', 'libgcc12', 'libc6'],
    ]);
    expect(librariesOfHeaders(ledger).map(({ name }) => name)).toEqual(['libmagickwand6']);
  });
});

test('extensions of PHP are those that lie where PHP loads them', () => {
  const ledger = ledgerOf({
    base: [layer({ '/bin/sh': 'x' })],
    own: [
      {
        text: 'RUN apt-get install -y composer',
        layer: layer({
          '/var/lib/dpkg/status': ['composer', 'php8.2-intl', 'php8.2-dev', 'libicu72']
            .map(
              (name) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n`,
            )
            .join('\n'),
          '/var/lib/dpkg/info/php8.2-intl.list': '/usr/lib/php/20220829/intl.so\n',
          '/var/lib/dpkg/info/php8.2-dev.list': '/usr/lib/php/20220829/dev.so\n',
          '/var/lib/dpkg/info/libicu72.list': '/usr/lib/libicu.so\n',
          '/usr/lib/php/20220829/intl.so': 'x',
          '/usr/lib/php/20220829/dev.so': 'x',
          '/usr/lib/php/20220829/own.so': 'x',
          '/usr/lib/libicu.so': 'x',
        }),
      },
    ],
  });
  expect(loadedExtensions(ledger).map(({ name }) => name)).toEqual(['php8.2-intl']);
});

describe('packages that were asked for', () => {
  test('are those that build nothing', () => {
    expect(requested(['curl', 'gcc', 'libpq-dev', 'gnupg'])).toEqual(['curl']);
  });

  test('are not Python where it came with a compiler for the addons of Node.js', () => {
    expect(requested(['gcc', 'python3'], MODULE)).toEqual([]);
    expect(requested(['gcc', 'python3'], { ...MODULE, '/app/node_modules/a/gyp/x.py': '' })).toEqual([]);
  });

  test.each([
    ['it came alone', ['python3'], MODULE],
    ['there are no modules of Node.js', ['gcc', 'python3'], {}],
    ['there is a program in Python', ['gcc', 'python3'], { ...MODULE, '/app/tool.py': '' }],
  ] as const)('are Python, too, where %s', (_title, names, more) => {
    expect(requested(names, more)).toEqual(['python3']);
  });
});
