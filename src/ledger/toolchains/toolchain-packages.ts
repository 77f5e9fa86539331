import type { Package } from '../../packages/package.ts';
import { LANGUAGE_TOOLCHAINS } from './language-toolchains.ts';
import { NATIVE_TOOLCHAINS } from './native-toolchains.ts';
import { OTHER_TOOLCHAINS } from './other-toolchains.ts';
import { ownWordOf } from './own-word.ts';
import { RELOADERS } from './reloaders.ts';
import { rpmNames } from './rpm-names.ts';
import type { Toolchain } from './toolchain.ts';

/** All build tools that are known by name; the first one that fits counts. */
export const TOOLCHAINS: readonly Toolchain[] = [
  ...NATIVE_TOOLCHAINS,
  ...LANGUAGE_TOOLCHAINS,
  ...OTHER_TOOLCHAINS,
  ...RELOADERS,
].map((toolchain) => {
  const rpm = rpmNames(toolchain.subject);
  return rpm === undefined ? toolchain : { ...toolchain, packages: { ...toolchain.packages, rpm } };
});

function named(pkg: Package): Toolchain | undefined {
  return TOOLCHAINS.find((toolchain) => {
    if (toolchain.packages[pkg.type]?.test(pkg.name) !== true) return false;
    if (pkg.type !== 'npm' || toolchain.isNeverNeeded === true) return true;
    return toolchain.developmentOnly === true ? pkg.isDevelopment === true : pkg.isDevelopment !== false;
  });
}

/** The build tool that a package is, and what is still to be seen of it. */
type ToolOfPackage = {
  readonly toolchain: Toolchain;
  /** It counts only where the package ships programs. */
  readonly needsProgram: boolean;
};

/** The build tool that a package is: one known by name, else one by its own or its distribution's word, a subject of its own. */
export function toolchainOf(pkg: Package): ToolOfPackage | undefined {
  const known = named(pkg);
  if (known !== undefined) return { toolchain: known, needsProgram: false };
  const word = ownWordOf(pkg);
  if (word === undefined) return undefined;
  const { ruleId, atMost, describes } = word;
  const toolchain: Toolchain = {
    ...{ subject: pkg.name, ruleId, isSdk: false, packages: {} },
    ...(atMost !== undefined && { atMost }),
    ...(!describes && { isFiled: true as const }),
  };
  return { toolchain, needsProgram: true };
}
