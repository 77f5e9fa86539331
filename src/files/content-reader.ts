import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ContentFacts, DerivedTexts } from './table/content-facts.ts';
import { createContentScans, type ContentScans } from './content-scans.ts';
import { SECRETS, withoutSecrets } from './secrets/secret-scan.ts';
import { createElfAccess, type ElfAccess } from './elf/elf-access.ts';
import type { ElfBytes } from './elf/elf-bytes.ts';
import { createElfCapture, type ElfCapture } from './elf/elf-capture.ts';
import { parseElf } from './elf/elf.ts';
import { MIN_LARGE_BYTES, type RequiredContent } from './table/layer-table.ts';
import type { ReadAt } from './table/read-at.ts';

/** Largest file in bytes that is kept whole; the content of a larger one stays unknown. */
export const MAX_KEPT_BYTES = 64 * 1024 * 1024;
/** Longest first line of a script that is kept, in bytes without `#!`. */
const MAX_SHEBANG_BYTES = 256;

/** Notes facts of one file after another while their bytes go by. */
export type ContentReader = {
  open(file: ContentFile): void;
  write(bytes: Uint8Array): void;
  /** False: the rest of this file must be written. True: it is of no use, or was read at its positions. */
  readRest(): boolean;
  close(): ContentFacts | undefined;
  /** CRC-32 of the content that went by last, where sums are required; else 0. */
  sum(): number;
  /** Git blob id of the file that was closed last, where it was computed. */
  gitBlob(): Uint8Array | undefined;
};

/** `wanted`: keep the content. `start`: where it is, for who can read at positions. */
export type ContentFile = {
  readonly path: string;
  readonly size: number;
  readonly wanted: boolean;
  readonly start: number;
};

type State = {
  readonly required: RequiredContent;
  readonly readAt: ReadAt | undefined;
  readonly capture: ElfCapture;
  readonly access: ElfAccess;
  readonly scans: ContentScans;
  position: number;
  start: number;
  path: string;
  kept: Uint8Array | undefined;
  sha1: Hash | undefined;
  sum: number;
  gitBlob: Buffer | undefined;
  size: number;
  /** First bytes: magic and shebang. */
  readonly head: Uint8Array;
  isElf: boolean;
  /** Memory for what is read at positions. */
  chunk: Uint8Array | undefined;
};

const HEAD_BYTES = MAX_SHEBANG_BYTES + 2;
/** Bytes that are read at once at positions. */
const CHUNK_BYTES = 64 * 1024;

/** `readAt`: reads contents where they are, so that little of them needs to be written. */
export function createContentReader(required: RequiredContent, readAt?: ReadAt): ContentReader {
  const state: State = {
    required,
    readAt,
    capture: createElfCapture(),
    access: createElfAccess(),
    scans: createContentScans(required.derived ?? []),
    position: 0,
    start: 0,
    path: '',
    kept: undefined,
    sha1: undefined,
    sum: 0,
    gitBlob: undefined,
    size: 0,
    head: new Uint8Array(HEAD_BYTES),
    isElf: false,
    chunk: undefined,
  };
  return {
    open: (file) => {
      open(state, file);
    },
    write: (bytes) => {
      write(state, bytes);
    },
    readRest: () => {
      if (readAt !== undefined) readUseful(state, readAt);
      return state.position >= usefulBytes(state);
    },
    close: () => close(state),
    sum: () => state.sum,
    gitBlob: () => state.gitBlob,
  };
}

function open(state: State, { path, size, wanted, start }: ContentFile): void {
  state.position = 0;
  state.start = start;
  state.path = path;
  state.isElf = false;
  state.sum = 0;
  state.kept = wanted && size <= MAX_KEPT_BYTES ? new Uint8Array(size) : undefined;
  // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
  state.size = size;
  state.sha1 = isHashed(state.required, size) ? createHash('sha1').update(`blob ${size}\0`) : undefined;
  state.capture.open(size);
  state.scans.open({ path, size });
}

function isHashed({ gitBlobSizes, notedBlobBytes = 0 }: RequiredContent, size: number): boolean {
  return (size > 0 && size <= notedBlobBytes) || gitBlobSizes.has(size);
}

function isSummed({ contentSums }: RequiredContent, size: number): boolean {
  return contentSums === true || (contentSums === 'large' && size >= MIN_LARGE_BYTES);
}

function write(state: State, bytes: Uint8Array): void {
  const { position } = state;
  if (position < HEAD_BYTES) writeHead(state, bytes);
  state.kept?.set(bytes, position);
  state.scans.write(bytes, position);
  state.sha1?.update(bytes);
  if (isSummed(state.required, state.size)) state.sum = crc32(bytes, state.sum);
  if (isCaptured(state)) state.capture.write(bytes, position);
  state.position += bytes.length;
}

/** What can be read at positions need not be kept while it goes by. */
function isCaptured({ isElf, readAt }: State): boolean {
  return isElf && readAt === undefined;
}

/** Bytes from the start of the file that must go by. */
function usefulBytes(state: State): number {
  const { size, kept, sha1, required, readAt, scans } = state;
  const isWhole = kept !== undefined || sha1 !== undefined || isSummed(required, size);
  if (isWhole || isCaptured(state)) return size;
  // What scans need is read at its positions where that can be done.
  return Math.min(size, Math.max(HEAD_BYTES, readAt === undefined ? scans.end : 0));
}

function readUseful(state: State, readAt: ReadAt): void {
  for (let end = usefulBytes(state); state.position < end;) {
    state.chunk ??= new Uint8Array(CHUNK_BYTES);
    const bytes = state.chunk.subarray(0, end - state.position);
    readAt(bytes, state.start + state.position);
    write(state, bytes);
  }
  state.scans.readRest(readAt, state.start, state.position);
}

/** Until four bytes are there nobody knows whether it is an ELF file: the capture gets them from the head then. */
function writeHead(state: State, bytes: Uint8Array): void {
  const { head, position } = state;
  head.set(bytes.subarray(0, HEAD_BYTES - position), position);
  if (position >= 4 || position + bytes.length < 4) return;
  state.isElf = head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
  if (position > 0 && isCaptured(state)) state.capture.write(head.subarray(0, position), 0);
}

function close(state: State): ContentFacts | undefined {
  state.gitBlob = state.sha1?.digest();
  state.sha1 = undefined;
  const elf = state.isElf ? parseElf(elfBytes(state)) : undefined;
  const derived = state.scans.close();
  const shebang = parseShebang(state.head.subarray(0, Math.min(state.position, HEAD_BYTES)));
  const facts: ContentFacts = {
    ...(elf === undefined ? {} : { elf }),
    ...(shebang === undefined ? {} : { shebang }),
    ...requiredBlob(state),
    ...(state.kept === undefined ? {} : { content: withoutFound(state, state.kept, derived) }),
    ...(derived === undefined ? {} : { derived }),
  };
  state.kept = undefined;
  return Object.keys(facts).length === 0 ? undefined : facts;
}

/** What is kept is also kept in caches: a secret that a scan found is not among it. */
function withoutFound({ path }: State, kept: Uint8Array, derived: DerivedTexts | undefined): Uint8Array {
  return derived?.[SECRETS.id] === undefined ? kept : withoutSecrets(path, kept);
}

function elfBytes({ readAt, access, capture, start, size }: State): ElfBytes {
  if (readAt === undefined) return capture.bytes();
  return access.open((into, position) => {
    readAt(into, start + position);
  }, size);
}

function requiredBlob({ gitBlob, size, required }: State): Pick<ContentFacts, 'gitBlob'> {
  const isRequired = gitBlob !== undefined && required.gitBlobSizes.has(size);
  return isRequired ? { gitBlob: gitBlob.toString('hex') } : {};
}

/** Line 1 after `#!`. A carriage return stays: for the kernel it is part of the name. execve(2), "Interpreter scripts". */
function parseShebang(head: Uint8Array): string | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const end = head.indexOf(0x0a);
  return Buffer.from(head.subarray(2, end < 0 ? head.length : end))
    .toString('utf8')
    .replace(/^[ \t]+|[ \t]+$/g, '');
}
