import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { openEngine, stopEngines } from './engine/engine.ts';
import type { Engine } from './engine/engine.ts';
import { contentsLeft, filesLeft, listContents } from './test/leftovers.ts';
import { lackingRoom, roomToFill } from './test/room.ts';
import { runJest } from './test/run-jest.ts';
import type { Totals } from './test/run-jest.ts';

/** Where jest's reports lie, and the temporary folder of all tests: what is left in it at the end was left behind. */
type Folders = { readonly reports: string; readonly temporary: string };

const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };
const UNIT = ['--testPathIgnorePatterns', '\\.engine\\.test\\.ts$', '/node_modules/'];
const ENGINE = ['--testPathPatterns', '\\.engine\\.test\\.ts$'];
const UNIT_WORKERS = ['--maxWorkers', '2'];
/** One more than the smallest machine has cores: these often wait for an engine. */
const ENGINE_WORKERS = ['--maxWorkers', '3'];

/** Everything: the checks, the unit tests, then what needs a real engine. `unit`: only what runs in seconds. */
async function main(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'fst-')); // short: sockets are made in it
  const folders = { reports: join(scratch, 'reports'), temporary: join(scratch, 't') };
  for (const folder of Object.values(folders)) await mkdir(folder);
  try {
    const parts = process.argv.includes('unit') ? [await runUnit(folders)] : await runAll(folders);
    printTotals([...parts, printLeft(await filesLeft(folders.temporary), 'in the temporary folder')]);
  } finally {
    await stopEngines();
    await rm(scratch, { recursive: true, force: true });
  }
}

function runUnit(folders: Folders): Promise<Totals> {
  return runJest({ name: 'unit', args: [...UNIT, ...UNIT_WORKERS], ...folders });
}

/** What needs no engine runs while the engines are fetched and started. */
async function runAll(folders: Folders): Promise<readonly Totals[]> {
  const [engines, checks, unit] = await Promise.all([openEngines(), checkAll(), runUnit(folders)]);
  return [checks, unit, ...(await runEngineTests(engines, folders))];
}

async function checkAll(): Promise<Totals> {
  return { ...NONE, failed: (await runChecks()).length };
}

/** Both image stores, each where it can be had and filled; what cannot is said in one line. */
async function openEngines(): Promise<readonly Engine[]> {
  const engines: Engine[] = [];
  let promised = 0;
  for (const store of ['overlay2', 'containerd'] as const) {
    const toFill = roomToFill(store);
    const engine = await openEngine(store);
    const why = 'unavailable' in engine ? engine.unavailable : await lackingRoom(engine, toFill + promised);
    if (why !== undefined || 'unavailable' in engine) {
      process.stdout.write(`skipped: all tests on the ${store} image store: ${why ?? ''}\n`);
      continue;
    }
    promised += toFill;
    engines.push(engine);
  }
  return engines;
}

async function runEngineTests(engines: readonly Engine[], folders: Folders): Promise<readonly Totals[]> {
  if (engines.length === 0) return [{ ...NONE, skipped: 1 }];
  const before = await Promise.all(engines.map(listContents));
  const env = { FINAL_STAGE_TEST_ENGINES: JSON.stringify(engines) };
  const ran = await runJest({ name: 'engine', args: [...ENGINE, ...ENGINE_WORKERS], ...folders, env });
  const left = engines.map(async (engine, index) =>
    printLeft(await contentsLeft(engine, before[index] ?? []), `in the ${engine.store} engine`),
  );
  return [ran, ...(await Promise.all(left))];
}

/** Whatever tests leave behind is a failure of theirs. */
function printLeft(left: readonly string[], where: string): Totals {
  for (const one of left) process.stdout.write(`FAIL left behind ${where}: ${one}\n`);
  return { ...NONE, failed: left.length };
}

function printTotals(parts: readonly Totals[]): void {
  const sum = (column: keyof Totals) => parts.reduce((total, part) => total + part[column], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

await main();
