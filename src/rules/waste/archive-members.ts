import { decompress } from '../../files/zip/decompress.ts';
import { readZipEnd } from '../../files/zip/zip-end.ts';
import type { ContentScan, DerivedFiles, ScannedFile } from '../../files/table/required-files.ts';
import { tarMembers } from './archive-bytes.ts';

/** A file in an archive: its name there, and the bytes of its content. */
export type ArchivedFile = { readonly path: string; readonly size: number };

/** Most bytes of one archive that are looked at: the start of a tar, the end of a zip. */
const MAX_BYTES = 512 * 1024;
/** Smaller ones are not worth a word. */
const MIN_ARCHIVE_BYTES = 16 * 1024;
/** Of an archive so many of its largest files stand for all. */
const MAX_FILES = 24;
/** Files below this are alike in many places. */
const MIN_FILE_BYTES = 32;
const MAX_PATH_BYTES = 400;

type Reader = (part: Uint8Array, size: number) => readonly ArchivedFile[];

/** Kinds of archives by their names; which part of them is read, and what that holds. */
const FORMATS: readonly { readonly name: RegExp; readonly part: 'start' | 'end'; readonly read: Reader }[] = [
  { name: /\.tar$/, part: 'start', read: tarFiles },
  { name: /\.(?:tar\.gz|tgz|crate)$/, part: 'start', read: (part) => tarFiles(decompress(part, 'gzip')) },
  { name: /\.(?:tar\.zst|tzst)$/, part: 'start', read: (part) => tarFiles(decompress(part, 'zstd')) },
  { name: /\.(?:zip|[jw]ar)$/, part: 'end', read: zipFiles },
];

/** Last letters of all of them: most paths end otherwise. */
const LAST = new Set(['r', 'z', 't', 'p', 'e']);

/** Archives of any files: of each, its largest files among those that its first or last bytes tell of. */
export const ARCHIVES: DerivedFiles = {
  id: 'archive-members',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_BYTES,
  wants: (path, size) => size >= MIN_ARCHIVE_BYTES && formatOf(path) !== undefined,
  open: openArchive,
};

function formatOf(path: string) {
  return LAST.has(path.at(-1) ?? '') ? FORMATS.find(({ name }) => name.test(path)) : undefined;
}

function openArchive({ path, size }: ScannedFile): ContentScan {
  const format = formatOf(path);
  const length = Math.min(size, MAX_BYTES);
  const range = format?.part === 'end' ? { from: size - length, to: size } : { from: 0, to: length };
  let part = new Uint8Array(0);
  let count = 0;
  return {
    range,
    write: (bytes) => {
      if (count === 0) part = new Uint8Array(length);
      part.set(bytes, count);
      count += bytes.length;
    },
    finish: () => toText(format?.read(part.subarray(0, count), size) ?? []),
  };
}

function tarFiles(tar: Uint8Array | undefined): readonly ArchivedFile[] {
  return tar === undefined ? [] : [...tarMembers(tar)].map(({ name, size }) => ({ path: name, size }));
}

function zipFiles(tail: Uint8Array, size: number): readonly ArchivedFile[] {
  const zip = readZipEnd(tail, size);
  return (zip?.names ?? []).map((path, index) => ({ path, size: zip?.contentSizes[index] ?? 0 }));
}

/** The largest files, a line each; undefined where there are none. */
function toText(files: readonly ArchivedFile[]): string | undefined {
  const largest = files
    .filter(({ path, size }) => size >= MIN_FILE_BYTES && Buffer.byteLength(path) <= MAX_PATH_BYTES)
    .filter(({ path }) => !path.includes('\n') && !path.endsWith('/'))
    .sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))
    .slice(0, MAX_FILES);
  return largest.length === 0 ? undefined : largest.map(({ path, size }) => `${size} ${path}`).join('\n');
}

/** What `ARCHIVES` derived of a file. */
export function parseArchivedFiles(text: string | undefined): readonly ArchivedFile[] {
  return (text ?? '').split('\n').flatMap((line) => {
    const cut = line.indexOf(' ');
    return cut < 0 ? [] : [{ size: Number(line.slice(0, cut)), path: line.slice(cut + 1) }];
  });
}
