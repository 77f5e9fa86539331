/**
 * A language runtime that reads source text when it runs. `typescript`: Node.js with a loader for it, Deno or Bun; `styles`,
 * `jsx`, `vue`: what compiles these where they are asked for; `razor`: ASP.NET Core with run-time compilation.
 */
export type Runtime =
  | 'python'
  | 'node'
  | 'typescript'
  | 'styles'
  | 'jsx'
  | 'vue'
  | 'ruby'
  | 'php'
  | 'perl'
  | 'prolog'
  | 'shell'
  | 'elixir'
  | 'erlang'
  | 'dart'
  | 'jvm-script'
  | 'java'
  | 'kotlin'
  | 'scala'
  | 'clojure'
  | 'native-script'
  | 'c-at-run-time'
  | 'cuda-at-run-time'
  | 'go'
  | 'rust'
  | 'dotnet'
  | 'razor'
  | 'swift'
  | 'zig'
  | 'haskell'
  | 'ocaml'
  | 'nim'
  | 'crystal'
  | 'd'
  | 'pascal';

export type Interpreter = {
  /** File names of the program, and of the library that embeds it in another one. */
  readonly names: RegExp;
  readonly runtimes: readonly Runtime[];
  /** What a program of that name has at least, in bytes, unless it needs the library. */
  readonly bytes: number;
  readonly library?: RegExp;
  /** Where it is a script: the program that runs what it stands for. */
  readonly script?: RegExp;
  readonly goMainPath?: RegExp;
  /** A compiler that runs what it compiled: it reads sources only where it is started with these arguments, joined by blanks. */
  readonly args?: RegExp;
};

const KIB = 1024;
const MIB = 1024 * KIB;

/** Interpreters proper. The least bytes are well below those of Debian's and Alpine's packages and of the official builds. */
const PROPER: readonly Interpreter[] = [
  {
    names: /^(python\d?[\d.]*t?|pypy[\d.]*|micropython|libpython\d.*\.so[\d.]*|graalpy|uwsgi(-core)?)$/,
    runtimes: ['python'],
    bytes: 256 * KIB,
    library: /^lib(python|pypy)/,
  },
  {
    names: /^(node|nodejs|node-?\d+|libnode\.so[\d.]*|electron)$/,
    runtimes: ['node'],
    bytes: 8 * MIB,
    library: /^libnode/,
  },
  { names: /^(deno|bun)$/, runtimes: ['node'], bytes: 8 * MIB },
  {
    names: /^(ruby[\d.]*|truffleruby|libruby[\d.-]*\.so[\d.]*|mruby)$/,
    runtimes: ['ruby'],
    bytes: 256 * KIB,
    library: /^libruby/,
  },
  { names: /^jruby$/, runtimes: ['ruby'], bytes: 256 * KIB, script: /^java$/ },
  {
    names: /^(php\d?[\d.]*|php-fpm[\d.]*|php-cgi[\d.]*|libphp[\d.]*\.so|frankenphp|lsphp|hhvm)$/,
    runtimes: ['php'],
    bytes: MIB,
    library: /^libphp/,
    goMainPath: /frankenphp/,
  },
  {
    names: /^(perl[\d.]*|libperl\.so[\d.]*)$/,
    runtimes: ['perl'],
    bytes: MIB,
    library: /^libperl/,
  },
  {
    names: /^(busybox(\.static)?|[bdkmz]?a?sh|ksh93|toybox|fish)$/,
    runtimes: ['shell'],
    bytes: 32 * KIB,
  },
  { names: /^(elixir|iex|mix)$/, runtimes: ['elixir'], bytes: MIB, script: /^beam(\.smp)?$/ },
  { names: /^dart$/, runtimes: ['dart'], bytes: MIB },
  { names: /^(groovy|jbang)$/, runtimes: ['jvm-script'], bytes: MIB, script: /^java$/ },
  {
    names: /^(tcc|cling|root\.exe|clang)$/,
    runtimes: ['native-script'],
    bytes: 64 * KIB,
  },
  { names: /^swipl$/, runtimes: ['prolog'], bytes: 8 * KIB, library: /^libswipl/ },
  // What loads these compiles C, or CUDA, when it runs. https://github.com/iovisor/bcc, https://docs.nvidia.com/cuda/nvrtc/
  { names: /^libbcc\.so[\d.]*$/, runtimes: ['c-at-run-time'], bytes: MIB },
  { names: /^libnvrtc\.so[\d.]*$/, runtimes: ['cuda-at-run-time'], bytes: MIB },
];

/** Compilers, as they are started to run a source file or a project. */
const RUNNING: readonly Interpreter[] = [
  { names: /^go[\d.]*$/, args: /^(-C \S+ )?run\b/, runtimes: ['go'], bytes: MIB, goMainPath: /^cmd\/go$/ },
  { names: /^yaegi$/, args: /./, runtimes: ['go'], bytes: MIB, goMainPath: /yaegi/ },
  { names: /^cargo$/, args: /^(\+\S+ )?(run|script)\b/, runtimes: ['rust'], bytes: MIB },
  { names: /^rust-script$/, args: /./, runtimes: ['rust'], bytes: MIB },
  { names: /^java$/, args: /(^| )\S+\.java( |$)/, runtimes: ['java'], bytes: MIB, library: /^libjli/ },
  { names: /^jshell$/, args: /./, runtimes: ['java'], bytes: MIB, library: /^libjli/ },
  {
    names: /^java$/,
    args: /(^| )(clojure\.main|-cp|-classpath|--class-path(=\S+)?)( |$)/,
    runtimes: ['clojure'],
    bytes: MIB,
    library: /^libjli/,
  },
  { names: /^kotlinc?$/, args: /\.kts?( |$)|-script/, runtimes: ['kotlin'], bytes: MIB, script: /^java$/ },
  { names: /^(scala|scala-cli|amm)$/, args: /./, runtimes: ['scala'], bytes: MIB, script: /^java$/ },
  { names: /^(clojure|clj|lein|bb)$/, args: /./, runtimes: ['clojure'], bytes: MIB, script: /^java$/ },
  {
    names: /^dotnet$/,
    args: /^(script|fsi|run|watch)\b|^\S+\.(cs|csx|fsx)( |$)/,
    runtimes: ['dotnet'],
    bytes: 32 * KIB,
  },
  {
    names: /^(dotnet-script|csi|scriptcs)$/,
    args: /./,
    runtimes: ['dotnet'],
    bytes: 32 * KIB,
    script: /^dotnet$/,
  },
  { names: /^swift$/, args: /^(run\b|\S+\.swift( |$))/, runtimes: ['swift'], bytes: 64 * KIB },
  { names: /^zig$/, args: /^(run|build run)\b/, runtimes: ['zig'], bytes: MIB },
  {
    names: /^(runghc|runhaskell)(-[\d.]+)?$/,
    args: /./,
    runtimes: ['haskell'],
    bytes: MIB,
    script: /^ghc(-[\d.]+)?$/,
  },
  { names: /^(stack|cabal)$/, args: /^(v2-)?(run|runghc|script)\b/, runtimes: ['haskell'], bytes: MIB },
  { names: /^ocaml$/, args: /\.ml( |$)/, runtimes: ['ocaml'], bytes: MIB, library: /^libcamlrun/ },
  { names: /^dune$/, args: /^exec\b/, runtimes: ['ocaml'], bytes: MIB },
  { names: /^nim$/, args: /^(r|e)\b|(^| )(-r|--run)( |$)/, runtimes: ['nim'], bytes: MIB },
  { names: /^crystal$/, args: /^(run\b|\S+\.cr( |$))/, runtimes: ['crystal'], bytes: MIB },
  { names: /^(rdmd|dub)$/, args: /./, runtimes: ['d'], bytes: 256 * KIB },
  { names: /^instantfpc$/, args: /./, runtimes: ['pascal'], bytes: 256 * KIB },
  {
    names: /^(escript|rebar3)$/,
    args: /./,
    runtimes: ['erlang'],
    bytes: 16 * KIB,
    script: /^(beam(\.smp)?|escript)$/,
  },
];

export const INTERPRETERS: readonly Interpreter[] = [...PROPER, ...RUNNING];
