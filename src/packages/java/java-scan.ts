import {
  MAX_DERIVED_BYTES,
  type ContentScan,
  type DerivedFiles,
  type ScannedFile,
} from '../../files/table/required-files.ts';
import { ARCHIVE, readJavaArchive, type Coordinates, type JavaArchive } from './java-archive.ts';

const MIB = 1024 * 1024;
/** An archive of at most so many bytes is read whole; of a larger one, the end, where its directory is. */
const MAX_WHOLE_BYTES = 64 * MIB;
const TAIL_BYTES = 4 * MIB;
/** A runtime of Java keeps some of its own in such files; sources and documentation are no programs. */
const NO_ARTIFACT = /\/(?:jre|jvm|java-\d+[^/]*|jdk[^/]*)\/|\/jrt-fs\.jar$|-(?:sources|javadoc)\.jar$/;
/** Last letter of `.jar`, `.war` and `.ear`: nearly every other name ends otherwise. */
const END = 'r';

/** Archives of Java: of each, which artifacts are in it. */
export const JAVA_ARCHIVES: DerivedFiles = {
  id: 'java-archive',
  keeps: 'derived',
  version: 2,
  maxBytes: MAX_WHOLE_BYTES,
  wants: (path, size) => size > 0 && path.endsWith(END) && ARCHIVE.test(path) && !NO_ARTIFACT.test(path),
  open: openArchive,
};

function openArchive({ path, size }: ScannedFile): ContentScan {
  const length = size <= MAX_WHOLE_BYTES ? size : TAIL_BYTES;
  let part = new Uint8Array(0);
  let count = 0;
  return {
    range: { from: size - length, to: size },
    write: (bytes) => {
      if (count === 0) part = new Uint8Array(length);
      part.set(bytes, count);
      count += bytes.length;
    },
    finish: () => {
      const archive = readJavaArchive(part.subarray(0, count), { path, size });
      return archive && toText(archive);
    },
  };
}

const BUNDLE = 'bundle';
const SINGLE = 'single';

/** The kind, the archive's own artifact or nothing, then those in it, a line each, as many as may be kept. */
function toText({ own, nested, isBundle }: JavaArchive): string {
  const lines = [isBundle ? BUNDLE : SINGLE, own === undefined ? '' : toLine(own)];
  let left = MAX_DERIVED_BYTES - Buffer.byteLength(lines.join('\n'));
  for (const line of new Set(nested.map(toLine))) {
    left -= line.length + 1;
    if (left >= 0) lines.push(line);
  }
  return lines.join('\n');
}

function toLine({ group, artifact, version }: Coordinates): string {
  return `${group}:${artifact}:${version}`;
}

/** What `JAVA_ARCHIVES` derived; undefined for any other text. */
export function parseArtifacts(text: string): JavaArchive | undefined {
  const [kind, own = '', ...nested] = text.split('\n');
  if (kind !== BUNDLE && kind !== SINGLE) return undefined;
  return { own: parseLine(own)[0], nested: nested.flatMap(parseLine), isBundle: kind === BUNDLE };
}

function parseLine(line: string): readonly Coordinates[] {
  const [group = '', artifact = '', ...version] = line.split(':');
  return group === '' || artifact === '' || version.length === 0
    ? []
    : [{ group, artifact, version: version.join(':') }];
}
