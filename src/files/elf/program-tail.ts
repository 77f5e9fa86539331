import { bufferOf } from '../table/path-text.ts';
import type { ContentScan, ScannedFile } from '../table/required-files.ts';
import type { ElfBytes } from './elf-bytes.ts';
import { parseElfLayout, type ElfLayout } from './elf-layout.ts';

const HEAD_BYTES = 64 * 1024;

/** What is made of the end of a program. */
type Tail = {
  /** Most bytes of the end. */
  readonly maxBytes: number;
  /** Whether the start says that the end is of use; absent: always. */
  readonly isOfUse?: (head: Buffer) => boolean;
  /** Bytes before the end are not there. */
  readonly read: (bytes: ElfBytes, layout: ElfLayout) => string | undefined;
};

/** The start says whether it is a program at all, and the end has what is not loaded: symbols, notes, the sections' headers. */
export function scanProgramTail({ size }: ScannedFile, { maxBytes, isOfUse, read }: Tail): ContentScan {
  const headLength = Math.min(size, HEAD_BYTES);
  const start = Math.max(headLength, size - maxBytes);
  const head = new Uint8Array(headLength);
  let range = { from: 0, to: headLength };
  let layout: ElfLayout | undefined;
  let tail: Uint8Array | undefined;
  let count = 0;
  return {
    get range() {
      return range;
    },
    write: (bytes) => {
      const into = layout === undefined ? head : (tail ??= new Uint8Array(size - start));
      into.set(bytes, count);
      count += bytes.length;
      if (layout !== undefined || count < headLength) return;
      layout = parseProgram(head, isOfUse);
      count = 0;
      range = layout === undefined || layout.sections.offset < start ? NOTHING : { from: start, to: size };
    },
    finish: () =>
      layout === undefined || tail === undefined ? undefined : read(toBytes(tail, start), layout),
  };
}

const NOTHING = { from: 0, to: 0 };
const ET_EXEC = 2;
const ET_DYN = 3;
const MAGIC = Buffer.from('\x7fELF', 'latin1');

function parseProgram(head: Uint8Array, isOfUse: Tail['isOfUse']): ElfLayout | undefined {
  if (!bufferOf(head.subarray(0, MAGIC.length)).equals(MAGIC)) return undefined;
  if (isOfUse?.(bufferOf(head)) === false) return undefined;
  const layout = parseElfLayout(toBytes(head, 0));
  return layout?.type === ET_EXEC || layout?.type === ET_DYN ? layout : undefined;
}

function toBytes(bytes: Uint8Array, start: number): ElfBytes {
  return {
    headLength: start === 0 ? bytes.length : 0,
    read: (offset, length) =>
      offset < start ? undefined : bytes.subarray(offset - start, offset - start + length),
  };
}

/** All of a part, or undefined where some of it is not there. */
export function readElfPart(
  bytes: ElfBytes,
  { offset, size }: { readonly offset: number; readonly size: number },
): Buffer | undefined {
  const part = bytes.read(offset, size);
  return part?.length === size ? bufferOf(part) : undefined;
}
