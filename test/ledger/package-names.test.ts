import { describe, expect, test } from '@jest/globals';
import { toolchainOf } from '../../src/ledger/toolchains/toolchains.ts';

type System = 'deb' | 'apk' | 'rpm';

/** Tool that a package is by its name alone; undefined where it is none. */
function toolCalled(type: System, name: string): string | undefined {
  return toolchainOf({ type, name, version: '1', purl: '', depends: [] })?.toolchain.subject;
}

/** Names as the distributions have them: Debian 12, 13 and testing, Ubuntu 24.04; Alpine, Wolfi; Fedora, Red Hat, SUSE, Amazon, Azure. */
const TOOLS: readonly (readonly [System, string, string])[] = [
  ['deb', 'gcc', 'gcc-14 gcc-16 gcc-14-x86-64-linux-gnu g++-x86-64-linux-gnu cpp-13-x86-64-linux-gnu'],
  ['deb', 'gcc', 'gcc-13-for-host g++-14-multilib-i686-linux-gnu gcc-12-plugin-dev-arm-linux-gnueabihf'],
  ['deb', 'gcc', 'gcc-mingw-w64-x86-64-posix gobjc-mingw-w64 gcc-offload-nvptx gcc-bpf build-essential'],
  ['deb', 'Go toolchain', 'golang-1.24-go golang-1.22-src golang-go gccgo-14 gccgo-14-x86-64-linux-gnu'],
  ['deb', 'Rust toolchain', 'rustc cargo rustup rustc-1.80 cargo-1.80 rust-1.80-all libstd-rust-1.80-dev'],
  ['deb', 'Rust toolchain', 'rustc-web rust-web-src libstd-rust-web-dev-bpf libstd-rust-dev-wasm32'],
  ['deb', 'JDK', 'openjdk-21-jdk openjdk-25-jdk-headless default-jdk-headless'],
  ['deb', 'Clang/LLVM', 'clang-19 llvm-19 llvm-19-dev lld-22 clang-tools-21 libclang-rt-19-dev flang-22'],
  ['deb', 'GNU binutils', 'binutils binutils-x86-64-linux-gnu binutils-for-host'],
  ['deb', 'GNU Fortran', 'gfortran-14 gfortran-14-for-host gfortran-x86-64-linux-gnu'],
  ['deb', 'Ada compiler', 'gnat-14 gnat-14-x86-64-linux-gnu gnat-15-for-build'],
  ['deb', 'Algol 68 compiler', 'ga68-16 ga68-16-x86-64-linux-gnu'],
  ['deb', '.NET SDK', 'dotnet-sdk-8.0 dotnet-sdk-aot-9.0 aspnetcore-targeting-pack-8.0'],
  ['deb', 'Corepack', 'node-corepack'],
  ['deb', 'PHP extension build tools', 'php8.2-dev php8.4-dev php-dev'],
  ['apk', 'gcc', 'build-base gcc g++ gcc-14 gcc-14-default gcc-arm-none-eabi'],
  ['apk', 'Clang/LLVM', 'clang clang19 clang-19 clang19-extra-tools llvm19 llvm-19 lld lld-19 compiler-rt'],
  ['apk', 'Go toolchain', 'go go-1.26 gcc-go'],
  ['apk', 'Rust toolchain', 'rust cargo rust-1.96 rustup rust-clippy'],
  ['apk', 'JDK', 'openjdk17 openjdk21-jdk openjdk-21 openjdk-21-default-jdk openjdk17-jmods'],
  ['apk', 'Maven', 'maven maven-3.9'],
  ['apk', 'Gradle', 'gradle gradle-9'],
  ['apk', 'Ant', 'apache-ant ant'],
  ['apk', '.NET SDK', 'dotnet8-sdk dotnet-9-sdk aspnet-9-targeting-pack dotnet8-targeting-pack'],
  ['apk', 'Ninja', 'samurai ninja-build ninja-is-really-ninja'],
  ['apk', 'CMake', 'cmake cmake-3'],
  ['apk', 'other native build systems', 'bazel-8 bazelisk ccache just'],
  ['apk', 'GNU Fortran', 'gfortran gfortran-14'],
  ['apk', 'interface compilers', 'protoc protobuf-29.5-protoc protobuf-c-compiler'],
  ['apk', 'npm', 'npm npm-12'],
  ['apk', 'Yarn', 'yarn yarn-berry'],
  ['apk', 'pnpm', 'pnpm pnpm-11.8'],
  ['apk', 'TypeScript', 'typescript'],
  ['apk', 'esbuild', 'esbuild'],
  ['apk', 'pip', 'py3-pip py3.13-pip'],
  ['apk', 'Poetry', 'poetry py3-poetry'],
  ['apk', 'Cython', 'cython py3-cython py3.14-cython'],
  ['apk', 'Ruby build tools', 'ruby-bundler ruby3.4-bundler'],
  ['apk', 'PHP extension build tools', 'php83-dev php-8.4-dev'],
  ['apk', 'abuild', 'abuild alpine-sdk melange apko'],
  [
    'rpm',
    'gcc',
    'gcc gcc-c++ cpp gcc13 gcc13-c++ cpp13 gcc-toolset-13-gcc-c++ devtoolset-11-gcc gcc-plugin-devel',
  ],
  ['rpm', 'gcc', 'gcc-aarch64-linux-gnu gcc-c++-arm-linux-gnu mingw64-gcc-c++ build-essential'],
  [
    'rpm',
    'Clang/LLVM',
    'clang clang17 llvm llvm18-devel lld lldb clang-tools-extra compiler-rt llvm-toolset',
  ],
  ['rpm', 'GNU binutils', 'binutils binutils-gold binutils-x86_64-linux-gnu gcc-toolset-12-binutils mold'],
  ['rpm', 'GNU Make', 'make devtoolset-9-make'],
  ['rpm', 'CMake', 'cmake cmake3 cmake-data cmake-full'],
  ['rpm', 'Ninja', 'ninja-build ninja'],
  ['rpm', 'GNU Autotools', 'autoconf automake autoconf213 libtool m4 gettext-devel'],
  ['rpm', 'pkg-config', 'pkgconf-pkg-config pkgconfig pkgconf'],
  ['rpm', 'Go toolchain', 'golang golang-bin golang-src go go1.22 go1.22-race go-toolset gcc13-go'],
  ['rpm', 'Rust toolchain', 'rust cargo rust1.75 cargo1.75 rust-std-static rust-toolset-1.66-cargo clippy'],
  [
    'rpm',
    'JDK',
    'java-17-openjdk-devel java-1.8.0-openjdk-devel java-21-openjdk-jmods java-latest-openjdk-devel',
  ],
  [
    'rpm',
    'JDK',
    'java-17-amazon-corretto-devel msopenjdk-17 temurin-21-jdk zulu17-ca-jdk jdk-21 java-11-openj9-devel',
  ],
  ['rpm', 'Maven', 'maven maven-openjdk17 rh-maven36-maven maven-lib'],
  ['rpm', 'Gradle', 'gradle'],
  [
    'rpm',
    '.NET SDK',
    'dotnet-sdk-8.0 dotnet-sdk-9.0 dotnet-targeting-pack-8.0 aspnetcore-targeting-pack-8.0',
  ],
  ['rpm', 'npm', 'npm nodejs-npm nodejs20-npm npm20 rh-nodejs10-npm'],
  ['rpm', 'pip', 'python3-pip python3.12-pip python311-pip platform-python-pip rh-python35-python-pip'],
  ['rpm', 'Cython', 'python3-Cython python3-cython python311-Cython'],
  ['rpm', 'Ruby build tools', 'rubygem-bundler ruby3.3-rubygem-bundler'],
  ['rpm', 'PHP extension build tools', 'php-devel php8-devel php8.2-devel rh-php73-php-devel'],
  ['rpm', 'GNU Fortran', 'gcc-gfortran gcc13-fortran'],
  ['rpm', 'Ada compiler', 'gcc-gnat gcc13-ada'],
  ['rpm', 'interface compilers', 'protobuf-compiler protobuf-devel swig'],
  ['rpm', 'rpm-build', 'rpm-build rpmdevtools mock'],
];

/** What runs programs, and what only speaks of tools. */
const NO_TOOLS: readonly (readonly [System, string])[] = [
  ['deb', 'gcc-14-base gcc-12-base libgcc-s1 libstdc++6 libatomic1 libgomp1 libgfortran5 libgo23 libcc1-0'],
  ['deb', 'binutils-common libbinutils libctf0 libsframe3 libgprofng0 libllvm19 libclang1-19 libclang-cpp19'],
  ['deb', 'clang-19-doc clang-19-examples libstd-rust-1.85 rust-coreutils openjdk-21-jre-headless'],
  ['deb', 'default-jre nodejs python3.13 python3-venv ruby3.3 erlang-base ocaml-base mono-runtime vite'],
  ['deb', 'dotnet-runtime-8.0 aspnetcore-runtime-8.0 php8.4-cli swift libprotobuf32'],
  ['apk', 'libgcc libstdc++ musl libatomic libgomp libgfortran llvm19-libs clang19-libs clang19-libclang'],
  ['apk', 'libLLVM-19 libclang-cpp-19 libstdc++-14 openjdk17-jre openjdk-21-jre openjdk-21-default-jvm'],
  ['apk', 'nodejs nodejs-24 nodejs-24-minimal python3 python-3.13 py3-setuptools ruby-3.4 php84 erlang-27'],
  ['apk', 'dotnet-9-runtime aspnet-9-runtime dotnet8-runtime aspnetcore8-runtime go-md2man bun'],
  [
    'rpm',
    'libgcc libgcc_s1 libstdc++ libstdc++6 libgomp libgfortran libatomic llvm-libs clang-libs libLLVM17',
  ],
  ['rpm', 'java-17-openjdk java-17-openjdk-headless java-17-amazon-corretto-headless temurin-21-jre'],
  [
    'rpm',
    'python3 python3-setuptools python3-pip-wheel python3.12 nodejs nodejs20 ruby php php-cli perl rpm dnf',
  ],
  [
    'rpm',
    'libtool-ltdl cmake-filesystem cmake-rpm-macros rpm-build-libs golang-github-prometheus-node-exporter',
  ],
  [
    'rpm',
    'dotnet-runtime-8.0 aspnetcore-runtime-8.0 dotnet-host go-srpm-macros rust-srpm-macros javapackages-tools',
  ],
];

describe('names of packages', () => {
  test.each(TOOLS)('a %s that is %s: %s', (type, subject, names) => {
    for (const name of names.split(' ')) expect([name, toolCalled(type, name)]).toEqual([name, subject]);
  });

  test.each(NO_TOOLS)('a %s that is no build tool: %s', (type, names) => {
    for (const name of names.split(' ')) expect([name, toolCalled(type, name)]).toEqual([name, undefined]);
  });
});
