/**
 * What the packages of RPM's distributions are called that are a tool of the tables, by the tool's subject: Fedora and
 * Red Hat with their toolsets and collections, SUSE (`gcc13-c++`, `go1.22`), Amazon Linux, Azure Linux.
 */
const NAMES: Readonly<Record<string, string>> = {
  // Not libgcc, libstdc++, libgcc_s1: they are for running.
  gcc: 'gcc\\d*(?:-c\\+\\+|-objc(?:\\+\\+)?|-plugin-devel|-offload-.+|-PIE|-(?:c\\+\\+-)?[a-z0-9_]+-linux-gnu)?|cpp\\d*|build-essential|mingw(?:32|64)-(?:gcc(?:-c\\+\\+)?|cpp)|cross-.+-gcc\\d*|(?:avr|arm-none-eabi)-gcc(?:-cs)?(?:-c\\+\\+)?|tcc|musl-gcc',
  'Clang/LLVM':
    'clang[\\d.]*(?:-(?:devel|tools|tools-extra|analyzer))?|llvm[\\d.]*(?:-(?:devel|static|toolset|test))?|lldb?[\\d.]*(?:-devel)?|flang[\\d.]*|compiler-rt[\\d.]*|llvm-toolset-[\\d.]+',
  'GNU binutils':
    'binutils(?:-(?:gold|gprofng|[a-z0-9_]+-linux-gnu))?|(?:mingw(?:32|64)|avr|arm-none-eabi)-binutils(?:-cs)?|cross-.+-binutils|mold',
  'GNU Make': 'make|remake',
  // Not cmake-filesystem and cmake-rpm-macros, which development files bring.
  CMake: 'cmake\\d*(?:-(?:data|gui|full|mini))?|extra-cmake-modules',
  Ninja: 'ninja-build|ninja|samurai',
  Meson: 'meson|muon',
  // Not libtool-ltdl: it is for running.
  'GNU Autotools':
    'autoconf[\\d.]*(?:-archive)?|automake[\\d.]*|libtool|m4|intltool|gettext-(?:devel|tools)|autogen|gnulib-devel',
  'pkg-config': 'pkgconf(?:-pkg-config|-m4)?|pkg-?config',
  'other native build systems':
    'bmake|(?:python3-)?scons|premake|waf|bazel(?:isk)?[\\d.]*|ccache|sccache|distcc(?:-server)?|icecream|icecc|just|go-task|xmake|gn|gyp|imake|qt\\d-qmake|kbuild',
  assemblers: 'nasm|yasm|fasm|dev86|acme',
  'parser generators':
    'bison(?:-devel)?|flex(?:-devel)?|byacc|re2c|ragel|gperf|lemon|javacc|jflex|antlr\\d?(?:-tool)?',
  'interface compilers':
    'protobuf[\\d.]*-(?:compiler|devel)|protobuf-c-(?:compiler|devel)|grpc-(?:plugins|devel)|flatbuffers-compiler|thrift|capnproto|swig[\\d.]*|asn1c',
  // Programs in Go are packaged as golang-…, too.
  'Go toolchain':
    'golang(?:-?1\\.\\d+)?(?:-(?:bin|src|race|misc|docs?|tests|shared))?|go(?:1\\.\\d+)?(?:-(?:doc|race|libstd|openssl))?|go-toolset(?:-[\\d.]+)?|gcc\\d*-go|tinygo',
  'Rust toolchain':
    'rust[\\d.]*|cargo[\\d.]*|rustup|rust-(?:src|analyzer|gdb|lldb|std-static.*|toolset.*|debugger-common)|rustfmt|clippy|cargo-c',
  JDK: 'java-(?:\\d[\\d.]*|latest)-openj(?:dk|9)-(?:devel|jmods|static-libs|src|demo)(?:-(?:fast|slow)debug)?|java-\\d[\\d.]*-(?:amazon-corretto|[a-z]+)-(?:devel|jmods)|java-\\d[\\d.]*-amazon-corretto|temurin-\\d+-jdk|zulu-?\\d+(?:-ca)?-(?:jdk|devel)(?:-headless)?|(?:msopenjdk|bellsoft-java)-?\\d+|jdk-?\\d[\\d.]*|java-devel|ecj',
  Maven: 'maven[\\d.]*(?:-(?:lib|wrapper|openjdk[\\d.]+))?',
  Gradle: 'gradle[\\d.]*(?:-openjdk[\\d.]+)?',
  Ant: '(?:apache-)?ant(?:-(?:lib|openjdk[\\d.]+))?|(?:apache-)?ivy',
  'Kotlin compiler': 'kotlin',
  'Scala compiler': 'scala|sbt',
  'other JVM build tools': 'leiningen|groovy|clojure',
  '.NET SDK':
    'dotnet-sdk-(?:aot-)?\\d.*|dotnet-(?:templates|targeting-pack|apphost-pack)-\\d.*|(?:netstandard|aspnetcore)-targeting-pack-.+|mono-devel|nuget',
  'Ruby build tools': '(?:ruby[\\d.]*-)?rubygem-bundler|ruby-build(?:-rbenv)?|rbenv',
  Composer: 'composer|php-composer\\d?',
  'PHP extension build tools': 'php[\\d.]*(?:-php)?-devel',
  npm: '(?:nodejs[\\d.]*-)?npm[\\d.]*',
  Yarn: 'yarn|yarnpkg|nodejs[\\d.]*-yarn',
  pnpm: 'pnpm|nodejs[\\d.]*-pnpm',
  Corepack: '(?:nodejs[\\d.]*-)?corepack[\\d.]*',
  TypeScript: '(?:nodejs-)?typescript',
  esbuild: '(?:golang-github-evanw-)?esbuild',
  'node-gyp': '(?:nodejs-)?node-gyp',
  pip: '(?:platform-)?python[\\d.]*-pip',
  Poetry: '(?:python[\\d.]*-)?poetry',
  uv: 'uv',
  PDM: '(?:python[\\d.]*-)?pdm',
  Hatch: '(?:python[\\d.]*-)?hatch(?:ling)?',
  Pipenv: '(?:python[\\d.]*-)?pipenv',
  Cython: '(?:python[\\d.]*-)?[Cc]ython\\d?',
  'other Python build tools':
    'python[\\d.]*-(?:build|flit|flit-core|maturin|scikit-build|setuptools[_-]rust|twine)|maturin|twine|pyinstaller',
  'Haskell toolchain': 'ghc[\\d.]*(?:-compiler.*)?|cabal-install|stack|haskell-platform|alex|happy',
  'OCaml toolchain': 'ocaml(?:-(?:findlib|dune|compiler-libs|ocamldoc|ocamlbuild))?|opam|dune',
  'Swift toolchain': 'swift-?lang',
  'Elixir toolchain': 'elixir[\\d.]*|(?:erlang-)?rebar\\d?',
  Zig: 'zig[\\d.]*',
  Nim: 'nim',
  Crystal: 'crystal|shards',
  'D compiler': 'gcc\\d*-gdc|gcc\\d*-d|ldc|dmd|dub',
  'GNU Fortran': 'gcc\\d*-(?:g)?fortran',
  'Ada compiler': 'gcc\\d*-(?:gnat|ada)|gprbuild|alire',
  'Free Pascal': 'fpc(?:-src)?|lazarus.*',
  'Lisp compilers': 'sbcl|ecl|clisp|gcl|chicken|bigloo|polyml|mlton|smlnj',
  'Vala compiler': 'vala|valac',
  'COBOL compiler': 'gnucobol|open-cobol',
  'Perl build tools': 'perl-App-cpanminus|perl-App-perlbrew|carton',
  LuaRocks: 'luarocks',
  'hardware compilers': 'sdcc|iverilog|yosys|verilator|ghdl(?:-.+)?',
  'Debian packaging tools': 'dpkg-dev|dpkg-devel|debhelper|debbuild',
  'rpm-build':
    'rpm-build|rpmdevtools|rpmlint|rpm-sign|mock|obs-build|build|scl-utils-build|fakeroot|copr-cli|tito|fedpkg',
};

/** Toolsets and collections put their name before the package's: `gcc-toolset-13-gcc`, `devtoolset-11-make`, `rh-maven36-maven`. */
const COLLECTION =
  '(?:(?:gcc-toolset|devtoolset|llvm-toolset|rust-toolset|go-toolset)-[\\d.]+-|rh-[a-z]+\\d*-)?';

/** Pattern of the names by which RPM's distributions know a tool; undefined where they do not have it. */
export function rpmNames(subject: string): RegExp | undefined {
  const names = NAMES[subject];
  return names === undefined ? undefined : new RegExp(`^${COLLECTION}(?:${names})$`);
}
