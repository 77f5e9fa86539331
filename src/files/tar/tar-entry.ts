import { GateError } from '../../errors.ts';
import type { FileType } from '../table/file-entry.ts';
import { encodePathText } from '../table/path-text.ts';
import { paxNumber, type PaxRecords } from './pax.ts';
import type { TarHeader } from './tar-header.ts';

/** Longest path or link target in bytes: what Linux can open. limits.h PATH_MAX. */
export const MAX_PATH_BYTES = 4096;

/** One entry with its extensions applied. `size`: bytes that a reader sees; `storedSize`: bytes in the archive. */
export type TarEntry = {
  /** As written; not yet resolved. */
  readonly path: string;
  readonly type: FileType;
  readonly size: number;
  readonly storedSize: number;
  /** True: the stored bytes are a map and pieces, not the content. */
  readonly isSparse: boolean;
  readonly mode: number;
  /** Numbers of the user and the group that the entry belongs to. */
  readonly uid: number;
  readonly gid: number;
  /** As written; only of links. */
  readonly linkTarget?: string;
  /** A character device 0/0, which overlayfs takes for a whiteout. */
  readonly isNullDevice?: boolean;
};

/** What extended headers say of an entry: PAX records, GNU long name and long link. */
export type TarExtensions = {
  readonly records?: PaxRecords;
  readonly longName?: string;
  readonly longLink?: string;
};

/** Linux keeps no other. symlink(7) */
const SYMLINK_MODE = 0o777;

const TYPES: ReadonlyMap<string, FileType> = new Map([
  ['\0', 'regular'],
  ['0', 'regular'],
  ['7', 'regular'],
  ['S', 'regular'],
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['3', 'character'],
  ['4', 'block'],
  ['5', 'directory'],
  ['6', 'fifo'],
]);

/** Header and extensions to an entry; throws `image-unreadable` where they make none. */
export function toTarEntry(header: TarHeader, extensions: TarExtensions, what: string): TarEntry {
  const path = pathOf(header, extensions);
  checkText(path, what);
  const type = TYPES.get(header.typeFlag);
  const { mode } = header;
  const owner = ownerOf(header, extensions);
  if (type === undefined) {
    throw new GateError(
      'image-unreadable',
      `${what} has an entry of the unknown tar type \`${header.typeFlag}\``,
    );
  }
  if (type === 'hardlink' || type === 'symlink') {
    const linkTarget = linkTargetOf(header, extensions);
    checkText(linkTarget, what);
    const linkMode = type === 'symlink' ? SYMLINK_MODE : mode;
    return { path, type, ...HEADER_ONLY, mode: linkMode, ...owner, linkTarget };
  }
  // Links, devices and directories are only a header, whatever their size field says, as for Go and GNU tar.
  if (type === 'character')
    return { path, type, ...HEADER_ONLY, mode, ...owner, isNullDevice: header.isNullDevice };
  return type === 'regular'
    ? { ...toFile(path, header, sizesOf(header, extensions, what)), ...owner }
    : { path, type, ...HEADER_ONLY, mode, ...owner };
}

/** Tars older than ustar write a directory as a regular file whose name ends with a slash. */
function toFile(path: string, { typeFlag, mode }: TarHeader, sizes: Sizes): Omit<TarEntry, keyof Owner> {
  const isDirectory = typeFlag === '\0' && path.endsWith('/');
  return isDirectory
    ? { path, type: 'directory', ...sizes, size: 0, mode }
    : { path, type: 'regular', ...sizes, mode };
}

type Owner = Pick<TarEntry, 'uid' | 'gid'>;

/** Numbers that do not fit into the header are PAX records. A record that is no number says nothing: nothing is sized by it. */
function ownerOf(header: TarHeader, extensions: TarExtensions): Owner {
  const of = (keyword: keyof Owner): number =>
    paxNumber(record(extensions, keyword) ?? '') ?? header[keyword];
  return { uid: of('uid'), gid: of('gid') };
}

/** A GNU long name wins over a PAX record, as for Go's archive/tar, by which engines read layers. */
function pathOf(header: TarHeader, extensions: TarExtensions): string {
  const { longName } = extensions;
  return record(extensions, 'GNU.sparse.name') ?? longName ?? record(extensions, 'path') ?? header.name;
}

function linkTargetOf(header: TarHeader, extensions: TarExtensions): string {
  return extensions.longLink ?? record(extensions, 'linkpath') ?? header.linkName;
}

type Sizes = Pick<TarEntry, 'size' | 'storedSize' | 'isSparse'>;

const HEADER_ONLY: Sizes = { size: 0, storedSize: 0, isSparse: false };

/** GNU sparse files: type `S`, or PAX records of the formats 0.0, 0.1 (`size`) and 1.0 (`realsize`). GNU tar manual, "Sparse Formats". */
function sizesOf(header: TarHeader, extensions: TarExtensions, what: string): Sizes {
  const storedSize = numberRecord(extensions, 'size', what) ?? header.size;
  if (header.typeFlag === 'S') return { size: header.realSize, storedSize, isSparse: true };
  const realSize =
    numberRecord(extensions, 'GNU.sparse.realsize', what) ??
    numberRecord(extensions, 'GNU.sparse.size', what);
  const isSparse = realSize !== undefined || record(extensions, 'GNU.sparse.major') !== undefined;
  return { size: realSize ?? storedSize, storedSize, isSparse };
}

function record({ records }: TarExtensions, keyword: string): string | undefined {
  const value = records?.get(keyword);
  return value === '' ? undefined : value;
}

function numberRecord(extensions: TarExtensions, keyword: string, what: string): number | undefined {
  const text = record(extensions, keyword);
  if (text === undefined) return undefined;
  const value = paxNumber(text);
  if (value === undefined) {
    throw new GateError(
      'image-unreadable',
      `${what} has the extended tar header \`${keyword}\` that is not a number`,
    );
  }
  return value;
}

function checkText(text: string, what: string): void {
  // A UTF-16 unit is at most three bytes of UTF-8, so short texts need no counting.
  const bytes = text.length * 3 <= MAX_PATH_BYTES ? 0 : encodePathText(text).length;
  if (bytes > MAX_PATH_BYTES) {
    throw new GateError(
      'image-unreadable',
      `${what} has a path or link target of ${bytes} bytes, expected at most ${MAX_PATH_BYTES}`,
    );
  }
  if (text.includes('\0'))
    throw new GateError('image-unreadable', `${what} has a path or link target with a NUL in it`);
}
