import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract, pack } from 'tar-stream';
import { parsePaxRecords, paxNumber } from '../../src/files/tar/pax.ts';
import type { TarEntry } from '../../src/files/tar/tar-entry.ts';
import { createTarReader, MAX_TAR_HEADER_BYTES } from '../../src/files/tar/tar.ts';
import { entry, gnuLong, pax, rawEntry, tar, withChecksum } from '../helpers/tar-builder.ts';

type Read = TarEntry & { readonly content: string };

function readTar(bytes: Uint8Array, chunkBytes = bytes.length): Read[] {
  const found: Read[] = [];
  let parts: Buffer[] = [];
  const reader = createTarReader(
    {
      open: (next) => {
        found.push({ ...next, content: '' });
        parts = [];
        return next.type === 'regular';
      },
      write: (part) => {
        parts.push(Buffer.from(part));
      },
      close: () => {
        found.push({ ...found.pop()!, content: Buffer.concat(parts).toString('latin1') });
      },
    },
    'layer 0',
  );
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  reader.finish();
  return found;
}

const long = `${'d'.repeat(60)}/${'e'.repeat(70)}/file`;

function numbered(path: string, at: number, bytes: readonly number[]): Uint8Array {
  const raw = Buffer.from(rawEntry({ path }));
  raw.set(bytes, at);
  return withChecksum(raw);
}

/** A GNU sparse header: real size, and whether a block with more of the map follows. */
function sparse(path: string, realSize: number, content: string, hasMore: boolean): Uint8Array {
  const raw = Buffer.from(rawEntry({ path, type: 'S', magic: 'gnu', content }));
  raw.write(`${realSize.toString(8).padStart(11, '0')}\0`, 483, 'latin1');
  raw[482] = hasMore ? 1 : 0;
  const header = withChecksum(raw);
  if (!hasMore) return header;
  return Buffer.concat([header.subarray(0, 512), Buffer.alloc(512), header.subarray(512)]);
}

describe('createTarReader', () => {
  test.each<[string, Uint8Array, Partial<Read>]>([
    [
      'a ustar file',
      rawEntry({ path: 'a', content: 'x' }),
      { path: 'a', type: 'regular', size: 1, content: 'x' },
    ],
    [
      'a v7 file',
      rawEntry({ path: 'a', type: '\0', magic: 'v7', content: 'x' }),
      { type: 'regular', content: 'x' },
    ],
    ['a v7 directory', rawEntry({ path: 'a/', type: '\0', magic: 'v7' }), { path: 'a/', type: 'directory' }],
    [
      'a contiguous file',
      rawEntry({ path: 'a', type: '7', content: 'x' }),
      { type: 'regular', content: 'x' },
    ],
    ['a prefix', rawEntry({ path: 'b', prefix: 'a' }), { path: 'a/b' }],
    ['no prefix in GNU headers', rawEntry({ path: 'b', prefix: '123', magic: 'gnu' }), { path: 'b' }],
    ['a pax path', entry({ path: long, content: 'x' }), { path: long, content: 'x' }],
    ['a GNU long name', Buffer.concat([gnuLong('L', long), rawEntry({ path: 'cut' })]), { path: long }],
    [
      'a GNU long link',
      Buffer.concat([gnuLong('K', long), rawEntry({ path: 'a', type: '2', linkTarget: 'cut' })]),
      { linkTarget: long },
    ],
    [
      'a pax size over the field',
      Buffer.concat([pax({ size: '3' }), rawEntry({ path: 'a', content: 'xyz', size: 0 })]),
      { size: 3, content: 'xyz' },
    ],
    ['a base-256 size', numbered('a', 124, [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), { size: 0 }],
    ['setuid and sticky bits', rawEntry({ path: 'a', mode: 0o7755 }), { mode: 0o7755 }],
    ['user and group', rawEntry({ path: 'a', owner: [1000, 33] }), { uid: 1000, gid: 33 }],
    ['a base-256 user', numbered('a', 108, [0x80, 0, 0, 0, 0, 0x20, 0, 0]), { uid: 2 ** 21 }],
    [
      'a pax user and group over the fields',
      Buffer.concat([pax({ uid: '3000000', gid: '4294967294' }), rawEntry({ path: 'a', type: '5' })]),
      { uid: 3_000_000, gid: 4_294_967_294 },
    ],
    [
      'a pax user that is no number as that of the field',
      Buffer.concat([pax({ uid: 'root' }), rawEntry({ path: 'a', owner: [7, 8] })]),
      { uid: 7, gid: 8 },
    ],
    [
      'the owner of a link',
      rawEntry({ path: 'a', type: '2', linkTarget: 'b', owner: [5, 6] }),
      { mode: 0o777, uid: 5, gid: 6 },
    ],
    [
      'a hard link with a size as a header alone',
      rawEntry({ path: 'a', type: '1', linkTarget: 'b', size: 99 }),
      { type: 'hardlink', linkTarget: 'b', size: 0, storedSize: 0 },
    ],
    ['a directory with a size as a header alone', rawEntry({ path: 'a/', type: '5', size: 99 }), { size: 0 }],
    ['a device', rawEntry({ path: 'a', type: '3', device: [1, 3] }), { type: 'character' }],
    ['a sparse file', sparse('a', 4096, 'xy', false), { size: 4096, storedSize: 2, isSparse: true }],
    [
      'a sparse file with a long map',
      sparse('a', 8192, 'xy', true),
      { size: 8192, storedSize: 2, content: 'xy' },
    ],
    [
      'a sparse file of pax format 1.0',
      Buffer.concat([
        pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'real', 'GNU.sparse.realsize': '5000' }),
        rawEntry({ path: 'GNUSparseFile.0/real', content: '0\n' }),
      ]),
      { path: 'real', size: 5000, isSparse: true },
    ],
    [
      'a sparse file of pax format 0.1',
      Buffer.concat([
        pax({ 'GNU.sparse.size': '7000', 'GNU.sparse.map': '0,1' }),
        rawEntry({ path: 'a', content: 'x' }),
      ]),
      { size: 7000, storedSize: 1 },
    ],
    [
      'a global header as nothing, as engines do',
      Buffer.concat([pax({ path: 'global', size: '512' }, 'g'), rawEntry({ path: 'a', content: 'xyz' })]),
      { path: 'a', content: 'xyz' },
    ],
    [
      'an empty record as nothing',
      Buffer.concat([pax({ path: '' }), rawEntry({ path: 'a' })]),
      { path: 'a' },
    ],
    [
      'the last of two extended headers',
      Buffer.concat([pax({ path: 'one' }), pax({ path: 'two' }), rawEntry({ path: 'a' })]),
      { path: 'two' },
    ],
    [
      'a GNU long name before a pax path, whichever comes first',
      Buffer.concat([gnuLong('L', long), pax({ path: 'pax' }), rawEntry({ path: 'a' })]),
      { path: long },
    ],
    [
      'a regular file that ends with a slash',
      rawEntry({ path: 'a/', content: 'x' }),
      { type: 'regular', content: 'x' },
    ],
    [
      'a link with the only mode that Linux has',
      rawEntry({ path: 'a', type: '2', linkTarget: 'b', mode: 0o600 }),
      { mode: 0o777 },
    ],
    ['a path with newlines and tabs', rawEntry({ path: 'a\n\tb' }), { path: 'a\n\tb' }],
    ['a path of 4096 bytes', entry({ path: 'a/'.repeat(2048) }), { path: 'a/'.repeat(2048) }],
    [
      'a path of 4096 bytes that are not UTF-8',
      Buffer.concat([pax({ path: Buffer.alloc(4096, 0xff) }), rawEntry({ path: 'a' })]),
      { path: '\udcff'.repeat(4096) },
    ],
    [
      'extended attributes as nothing',
      Buffer.concat([
        pax({
          'SCHILY.xattr.security.capability': Uint8Array.of(1, 0, 10, 61),
          'LIBARCHIVE.xattr.x': 'eQ==',
        }),
        rawEntry({ path: 'a' }),
      ]),
      { path: 'a' },
    ],
    [
      'a name that is not UTF-8',
      Buffer.concat([pax({ path: Uint8Array.of(0xff, 0x61) }), rawEntry({ path: 'a' })]),
      { path: '\udcffa' },
    ],
  ])('reads %s', (_title, bytes, expected) => {
    for (const chunkBytes of [1, 7, 511, 512, 513, 10_000]) {
      const entries = readTar(tar(bytes, rawEntry({ path: 'next', mode: 0o711 })), chunkBytes);
      expect(entries).toMatchObject([expected, { mode: 0o711, type: 'regular' }]);
    }
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['a wrong checksum', Buffer.from(rawEntry({ path: 'a' })).fill('z', 0, 1), /wrong checksum/],
    ['a size that is no number', numbered('a', 124, [0x39, 0x39]), /invalid number/],
    ['a negative size', numbered('a', 124, [0xff, 0xff]), /invalid number/],
    ['an unknown type', rawEntry({ path: 'a', type: 'D' }), /unknown tar type `D`/],
    [
      'a pax record without length',
      rawEntry({ path: 'p', type: 'x', content: 'path=x\n' }),
      /LENGTH KEYWORD=VALUE/,
    ],
    [
      'a pax record past its end',
      rawEntry({ path: 'p', type: 'x', content: '99 path=x\n' }),
      /LENGTH KEYWORD=VALUE/,
    ],
    [
      'a pax size that is none',
      Buffer.concat([pax({ size: '-1' }), rawEntry({ path: 'a' })]),
      /`size` that is not a number/,
    ],
    ['a path with a NUL', Buffer.concat([pax({ path: 'a\0b' }), rawEntry({ path: 'a' })]), /NUL/],
    [
      'a path that is too long',
      Buffer.concat([pax({ path: 'a/'.repeat(3000) }), rawEntry({ path: 'a' })]),
      /at most 4096/,
    ],
    [
      'a pax record that no newline ends',
      rawEntry({ path: 'p', type: 'g', content: '8 a=bcdx' }),
      /LENGTH KEYWORD=VALUE/,
    ],
    [
      'an extended header that is too long',
      gnuLong('L', 'x'.repeat(MAX_TAR_HEADER_BYTES)),
      /at most 1048576/,
    ],
    [
      'data after a block of zeros',
      Buffer.concat([Buffer.alloc(512), rawEntry({ path: 'a' })]),
      /block of zeros/,
    ],
  ])('refuses %s', (_title, bytes, message) => {
    expect(() => readTar(Buffer.concat([bytes, rawEntry({ path: 'next' })]))).toThrow(message);
    expect(() => readTar(Buffer.concat([bytes, rawEntry({ path: 'next' })]))).toThrow(/^layer 0 /);
  });

  test('says that an archive stops inside an entry, wherever it is cut', () => {
    const whole = Buffer.concat([entry({ path: long, content: 'x'.repeat(600) })]);
    for (const end of [1, 511, 700, 1024, 1536, 1700, 2500]) {
      expect(() => readTar(whole.subarray(0, end))).toThrow('ends in the middle of an entry');
    }
    expect(readTar(whole)).toHaveLength(1);
  });

  test('never crashes and never loops on bytes that are no tar', () => {
    const good = Buffer.from(
      tar(entry({ path: long, content: 'abc' }), rawEntry({ path: 'b', type: '2', linkTarget: 'c' })),
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(good);
        bytes[at] = byte;
        try {
          readTar(bytes, 333);
        } catch (error) {
          expect(error).toMatchObject({ code: 'image-unreadable' });
        }
      }),
    );
  });

  test.each(['pax', 'base-256'])('goes on behind a file of 20 GiB, as its %s size says', (kind) => {
    const size = 20 * 1024 ** 3 + 1;
    const header =
      kind === 'pax'
        ? Buffer.concat([pax({ size: String(size) }), rawEntry({ path: 'big', size: 0 })])
        : rawEntry({ path: 'big', size });
    const seen: [string, number, number][] = [];
    const sink = {
      open: (next: TarEntry, offset: number) => (seen.push([next.path, next.size, offset]), false),
      write: () => undefined,
      close: () => undefined,
    };
    const reader = createTarReader(sink, 'layer 0');
    reader.push(header);
    expect(reader.idle()).toBe(size + 511);
    reader.skip(size);
    expect(reader.idle()).toBe(511);
    expect(() => {
      reader.skip(512);
    }).toThrow('512 bytes to skip of 511');
    reader.skip(511);
    reader.push(tar(rawEntry({ path: 'next' })));
    reader.finish();
    expect(seen).toEqual([
      ['big', size, header.length],
      ['next', 0, header.length + size + 511 + 512],
    ]);
  });

  test('lets a reader of a file leave content out', () => {
    const bytes = tar(
      rawEntry({ path: 'a', content: 'x'.repeat(5000) }),
      rawEntry({ path: 'b', content: 'y' }),
    );
    const offsets: [string, number][] = [];
    const reader = createTarReader(
      {
        open: (next, offset) => (offsets.push([next.path, offset]), false),
        write: () => undefined,
        close: () => undefined,
      },
      'x',
    );
    let read = 0;
    for (let at = 0; at < bytes.length; at += 600) {
      reader.push(bytes.subarray(at, at + 600));
      const idle = reader.idle();
      reader.skip(idle);
      at += idle;
      read++;
    }
    reader.finish();
    expect(offsets).toEqual([
      ['a', 512],
      ['b', 6144],
    ]);
    expect(read).toBeLessThan(6);
  });

  test('agrees with tar-stream, both ways', async () => {
    const packer = pack();
    packer.entry({ name: long, mode: 0o640 }, 'hello');
    packer.entry({ name: 'link', type: 'symlink', linkname: long });
    packer.entry({ name: 'ünï', mode: 0o755 }, 'x'.repeat(1000));
    packer.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of packer) chunks.push(chunk as Buffer);
    expect(readTar(Buffer.concat(chunks), 100)).toMatchObject([
      { path: long, mode: 0o640, content: 'hello' },
      { path: 'link', type: 'symlink', linkTarget: long },
      { path: 'ünï', size: 1000 },
    ]);
    const names: string[] = [];
    const unpacker = extract();
    unpacker.end(tar(entry({ path: long, content: 'x' }), entry({ path: 'b', type: '2', linkTarget: long })));
    for await (const next of unpacker) {
      names.push(next.header.name);
      next.resume();
    }
    expect(names).toEqual([long, 'b']);
  });
});

describe('GNU tar', () => {
  test.each(['gnu', 'posix', 'ustar', 'v7', 'oldgnu'])('writes what is read: %s', (format) => {
    const directory = mkdtempSync(join(tmpdir(), 'final-stage-tar-'));
    try {
      const root = join(directory, 'root');
      const deep = format === 'v7' ? 'short' : `${'d'.repeat(50)}/${'e'.repeat(50)}`;
      mkdirSync(join(root, deep), { recursive: true });
      writeFileSync(join(root, deep, 'file'), 'content', { mode: 0o600 });
      linkSync(join(root, deep, 'file'), join(root, 'a-hard'));
      symlinkSync('/etc/nowhere', join(root, 'soft'));
      const archive = join(directory, 'archive.tar');
      const made = spawnSync('tar', ['--format', format, '--sort=name', '-cf', archive, '-C', root, '.']);
      expect(made.status).toBe(0);
      const bytes = spawnSync('cat', [archive]).stdout;
      const entries = readTar(bytes, 1000);
      expect(entries.map(({ type }) => type).sort()).toEqual(
        [
          'directory',
          'directory',
          'regular',
          'hardlink',
          'symlink',
          ...(format === 'v7' ? [] : ['directory']),
        ].sort(),
      );
      expect(entries.find(({ type }) => type === 'regular')).toMatchObject({
        content: 'content',
        mode: 0o600,
      });
      expect(entries.find(({ type }) => type === 'symlink')).toMatchObject({ linkTarget: '/etc/nowhere' });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test.each(['0.0', '0.1', '1.0', 'gnu'])(
    'writes sparse files that are read with their real size: %s',
    (version) => {
      const directory = mkdtempSync(join(tmpdir(), 'final-stage-sparse-'));
      try {
        const file = join(directory, 'holes');
        expect(spawnSync('truncate', ['-s', '3000000', file]).status).toBe(0);
        expect(
          spawnSync('dd', [
            'if=/dev/urandom',
            `of=${file}`,
            'bs=1000',
            'seek=2000',
            'count=2',
            'conv=notrunc',
          ]).status,
        ).toBe(0);
        const format =
          version === 'gnu' ? ['--format=gnu'] : ['--format=posix', `--sparse-version=${version}`];
        const made = spawnSync('tar', [...format, '-S', '-cf', '-', '-C', directory, 'holes'], {
          maxBuffer: 1e8,
        });
        expect(made.status).toBe(0);
        expect(readTar(made.stdout, 4096)).toMatchObject([
          { path: 'holes', size: 3_000_000, isSparse: true },
        ]);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  );
});

describe('numbers of extended headers', () => {
  test.each(['5', '0005', `${'0'.repeat(40)}5`, '+5'])('size=%s is five', (text) => {
    expect(paxNumber(text)).toBe(5);
  });

  test.each(['', '-5', '5 ', '0x5', '5.0', '9'.repeat(17), '9'.repeat(400)])('%j is none', (text) => {
    expect(paxNumber(text)).toBeUndefined();
  });

  test('lengths may have zeros before them, too', () => {
    const records = parsePaxRecords(Buffer.from('000000000000025 path=abc\n'), 'x');
    expect(records.get('path')).toBe('abc');
  });
});
