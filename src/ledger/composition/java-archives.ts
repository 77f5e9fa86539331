import type { ContentScan, DerivedFiles, ScannedFile } from '../../files/table/required-files.ts';
import { readZipEnd } from '../../files/zip/zip-end.ts';
import {
  MAX_PART_BYTES,
  MIN_COMPOSED_BYTES,
  readPartLines,
  toPartLines,
  type CompositionReader,
  type FilePart,
} from './composition.ts';

/** The directory of an archive of 50,000 files. */
const TAIL_BYTES = 4 * 1024 * 1024;
const ARCHIVE = /\.(?:jar|war|ear)$/;

/** Large archives of Java: how many bytes each archive in them has, and each root of Java packages. */
const ARCHIVE_PARTS: DerivedFiles = {
  id: 'java-archive-parts',
  keeps: 'derived',
  version: 1,
  maxBytes: TAIL_BYTES,
  wants: (path, size) => size >= MIN_COMPOSED_BYTES && path.endsWith('r') && ARCHIVE.test(path),
  open: openArchive,
};

/** Archives by the archives in them, and shaded ones by the packages of their classes. */
export const javaArchives: CompositionReader = {
  reads: ARCHIVE_PARTS,
  partsOf: ({ derived }) => readPartLines(WORDS, derived?.[ARCHIVE_PARTS.id], nameOf),
};

const WORDS = { noun: 'library', measure: 'compressed bytes in the archive' };

/** `spring-core-6.1.4.jar`. */
const NAMED = /^(.+?)-(\d[^/]*)\.[jwe]ar$/;

function nameOf(text: string): Pick<FilePart, 'name' | 'version'> {
  const [, name, version] = NAMED.exec(text) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  return { name: text === '' ? 'other files' : text.replace(ARCHIVE, ''), version: null };
}

function openArchive({ size }: ScannedFile): ContentScan {
  const length = Math.min(size, TAIL_BYTES);
  let tail = new Uint8Array(0);
  let count = 0;
  return {
    range: { from: size - length, to: size },
    write: (bytes) => {
      if (count === 0) tail = new Uint8Array(length);
      tail.set(bytes, count);
      count += bytes.length;
    },
    finish: () => {
      const zip = readZipEnd(tail.subarray(0, count), size);
      if (zip === undefined) return undefined;
      const sums = new Map<string, number>();
      zip.names.forEach((name, index) => {
        const part = partOf(name);
        sums.set(part, (sums.get(part) ?? 0) + (zip.sizes[index] ?? 0));
      });
      return toPartLines(sums, MAX_PART_BYTES).join('\n');
    },
  };
}

/** Directories of a program's own classes. https://docs.spring.io/spring-boot/specification/executable-jar, Jakarta Servlet 10.5 */
const OWN = /^(?:BOOT-INF|WEB-INF)\/classes\//;
/** How many directories name the maker of a Java package: `org/apache/commons`. */
const MAKER_DEPTH = 3;

function partOf(name: string): string {
  if (ARCHIVE.test(name)) return name.slice(name.lastIndexOf('/') + 1);
  if (OWN.test(name)) return 'own classes';
  const directories = name.split('/').slice(0, -1);
  const isPackage = name.endsWith('.class') && directories.length > 0;
  return isPackage ? directories.slice(0, MAKER_DEPTH).join('.') : '';
}
