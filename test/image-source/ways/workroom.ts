import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../scripts/engine/command.ts';
import type { Engine } from '../../../scripts/engine/engine.ts';
import { openImageTools, openToolRoom } from '../../../scripts/engine/image-tools.ts';
import type { ImageTools, NoImageTools, ToolRoom } from '../../../scripts/engine/image-tools.ts';
import type { LoneEngine } from '../../../scripts/engine/lone-engine.ts';
import { findNewDaemon, startNewEngine } from '../../../scripts/engine/new-engine.ts';
import { startOldEngine } from '../../../scripts/engine/old-engine.ts';

/** Something that a way in needs and that this machine may lack; then `why` says so in one clause. */
export type Perhaps<Thing> = { readonly found: Thing } | { readonly why: string };

/** What can write images here. Everything is written below `folder`. */
export type Workroom = AsyncDisposable & {
  readonly folder: string;
  readonly overlay2: Perhaps<Engine>;
  readonly containerd: Perhaps<Engine>;
  readonly old: Perhaps<LoneEngine>;
  readonly newOverlay2: Perhaps<LoneEngine>;
  readonly newContainerd: Perhaps<LoneEngine>;
  readonly tools: Perhaps<ToolRoom>;
};

export async function openWorkroom(): Promise<Workroom> {
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-ways-'));
  const tools = await openImageTools();
  const lone = await startLoneEngines(tools);
  return {
    folder,
    overlay2: engineOf('overlay2'),
    containerd: engineOf('containerd'),
    ...lone,
    tools:
      'unavailable' in tools
        ? { why: tools.unavailable }
        : { found: await openToolRoom(tools, join(folder, 'tools')) },
    [Symbol.asyncDispose]: async () => {
      for (const one of Object.values(lone)) if ('found' in one) await one.found[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startLoneEngines(tools: ImageTools | NoImageTools) {
  const daemon = findNewDaemon();
  const startNew = (store: Engine['store']) =>
    start(tools, (found) => {
      if (typeof daemon !== 'string') throw new Error(daemon.unavailable);
      return startNewEngine(daemon, store, found);
    });
  const [old, newOverlay2, newContainerd] = await Promise.all([
    start(tools, startOldEngine),
    startNew('overlay2'),
    startNew('containerd'),
  ]);
  return { old, newOverlay2, newContainerd };
}

async function start(
  tools: ImageTools | NoImageTools,
  startWith: (tools: ImageTools) => Promise<LoneEngine>,
): Promise<Perhaps<LoneEngine>> {
  if ('unavailable' in tools) return { why: tools.unavailable };
  try {
    return { found: await startWith(tools) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function engineOf(store: Engine['store']): Perhaps<Engine> {
  const engines = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];
  const found = engines.find((engine) => engine.store === store);
  return found === undefined
    ? { why: `FINAL_STAGE_TEST_ENGINES has no engine with the ${store} image store` }
    : { found };
}

/** Runs a line of shell with `$1`, `$2`, … beside an engine; throws when any part of it fails. */
export async function shell(
  { env }: Pick<Engine, 'env'>,
  line: string,
  ...values: readonly string[]
): Promise<string> {
  const args = ['-e', '-u', '-o', 'pipefail', '-c', line, 'bash', ...values];
  const { code, stdout, stderr } = await runCommand('bash', args, { env });
  if (code !== 0) throw new Error(`\`${line}\` ended with code ${code}: ${stderr}`);
  return stdout;
}
