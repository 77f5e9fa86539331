import { gccNames } from './gcc-names.ts';
import { sdk, tool, type Toolchain } from './toolchain.ts';

const C_TOOLS: readonly Toolchain[] = [
  {
    ...sdk,
    subject: 'gcc',
    ruleId: 'c-toolchain',
    packages: {
      // Not gcc-N-base, libgcc-s1, libstdc++6: every Debian image has them.
      deb: gccNames(
        'gcc|g\\+\\+|cpp|gobjc|gobjc\\+\\+|gccbrig',
        'build-essential|crossbuild-essential-.+|gcc(?:-\\d+)?-offload-.+|(?:gcc|cpp)(?:-\\d+)?-locales|gcc-\\d+-(?:source|test-results)|gcc-bpf|libgcc-\\d+-dev|tcc|pcc|bcc|faucc|cproc|c-compiler|musl-tools|musl-gcc',
      ),
      apk: /^(?:build-base|gcc(?:-?\d+)?(?:-default)?|g\+\+(?:-\d+)?|gcc-objc|clang-gcc|gcc-.+-none-e(?:lf|abi)|g\+\+-.+|tcc|mingw-w64-gcc)$/,
    },
    markers: [
      {
        names: ['cc1', 'cc1plus', 'lto1'],
        path: /^(.+\/(?:lib|lib64|libexec)\/gcc\/[^/]+\/\d[^/]*)\/(?:cc1|cc1plus|lto1)$/,
      },
      { names: ['libgcc.a'], path: /^(.+\/(?:lib|lib64)\/gcc\/[^/]+\/\d[^/]*)\/libgcc\.a$/ },
    ],
    programs: [
      'gcc',
      'g++',
      'cc',
      'c++',
      'tcc',
      'cc1',
      'cc1plus',
      'gcc-ar',
      'gcc-nm',
      'gcc-ranlib',
      'lto-dump',
    ],
    identity: { needed: [/^libisl\.so/, /^libmpc\.so/, /^libmpfr\.so/] },
  },
  {
    ...sdk,
    subject: 'Clang/LLVM',
    ruleId: 'c-toolchain',
    packages: {
      // libllvmN and libclang-cppN are runtime libraries (Mesa, PostgreSQL's JIT).
      deb: /^(?:clang(?:-\d+)?|clang-(?:tools|tidy|format|\d+-(?!doc$|examples$).+)(?:-\d+)?|clangd(?:-\d+)?|ll(?:vm|d|db)(?:-\d+)?(?:-(?:dev|runtime|tools|linker-tools))?|llvm|flang(?:-new)?(?:-\d+)?|bolt-\d+|mlir-\d+-tools|libclang-(?:common-|rt-)?\d+-dev|llvm-spirv(?:-\d+)?|castxml|iwyu)$/,
      apk: /^(?:clang(?:-?\d+)?(?:-.*(?<!-(?:libs|libclang|doc)))?|llvm-?\d+(?:-(?:dev|static|linker-tools|test-utils))?|lld(?:-?\d+)?|lldb\d*|flang\d*|compiler-rt(?:-\d+)?)$/,
    },
    markers: [
      {
        names: ['clang', 'clang++', 'llc'],
        path: /^(.+\/llvm[-/]?[\d.]*)\/bin\/(?:clang|clang\+\+|llc)$/,
      },
      {
        names: ['stdarg.h'],
        path: /^(.+\/lib(?:64)?\/clang\/\d[\d.]*)\/include\/stdarg\.h$/,
      },
    ],
    programs: [
      'clang',
      'clang++',
      'clang-cl',
      'clang-cpp',
      'lld',
      'ld.lld',
      'llc',
      'llvm-ar',
      'llvm-as',
      'llvm-link',
    ],
    identity: { needed: [/^libclang-cpp\.so/, /^libLLVM/] },
  },
  {
    ...tool,
    subject: 'GNU binutils',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^(?:binutils(?:-(?!common$|doc$|dev$|source$).+)?|mold|elfutils-dev)$/,
      apk: /^(?:binutils(?:-(?:gold|dev|gprofng|[a-z0-9_]+-.+))?|mold)$/,
    },
    programs: ['ld', 'ld.bfd', 'ld.gold', 'mold', 'objdump', 'ranlib', 'dlltool'],
  },
  {
    ...tool,
    subject: 'GNU Make',
    ruleId: 'c-toolchain',
    packages: { deb: /^(?:make|make-guile|remake|colormake)$/, apk: /^make$/ },
    programs: ['make', 'gmake'],
  },
  {
    ...tool,
    subject: 'CMake',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^(?:cmake|cmake-data|cmake-curses-gui|cmake-qt-gui|cmake-mozilla|extra-cmake-modules)$/,
      apk: /^(?:cmake(?:-\d+)?|cmake-extras|extra-cmake-modules)$/,
      pypi: /^cmake$/,
    },
    markers: [
      {
        names: ['CMakeCInformation.cmake'],
        path: /^(.+\/share\/cmake(?:-[\d.]+)?)\/Modules\/CMakeCInformation\.cmake$/,
      },
    ],
    programs: ['cmake', 'ctest', 'cpack', 'ccmake'],
  },
  {
    ...tool,
    subject: 'Ninja',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^ninja-build$/,
      apk: /^(?:ninja|ninja-build|ninja-is-really-ninja|samurai)$/,
      pypi: /^ninja$/,
    },
    programs: ['ninja', 'samu'],
  },
  {
    ...tool,
    subject: 'Meson',
    ruleId: 'c-toolchain',
    packages: { deb: /^(?:meson|muon-meson)$/, apk: /^(?:meson|muon)$/, pypi: /^(?:meson|meson-python)$/ },
  },
  {
    ...tool,
    subject: 'GNU Autotools',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^(?:autoconf(?:[\d.]+|-archive|-dickey)?|automake(?:-?[\d.]+)?|autotools-dev|autopoint|libtool|libtool-bin|m4|gnulib|autogen|intltool|gettext-dev)$/,
      apk: /^(?:autoconf(?:[\d.]+|-archive)?|automake|libtool|m4|intltool|slibtool)$/,
    },
    markers: [{ names: ['autoconf.m4'], path: /^(.+\/share\/autoconf)\/autoconf\/autoconf\.m4$/ }],
    programs: ['m4'],
  },
  {
    ...tool,
    subject: 'pkg-config',
    ruleId: 'c-toolchain',
    packages: { deb: /^(?:pkg-config|pkgconf|pkgconf-bin)$/, apk: /^(?:pkgconf|pkgconfig)$/ },
    programs: ['pkg-config', 'pkgconf'],
  },
  {
    ...tool,
    subject: 'other native build systems',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^(?:bmake|scons|waf|premake4|premake5|qmake6|qmake6-bin|qt\d*-qmake(?:-bin)?|gnustep-make|imake|pmake|cons|nant|samurai|generate-ninja|qt5-default|qtbase5-dev-tools|bazel.*|buck2?|gprbuild|ccache|sccache|distcc|distcc-pump|icecc|jam|tup|xmake|just|gyp|icheck|icecream-sundae|distccmon-gnome|makepp|cook|mk-configure|xutils-dev|ftjam|bjam|kbuild|libboost\d*-tools-dev|muon)$/,
      apk: /^(?:bmake|scons|premake\d*|gn|cbindgen|qt\d-qtbase-dev|bazel(?:isk)?(?:-?\d+)?|ccache|sccache|distcc|icecream|just|go-task|xmake)$/,
      pypi: /^(?:scons|waf|conan)$/,
    },
    programs: [
      'bmake',
      'bazel',
      'bazelisk',
      'buck2',
      'ccache',
      'sccache',
      'distcc',
      'qmake',
      'qmake6',
      'xmake',
    ],
  },
  {
    ...tool,
    subject: 'assemblers',
    ruleId: 'c-toolchain',
    packages: {
      deb: /^(?:nasm|yasm|fasm|bin86|acme|as31|a56|crasm|naken-asm|pasmo|tpasm|dasm|xa65|z80asm|z88dk|cc65|avra|gputils|elfrc|rgbds)$/,
      apk: /^(?:nasm|yasm|fasm)$/,
    },
    programs: ['nasm', 'yasm', 'fasm'],
  },
];

const GENERATORS: readonly Toolchain[] = [
  {
    ...tool,
    subject: 'parser generators',
    ruleId: 'code-generator',
    packages: {
      deb: /^(?:bison|flex|byacc|re2c|ragel|gperf|lemon|antlr[\d.]*|javacc\d?|jflex|jlex|cup|sablecc|coco-(?:cpp|java|cs)|menhir)$/,
      apk: /^(?:bison|flex|flex-dev|byacc|re2c|ragel|gperf|lemon|antlr\d*)$/,
    },
    programs: ['bison', 'flex', 'byacc', 're2c', 'ragel', 'gperf'],
  },
  {
    ...tool,
    subject: 'interface compilers',
    ruleId: 'code-generator',
    packages: {
      deb: /^(?:protobuf-compiler(?:-grpc(?:-java-plugin)?)?|protobuf-c-compiler|protoc-gen-.+|flatbuffers-compiler|thrift-compiler|capnproto|swig(?:[\d.]+)?|asn1c|gob2|sip-tools|gsoap)$/,
      apk: /^(?:protoc|protobuf-[\d.]+-protoc|protobuf-dev|protobuf-c-compiler|protoc-gen-.+|flatc|thrift|swig|capnproto-dev)$/,
      pypi: /^(?:grpcio-tools|swig)$/,
    },
    programs: ['protoc', 'flatc', 'swig', 'thrift', 'grpc_cpp_plugin', 'grpc_python_plugin'],
  },
];

export const NATIVE_TOOLCHAINS: readonly Toolchain[] = [...C_TOOLS, ...GENERATORS];
