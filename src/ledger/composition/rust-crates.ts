import type { DerivedFiles } from '../../files/table/required-files.ts';
import { AUDITED_PROGRAMS, parseAuditText } from '../../packages/rust/audit-scan.ts';
import { MIN_COMPOSED_BYTES, readPartLines, type CompositionReader, type FilePart } from './composition.ts';
import { MAX_SYMBOL_BYTES, openRustProgram } from './rust-scan.ts';

/** Names of programs have no ending as a rule; libraries of other languages do, and would be read in vain. */
const PROGRAM = /\/[^/.]+$/;

/** Programs that Rust linked with their symbols: how many bytes the symbols of each crate have. */
const RUST_SYMBOLS: DerivedFiles = {
  id: 'rust-symbols',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_SYMBOL_BYTES,
  wants: (path, size) => size >= MIN_COMPOSED_BYTES && PROGRAM.test(path),
  open: openRustProgram,
};

/** Programs by crate; a stripped one has no names. */
export const rustCrates: CompositionReader = {
  reads: RUST_SYMBOLS,
  partsOf: ({ derived }) =>
    readPartLines(WORDS, derived?.[RUST_SYMBOLS.id], openCrates(derived?.[AUDITED_PROGRAMS.id] ?? '')),
};

const WORDS = { noun: 'crate', measure: 'code and data with a name' };

/** Versions by what `cargo auditable` noted. A symbol's name does not say which of several versions of one crate it is of. */
function openCrates(audit: string): (crate: string) => Pick<FilePart, 'name' | 'version'> {
  const versions = new Map<string, readonly string[]>();
  for (const { name, version } of parseAuditText(audit)) {
    const symbol = name.replaceAll('-', '_');
    versions.set(symbol, [...(versions.get(symbol) ?? []), version]);
  }
  return (crate) => {
    const name = STANDARD.has(crate) ? 'standard library' : crate;
    const known = STANDARD.has(crate) ? undefined : versions.get(crate)?.join(', ');
    return { name: name === '' ? 'other code' : name, version: known ?? null };
  };
}

/** Crates of Rust's own repository that every program has. https://github.com/rust-lang/rust/tree/master/library */
const STANDARD: ReadonlySet<string> = new Set([
  ...['alloc', 'compiler_builtins', 'core', 'panic_abort', 'panic_unwind', 'proc_macro', 'std', 'std_detect'],
  ...['test', 'unwind', 'rustc_demangle', 'gimli', 'addr2line', 'miniz_oxide'],
]);
