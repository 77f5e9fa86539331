import type { DerivedFiles } from '../../files/table/required-files.ts';
import { MIN_COMPOSED_BYTES, readPartLines, type CompositionReader } from './composition.ts';
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
  partsOf: ({ derived }) => readPartLines(WORDS, derived?.[RUST_SYMBOLS.id], nameOf),
};

const WORDS = { noun: 'crate', measure: 'code and data with a name' };

function nameOf(crate: string) {
  const name = STANDARD.has(crate) ? 'standard library' : crate;
  return { name: name === '' ? 'other code' : name, version: null };
}

/** Crates of Rust's own repository that every program has. https://github.com/rust-lang/rust/tree/master/library */
const STANDARD: ReadonlySet<string> = new Set([
  ...['alloc', 'compiler_builtins', 'core', 'panic_abort', 'panic_unwind', 'proc_macro', 'std', 'std_detect'],
  ...['test', 'unwind', 'rustc_demangle', 'gimli', 'addr2line', 'miniz_oxide'],
]);
