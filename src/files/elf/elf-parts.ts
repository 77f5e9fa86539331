import type { ElfBytes, ElfPart } from './elf-bytes.ts';
import { parseElfLayout, PT_DYNAMIC, PT_INTERP, PT_LOAD, type ElfLayout } from './elf-layout.ts';

/** The first bytes of every ELF file are looked at: small files whole, and in large ones nearly all that is asked for. */
const HEAD_BYTES = 2 * 1024 * 1024;
/** Most bytes of one part past the head, and of all of them. */
const MAX_PART_BYTES = 256 * 1024;
const MAX_PARTS_BYTES = 2 * 1024 * 1024;
/** Section names usually stand right before the section headers. */
const SECTION_NAMES_BYTES = 32 * 1024;

/** The part that every file of so many bytes has. */
export function elfHead(size: number): ElfPart {
  return { start: 0, end: Math.min(size, HEAD_BYTES) };
}

/** What else is worth a look: the dynamic section, the interpreter, starts of writable segments, the section headers. */
export function planElfParts(head: ElfBytes, size: number): readonly ElfPart[] {
  const layout = size > head.headLength ? parseElfLayout(head) : undefined;
  if (layout === undefined) return [];
  const parts: ElfPart[] = [];
  let total = 0;
  for (const [offset, length] of wantedParts(layout)) {
    const start = Math.max(offset, 0);
    const end = Math.min(offset + Math.min(length, MAX_PART_BYTES), size);
    // A part that starts in the head is a whole one all the same, so that one read answers it.
    if (!(end > Math.max(start, head.headLength)) || total + (end - start) > MAX_PARTS_BYTES) continue;
    total += end - start;
    parts.push({ start, end });
  }
  return parts;
}

function wantedParts(layout: ElfLayout): readonly (readonly [offset: number, length: number])[] {
  const { sections, segments } = layout;
  const table = sections.count * sections.entrySize;
  const parts = segments
    .filter(
      ({ type, isWritable }) => type === PT_DYNAMIC || type === PT_INTERP || (type === PT_LOAD && isWritable),
    )
    .map(({ offset, size }) => [offset, size] as const);
  return [...parts, [sections.offset - SECTION_NAMES_BYTES, SECTION_NAMES_BYTES + table]];
}
