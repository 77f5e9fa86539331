import { describe, expect, test } from '@jest/globals';
import { takeEntry } from '../../src/github/archive-entry.ts';
import { zip } from '../helpers/package-archives.ts';
import { zipOf } from '../helpers/zip-builder.ts';
import type { ZipEntry } from '../helpers/zip-builder.ts';

const NAME = 'final-stage.json';
const MAX_BYTES = 10_000;
const wanted: ZipEntry = { name: NAME, data: '{"a": 1}' };

const take = (archive: Uint8Array) => takeEntry(archive, { name: NAME, maxBytes: MAX_BYTES });
const textOf = (taken: Awaited<ReturnType<typeof take>>) =>
  'bytes' in taken ? Buffer.from(taken.bytes).toString() : taken.mistake;

/** Sizes and offset in 64 bits, as Zip64 spells them. */
function zip64Field(...values: readonly bigint[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(value, 4 + index * 8));
  return field;
}

describe('the entry of an archive is taken', () => {
  test.each([
    ['deflated', zipOf([wanted])],
    ['stored', zipOf([{ ...wanted, method: 0 }])],
    ['as another program packs it', zip({ [NAME]: '{"a": 1}' })],
    ['beside others', zipOf([{ name: 'final-stage.html', data: 'x' }, wanted, { name: 'a/b', data: 'y' }])],
    ['with a comment at the end', zipOf([wanted], { comment: 'hello' })],
    ['with its sizes in 64 bits', zipOf([{ ...wanted, size: 0xffffffff, extra: zip64Field(8n) }])],
    ['without a file type', zipOf([{ ...wanted, mode: 0 }])],
  ])('%s', async (_how, archive) => {
    expect(textOf(await take(archive))).toBe('{"a": 1}');
  });

  test('up to the limit, and not beyond', async () => {
    const full = { name: NAME, data: 'x'.repeat(MAX_BYTES) };
    expect(textOf(await take(zipOf([full])))).toHaveLength(MAX_BYTES);
    expect(textOf(await take(zipOf([{ name: NAME, data: 'x'.repeat(MAX_BYTES + 1) }])))).toBe(
      `has \`${NAME}\` with 10001 bytes, expected at most 10000`,
    );
  });

  test('from a view into a larger buffer', async () => {
    const archive = zipOf([wanted]);
    const larger = Buffer.concat([Buffer.from('before'), archive, Buffer.from('after')]);
    expect(textOf(await take(larger.subarray(6, 6 + archive.length)))).toBe('{"a": 1}');
  });
});

describe('an archive is refused', () => {
  const bomb = zipOf([{ name: NAME, data: Buffer.alloc(50_000_000), size: 100 }]);
  test.each([
    ['that is none', Buffer.from('<html>sign in</html>'), 'is not a whole zip archive'],
    ['that is empty', Buffer.alloc(0), 'is not a whole zip archive'],
    ['that was cut', zipOf([wanted]).subarray(0, -5), 'is not a whole zip archive'],
    ['with bytes behind its end', Buffer.concat([zipOf([wanted]), Buffer.from('x')]), 'is not a whole zip'],
    ['without the entry', zipOf([{ name: 'other.json', data: '{}' }]), 'has no entry `final-stage.json`'],
    ['with the entry in a folder', zipOf([{ ...wanted, name: `x/${NAME}` }]), 'has no entry'],
    ['with the name in capitals', zipOf([{ ...wanted, name: 'FINAL-STAGE.JSON' }]), 'has no entry'],
    ['with a zero at the end of the name', zipOf([{ ...wanted, name: `${NAME}\0` }]), 'has no entry'],
    ['with the entry twice', zipOf([wanted, { ...wanted, data: '{}' }]), 'has 2 entries'],
    ['with a name that leads up', zipOf([{ name: '../x', data: '' }, wanted]), 'is not a whole zip archive'],
    ['with an absolute name', zipOf([{ name: '/etc/x', data: '' }, wanted]), 'is not a whole zip archive'],
    ['with backslashes', zipOf([{ name: 'a\\b', data: '' }, wanted]), 'is not a whole zip archive'],
    ['with a link in its place', zipOf([{ ...wanted, mode: 0o120_777 }]), 'as a link or a device'],
    ['with a device in its place', zipOf([{ ...wanted, mode: 0o060_666 }]), 'as a link or a device'],
    ['that is encrypted', zipOf([{ ...wanted, flags: 1 }]), 'encrypted'],
    ['that is strongly encrypted', zipOf([{ ...wanted, flags: 0x41 }]), 'is not a whole zip archive'],
    ['of another compression', zipOf([{ ...wanted, method: 93 }]), 'a method other than deflate'],
    ['with another checksum', zipOf([{ ...wanted, crc: 1 }]), 'with another checksum'],
    ['with another name before the bytes', zipOf([{ ...wanted, localName: 'x' }]), 'has another name before'],
    ['that expands to more than it says', bomb, 'is not a whole zip archive'],
    ['that expands to less than it says', zipOf([{ ...wanted, size: 9 }]), 'is not a whole zip archive'],
    ['that says it is enormous', zipOf([{ ...wanted, size: 0xfffffff0 }]), 'with 4294967280 bytes'],
    [
      'that says so in 64 bits',
      zipOf([{ ...wanted, size: 0xffffffff, extra: zip64Field(1n << 50n) }]),
      `with ${2 ** 50} bytes`,
    ],
    [
      'whose 64 bits are missing',
      zipOf([{ ...wanted, size: 0xffffffff, extra: zip64Field() }]),
      'is not a whole zip archive',
    ],
    ['whose bytes lie beyond its end', zipOf([{ ...wanted, offset: 0x7ffffff0 }]), 'is not a whole zip'],
    ['whose entry overlaps its directory', zipOf([{ ...wanted, compressedSize: 5000 }]), 'is not a whole'],
    [
      'of very many entries',
      zipOf(Array.from({ length: 101 }, (_, index) => ({ name: `${index}`, data: '' }))),
      'has 101 entries, expected at most 100',
    ],
  ])('%s', async (_what, archive, words) => {
    const taken = await take(archive);
    expect(taken).toEqual({ mistake: expect.stringContaining(words) });
  });

  test('in words that quote nothing of it', async () => {
    const name = '@everyone](https://evil.example)\u202e';
    for (const entry of [
      { name, data: '' },
      { ...wanted, localName: name },
      { name: `/${name}`, data: '' },
    ]) {
      const taken = await take(zipOf([entry]));
      expect(textOf(taken)).not.toMatch(/everyone|evil/);
    }
  });
});
