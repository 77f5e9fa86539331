import { IMAGE_STORES, foldersOf } from './folders.ts';
import type { ImageStore } from './folders.ts';
import { isRunning, keepEngine, openOurs, removeEngines, stopAllEngines } from './engine.ts';
import { buildNewDaemon } from './new-engine.ts';

const USAGE = `usage: node scripts/engine/cli.ts start [store] | env [store] | status | stop | remove | build-new
store is overlay2 (default) or containerd; \`start\` without a store starts both`;

const COMMANDS: Readonly<Record<string, (stores: readonly ImageStore[]) => Promise<void>>> = {
  start,
  env: async ([store = 'overlay2']) => printEnvironment(store),
  status,
  stop: stopAllEngines,
  remove: removeEngines,
  'build-new': buildNew,
};

async function start(stores: readonly ImageStore[]): Promise<void> {
  for (const store of stores.length > 0 ? stores : IMAGE_STORES) {
    const engine = await openOurs(store);
    if ('unavailable' in engine) throw new Error(engine.unavailable);
    await keepEngine(store);
    console.log(`${store}: ${engine.dockerHost}`);
  }
}

async function buildNew(): Promise<void> {
  console.log(`${await buildNewDaemon()} is the engine that the tests run as Docker 29`);
}

async function printEnvironment(store: ImageStore): Promise<void> {
  if (!(await isRunning(store)))
    throw new Error(`no engine with the ${store} store is running: start it first`);
  const engine = await openOurs(store);
  if ('unavailable' in engine) throw new Error(engine.unavailable);
  for (const [name, value] of Object.entries(engine.env))
    console.log(`export ${name}='${value.replaceAll("'", `'\\''`)}'`);
}

async function status(): Promise<void> {
  for (const store of IMAGE_STORES) {
    const { dockerHost, root } = foldersOf(store);
    console.log(
      `${store}: ${(await isRunning(store)) ? `runs at ${dockerHost}` : 'stopped'}, kept in ${root}`,
    );
  }
}

async function main([name = '', ...rest]: readonly string[]): Promise<void> {
  const stores = IMAGE_STORES.filter((store) => rest.includes(store));
  const command = COMMANDS[name];
  if (command === undefined || stores.length !== rest.length) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  await command(stores);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
