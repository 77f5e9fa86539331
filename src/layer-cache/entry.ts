import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Digest } from '../digest.ts';

/** Largest record in bytes before compression; a layer that takes more is read every time. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/**
 * What is kept: the rows of a layer by diffID, what is known of a blob by its digest, or an image by the digest of all that it was
 * built from. `version`: what wrote it.
 */
export type EntryKey = {
  readonly kind: 'layer' | 'blob' | 'image';
  readonly digest: Digest;
  readonly version: string;
};

/** The start of an entry, before anything of it is believed. `length`: bytes of the whole entry. */
export type EntryHead = { readonly name: string; readonly start: number; readonly length: number };

const MAGIC = Buffer.from('FSL1');
const LENGTHS_BYTES = 8;
const CHECKSUM_BYTES = 32;
/** Bytes before the name: magic and the name's length. */
const NAME_START = MAGIC.length + 1;
/** Most bytes of an entry: compression of what does not compress adds a little. */
export const MAX_ENTRY_BYTES = MAX_RECORD_BYTES + 64 * 1024;

const NAME = /^(?:layer|blob|image)-[0-9a-f]{64}-[0-9a-f]{16}$/;

/** The name of an entry, as of its file. */
export function entryName({ kind, digest, version }: EntryKey): string {
  return `${kind}-${digest.slice('sha256:'.length)}-${version}`;
}

export function isEntryName(name: string): boolean {
  return NAME.test(name);
}

/** Magic, name, both lengths, a checksum over all of the entry, then the compressed record. Undefined past MAX_RECORD_BYTES. */
export function sealEntry(key: EntryKey, record: Uint8Array): Uint8Array | undefined {
  if (record.length > MAX_RECORD_BYTES) return undefined;
  const name = Buffer.from(entryName(key));
  const body = zstdCompressSync(record);
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(record.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  const head = Buffer.concat([MAGIC, Buffer.of(name.length), name, lengths]);
  return Buffer.concat([head, checksum(head, body), body]);
}

/** The record of an entry; throws RangeError where it is damaged, is another's, or is larger than it says. */
export function openEntry(key: EntryKey, entry: Uint8Array): Uint8Array {
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.length);
  const head = readEntryHead(bytes);
  if (head.name !== entryName(key)) throw new RangeError(`the entry is of \`${head.name}\``);
  if (head.length !== bytes.length) throw new RangeError(`${bytes.length} bytes, expected ${head.length}`);
  const body = bytes.subarray(head.start);
  const stored = bytes.subarray(head.start - CHECKSUM_BYTES, head.start);
  if (!checksum(bytes.subarray(0, head.start - CHECKSUM_BYTES), body).equals(stored))
    throw new RangeError('the checksum differs');
  const length = bytes.readUInt32LE(head.start - CHECKSUM_BYTES - LENGTHS_BYTES);
  return decompress(body, length);
}

/** Where an entry ends that starts with these bytes; throws RangeError where none does. */
export function readEntryHead(bytes: Buffer): EntryHead {
  const lengthsStart = NAME_START + (bytes[MAGIC.length] ?? 0);
  const start = lengthsStart + LENGTHS_BYTES + CHECKSUM_BYTES;
  if (bytes.length < start || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new RangeError('no entry starts here');
  const name = bytes.toString('latin1', NAME_START, lengthsStart);
  if (!isEntryName(name)) throw new RangeError('the name is invalid');
  const length = start + bytes.readUInt32LE(lengthsStart + 4);
  if (length > MAX_ENTRY_BYTES) throw new RangeError(`${length} bytes, expected at most ${MAX_ENTRY_BYTES}`);
  return { name, start, length };
}

function decompress(body: Buffer, length: number): Uint8Array {
  if (length > MAX_RECORD_BYTES) throw new RangeError(`a record of ${length} bytes`);
  const record = unpack(body, length);
  if (record.length !== length) throw new RangeError(`${record.length} bytes, expected ${length}`);
  return record;
}

/** What zstd says of a body that it cannot read is no bug of ours. */
function unpack(body: Buffer, length: number): Uint8Array {
  try {
    return zstdDecompressSync(body, { maxOutputLength: Math.max(length, 1) });
  } catch (cause) {
    throw new RangeError('the record cannot be decompressed', { cause });
  }
}

function checksum(head: Uint8Array, body: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(body).digest();
}
