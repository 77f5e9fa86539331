import { gccNames } from './gcc-names.ts';
import { sdk, tool, type Toolchain } from './toolchain.ts';

type Row = {
  readonly subject: string;
  readonly deb: RegExp;
  readonly apk?: RegExp;
  readonly programs?: readonly string[];
  readonly needed?: RegExp;
  readonly root?: { readonly names: readonly string[]; readonly path: RegExp };
};

const COMPILERS: readonly Row[] = [
  {
    subject: 'Haskell toolchain',
    deb: /^(?:ghc(?:-prof|-dynamic)?|cabal-install|haskell-stack|haskell-platform|cabal-debian|happy|alex|cpphs|c2hs|hsc2hs|uuagc|shake|hat|hpack)$/,
    apk: /^(?:ghc|cabal(?:-install)?|stack|ghc-.+|happy|alex)$/,
    programs: ['ghc', 'cabal'],
    needed: /^libHSghc-\d/,
  },
  {
    subject: 'OCaml toolchain',
    deb: /^(?:ocaml(?:-nox|-interp|-compiler-libs|-findlib|-dune|-native-compilers|build|ify)?|camlp[45](?:-extra)?|camlmix|camlidl|js-of-ocaml|oasis|opam(?:-installer)?|omake)$/,
    apk: /^(?:ocaml(?:-compiler-libs|-findlib|-ocamldoc|-dune|build|doc|find)?|opam|dune)$/,
    programs: ['ocamlc', 'ocamlopt', 'ocamlc.opt', 'ocamlopt.opt', 'opam', 'dune'],
  },
  {
    subject: 'Swift toolchain',
    deb: /^(?:swiftlang.*|swift-\d.*)$/,
    apk: /^swift-toolchain$/,
    programs: ['swiftc', 'swift-frontend', 'swift-build', 'swift-driver'],
    needed: /^lib_CompilerSwift|^libswiftCompilerModules/i,
  },
  {
    subject: 'Elixir toolchain',
    deb: /^(?:elixir|erlang-dev|rebar3?|dh-rebar|erlang-src)$/,
    apk: /^(?:elixir(?:-[\d.]+)?|erlang(?:-\d+)?-dev|rebar3?)$/,
    root: { names: ['mix', 'elixirc'], path: /^(.*\/elixir[^/]*)\/bin\/(?:mix|elixirc)$/ },
  },
  {
    subject: 'Zig',
    deb: /^zig\d*$/,
    apk: /^zig$/,
    programs: ['zig'],
    root: { names: ['std.zig'], path: /^(.+)\/lib\/(?:zig\/)?std\/std\.zig$/ },
  },
  { subject: 'Nim', deb: /^nim$/, apk: /^nim$/, programs: ['nim', 'nimble'] },
  {
    subject: 'Crystal',
    deb: /^(?:crystal(?:-\d[\d.]*)?|shards)$/,
    apk: /^(?:crystal|shards)$/,
    programs: ['crystal'],
  },
  {
    subject: 'D compiler',
    deb: gccNames('gdc|gdmd', 'ldc|dmd|dub'),
    apk: /^(?:gcc-gdc|ldc|dmd|dub|dtools)$/,
    programs: ['ldc2', 'dmd', 'gdc'],
  },
  {
    subject: 'GNU Fortran',
    deb: gccNames('gfortran', 'libgfortran-\\d+-dev|f2c|fort77|ratfor'),
    apk: /^gfortran(?:-\d+)?$/,
    programs: ['gfortran', 'f951'],
  },
  {
    subject: 'Ada compiler',
    deb: gccNames('gnat(?:-gpl)?', 'gprbuild|alire|gprconfig-kb'),
    apk: /^(?:gcc-gnat|gprbuild|alire)$/,
    programs: ['gnatmake', 'gnat1'],
  },
  { subject: 'Modula-2 compiler', deb: gccNames('gm2') },
  { subject: 'Algol 68 compiler', deb: gccNames('ga68') },
  {
    subject: 'Free Pascal',
    deb: /^(?:fpc(?:-.+)?|fp-(?:compiler|utils|ide|units-.+)(?:-[\d.]+)?|lazarus.*|lcl-.+)$/,
    apk: /^fpc$/,
    programs: ['fpc', 'ppcx64'],
  },
  {
    subject: 'Lisp compilers',
    deb: /^(?:sbcl|gcl\d*|ecl|cmucl|clisp|abcl|clozure-cl|chicken-bin|chezscheme[\d.]*|mit-scheme|scheme48|stklos|ikarus|stalin|bigloo|gambc|smlnj|mosml|mlton.*|polyml|ml-(?:lex|yacc|burg))$/,
    apk: /^(?:sbcl|chicken|ecl|clisp|gambit|polyml|mlton)$/,
  },
  { subject: 'Vala compiler', deb: /^valac(?:-bin)?$/, apk: /^vala$/, programs: ['valac'] },
  { subject: 'COBOL compiler', deb: /^(?:gnucobol\d?|open-cobol)$/, apk: /^gnucobol$/, programs: ['cobc'] },
  {
    subject: 'Perl build tools',
    deb: /^(?:cpanminus|carton|perlbrew|libdist-zilla-perl)$/,
    apk: /^perl-(?:app-cpanminus|dev|module-build)$/,
  },
  { subject: 'LuaRocks', deb: /^luarocks$/, apk: /^luarocks[\d.]*$/ },
  {
    subject: 'hardware compilers',
    deb: /^(?:sdcc(?:-ucsim)?|ghdl(?:-.+)?|nvc|iverilog|yosys|verilator|nextpnr-.+|arachne-pnr|fpga-icestorm|avra?-?gcc|gcc-avr|gcc-arm-none-eabi|binutils-avr|n[bq]c|piklab)$/,
    apk: /^(?:sdcc|ghdl|iverilog|yosys|verilator|nextpnr.*|icestorm|gcc-avr)$/,
  },
];

const PACKAGING: readonly Row[] = [
  {
    subject: 'Debian packaging tools',
    apk: /^(?:dpkg-dev|debhelper)$/,
    deb: /^(?:dpkg-dev|rpm|alien|qemubuilder|piuparts|pseudo|fakechroot|(?:svn|cvs|mercurial)-buildpackage|bzr-builddeb|brz-debian|dgit|git-dpm|kernel-(?:package|wedge)|linux-kbuild-.+|debhelper|dh-.+(?<!-nss)|devscripts|fakeroot|pbuilder|cowbuilder|sbuild|git-buildpackage|equivs|debmake|dh-make.*|debaux|debomatic|lintian|quilt|mklibs(?:-copy)?|pkg-kde-tools|build-rdeps|reprepro|ognibuild|ratt|po-debconf|checkinstall|cdbs|apt-build|apt-src|buildd|module-assistant|dkms|maven-(?:debian|repo)-helper|gradle-debian-helper|gem2deb|npm2deb)$/,
  },
  {
    subject: 'rpm-build',
    deb: /^(?:obs-build|mock|rpmlint)$/,
    apk: /^(?:rpm-(?:dev|build)|obs-build|mock)$/,
  },
  { subject: 'abuild', deb: /^abuild$/, apk: /^(?:abuild|abuild-rootbld|alpine-sdk|apko|melange|fakeroot)$/ },
];

function toToolchain(row: Row, ruleId: string): Toolchain {
  return {
    ...(ruleId === 'other-toolchain' ? sdk : tool),
    subject: row.subject,
    ruleId,
    packages: row.apk === undefined ? { deb: row.deb } : { deb: row.deb, apk: row.apk },
    ...(row.programs !== undefined && { programs: row.programs }),
    ...(row.needed !== undefined && { identity: { needed: [row.needed] } }),
    ...(row.root !== undefined && { markers: [row.root] }),
  };
}

export const OTHER_TOOLCHAINS: readonly Toolchain[] = [
  ...COMPILERS.map((row) => toToolchain(row, 'other-toolchain')),
  ...PACKAGING.map((row) => toToolchain(row, 'packaging-tool')),
];
