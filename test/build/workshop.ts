import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBases } from '../../scripts/bases/bases.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { BuildRequest } from '../../src/build/docker/build-image.ts';
import type { RunFolder } from '../../src/build/run-folder.ts';

/** The engines that the test run was given; without any, its tests are skipped and the run says why. */
export const engines = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];

/** Points this process at an engine, as a user's shell would. */
export function useEngine(engine: Pick<Engine, 'env'>): void {
  Object.assign(process.env, engine.env);
}

/** Build contexts for base images, as `name=source`; null where one is not available. */
export async function baseContexts(
  engine: Engine,
  names: readonly string[],
): Promise<readonly string[] | null> {
  const { buildContexts, unavailable } = await openBases(engine, names);
  return unavailable.length > 0
    ? null
    : Object.entries(buildContexts).map(([name, value]) => `${name}=${value}`);
}

/** The same for each engine, for tests that are named only where there are all of them. */
export async function basesOfEngines(
  names: readonly string[],
): Promise<ReadonlyMap<Engine['store'], readonly string[] | null>> {
  const found = new Map<Engine['store'], readonly string[] | null>();
  for (const engine of engines) found.set(engine.store, await baseContexts(engine, names));
  return found;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A request for the candidate, its log kept in `lines`. */
export function requestOf(
  engine: Engine,
  runFolder: RunFolder,
  directory: string,
): BuildRequest & { lines: string[] } {
  const lines: string[] = [];
  return {
    context: '.',
    buildArgs: [],
    buildContexts: [],
    secrets: [],
    cacheFrom: [],
    cacheTo: [],
    ...(engine.buildNetwork && { network: engine.buildNetwork }),
    label: 'candidate',
    directory,
    runFolder,
    buildLog: { isWorkflow: false, write: (text) => lines.push(Buffer.from(text).toString()) },
    log: (line) => lines.push(line),
    lines,
  };
}

/** Standard output of docker on the engine in use, without its last line break. */
export function docker(...args: readonly string[]): string {
  // Jest's `process.env` is a copy that child processes do not get by themselves.
  return execFileSync('docker', [...args], {
    env: { ...process.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

/** Tags that a run of this number has in the engine. Other runs on it are none of its business. */
export function runTags(runID: string): readonly string[] {
  return allRunTags().filter((tag) => tag.startsWith(`final-stage/run:${runID}-`));
}

/** Tags that a run's own log names and the engine still has; other runs on the same engine do not matter. */
export function tagsLeftBy({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): readonly string[] {
  const named = new Set(`${stdout}${stderr}`.match(/final-stage\/run:[0-9a-f]+-[a-z]+(?:-\d+)?/g));
  return allRunTags().filter((tag) => named.has(tag));
}

function allRunTags(): readonly string[] {
  const listed = docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', 'final-stage/run');
  return listed.split('\n').filter((tag) => tag !== '');
}
