import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ContentFacts } from './content-facts.ts';
import { createElfCapture, type ElfCapture } from './elf-capture.ts';
import { parseElf } from './elf.ts';
import type { ContentWishes } from './layer-table.ts';

/** Largest file in bytes that is kept whole; a wish for more is not granted: its content stays unknown. */
export const MAX_KEPT_BYTES = 64 * 1024 * 1024;
/** Longest first line of a script that is kept, in bytes without `#!`. */
const MAX_SHEBANG_BYTES = 256;

/** Notes facts of one file after another while their bytes go by. */
export type ContentReader = {
  /** `wanted`: keep the content. */
  open(size: number, wanted: boolean): void;
  write(bytes: Uint8Array): void;
  /** Whether the next so many bytes of this file are of use; more than its first CONTENT_HEAD_BYTES rarely are. */
  isEager(length: number): boolean;
  close(): ContentFacts | undefined;
  /** CRC-32 of the content that went by last, where the wishes ask for sums; else 0. */
  sum(): number;
  /** Git blob id of the file that was closed last, where it was computed. */
  gitBlob(): Uint8Array | undefined;
};

type State = {
  readonly wishes: ContentWishes;
  readonly capture: ElfCapture;
  position: number;
  kept: Uint8Array | undefined;
  sha1: Hash | undefined;
  sum: number;
  gitBlob: Buffer | undefined;
  size: number;
  /** First bytes: magic and shebang. */
  readonly head: Uint8Array;
  isElf: boolean;
};

const HEAD_BYTES = MAX_SHEBANG_BYTES + 2;
/** What tells whether more of a file is of use. */
export const CONTENT_HEAD_BYTES = HEAD_BYTES;

export function createContentReader(wishes: ContentWishes): ContentReader {
  const state: State = {
    wishes,
    capture: createElfCapture(),
    position: 0,
    kept: undefined,
    sha1: undefined,
    sum: 0,
    gitBlob: undefined,
    size: 0,
    head: new Uint8Array(HEAD_BYTES),
    isElf: false,
  };
  return {
    open: (size, wanted) => {
      open(state, size, wanted);
    },
    write: (bytes) => {
      write(state, bytes);
    },
    isEager: (length) =>
      state.position < HEAD_BYTES ||
      (state.isElf && state.capture.isEager(state.position, length)) ||
      state.kept !== undefined ||
      state.sha1 !== undefined ||
      state.wishes.contentSums === true,
    close: () => close(state),
    sum: () => state.sum,
    gitBlob: () => state.gitBlob,
  };
}

function open(state: State, size: number, wanted: boolean): void {
  state.position = 0;
  state.isElf = false;
  state.sum = 0;
  state.kept = wanted && size <= MAX_KEPT_BYTES ? new Uint8Array(size) : undefined;
  // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
  state.size = size;
  state.sha1 = isHashed(state.wishes, size) ? createHash('sha1').update(`blob ${size}\0`) : undefined;
  state.capture.open(size);
}

function isHashed({ gitBlobSizes, notedBlobBytes = 0 }: ContentWishes, size: number): boolean {
  return (size > 0 && size <= notedBlobBytes) || gitBlobSizes.has(size);
}

function write(state: State, bytes: Uint8Array): void {
  const { position } = state;
  if (position < HEAD_BYTES) writeHead(state, bytes);
  state.kept?.set(bytes, position);
  state.sha1?.update(bytes);
  if (state.wishes.contentSums === true) state.sum = crc32(bytes, state.sum);
  if (state.isElf) state.capture.write(bytes, position);
  state.position += bytes.length;
}

/** Until four bytes are there nobody knows whether it is an ELF file: the capture gets them from the head then. */
function writeHead(state: State, bytes: Uint8Array): void {
  const { head, position } = state;
  head.set(bytes.subarray(0, HEAD_BYTES - position), position);
  if (position >= 4 || position + bytes.length < 4) return;
  state.isElf = head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
  if (state.isElf && position > 0) state.capture.write(head.subarray(0, position), 0);
}

function close(state: State): ContentFacts | undefined {
  state.gitBlob = state.sha1?.digest();
  state.sha1 = undefined;
  const elf = state.isElf ? parseElf(state.capture.bytes()) : undefined;
  const shebang = parseShebang(state.head.subarray(0, Math.min(state.position, HEAD_BYTES)));
  const facts: ContentFacts = {
    ...(elf === undefined ? {} : { elf }),
    ...(shebang === undefined ? {} : { shebang }),
    ...wishedBlob(state),
    ...(state.kept === undefined ? {} : { content: state.kept }),
  };
  state.kept = undefined;
  return Object.keys(facts).length === 0 ? undefined : facts;
}

function wishedBlob({ gitBlob, size, wishes }: State): Pick<ContentFacts, 'gitBlob'> {
  const isWished = gitBlob !== undefined && wishes.gitBlobSizes.has(size);
  return isWished ? { gitBlob: gitBlob.toString('hex') } : {};
}

/** Line 1 after `#!`. A carriage return stays: for the kernel it is part of the name. execve(2), "Interpreter scripts". */
function parseShebang(head: Uint8Array): string | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const end = head.indexOf(0x0a);
  return Buffer.from(head.subarray(2, end < 0 ? head.length : end))
    .toString('utf8')
    .replace(/^[ \t]+|[ \t]+$/g, '');
}
