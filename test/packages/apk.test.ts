import { describe, expect, test } from '@jest/globals';
import { parseApkInstalled, parseApkWorld } from '../../src/packages/apk.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';
import { corpusText, describeWithCorpus } from './corpus.ts';

const MAKE = `C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
P:make
V:4.4.1-r2
A:x86_64
T:GNU make utility
D:so:libc.musl-x86_64.so.1 foo>=1.2 !bar baz~3
p:cmd:make=4.4.1-r2
F:usr
F:usr/bin
R:make
a:0:0:755
Z:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
F:
R:top
`;

describe('parseApkInstalled', () => {
  test('reads names, relations and files', () => {
    expect(parseApkInstalled(MAKE)).toEqual([
      {
        name: 'make',
        version: '4.4.1-r2',
        architecture: 'x86_64',
        depends: ['so:libc.musl-x86_64.so.1', 'foo', 'baz'],
        provides: ['cmd:make'],
        files: ['/usr/bin/make', '/top'],
        isComplete: true,
      },
    ]);
  });

  test('skips entries without name or version', () => {
    expect(parseApkInstalled(`nonsense\n\nP:a\nF:x\nR:y\n\n${MAKE}`).map(({ name }) => name)).toEqual([
      'make',
    ]);
  });

  test('reads the world', () => {
    expect([...parseApkWorld('alpine-base\nmake>4\n!curl\n')]).toEqual(['alpine-base', 'make']);
  });
});

test('the database of Wolfi and Chainguard lies below /usr', () => {
  const made = ledger([
    layer({ '/etc/os-release': 'ID=wolfi\n', '/usr/lib/apk/db/installed': MAKE, '/usr/bin/make': 'x' }),
  ]);
  expect(made.owner(rowOf(made, '/usr/bin/make'))?.purl).toBe('pkg:apk/wolfi/make@4.4.1-r2?arch=x86_64');
});

describeWithCorpus('real databases', () => {
  test.each([
    'alpine-v3.10-base',
    'alpine-v3.18-base',
    'alpine-v3.20-base',
    'alpine-edge-base',
    'snyk-alpine_2_6_6',
    'syft-multiple-2',
  ])('reads every package of %s', (file) => {
    const text = corpusText(`packages/apk/${file}.installed`)!;
    const expected = [...text.matchAll(/^P:(.+)$/gm)].map((match) => match[1]);
    expect(expected.length).toBeGreaterThan(3);
    expect(parseApkInstalled(text).map(({ name }) => name)).toEqual(expected);
  });

  test('reads the sound entry of a corrupt database', () => {
    const entries = parseApkInstalled(corpusText('packages/apk/syft-corrupt.installed')!);
    expect(entries.map(({ name }) => name)).toEqual(['alpine-baselayout-data']);
    expect(entries[0]?.files).toContain('/etc/passwd');
  });
});
