import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engineFolder } from './folders.ts';
import type { ImageStore } from './folders.ts';
import { goProgramFile, openGoProgram } from './go-program.ts';
import type { GoProgram } from './go-program.ts';
import type { ImageTools } from './image-tools.ts';
import { withLock } from './lock.ts';
import { startLoneEngine } from './lone-engine.ts';
import type { LoneEngine } from './lone-engine.ts';
import type { NoEngine } from './no-engine.ts';

/** Engines from 29 on are released as this module: https://pkg.go.dev/github.com/moby/moby/v2?tab=versions. */
const MODULE = 'github.com/moby/moby/v2';
const PROGRAM: GoProgram = {
  module: MODULE,
  version: 'v2.0.0-beta.24',
  path: 'cmd/dockerd',
  linkFlags: `-X ${MODULE}/dockerversion.Version=29-v2.0.0-beta.24`,
};

/** The `dockerd` of Docker 29 or newer that FINAL_STAGE_DOCKERD names, else the one that was compiled here. */
export function findNewDaemon(): string | NoEngine {
  const named = process.env['FINAL_STAGE_DOCKERD'];
  if (named)
    return existsSync(named) ? named : { unavailable: `FINAL_STAGE_DOCKERD names no file (${named})` };
  const compiled = goProgramFile(newEngineFolder(), PROGRAM);
  if (existsSync(compiled)) return compiled;
  return {
    unavailable:
      'no Docker 29 is here; `node scripts/with-node24.mjs scripts/engine/cli.ts build-new` compiles it, or FINAL_STAGE_DOCKERD names a `dockerd`',
  };
}

/** Compiles it by the machine's Go (minutes, and 3 GB meanwhile), for all later runs. Gives its file. */
export function buildNewDaemon(): Promise<string> {
  const folder = newEngineFolder();
  return withLock(folder, () => openGoProgram(folder, PROGRAM));
}

/** Starts it with this store. Where its containerd is not beside it, newer ones use the one that is part of them. */
export function startNewEngine(program: string, store: ImageStore, { env }: ImageTools): Promise<LoneEngine> {
  const driver = store === 'containerd' ? 'overlayfs' : 'overlay2';
  return startLoneEngine({
    program,
    args: [
      `--feature=containerd-snapshotter=${store === 'containerd'}`,
      '--feature=embedded-containerd=true',
      `--storage-driver=${driver}`,
    ],
    env: { ...env, PATH: `${dirname(program)}:${env.PATH}` },
  });
}

function newEngineFolder(): string {
  return join(engineFolder(), 'new');
}
