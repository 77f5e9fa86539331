import type { Runtime } from '../start/runtimes.ts';

/** Files of one language, and the runtimes that read them as they are; none: only a compiler does. */
export type SourceLanguage = {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly readBy: readonly Runtime[];
};

/**
 * Left out because something may read them at run time without a trace in the root filesystem: `.js` (served to browsers),
 * `.lua` (embedded), `.sql`, `.proto`, `.exs` (release configuration), `.groovy`, styles and templates of interpreted frameworks.
 */
export const SOURCE_LANGUAGES: readonly SourceLanguage[] = [
  { name: 'Go', extensions: ['.go'], readBy: [] },
  { name: 'Rust', extensions: ['.rs'], readBy: [] },
  { name: 'Java', extensions: ['.java'], readBy: ['jvm-script'] },
  { name: 'Kotlin', extensions: ['.kt', '.kts'], readBy: ['jvm-script'] },
  { name: 'Scala', extensions: ['.scala', '.sc'], readBy: ['jvm-script'] },
  { name: 'C#', extensions: ['.cs', '.razor'], readBy: [] },
  { name: 'F#', extensions: ['.fs', '.fsi'], readBy: [] },
  { name: 'Visual Basic', extensions: ['.vb'], readBy: [] },
  { name: 'C', extensions: ['.c', '.h'], readBy: ['native-script'] },
  {
    name: 'C++',
    extensions: ['.cc', '.cpp', '.cxx', '.hh', '.hpp', '.hxx', '.ipp'],
    readBy: ['native-script'],
  },
  { name: 'Objective-C++', extensions: ['.mm'], readBy: [] },
  { name: 'CUDA', extensions: ['.cu', '.cuh'], readBy: [] },
  { name: 'Fortran', extensions: ['.f90', '.f95', '.f03', '.f08'], readBy: [] },
  { name: 'Ada', extensions: ['.adb', '.ads'], readBy: [] },
  { name: 'Erlang', extensions: ['.erl', '.hrl'], readBy: [] },
  { name: 'Swift', extensions: ['.swift'], readBy: [] },
  { name: 'Zig', extensions: ['.zig'], readBy: [] },
  { name: 'Haskell', extensions: ['.hs', '.lhs'], readBy: [] },
  { name: 'OCaml', extensions: ['.ml', '.mli'], readBy: [] },
  { name: 'Nim', extensions: ['.nim'], readBy: [] },
  { name: 'Crystal', extensions: ['.cr'], readBy: [] },
  { name: 'Elixir', extensions: ['.ex'], readBy: ['elixir'] },
  { name: 'Dart', extensions: ['.dart'], readBy: ['dart'] },
  { name: 'Cython', extensions: ['.pyx', '.pxd'], readBy: [] },
  { name: 'Python', extensions: ['.py', '.pyw'], readBy: ['python'] },
  { name: 'Ruby', extensions: ['.rb', '.rake', '.gemspec'], readBy: ['ruby'] },
  { name: 'PHP', extensions: ['.php'], readBy: ['php'] },
  { name: 'Perl', extensions: ['.pl', '.pm'], readBy: ['perl'] },
  { name: 'shell', extensions: ['.sh', '.bash'], readBy: ['shell'] },
  { name: 'TypeScript', extensions: ['.ts', '.tsx', '.mts', '.cts'], readBy: ['typescript'] },
  { name: 'JSX', extensions: ['.jsx'], readBy: ['typescript'] },
  { name: 'Vue', extensions: ['.vue'], readBy: ['typescript'] },
  { name: 'Svelte', extensions: ['.svelte'], readBy: ['typescript'] },
  // Frameworks compile these on the first request.
  { name: 'style sheet', extensions: ['.scss', '.sass', '.less'], readBy: ['ruby', 'python', 'php'] },
];

/** Files that only a build reads, by name; the runtimes that read them when they run, too. */
export const PROJECT_FILES: readonly { readonly names: RegExp; readonly readBy: readonly Runtime[] }[] = [
  {
    names: /^(go\.(mod|sum|work|work\.sum)|Cargo\.(toml|lock)|rust-toolchain(\.toml)?|build\.rs)$/,
    readBy: [],
  },
  {
    names: /^(pom\.xml|(build|settings)\.gradle(\.kts)?|gradlew(\.bat)?|mvnw(\.cmd)?|build\.sbt|build\.xml)$/,
    readBy: [],
  },
  {
    names:
      /^(CMakeLists\.txt|(GNU)?[Mm]akefile(\.am|\.in)?|meson\.build|configure\.ac|BUILD(\.bazel)?|WORKSPACE(\.bazel)?|MODULE\.bazel)$/,
    readBy: [],
  },
  { names: /\.(csproj|fsproj|vbproj|vcxproj|sln|slnx)$|^Directory\.(Build|Packages)\.props$/, readBy: [] },
  {
    names:
      /^(Package\.swift|Package\.resolved|stack\.yaml|build\.zig|build\.zig\.zon|dune-project)$|\.(cabal|nimble)$/,
    readBy: [],
  },
  { names: /^mix\.(exs|lock)$/, readBy: ['elixir'] },
  { names: /^tsconfig[^/]*\.json$/, readBy: ['typescript'] },
  {
    names: /^(package(-lock)?\.json|yarn\.lock|pnpm-(lock|workspace)\.yaml|npm-shrinkwrap\.json)$/,
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
