import type { ElfFacts } from '../table/content-facts.ts';
import type { ElfBytes } from './elf-bytes.ts';
import { PT_LOAD, type ElfLayout } from './elf-layout.ts';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
/** The header is aligned to this many bytes. */
const ALIGNMENT = 16;
const HEADER_BYTES = 32;
/** Flag of Go 1.18 and later: version and module information follow the header as text. */
const INLINE_STRINGS = 2;
const SEARCHED_BYTES = 256 * 1024;
const MAX_TEXT_BYTES = 8192;
/** Module information stands between two marks of this length. */
const MARK_BYTES = 16;

/** What the Go linker wrote of the program, at the start of its first writable segment. https://pkg.go.dev/debug/buildinfo */
export function parseGoBuildInfo(
  bytes: ElfBytes,
  layout: ElfLayout,
): Pick<ElfFacts, 'goMainPath' | 'goVersion'> {
  const segment = layout.segments.find(({ type, isWritable }) => type === PT_LOAD && isWritable);
  const part = segment && bytes.read(segment.offset, Math.min(segment.size, SEARCHED_BYTES));
  if (part === undefined) return {};
  const view = Buffer.from(part.buffer, part.byteOffset, part.length);
  const start = findHeader(view);
  // Before Go 1.18 the header has pointers into parts of the file that were not kept.
  if (start < 0 || ((view[start + 15] ?? 0) & INLINE_STRINGS) === 0) return {};
  return readTexts(view, start + HEADER_BYTES);
}

function readTexts(view: Buffer, start: number): Pick<ElfFacts, 'goMainPath' | 'goVersion'> {
  const version = readInline(view, start);
  if (version === undefined) return {};
  const modules = readInline(view, version.end)?.text.slice(MARK_BYTES) ?? '';
  const mainPath = /^path\t(.+)$/m.exec(modules)?.[1];
  return { goVersion: version.text, ...(mainPath === undefined ? {} : { goMainPath: mainPath }) };
}

function findHeader(view: Buffer): number {
  for (let at = view.indexOf(MAGIC); at >= 0; at = view.indexOf(MAGIC, at + 1)) {
    if (at % ALIGNMENT === 0) return at;
  }
  return -1;
}

/** A varint length and as much text; long texts are cut, since the main path comes first. */
function readInline(
  view: Buffer,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  let length = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = view[at++];
    if (byte === undefined || shift > 28) return undefined;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const end = at + length;
  return { text: view.toString('latin1', at, Math.min(end, at + MAX_TEXT_BYTES)), end };
}
