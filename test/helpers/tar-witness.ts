import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { createTarReader } from '../../src/files/tar/tar.ts';
import { decodePathText, encodePathText } from '../../src/files/table/path-text.ts';
import { entry, gnuLong, pax, rawEntry } from './tar-builder.ts';

/** One line per entry: type, size, path, link target. */
export type Lines = readonly string[];

const TYPES = {
  regular: '-',
  hardlink: 'h',
  symlink: 'l',
  directory: 'd',
  character: 'c',
  block: 'b',
  fifo: 'p',
};

/** What our reader finds. */
export function ourLines(bytes: Uint8Array): Lines {
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
  for (const [, octal, named, plain] of text.matchAll(/\\([0-7]{3})|\\([ntbrfva\\ ])|([^\\])/gu)) {
    const character = named === undefined ? plain : NAMED[named];
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(character ?? ''));
  }
  return decodePathText(Uint8Array.from(bytes));
}

/** What another program lists of the same bytes; `complaint`: the first of what it does not like. */
export type Listed = { readonly lines: Lines; readonly complaint?: string };

export function gnuTarLines(bytes: Uint8Array): Listed {
  const style = ['--absolute-names', '--numeric-owner', '--quoting-style=escape'];
  return listedBy(['tar', '--list', '--verbose', ...style, '--file', '-'], bytes, {
    pattern: /^(.)\S+ +\S+ +(\S+) \S+ \S+ (.*)$/,
    ignored: /^$/,
    env: {},
  });
}

/** libarchive’s tar, which prints names that are no UTF-8, too. */
export function bsdtarLines(bytes: Uint8Array, env: Readonly<Record<string, string>>): Listed {
  return listedBy(['bsdtar', '--list', '--verbose', '--numeric-owner', '--file', '-'], bytes, {
    pattern: /^(.)\S+ +\d+ +\S+ +\S+ +(\S+) \w{3} +\d+ +\S+ (.*)$/,
    ignored: /^bsdtar: (?:(?:Pathname|Linkname) can't be converted from UTF-8|Error exit delayed)/,
    env,
  });
}

type Listing = {
  /** Of a line: type, size and escaped names. */
  readonly pattern: RegExp;
  readonly ignored: RegExp;
  readonly env: Readonly<Record<string, string>>;
};

function listedBy(
  [program, ...args]: readonly [string, ...string[]],
  input: Uint8Array,
  listing: Listing,
): Listed {
  const { stdout, stderr } = spawnSync(program, args, {
    input,
    env: { ...process.env, ...listing.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    maxBuffer: 1e8,
  });
  const complaint = stderr
    .toString()
    .split('\n')
    .find((line) => !listing.ignored.test(line) && line !== '');
  const lines = stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, type = '', size = '', names = ''] = listing.pattern.exec(line) ?? [];
      return toLine(names.includes(' link to ') ? 'h' : type, size, names);
    });
  return { lines, ...(complaint !== undefined && { complaint }) };
}

function toLine(type: string, size: string, names: string): string {
  const [path = '', target] =
    type === 'h' ? names.split(' link to ') : type === 'l' ? names.split(' -> ') : [names];
  // A device says its numbers where others say their size.
  const reported = type === '-' ? size : '0';
  return [
    type,
    reported,
    quoted(unescaped(path)),
    target === undefined ? '' : quoted(unescaped(target)),
  ].join(' ');
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
export const anyEntry = fc.oneof(
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
