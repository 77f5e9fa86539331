import { randomBytes } from 'node:crypto';
import { openBases } from '../../scripts/bases/bases.ts';
import { toLayoutContexts } from '../../scripts/bases/layouts.ts';
import { openBuildKit } from '../../scripts/engine/buildkit.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { NoEngine } from '../../scripts/engine/no-engine.ts';
import { engines } from './workshop.ts';

/** A buildx builder that keeps no images in a daemon. Disposing removes it and stops what is behind it. */
export type RemoteBuilder = {
  readonly name: string;
  /** The engine whose client is used, and whose images the stand-ins are; the builder has nothing to do with it. */
  readonly engine: Engine;
  /** Build contexts for base images, as `name=source`; null where one is not available. */
  baseContexts(names: readonly string[]): Promise<readonly string[] | null>;
} & AsyncDisposable;

/** The same with the build contexts of base images, or why there is not all of it. */
export async function openRemoteBench(
  names: readonly string[],
): Promise<{ readonly builder: RemoteBuilder; readonly bases: readonly string[] } | NoEngine> {
  const builder = await openRemoteBuilder();
  if ('unavailable' in builder) return builder;
  const bases = await builder.baseContexts(names);
  if (bases !== null) return { builder, bases };
  await builder[Symbol.asyncDispose]();
  return { unavailable: `${names.join(', ')} is not available` };
}

/** A builder of the `remote` driver over a modern BuildKit, or why there is none. */
async function openRemoteBuilder(): Promise<RemoteBuilder | NoEngine> {
  const engine = engines.find(({ store }) => store === 'containerd') ?? engines[0];
  if (engine === undefined) return { unavailable: 'no engine was given, whose client could be used' };
  const buildKit = await openBuildKit();
  if ('unavailable' in buildKit) return buildKit;
  const name = `final-stage-test-${randomBytes(4).toString('hex')}`;
  const { env } = engine;
  await readCommand('docker', ['buildx', 'create', '--name', name, '--driver', 'remote', buildKit.address], {
    env,
  });
  return {
    name,
    engine,
    baseContexts: async (names) => {
      const bases = await openBases(engine, names);
      if (bases.unavailable.length > 0) return null;
      return Object.entries(await toLayoutContexts(engine, bases)).map(([key, value]) => `${key}=${value}`);
    },
    [Symbol.asyncDispose]: async () => {
      await readCommand('docker', ['buildx', 'rm', name], { env });
      await buildKit[Symbol.asyncDispose]();
    },
  };
}
