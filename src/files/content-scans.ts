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

/** A scan at work. `from`, `to`: what it needs now, as offsets in the file. */
type Open = {
  readonly files: DerivedFiles;
  readonly scan: ContentScan;
  readonly file: ScannedFile;
  from: number;
  to: number;
};

/** Bytes that are read at once at positions. */
const CHUNK_BYTES = 64 * 1024;
const NONE: readonly Open[] = [];

export function createContentScans(required: readonly DerivedFiles[]): ContentScans {
  let scans = NONE;
  let isRead = false;
  let chunk: Uint8Array | undefined;
  const end = (): number => {
    let most = 0;
    if (!isRead) for (const { to } of scans) most = Math.max(most, to);
    return most;
  };
  return {
    open: (file) => {
      scans = required.length === 0 ? NONE : openScans(required, file);
      isRead = false;
    },
    write: (bytes, position) => {
      if (scans !== NONE && !isRead) for (const open of scans) writeTo(open, bytes, position);
    },
    get end() {
      return end();
    },
    readRest: (readAt, start, position) => {
      if (position < end()) {
        chunk ??= new Uint8Array(CHUNK_BYTES);
        for (const open of scans) readRange(open, readAt, { start, position, chunk });
      }
      isRead = true;
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
  let opened: Open[] | undefined;
  for (const files of required) {
    if (!files.wants(file.path, file.size)) continue;
    const open = { files, scan: files.open(file), file, from: 0, to: 0 };
    askRange(open);
    // A file of more bytes than may go by counts as unread.
    if (open.to - open.from > files.maxBytes) continue;
    opened ??= [];
    opened.push(open);
  }
  return opened ?? NONE;
}

/** What a scan needs: it may know better once the start of the file went by. */
function askRange(open: Open): void {
  const { range } = open.scan;
  const { size } = open.file;
  open.from = range === undefined ? 0 : Math.max(0, range.from);
  open.to = range === undefined ? size : Math.min(range.to, size);
}

/** Piece by piece where the scan changes its mind, so that it sees the same however the bytes are cut. */
function writeTo(open: Open, bytes: Uint8Array, position: number): void {
  for (let done = 0; ;) {
    const first = Math.max(open.from - position, done);
    const last = Math.min(open.to - position, bytes.length);
    if (first >= last) return;
    open.scan.write(bytes.subarray(first, last));
    askRange(open);
    done = last;
  }
}

/** `start` of the file, `position` in it; `chunk` is memory for what is read. */
type Reading = { readonly start: number; readonly position: number; readonly chunk: Uint8Array };

function readRange(open: Open, readAt: ReadAt, { start, position, chunk }: Reading): void {
  for (let at = position; ;) {
    at = Math.max(at, open.from);
    const length = Math.min(CHUNK_BYTES, open.to - at);
    if (length <= 0) return;
    const bytes = chunk.subarray(0, length);
    readAt(bytes, start + at);
    open.scan.write(bytes);
    askRange(open);
    at += length;
  }
}

function finish({ files, scan, file: { path } }: Open): readonly (readonly [string, string])[] {
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
