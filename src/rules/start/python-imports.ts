/** Modules that a Python source imports unconditionally, dotted, in order. `isSure` is false where it changes its search path. */
export type PythonImports = { readonly modules: readonly string[]; readonly isSure: boolean };

/** One import that certainly runs: `module` may begin with dots, and `names` are what is taken of it, modules or not. */
export type PythonImport = { readonly module: string; readonly names: readonly string[] };

const TEXT_BLOCK = /("""|''')[\s\S]*?\1/g;
const SEARCH_PATH = /\bsys\s*\.\s*path\b|\baddsitedir\b|\bmeta_path\b|\bimport\s+pip\b|\bzipimport\b/;
const FROM = /^from\s+(\.*(?:[A-Za-z_][\w.]*)?)\s+import\b\s*(?:\(([^)]*)\)|([^#;(]*))/;
const IMPORT = /^import\s+([^#;(]+)/;
const MODULE = /^[A-Za-z_][\w.]*$/;

/**
 * Reads imports that stand at column 0: those inside `try`, `if` and functions are indented and may never run.
 * Relative imports are left out. Strings in triple quotes are cut out first.
 */
export function parsePythonImports(source: string): PythonImports {
  const code = withoutTexts(source);
  const modules = parseStatements(code).flatMap(({ module }) => (module.startsWith('.') ? [] : [module]));
  // Django's manage.py imports it inside a function, and does nothing else.
  if (code.includes('django.core.management')) modules.push('django');
  return { modules, isSure: !SEARCH_PATH.test(code) };
}

/** The same imports with the names that they take, relative ones among them. */
export function parseImportedNames(source: string): readonly PythonImport[] {
  return parseStatements(withoutTexts(source));
}

function withoutTexts(source: string): string {
  return source.replace(TEXT_BLOCK, '""');
}

/** A list in brackets may go over several lines. */
function parseStatements(code: string): readonly PythonImport[] {
  return code
    .split(/\r?\n(?=from\s|import\s)/)
    .flatMap((text) => [...fromImport(text), ...plainImport(text)]);
}

function fromImport(text: string): readonly PythonImport[] {
  const [, module = '', inBrackets, inLine] = FROM.exec(text) ?? [];
  if (module === '') return [];
  const list = (inBrackets ?? inLine?.split('\n', 1)[0] ?? '').replace(/#.*/g, '');
  return [{ module, names: namesOf(list) }];
}

function plainImport(text: string): readonly PythonImport[] {
  const list = IMPORT.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? '';
  return namesOf(list).map((module) => ({ module, names: [] }));
}

function namesOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim().split(/\s+/, 1)[0] ?? '')
    .filter((name) => MODULE.test(name));
}
