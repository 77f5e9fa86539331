import { copiedPackages } from './copied-packages.ts';
import { createdUser } from './created-user.ts';
import { buildStage } from './build-stage.ts';
import { ignoredFiles } from './ignored-files.ts';
import { installedPackage } from './installed-package.ts';
import { matchingLibc } from './matching-libc.ts';
import { packageCache } from './package-cache.ts';
import { productionDependencies } from './production-dependencies.ts';
import type { Remedy } from './remedy.ts';
import { removedFiles } from './removed-files.ts';
import { narrowCopy } from './narrow-copy.ts';
import { rewrittenFiles } from './rewritten-files.ts';
import { startedProgram } from './started-program.ts';
import { startedScript } from './started-script.ts';
import { runtimeStage } from './runtime-stage.ts';

/** All remedies, the most certain first. */
export const REMEDIES: readonly Remedy[] = [
  packageCache,
  removedFiles,
  rewrittenFiles,
  ignoredFiles,
  productionDependencies,
  startedScript,
  createdUser,
  matchingLibc,
  startedProgram,
  installedPackage,
  copiedPackages,
  runtimeStage,
  narrowCopy,
  buildStage,
];
