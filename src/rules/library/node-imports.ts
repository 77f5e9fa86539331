/** What a JavaScript source loads unconditionally: names as it writes them, and whether it makes a native addon be looked for. */
export type NodeImports = { readonly names: readonly string[]; readonly addon: NodeAddon | undefined };

/**
 * `path`: of one file, relative to the source. `isOptional`: of one of the package's optional dependencies, each for another
 * platform. Without either any addon of the package may be meant.
 */
export type NodeAddon = { readonly path?: string; readonly isOptional?: true };

const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//g;
const LINE_COMMENT = /(^|\s)\/\/.*$/gm;
const TEMPLATE = /`[^`]*`/g;

/** Whole statements at column 0, or the end of one that goes over several lines, as people and compilers write them. */
const REQUIRE =
  /^(?:(?:(?:const|let|var)\s+(?:[\w$]+|\{[^{}]*\}|\[[^[\]]*\])\s*=|\}\s*=|(?:module\.)?exports(?:\.[\w$]+)?\s*=)\s*)?(?:(?:tslib_\d+\.)?__(?:importDefault|importStar|toESM)\(\s*)?require\(\s*['"]([^'"]+)['"]\s*\)/;
const IMPORT = /^(?:import|export)\s+(?:[^'"=()]*?\sfrom\s+)?['"]([^'"]+)['"]/;
const IMPORT_END = /^\}\s*from\s*['"]([^'"]+)['"]/;
/** Packages that look for the addon of the package that calls them, and end with an error where it cannot be loaded. */
const FINDERS = /^(bindings|node-gyp-build|node-gyp-build-optional-packages|pkg-prebuilds)$/;
const PRE_GYP = /^(?:(?:const|let|var)\s+)?[\w$]+\s*=\s*[\w$.]+\.find\(/m;
const REQUIRE_VARIABLE =
  /^(?:(?:const|let|var)\s+(?:[\w$]+|\{[^{}]*\})\s*=|module\.exports\s*=)\s*require\(\s*[A-Za-z_$][\w$]*\s*\)/m;

/** What NAPI-RS generates: it tries an addon for each platform, and ends with an error where none can be loaded. https://napi.rs */
const VARIANTS = /^if \(!nativeBinding\) \{\n[^}]*\bthrow\b/m;

/** Reads what stands at column 0: what is inside `try`, `if` and functions is indented and may never run. */
export function parseNodeImports(source: string): NodeImports {
  const code = source.replace(BLOCK_COMMENT, '').replace(LINE_COMMENT, '$1').replace(TEMPLATE, '``');
  const lines = code.split(/\r?\n/);
  const names = lines.flatMap((line) => nameOf(line) ?? []);
  const isFound = lines.some(isFinderCall) || (PRE_GYP.test(code) && REQUIRE_VARIABLE.test(code));
  const path = names.find((name) => name.endsWith('.node'));
  if (VARIANTS.test(code)) return { names, addon: { isOptional: true } };
  return { names, addon: path !== undefined ? { path } : isFound ? {} : undefined };
}

function nameOf(line: string): string | undefined {
  return (REQUIRE.exec(line) ?? IMPORT.exec(line) ?? IMPORT_END.exec(line))?.[1];
}

/** `require('bindings')('x')`: the finder is called at once. */
function isFinderCall(line: string): boolean {
  const [whole = '', name = ''] = REQUIRE.exec(line) ?? [];
  return FINDERS.test(name) && line.slice(whole.length).startsWith('(');
}
