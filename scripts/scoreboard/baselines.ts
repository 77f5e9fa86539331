import type { SeenPackage } from './sighting.ts';

/** What anybody could do in a few lines, to see what more than that is worth. */
export type Baseline = { readonly name: string; readonly flags: (seen: SeenPackage) => boolean };

const TOOLS = new Set(
  (
    'gcc cc g++ c++ cpp as ld ar ranlib clang clang++ lld llvm-ar make gmake cmake ninja meson scons bmake autoconf automake ' +
    'libtool libtoolize m4 bison yacc flex lex pkg-config pkgconf nasm yasm ccache distcc go gofmt rustc cargo javac jar ant ' +
    'mvn gradle scala scalac kotlinc ghc cabal stack ocamlc ocamlopt dub ldc2 dmd gdc gfortran f77 f95 gnatmake npm npx yarn ' +
    'pnpm tsc webpack esbuild rollup pip pip3 poetry uv composer phpize bundle rake gem swiftc zig nim crystal elixirc mix ' +
    'rebar3 erlc protoc swig fpc sbcl'
  ).split(' '),
);
const VERSION = /-\d+(?:\.\d+)*$/;
const TOOL_NAME =
  /^(?:gcc|g\+\+|cpp|clang|llvm|binutils|build-essential|make|cmake|ninja-build|autoconf|automake|libtool|bison|flex|golang|rustc|cargo|openjdk-\d+-jdk|default-jdk|maven|gradle|ant|ghc|npm|gfortran|gnat)(?:-|$)|-dev$|-devel$|compiler/;
const SECTIONS = new Set(['devel', 'libdevel']);

/** The package has a program of a well-known name, with or without a version behind it. */
const byProgram: Baseline = {
  name: 'names of programs',
  flags: ({ programs }) => programs.some((name) => TOOLS.has(name) || TOOLS.has(name.replace(VERSION, ''))),
};

/** The package's own name looks like a tool's. */
const byName: Baseline = {
  name: 'names of packages',
  flags: ({ name }) => TOOL_NAME.test(name) && !/-(?:base|runtime|common|doc)$/.test(name),
};

const bySection: Baseline = {
  name: 'Debian’s Section',
  flags: ({ section }) => SECTIONS.has(section.split('/').at(-1) ?? ''),
};

export const BASELINES: readonly Baseline[] = [
  byProgram,
  byName,
  bySection,
  {
    name: 'all three',
    flags: (seen) => [byProgram, byName, bySection].some(({ flags }) => flags(seen)),
  },
];
