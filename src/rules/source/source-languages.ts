import type { Runtime } from '../start/interpreters.ts';

/** Files of one language, and the runtimes that read them as they are; none: only a compiler does. */
export type SourceLanguage = {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly readBy: readonly Runtime[];
};

/**
 * Left out because something may read them at run time without a trace in the root filesystem: `.js` (served to browsers),
 * `.lua` (embedded), `.sql`, `.proto`, `.graphql`, `.exs` (release configuration), `.groovy`, `.csx`, `.cl`, `.glsl`, `.ipynb`, and
 * templates (`.erb`, `.heex`, `.jinja`, `.twig`, `.jsp`, `.ftl`, `.mustache`, `.hbs`, `.pug`, `.ejs`, `.gohtml`).
 */
export const SOURCE_LANGUAGES: readonly SourceLanguage[] = [
  { name: 'Go', extensions: ['.go'], readBy: ['go'] },
  { name: 'Rust', extensions: ['.rs'], readBy: ['rust'] },
  { name: 'Java', extensions: ['.java'], readBy: ['java', 'jvm-script'] },
  { name: 'Kotlin', extensions: ['.kt', '.kts'], readBy: ['kotlin', 'jvm-script'] },
  { name: 'Scala', extensions: ['.scala', '.sc'], readBy: ['scala', 'jvm-script'] },
  { name: 'Clojure', extensions: ['.clj', '.cljs', '.cljc'], readBy: ['clojure'] },
  { name: 'C#', extensions: ['.cs', '.razor'], readBy: ['dotnet'] },
  { name: 'Razor', extensions: ['.cshtml', '.vbhtml'], readBy: ['razor'] },
  { name: 'F#', extensions: ['.fs', '.fsi'], readBy: ['dotnet'] },
  { name: 'Visual Basic', extensions: ['.vb'], readBy: ['dotnet'] },
  { name: 'C', extensions: ['.c', '.h'], readBy: ['native-script', 'c-at-run-time'] },
  {
    name: 'C++',
    extensions: ['.cc', '.cpp', '.cxx', '.c++', '.hh', '.hpp', '.hxx', '.ipp'],
    readBy: ['native-script'],
  },
  { name: 'Objective-C++', extensions: ['.mm'], readBy: [] },
  { name: 'CUDA', extensions: ['.cu', '.cuh'], readBy: ['cuda-at-run-time'] },
  { name: 'Fortran', extensions: ['.f90', '.f95', '.f03', '.f08'], readBy: [] },
  { name: 'Ada', extensions: ['.adb', '.ads'], readBy: [] },
  { name: 'Pascal', extensions: ['.pas', '.lpr', '.dpr'], readBy: ['pascal'] },
  { name: 'D', extensions: ['.d', '.di'], readBy: ['d'] },
  { name: 'Erlang', extensions: ['.erl', '.hrl'], readBy: ['erlang'] },
  { name: 'Gleam', extensions: ['.gleam'], readBy: [] },
  { name: 'Swift', extensions: ['.swift'], readBy: ['swift'] },
  { name: 'Zig', extensions: ['.zig'], readBy: ['zig'] },
  { name: 'Haskell', extensions: ['.hs', '.lhs'], readBy: ['haskell'] },
  { name: 'Elm', extensions: ['.elm'], readBy: [] },
  { name: 'PureScript', extensions: ['.purs'], readBy: [] },
  { name: 'OCaml', extensions: ['.ml', '.mli'], readBy: ['ocaml'] },
  { name: 'Nim', extensions: ['.nim'], readBy: ['nim'] },
  { name: 'Crystal', extensions: ['.cr'], readBy: ['crystal'] },
  { name: 'Elixir', extensions: ['.ex'], readBy: ['elixir'] },
  { name: 'Dart', extensions: ['.dart'], readBy: ['dart'] },
  { name: 'Cython', extensions: ['.pyx', '.pxd'], readBy: [] },
  { name: 'Python', extensions: ['.py', '.pyw'], readBy: ['python'] },
  { name: 'Ruby', extensions: ['.rb', '.rake', '.gemspec'], readBy: ['ruby'] },
  { name: 'PHP', extensions: ['.php'], readBy: ['php'] },
  { name: 'Perl', extensions: ['.pl', '.pm'], readBy: ['perl', 'prolog'] },
  { name: 'shell', extensions: ['.sh', '.bash'], readBy: ['shell'] },
  { name: 'TypeScript', extensions: ['.ts', '.tsx', '.mts', '.cts'], readBy: ['typescript'] },
  { name: 'JSX', extensions: ['.jsx'], readBy: ['typescript', 'jsx'] },
  { name: 'Vue', extensions: ['.vue'], readBy: ['typescript', 'vue'] },
  { name: 'Svelte', extensions: ['.svelte'], readBy: ['typescript'] },
  // Frameworks compile these on the first request.
  {
    name: 'style sheet',
    extensions: ['.scss', '.sass', '.less', '.styl'],
    readBy: ['styles', 'ruby', 'python', 'php'],
  },
];

/** Files that only a build reads, by name; the runtimes that read them when they run, too. */
export const PROJECT_FILES: readonly { readonly names: RegExp; readonly readBy: readonly Runtime[] }[] = [
  { names: /^go\.(mod|sum|work|work\.sum)$/, readBy: ['go'] },
  { names: /^(Cargo\.(toml|lock)|rust-toolchain(\.toml)?|build\.rs)$/, readBy: ['rust'] },
  {
    names:
      /^(pom\.xml|(build|settings)\.gradle(\.kts)?|gradle\.lockfile|libs\.versions\.toml|gradlew(\.bat)?|mvnw(\.cmd)?|build\.(sbt|sc|mill)|build\.xml)$/,
    readBy: [],
  },
  { names: /^(deps\.edn|project\.clj|shadow-cljs\.edn)$/, readBy: ['clojure'] },
  {
    names:
      /^(CMakeLists\.txt|CMakePresets\.json|(GNU)?[Mm]akefile(\.am|\.in)?|meson\.build|configure\.ac|BUILD(\.bazel)?|WORKSPACE(\.bazel)?|MODULE\.bazel|conanfile\.txt)$/,
    readBy: [],
  },
  {
    names:
      /\.(csproj|fsproj|vbproj|vcxproj|sln|slnx)$|^(Directory\.(Build|Packages)\.(props|targets)|packages\.lock\.json)$/,
    readBy: ['dotnet'],
  },
  { names: /^(Package\.swift|Package\.resolved)$/, readBy: ['swift'] },
  { names: /^(stack\.yaml(\.lock)?|cabal\.project)$|\.cabal$/, readBy: ['haskell'] },
  { names: /^build\.zig(\.zon)?$/, readBy: ['zig'] },
  { names: /^(dune-project|dune)$|\.opam$/, readBy: ['ocaml'] },
  { names: /\.nimble$/, readBy: ['nim'] },
  { names: /^shard\.(yml|lock)$/, readBy: ['crystal'] },
  { names: /^dub\.(json|sdl|selections\.json)$/, readBy: ['d'] },
  { names: /^(rebar\.(config|lock)|erlang\.mk|gleam\.toml)$/, readBy: ['erlang'] },
  { names: /^mix\.(exs|lock)$/, readBy: ['elixir'] },
  { names: /^pubspec\.(yaml|lock)$/, readBy: ['dart'] },
  { names: /^(elm\.json|spago\.(dhall|yaml))$/, readBy: [] },
  { names: /^(tsconfig[^/]*\.json|deno\.(jsonc?|lock))$/, readBy: ['typescript'] },
  {
    names:
      /^(package(-lock)?\.json|yarn\.lock|pnpm-(lock|workspace)\.yaml|npm-shrinkwrap\.json|bun\.lockb?|angular\.json)$/,
    readBy: ['node'],
  },
  {
    names:
      /^(requirements[^/]*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile(\.lock)?|poetry\.lock|uv\.lock)$/,
    readBy: ['python'],
  },
  { names: /^(Gemfile(\.lock)?|Rakefile)$/, readBy: ['ruby'] },
  { names: /^composer\.(json|lock)$/, readBy: ['php'] },
];
