/** Names that only a compiler or a build reads. */
const COMPILED =
  /\.(?:go|rs|java|kts?|scala|clj[cs]?|cs|cshtml|razor|fs|vb|swift|l?hs|zig|nim|cr|di?|pas|c|cc|cpp|cxx|h|hh|hpp|hxx|mm|cuh?|f90|ad[bs]|mli?|erl|hrl|gleam|elm|purs|csproj|fsproj|sln)$|(?:^|\/)(?:go\.mod|Cargo\.toml|pom\.xml|CMakeLists\.txt)$/i;
/** Names that a program may read when it runs, where the image has one. */
const INTERPRETED = /\.(?:[cm]?ts|tsx|jsx|vue|svelte|py|rb|php|p[lm]|sh|bash|ex|dart)$/i;
/** The same text may be checked in as TypeScript, too. */
const SCRIPT = /\.[cm]?js$/i;

/** Below that, in bytes, two files are alike by chance: an empty `__init__.py` and an empty header. */
const MIN_SOURCE_BYTES = 64;

/**
 * Of several tracked files with one content those whose names say what it is: a copy of `main.go` that is called
 * `style.css` is no style sheet. `size` in bytes.
 */
export function sourceFirst(tracked: readonly string[], size: number): readonly string[] {
  if (tracked.length <= 1 || size < MIN_SOURCE_BYTES) return tracked;
  const compiled = tracked.filter((path) => COMPILED.test(path));
  if (compiled.length > 0) return compiled;
  if (tracked.some((path) => SCRIPT.test(path))) return tracked;
  const interpreted = tracked.filter((path) => INTERPRETED.test(path));
  return interpreted.length > 0 ? interpreted : tracked;
}
