import type { ContentScan, DerivedFiles, ScannedFile } from '../../files/table/required-files.ts';
import { ARCHIVE_FORMATS, type Archived, type ArchiveFormat } from './archive-formats.ts';

/** Most bytes of one archive that are looked at: what names its package stands at its start or at its end. */
const MAX_BYTES = 512 * 1024;
/** Last characters of all endings: most paths have none of them. */
const LAST = new Set(ARCHIVE_FORMATS.flatMap(({ endings }) => endings.map((ending) => ending.at(-1))));
const MAX_FILES_CHARACTERS = 8 * 1024;

/** Archives of packages: of each, what it says of the package in it. */
export const PACKAGE_ARCHIVES: DerivedFiles = {
  id: 'package-archive',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_BYTES,
  wants: (path, size) => size > 0 && formatOf(path) !== undefined,
  open: openArchive,
};

/** The kind of archive that a path is called as. */
export function formatOf(path: string): ArchiveFormat | undefined {
  if (!LAST.has(path.at(-1))) return undefined;
  return ARCHIVE_FORMATS.find(({ endings }) => endings.some((ending) => path.endsWith(ending)));
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
    finish: () => {
      const archived = format?.read(part.subarray(0, count), { path, size });
      return archived && toText(archived);
    },
  };
}

function toText({ type, name, version, files = [] }: Archived): string {
  const lines = [type, name, version];
  let left = MAX_FILES_CHARACTERS;
  for (const file of files) {
    const line = `${file.size} ${file.path}`;
    left -= Buffer.byteLength(line) + 1;
    if (left >= 0 && !line.includes('\n')) lines.push(line);
  }
  return lines.join('\n');
}

/** What `PACKAGE_ARCHIVES` derived of a file; undefined for what is no archive of a package. */
export function parseArchived(text: string | undefined): Archived | undefined {
  const [type = '', name = '', version = '', ...lines] = (text ?? '').split('\n');
  if (!isType(type)) return undefined;
  const files = lines.map((line) => {
    const cut = line.indexOf(' ');
    return { size: Number(line.slice(0, cut)), path: line.slice(cut + 1) };
  });
  return { type, name, version, ...(files.length > 0 && { files }) };
}

function isType(text: string): text is Archived['type'] {
  return ['pypi', 'deb', 'apk', 'gem', 'npm', 'rpm', 'jar'].includes(text);
}
