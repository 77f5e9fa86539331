import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { createTarReader } from '../../src/files/tar.ts';
import { decodePathText, encodePathText } from '../../src/files/path-text.ts';
import { entry, gnuLong, pax, rawEntry, tar } from '../helpers/tar-builder.ts';

/** One line per entry: type, size, path, link target. */
type Lines = readonly string[];

const TYPES = {
  regular: '-',
  hardlink: 'h',
  symlink: 'l',
  directory: 'd',
  character: 'c',
  block: 'b',
  fifo: 'p',
};

function ourLines(bytes: Uint8Array): Lines {
  const lines: string[] = [];
  const reader = createTarReader(
    {
      open: ({ type, size, path, linkTarget }) => {
        lines.push(
          [TYPES[type], size, quoted(path), linkTarget === undefined ? '' : quoted(linkTarget)].join(' '),
        );
        return false;
      },
      write: () => undefined,
      close: () => undefined,
    },
    'layer 0',
  );
  reader.push(bytes);
  reader.finish();
  return lines;
}

/** As GNU tar's quoting style `escape` writes bytes, with octal for all that is no printable ASCII. */
function quoted(path: string): string {
  return [...encodePathText(path)]
    .map((byte) =>
      byte > 0x20 && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('');
}

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  b: '\b',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '\\': '\\',
  ' ': ' ',
};

function unescaped(text: string): string {
  const bytes: number[] = [];
  for (const [, octal, named, plain] of text.matchAll(/\\([0-7]{3})|\\([ntbrfva\\ ])|([^\\])/g)) {
    const character = named === undefined ? plain : NAMED[named];
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(character ?? ''));
  }
  return decodePathText(Uint8Array.from(bytes));
}

/** What GNU tar reads of the same bytes. */
function gnuLines(bytes: Uint8Array): Lines {
  const args = [
    '--list',
    '--verbose',
    '--absolute-names',
    '--numeric-owner',
    '--quoting-style=escape',
    '-f',
    '-',
  ];
  const { stdout, stderr, status } = spawnSync('tar', args, {
    input: bytes,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    maxBuffer: 1e8,
  });
  expect([status, stderr.toString()]).toEqual([0, '']);
  return stdout
    .toString('latin1')
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, type = '', size = '', rest = ''] = /^(.)\S+ +\S+ +(\S+) \S+ \S+ (.*)$/.exec(line) ?? [];
      const [path = '', target] =
        type === 'h' ? rest.split(' link to ') : type === 'l' ? rest.split(' -> ') : [rest];
      // A device says its numbers where others say their size.
      const told = type === '-' ? size : '0';
      return [
        type,
        told,
        quoted(unescaped(path)),
        target === undefined ? '' : quoted(unescaped(target)),
      ].join(' ');
    });
}

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'dir',
    '.wh.x',
    '.wh..wh..opq',
    '..',
    '.',
    'ü',
    '文',
    'new\nline',
    'tab\tx',
    'back\\slash',
    'sp ace',
    "quo'te",
  ),
  fc.integer({ min: 1, max: 120 }).map((length) => 'n'.repeat(length)),
);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

/** One entry in any of the formats that carry long names and large sizes. */
const made = fc.oneof(
  fc.record({ path, content: fc.string({ maxLength: 1200 }) }).map((input) => entry(input)),
  path.map((at) => entry({ path: `${at}/`, type: '5' })),
  fc.tuple(path, path).map(([at, linkTarget]) => entry({ path: at, type: '2', linkTarget })),
  fc.tuple(path, path).map(([at, linkTarget]) => entry({ path: at, type: '1', linkTarget })),
  path.map((at) => entry({ path: at, type: '6' })),
  path.map((at) => entry({ path: at, type: '3', device: [1, 3] })),
  fc
    .tuple(path, path)
    .map(([at, to]) =>
      Buffer.concat([
        gnuLong('L', at),
        gnuLong('K', to),
        rawEntry({ path: 'cut', type: '2', linkTarget: 'cut', magic: 'gnu' }),
      ]),
    ),
  fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((bytes) => bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0x80 : byte)))
    .map((bytes) => Buffer.concat([pax({ path: bytes }), rawEntry({ path: 'cut', content: 'x' })])),
  fc
    .nat(5000)
    .map((size) =>
      Buffer.concat([
        pax({ size: String(size), comment: 'x' }),
        rawEntry({ path: 'sized', content: 'x'.repeat(size), size: 0 }),
      ]),
    ),
);

describe('GNU tar reads the same', () => {
  test('in archives of any entries', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 20, maxLength: 60 }), (entries) => {
        const bytes = tar(...entries);
        expect(ourLines(bytes)).toEqual(gnuLines(bytes));
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('in a file of 10 GiB that is mostly a hole', () => {
    const size = 10 * 1024 ** 3;
    const map = `1\n${size - 512}\n512\n`.padEnd(512, '\0');
    const records = {
      'GNU.sparse.major': '1',
      'GNU.sparse.minor': '0',
      'GNU.sparse.name': 'hole',
      'GNU.sparse.realsize': String(size),
    };
    const bytes = tar(
      pax(records),
      rawEntry({ path: 'cut', content: `${map}${'x'.repeat(512)}` }),
      rawEntry({ path: 'next' }),
    );
    expect(ourLines(bytes)).toEqual([`- ${size} hole `, '- 0 next ']);
    expect(gnuLines(bytes)).toEqual(ourLines(bytes));
  });
});
