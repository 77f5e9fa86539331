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
/** Most writable segments that are searched; linkers make two. */
const MAX_SEGMENTS = 4;
const MAX_TEXT_BYTES = 128 * 1024;
const MAX_MODULES = 2_000;
/** Module information stands between two marks of this length. */
const MARK_BYTES = 16;

/**
 * What the Go linker wrote of the program, at the start of a writable segment: the first one, or of a position-independent
 * program the second. https://pkg.go.dev/debug/buildinfo
 */
export function parseGoBuildInfo(bytes: ElfBytes, layout: ElfLayout): GoFacts {
  const segments = layout.segments.filter(({ type, isWritable }) => type === PT_LOAD && isWritable);
  for (const { offset, size } of segments.slice(0, MAX_SEGMENTS)) {
    const part = bytes.read(offset, Math.min(size, SEARCHED_BYTES));
    const view = part && Buffer.from(part.buffer, part.byteOffset, part.length);
    const start = view === undefined ? -1 : findHeader(view);
    // Before Go 1.18 the header has pointers into parts of the file that were not kept.
    if (view !== undefined && start >= 0)
      return ((view[start + 15] ?? 0) & INLINE_STRINGS) === 0 ? {} : readTexts(view, start + HEADER_BYTES);
  }
  return {};
}

/** What is known of a Go program. */
type GoFacts = Pick<ElfFacts, 'goMainPath' | 'goVersion' | 'goModules'>;

function readTexts(view: Buffer, start: number): GoFacts {
  const version = readInline(view, start);
  if (version === undefined) return {};
  const modules = readInline(view, version.end)?.text.slice(MARK_BYTES) ?? '';
  const mainPath = /^path\t(.+)$/m.exec(modules)?.[1];
  const goModules = parseModules(modules);
  return {
    goVersion: version.text,
    ...(mainPath === undefined ? {} : { goMainPath: mainPath }),
    ...(goModules.length === 0 ? {} : { goModules }),
  };
}

/** Paths and versions have a hundred characters at most; what is longer is none. */
const MODULE = /^(mod|dep|=>)\t([^\t]{1,300})\t([^\t]{0,300})(?:\t(h1:)?.*)?$/;

/**
 * `mod path version`, `dep path version`, with ` fetched` behind the main module where it was built from what Go
 * downloaded; a module that another one replaces is left out. https://pkg.go.dev/runtime/debug#BuildInfo
 */
function parseModules(text: string): readonly string[] {
  const modules: string[] = [];
  for (const line of text.split('\n', MAX_MODULES)) {
    const module = toModule(line);
    if (module === undefined) continue;
    if (line.startsWith('=>')) modules.pop();
    modules.push(module);
  }
  return modules;
}

function toModule(line: string): string | undefined {
  const [, kind, path = '', version = '', sum] = MODULE.exec(line) ?? [];
  if (kind === undefined) return undefined;
  if (kind !== 'mod') return `dep ${path} ${version}`;
  return `mod ${path} ${version}${sum === undefined ? '' : ' fetched'}`;
}

function findHeader(view: Buffer): number {
  for (let at = view.indexOf(MAGIC); at >= 0; at = view.indexOf(MAGIC, at + 1)) {
    if (at % ALIGNMENT === 0) return at;
  }
  return -1;
}

/** A varint length and as much text; long texts are cut. */
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
