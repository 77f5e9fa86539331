import { GateError } from '../../errors.ts';
import { decodePathText } from '../table/path-text.ts';

export const TAR_BLOCK_BYTES = 512;

/** One 512-byte header as written, before PAX and GNU extensions apply. POSIX pax, "ustar Interchange Format". */
export type TarHeader = {
  readonly name: string;
  readonly linkName: string;
  /** `\0` for old regular files, else a character. */
  readonly typeFlag: string;
  /** Stored bytes that follow, as the field says. */
  readonly size: number;
  readonly mode: number;
  /** Numbers of user and group; 0 where the field holds none. */
  readonly uid: number;
  readonly gid: number;
  /** GNU sparse (`S`): bytes as a reader sees them, and whether a block with more of the map follows. */
  readonly realSize: number;
  readonly hasMoreSparseMap: boolean;
  readonly isNullDevice: boolean;
};

/** True for 512 zero bytes: two of them end an archive. */
export function isZeroBlock(block: Uint8Array, start: number): boolean {
  for (let at = start; at < start + TAR_BLOCK_BYTES; at++) if (block[at] !== 0) return false;
  return true;
}

/** True where the block's checksum is right, so that it is a tar header. */
export function hasTarChecksum(block: Uint8Array, start = 0): boolean {
  if (block.length < start + TAR_BLOCK_BYTES || isZeroBlock(block, start)) return false;
  const written = parseOctal(block, start + CHECKSUM_START, CHECKSUM_BYTES);
  const unsigned = sumBytes(block, start);
  // Some old tars summed signed bytes.
  return written === unsigned || written === unsigned - countHighBytes(block, start) * 0x100;
}

const CHECKSUM_START = 148;
const CHECKSUM_BYTES = 8;

/** The checksum's own field counts as spaces. Four bytes at once: each half of a word sums up to 256 of them, which is less than 2^16. */
function sumBytes(block: Uint8Array, start: number): number {
  const view = new DataView(block.buffer, block.byteOffset + start, TAR_BLOCK_BYTES);
  let halves = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at += 4) {
    const word = view.getUint32(at);
    halves = (halves + (word & 0xff00ff) + ((word >>> 8) & 0xff00ff)) | 0;
  }
  let sum = (halves & 0xffff) + (halves >>> 16) + CHECKSUM_BYTES * 0x20;
  for (let at = start + CHECKSUM_START; at < start + CHECKSUM_START + CHECKSUM_BYTES; at++)
    sum -= block[at] ?? 0;
  return sum;
}

function countHighBytes(block: Uint8Array, start: number): number {
  let count = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) {
    const isOwn = at >= CHECKSUM_START && at < CHECKSUM_START + CHECKSUM_BYTES;
    if (!isOwn) count += (block[start + at] ?? 0) >>> 7;
  }
  return count;
}

/** Header at `start`; throws `image-unreadable` where the checksum or a number is wrong. */
export function parseTarHeader(block: Uint8Array, start: number, what: string): TarHeader {
  if (!hasTarChecksum(block, start)) {
    throw new GateError('image-unreadable', `${what} has a tar header with a wrong checksum`, {
      hint: 'Save or build the image again.',
    });
  }
  const size = parseNumber(block, start + 124, 12);
  const mode = parseNumber(block, start + 100, 8);
  if (size === undefined || mode === undefined) {
    throw new GateError('image-unreadable', `${what} has a tar header with an invalid number`);
  }
  return {
    name: nameOf(block, start),
    linkName: textField(block, start + 157, 100),
    typeFlag: String.fromCharCode(block[start + 156] ?? 0),
    size,
    mode: mode & 0o7777,
    uid: parseNumber(block, start + 108, 8) ?? 0,
    gid: parseNumber(block, start + 116, 8) ?? 0,
    isNullDevice: isNullDevice(block, start),
    ...sparseFields(block, start, size),
  };
}

function isNullDevice(block: Uint8Array, start: number): boolean {
  if (block[start + 156] !== 0x33) return false;
  return parseNumber(block, start + 329, 8) === 0 && parseNumber(block, start + 337, 8) === 0;
}

type SparseFields = Pick<TarHeader, 'realSize' | 'hasMoreSparseMap'>;

function sparseFields(block: Uint8Array, start: number, size: number): SparseFields {
  if (block[start + 156] !== 0x53) return { realSize: size, hasMoreSparseMap: false };
  return {
    realSize: parseNumber(block, start + 483, 12) ?? size,
    hasMoreSparseMap: block[start + 482] !== 0,
  };
}

/** `ustar` and NUL is POSIX with a prefix; GNU tar has a space there and other fields in the prefix's place. */
function nameOf(block: Uint8Array, start: number): string {
  const name = textField(block, start, 100);
  const isPosix = isMagic(block, start + 257, 'ustar\0');
  if (!isPosix || block[start + 345] === 0) return name;
  // The star format ends with `tar` and keeps times in the prefix's last 24 bytes.
  const isStar = isMagic(block, start + 508, 'tar\0');
  return `${textField(block, start + 345, isStar ? 131 : 155)}/${name}`;
}

function isMagic(block: Uint8Array, start: number, magic: string): boolean {
  for (let at = 0; at < magic.length; at++) if (block[start + at] !== magic.charCodeAt(at)) return false;
  return true;
}

function textField(block: Uint8Array, start: number, length: number): string {
  let end = start;
  while (end < start + length && block[end] !== 0) end++;
  return decodePathText(block, start, end);
}

/** Octal text, or base-256 where the first bit is set (GNU); undefined where it is neither or not a safe integer. */
function parseNumber(block: Uint8Array, start: number, length: number): number | undefined {
  const lead = block[start] ?? 0;
  if ((lead & 0x80) === 0) return parseOctal(block, start, length);
  if ((lead & 0x40) !== 0) return undefined;
  let value = lead & 0x3f;
  for (let at = start + 1; at < start + length; at++) {
    value = value * 256 + (block[at] ?? 0);
    if (!Number.isSafeInteger(value)) return undefined;
  }
  return value;
}

/** Leading spaces and NULs are skipped; digits end at a space or NUL; an empty field is 0. */
function parseOctal(block: Uint8Array, start: number, length: number): number | undefined {
  const end = start + length;
  let at = start;
  while (at < end && isBlank(block[at])) at++;
  let value = 0;
  for (; at < end && !isBlank(block[at]); at++) {
    const digit = (block[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) return undefined;
    value = value * 8 + digit;
  }
  return value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0;
}

/** Bytes after a content of so many bytes, up to the next block. */
export function paddingOf(size: number): number {
  return (TAR_BLOCK_BYTES - (size % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES;
}
