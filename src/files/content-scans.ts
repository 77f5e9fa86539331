import { GateError } from '../errors.ts';
import type { DerivedTexts } from './table/content-facts.ts';
import type { ReadAt } from './table/read-at.ts';
import {
  MAX_DERIVED_BYTES,
  type ContentScan,
  type DerivedFiles,
  type ScannedFile,
} from './table/required-files.ts';

/** The scans of one file after another. */
export type ContentScans = {
  open(file: ScannedFile): void;
  /** `position`: where in the file the bytes are. */
  write(bytes: Uint8Array, position: number): void;
  /** Bytes from the start of the file after which no scan needs any. */
  readonly end: number;
  /** Reads what the scans still need where it is; `start`: of the file, `position`: what went by. */
  readRest(readAt: ReadAt, start: number, position: number): void;
  close(): DerivedTexts | undefined;
};

type Open = {
  readonly files: DerivedFiles;
  readonly scan: ContentScan;
  readonly from: number;
  readonly to: number;
  readonly path: string;
};

/** Bytes that are read at once at positions. */
const CHUNK_BYTES = 64 * 1024;
const NONE: readonly Open[] = [];

export function createContentScans(required: readonly DerivedFiles[]): ContentScans {
  let scans = NONE;
  let end = 0;
  return {
    open: (file) => {
      scans = required.length === 0 ? NONE : openScans(required, file);
      end = scans.reduce((most, { to }) => Math.max(most, to), 0);
    },
    write: (bytes, position) => {
      if (position < end) for (const open of scans) writeTo(open, bytes, position);
    },
    get end() {
      return end;
    },
    readRest: (readAt, start, position) => {
      if (position < end) for (const open of scans) readRange(open, readAt, { start, position });
      end = 0;
    },
    close: () => {
      if (scans === NONE) return undefined;
      const derived = scans.flatMap((open) => finish(open));
      scans = NONE;
      return derived.length === 0 ? undefined : Object.fromEntries(derived);
    },
  };
}

function openScans(required: readonly DerivedFiles[], file: ScannedFile): readonly Open[] {
  const wanted = required.filter(({ wants }) => wants(file.path, file.size));
  return wanted.length === 0 ? NONE : wanted.flatMap((files) => openScan(files, file));
}

/** A file of more bytes than may go by counts as unread. */
function openScan(files: DerivedFiles, file: ScannedFile): readonly Open[] {
  const scan = files.open(file);
  const { from, to } = scan.range ?? { from: 0, to: file.size };
  const first = Math.max(0, from);
  const last = Math.min(to, file.size);
  return last - first > files.maxBytes ? [] : [{ files, scan, from: first, to: last, path: file.path }];
}

function writeTo({ scan, from, to }: Open, bytes: Uint8Array, position: number): void {
  const first = Math.max(from - position, 0);
  const last = Math.min(to - position, bytes.length);
  if (first < last) scan.write(bytes.subarray(first, last));
}

function readRange(
  { scan, from, to }: Open,
  readAt: ReadAt,
  { start, position }: { readonly start: number; readonly position: number },
): void {
  const chunk = new Uint8Array(Math.max(0, Math.min(CHUNK_BYTES, to - from)));
  for (let at = Math.max(from, position); at < to;) {
    const bytes = chunk.subarray(0, to - at);
    readAt(bytes, start + at);
    scan.write(bytes);
    at += bytes.length;
  }
}

function finish({ files, scan, path }: Open): readonly (readonly [string, string])[] {
  const text = scan.finish();
  if (text === undefined) return [];
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_DERIVED_BYTES) throw tooMuch(files.id, path, bytes);
  return [[files.id, text]];
}

function tooMuch(id: string, path: string, bytes: number): GateError {
  return new GateError(
    'image-unreadable',
    `\`${id}\` derives ${bytes} bytes from \`${path}\`, but at most ${MAX_DERIVED_BYTES} are kept`,
    { hint: 'This is the limit `MAX_DERIVED_BYTES` of docs/limits.md. Leave the file out of the image.' },
  );
}
