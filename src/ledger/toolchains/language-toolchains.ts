import { gccNames } from './gcc-names.ts';
import { SCRIPT_TOOLCHAINS } from './script-toolchains.ts';
import { sdk, tool, type Toolchain } from './toolchain.ts';

const GO: Toolchain = {
  ...sdk,
  subject: 'Go toolchain',
  ruleId: 'go-toolchain',
  packages: {
    deb: gccNames('gccgo', 'golang(?:-\\d[\\d.]*)?(?:-go|-src|-doc|-misc|-any)?'),
    apk: /^(?:go(?:-bootstrap|-\d[\d.]*)?|gcc-go|gccgo|tinygo)$/,
  },
  markers: [
    {
      names: ['compile', 'link', 'asm'],
      path: /^(.+)\/pkg\/tool\/[a-z0-9]+_[a-z0-9]+\/(?:compile|link|asm)$/,
    },
    // A path that ends in `bin/go` alone is no evidence: applications are called so, too.
    { names: ['proc.go'], path: /^(.+)\/src\/runtime\/proc\.go$/ },
  ],
  identity: { goMainPath: /^cmd\/(?:go|gofmt|compile|link|asm|cgo|vet|cover)$/ },
  version: { file: 'VERSION', pattern: /^go(\d\S{0,30})/ },
};

const RUST: Toolchain = {
  ...sdk,
  subject: 'Rust toolchain',
  ruleId: 'rust-toolchain',
  packages: {
    deb: /^(?:rustc|cargo|rustup|rustfmt|rust-analyzer)(?:-web|-mozilla|-\d[\d.]*)?$|^rust(?:-\d[\d.]*)?-(?:all|src|clippy|gdb|lldb|llvm)$|^(?:rust-web-.+|libstd-rust-(?:(?:web|mozilla|\d[\d.]*)-)?dev.*)$/,
    apk: /^(?:rust(?:-\d[\d.]*)?|cargo|rustup|rust-(?:src|clippy|analyzer|wasm|stdlib)|rustfmt|cargo-(?:auditable|c|clippy|fmt))$/,
  },
  markers: [
    { names: ['rustc', 'cargo'], path: /^(.+)\/toolchains\/(\d[\d.]*)?[^/]*\/bin\/(?:rustc|cargo)$/ },
    // The proxies of rustup are hard links of one program.
    { names: ['cargo', 'rustup', 'rustc'], path: /^(.+\/\.?cargo)\/bin\/(?:cargo|rustup|rustc)$/ },
    {
      names: ['manifest-rustc', 'rust-installer-version'],
      path: /^(.+\/lib\/rustlib)\/(?:manifest-rustc|rust-installer-version)$/,
    },
  ],
  programs: ['rustc', 'cargo', 'rustup', 'rustdoc', 'cargo-clippy', 'clippy-driver', 'rustfmt'],
  identity: { needed: [/^librustc_driver-/] },
};

const JVM: readonly Toolchain[] = [
  {
    ...sdk,
    subject: 'JDK',
    ruleId: 'jdk',
    packages: {
      deb: /^(?:default-jdk(?:-headless)?|openjdk-\d+-jdk(?:-headless)?|java-\d[\d.]*-(?:amazon-corretto|openjdk)-jdk|temurin-\d+-jdk|zulu-?\d+(?:-ca)?-jdk(?:-headless)?|bellsoft-java\d+|msopenjdk-\d+|jdk-?\d[\d.]*|ecj|jikes)$/,
      apk: /^(?:openjdk-?\d+|openjdk-?\d+-(?:jdk|default-jdk|jmods|src|demos|static-libs)|temurin-\d+-jdk|(?:amazon-corretto|zulu)-?\d+(?:-jdk)?|java-jdk)$/,
    },
    markers: [
      // Not lib/ct.sym: Debian's runtime package has it, too.
      { names: ['javac'], path: /^(.+)\/bin\/javac$/ },
      { names: ['jdk.compiler.jmod'], path: /^(.+)\/jmods\/jdk\.compiler\.jmod$/ },
    ],
    programs: ['javac'],
    version: { file: 'release', pattern: /^JAVA_VERSION="?(\d[\w.+-]{0,30})/m },
  },
  {
    ...tool,
    subject: 'Maven',
    ruleId: 'jvm-build-tool',
    packages: { deb: /^(?:maven|libmaven3-core-java)$/, apk: /^maven(?:-[\d.]+)?$/ },
    markers: [
      { names: ['m2.conf'], path: /^(.+)\/bin\/m2\.conf$/ },
      { names: ['maven-wrapper.jar'], path: /^(.+\/\.mvn)\/wrapper\/maven-wrapper\.jar$/ },
    ],
  },
  {
    ...tool,
    subject: 'Gradle',
    ruleId: 'jvm-build-tool',
    packages: { deb: /^(?:gradle|libgradle-core-java)$/, apk: /^gradle(?:-\d+)?$/ },
    markers: [
      { names: ['gradle'], path: /^(.*\/gradle[^/]*)\/bin\/gradle$/ },
      { names: ['gradle-wrapper.jar'], path: /^.+\/gradle\/wrapper\/gradle-wrapper\.jar$/ },
    ],
  },
  {
    ...tool,
    subject: 'Ant',
    ruleId: 'jvm-build-tool',
    packages: { deb: /^(?:ant|ant-optional|ivy|javahelper|ant-contrib|gant)$/, apk: /^(?:apache-)?ant$/ },
    markers: [{ names: ['antRun'], path: /^(.*\/(?:apache-)?ant[^/]*)\/bin\/antRun$/ }],
  },
  {
    ...sdk,
    subject: 'Kotlin compiler',
    ruleId: 'jvm-build-tool',
    packages: { deb: /^kotlin$/, apk: /^kotlin(?:-[\d.]+)?$/ },
    markers: [{ names: ['kotlinc'], path: /^(.*\/kotlin[^/]*)\/bin\/kotlinc$/ }],
  },
  {
    ...sdk,
    subject: 'Scala compiler',
    ruleId: 'jvm-build-tool',
    packages: { deb: /^(?:scala|sbt)$/, apk: /^(?:scala(?:-[\d.]+)?|sbt)$/ },
    markers: [
      { names: ['scalac'], path: /^(.*\/scala[^/]*)\/bin\/scalac$/ },
      { names: ['sbt-launch.jar'], path: /^(.+)\/bin\/sbt-launch\.jar$/ },
    ],
  },
  {
    ...tool,
    subject: 'other JVM build tools',
    ruleId: 'jvm-build-tool',
    packages: {
      deb: /^(?:leiningen|groovy|clojure|proguard(?:-cli)?|jarjar)$/,
      apk: /^(?:leiningen|groovy|clojure)$/,
    },
  },
];

const DOTNET: Toolchain = {
  ...sdk,
  subject: '.NET SDK',
  ruleId: 'dotnet-sdk',
  packages: {
    deb: /^(?:dotnet-sdk-(?:aot-)?\d[\d.]*.*|dotnet-(?:templates|targeting-pack|apphost-pack)-\d.*|netstandard-targeting-pack-.+|aspnetcore-targeting-pack-.+|mono-(?:devel|mcs|xbuild)|msbuild|fsharp|nuget)$/,
    apk: /^(?:dotnet-?\d+-(?:sdk|templates|targeting-pack|apphost-pack|source-built-artifacts)|(?:aspnet|aspnetcore|netstandard)-?\d+-targeting-pack|dotnet-sdk-\d.*|mono-dev)$/,
  },
  markers: [
    {
      names: ['MSBuild.dll', 'dotnet.dll'],
      path: /^(.+\/sdk)\/\d[^/]*\/(?:MSBuild|dotnet)\.dll$/,
      beside: ['packs', 'sdk-manifests', 'templates'],
    },
  ],
};

const RUBY: Toolchain = {
  ...tool,
  subject: 'Ruby build tools',
  ruleId: 'ruby-build-tool',
  // Not rake, gem and bundled gems: every Ruby brings them.
  packages: {
    deb: /^(?:bundler|ruby-bundler|gem2deb|ruby-build|rbenv)$/,
    apk: /^(?:ruby(?:\d[\d.]*)?-bundler|ruby-build)$/,
  },
};

const PHP: readonly Toolchain[] = [
  {
    ...tool,
    subject: 'Composer',
    ruleId: 'php-build-tool',
    packages: { deb: /^composer$/, apk: /^composer$/ },
    markers: [{ names: ['composer', 'composer.phar'], path: /^.*\/(?:s?bin\/composer|composer\.phar)$/ }],
  },
  {
    ...tool,
    subject: 'PHP extension build tools',
    ruleId: 'php-build-tool',
    ownOnly: true,
    packages: { deb: /^php[\d.]*-dev$/, apk: /^php(?:-?\d[\d.]*)?-dev$/ },
  },
];

export const LANGUAGE_TOOLCHAINS: readonly Toolchain[] = [
  GO,
  RUST,
  ...JVM,
  DOTNET,
  ...SCRIPT_TOOLCHAINS,
  RUBY,
  ...PHP,
];
