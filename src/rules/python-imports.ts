/** Modules that a Python source imports unconditionally, dotted, in order. `isSure` is false where it changes its search path. */
export type PythonImports = { readonly modules: readonly string[]; readonly isSure: boolean };

const TEXT_BLOCK = /("""|''')[\s\S]*?\1/g;
const SEARCH_PATH = /\bsys\s*\.\s*path\b|\baddsitedir\b|\bmeta_path\b|\bimport\s+pip\b|\bzipimport\b/;

/**
 * Reads imports that stand at column 0: those inside `try`, `if` and functions are indented and may never run.
 * Relative imports are left out. Strings in triple quotes are cut out first.
 */
export function parsePythonImports(source: string): PythonImports {
  const code = source.replace(TEXT_BLOCK, '""');
  const modules = code.split(/\r?\n/).flatMap((line) => importsOf(line));
  // Django's manage.py imports it inside a function, and does nothing else.
  if (code.includes('django.core.management')) modules.push('django');
  return { modules, isSure: !SEARCH_PATH.test(code) };
}

function importsOf(line: string): readonly string[] {
  const from = /^from\s+([A-Za-z_][\w.]*)\s+import\b/.exec(line)?.[1];
  if (from !== undefined) return [from];
  const list = /^import\s+([^#;(]+)/.exec(line)?.[1];
  if (list === undefined) return [];
  return list
    .split(',')
    .map((part) => part.trim().split(/\s+/, 1)[0] ?? '')
    .filter((name) => /^[A-Za-z_][\w.]*$/.test(name));
}
