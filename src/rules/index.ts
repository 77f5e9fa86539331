import { buildCache } from './build-cache.ts';
import { cToolchain } from './c-toolchain.ts';
import { codeGenerator } from './code-generator.ts';
import { contextFile } from './context-file.ts';
import { cudaWheel } from './cuda-wheel.ts';
import { debugSymbols } from './debug-symbols.ts';
import { debuggerTool } from './debugger.ts';
import { devDependency } from './dev-dependency.ts';
import { devPackage } from './dev-package.ts';
import { developmentStart } from './development-start.ts';
import { dotnetSdk } from './dotnet-sdk.ts';
import { duplicateFile } from './duplicate-file.ts';
import { foreignLibc } from './foreign-libc.ts';
import { goToolchain } from './go-toolchain.ts';
import { header } from './header.ts';
import { hiddenBytes } from './hidden-bytes.ts';
import { jdk } from './jdk.ts';
import { jvmBuildTool } from './jvm-build-tool.ts';
import { missingInterpreter } from './missing-interpreter.ts';
import { missingLibrary } from './missing-library.ts';
import { missingPackages } from './missing-packages.ts';
import { missingUser } from './missing-user.ts';
import { networkTool } from './network-tool.ts';
import { nodeBundler } from './node-bundler.ts';
import { nodePackageManager } from './node-package-manager.ts';
import { otherToolchain } from './other-toolchain.ts';
import { packageArchive } from './package-archive.ts';
import { packageCache } from './package-cache.ts';
import { packagingTool } from './packaging-tool.ts';
import { phpBuildTool } from './php-build-tool.ts';
import { privilegeTool } from './privilege-tool.ts';
import { rootUser } from './root-user.ts';
import { pythonBuildTool } from './python-build-tool.ts';
import { reloader } from './reloader.ts';
import { rubyBuildTool } from './ruby-build-tool.ts';
import type { Category, Rule } from './rule.ts';
import { rustToolchain } from './rust-toolchain.ts';
import { sdkBase } from './sdk-base.ts';
import { secretFile } from './secret-file.ts';
import { secretInConfig } from './secret-in-config.ts';
import { secretInLowerLayer } from './secret-in-lower-layer.ts';
import { shell } from './shell.ts';
import { sourceFile } from './source-file.ts';
import { sourceMap } from './source-map.ts';
import { staticLibrary } from './static-library.ts';
import { vcsDirectory } from './vcs-directory.ts';

/** All rules, in the order of tables and reports: by category, then as a reader would look for them. */
export const RULES = [
  cToolchain,
  goToolchain,
  rustToolchain,
  jdk,
  jvmBuildTool,
  dotnetSdk,
  nodePackageManager,
  nodeBundler,
  pythonBuildTool,
  rubyBuildTool,
  phpBuildTool,
  codeGenerator,
  otherToolchain,
  packagingTool,
  sourceFile,
  sourceMap,
  secretFile,
  secretInConfig,
  secretInLowerLayer,
  sdkBase,
  missingInterpreter,
  missingLibrary,
  missingPackages,
  missingUser,
  foreignLibc,
  vcsDirectory,
  contextFile,
  devPackage,
  header,
  staticLibrary,
  debugSymbols,
  devDependency,
  reloader,
  developmentStart,
  packageArchive,
  packageCache,
  buildCache,
  hiddenBytes,
  duplicateFile,
  cudaWheel,
  networkTool,
  debuggerTool,
  privilegeTool,
  rootUser,
  shell,
] as const satisfies readonly Rule[];

/** Id of a rule, as policies and allow entries write it. */
export type RuleId = (typeof RULES)[number]['id'];

/** The categories with one line each, in the order of tables. */
export const CATEGORIES: Readonly<Record<Category, string>> = {
  'build-tool':
    'compilers, SDKs, linkers, build systems, bundlers, package managers that the runtime does not need',
  source: 'files of the repository that the image’s runtime does not interpret',
  secret: 'credentials, keys, tokens',
  'base-image': 'the final stage starts from an SDK image',
  'broken-stage': 'the image cannot run what it contains',
  'context-leak': 'what a missing `.dockerignore` let in',
  'dev-files': 'needed to develop or to build against, not to run',
  waste: 'bytes that nobody can use',
  'admin-tool': 'judgement calls: git, curl, ssh, sudo, a shell, root',
};

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return BY_ID.get(id);
}
