const REQUIRE = /^(\s*)require\s*\(?\s*["']([\w./-]+)["']\s*\)?$/;
const REQUIRE_RELATIVE = /^require_relative\s*\(?\s*["']([\w./-]+)["']\s*\)?$/;

/** What a Ruby source requires whatever happens: features by name, and files relative to it, without endings. */
export type RubyImports = { readonly features: readonly string[]; readonly files: readonly string[] };

/** Reads code without comments; a source that changes its load path says nothing. */
export function parseRubyImports(source: string): RubyImports {
  const lines = linesOf(source);
  if (lines.some((line) => /\$LOAD_PATH|\$:/.test(line))) return { features: [], files: [] };
  const features = lines.flatMap((line, at) => {
    const feature = REQUIRE.exec(line)?.[2];
    return feature !== undefined && isCertain(lines, at) ? [feature] : [];
  });
  return { features, files: lines.flatMap((line) => REQUIRE_RELATIVE.exec(line)?.[1] ?? []) };
}

function linesOf(source: string): readonly string[] {
  const [code = ''] = source.replace(/^=begin\s[\s\S]*?^=end.*$/gm, '').split(/^__END__$/m, 1);
  return code
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd())
    .filter((line) => line !== '');
}

/** Blocks that run whatever happens, and the last of several ways. */
const OPENINGS = /^(module|class)\s|^begin$|^rescue LoadError\b|^else$|\bdo$/;

/** Goes outwards by indentation: nothing may rescue the line, and no condition may lead to it. */
function isCertain(lines: readonly string[], at: number): boolean {
  let depth = indentOf(lines[at]);
  while (depth > 0) {
    const opening = lines.slice(0, at).findLast((line) => indentOf(line) < depth);
    const ending = lines.slice(at + 1).find((line) => indentOf(line) < depth);
    if (!OPENINGS.test(opening?.trim() ?? '') || /^\s*rescue\b/.test(ending ?? '')) return false;
    depth = indentOf(opening);
  }
  return true;
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length;
}
