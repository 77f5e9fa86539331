import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine, stopEngines } from '../engine/engine.ts';
import { fill } from '../markers.ts';
import { interruption, listenForInterruption } from '../scoreboard/interruption.ts';
import { lackingRoom } from '../test/room.ts';
import { baseFlags, openProjectBases } from './bases.ts';
import { removeLeavings } from './leavings.ts';
import { measureProject, type Bench } from './measure.ts';
import { describeOutcome, renderTrials } from './page.ts';
import type { Project } from './project.ts';
import { readProjects, writeCheckout } from './projects.ts';
import { openResults } from './results.ts';
import { sumUp, type Outcome, type Trial } from './trial.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'fixes.md');

/** Bytes that base images and build cache take. */
const ROOM = 15e9;

const USAGE = `usage: npm run fixes [-- [--again] [--checks-only] [--lay-out DIR] [NAME…]]
measures what \`final-stage fix\`, as it lies in dist, makes of the projects of examples/single-stage; without names, all of them and writes docs/fixes.md
--again: also those that were measured with the same program before
--checks-only: only whether each project builds and answers as it says
--lay-out DIR: writes each project as a checkout into DIR, prints how to ask for its fixes, and measures nothing`;

type Asked = {
  readonly names: readonly string[];
  readonly again: boolean;
  readonly checksOnly: boolean;
  readonly layOut: string | undefined;
};

async function main(args: readonly string[]): Promise<void> {
  listenForInterruption();
  const asked = parse(args);
  const all = await readProjects();
  const unknown = asked.names.find((name) => !all.some((project) => project.name === name));
  if (unknown !== undefined) throw new Error(`there is no project ${unknown}\n${USAGE}`);
  const projects = all.filter(({ name }) => asked.names.length === 0 || asked.names.includes(name));
  try {
    const bench = await openBench(projects);
    if ('unavailable' in bench) log(`not measured: ${bench.unavailable}`);
    else if (asked.layOut !== undefined) await layOut(bench, projects, asked.layOut);
    else await report(await measure(bench, projects, asked), asked);
  } finally {
    await stopEngines();
  }
}

function parse(args: readonly string[]): Asked {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      again: { type: 'boolean', default: false },
      'checks-only': { type: 'boolean', default: false },
      'lay-out': { type: 'string' },
    },
  });
  const { again, 'checks-only': checksOnly, 'lay-out': layOut } = values;
  return { names, again, checksOnly, layOut };
}

async function openBench(projects: readonly Project[]): Promise<Bench | { readonly unavailable: string }> {
  const engine = await openEngine();
  if ('unavailable' in engine) return engine;
  await removeLeavings(engine);
  const lacking = await lackingRoom(engine, ROOM);
  if (lacking !== undefined) return { unavailable: lacking };
  return { engine, bases: await openProjectBases(engine, projects, log) };
}

async function layOut(bench: Bench, projects: readonly Project[], parent: string): Promise<void> {
  for (const project of projects) {
    const folder = join(parent, project.name);
    await mkdir(folder, { recursive: true });
    await writeCheckout(folder, project);
  }
  const { DOCKER_HOST = '', DOCKER_CONFIG = '', PATH = '' } = bench.engine.env;
  const variables = `DOCKER_HOST=${DOCKER_HOST} DOCKER_CONFIG=${DOCKER_CONFIG} PATH=${PATH}`;
  process.stdout.write(`${variables} final-stage fix ${baseFlags(bench.engine, bench.bases).join(' ')}\n`);
}

async function measure(bench: Bench, projects: readonly Project[], asked: Asked): Promise<readonly Trial[]> {
  const results = await openResults(bench.bases);
  const trials: Trial[] = [];
  for (const [index, project] of projects.entries()) {
    const start = Date.now();
    const known = asked.again || asked.checksOnly ? undefined : await results.known(project);
    const outcome = known ?? (await measured(bench, project, asked));
    await results.keep(project, outcome);
    trials.push({ project, outcome });
    const took = known === undefined ? `${((Date.now() - start) / 1000).toFixed(0)} s` : 'measured before';
    log(`${index + 1}/${projects.length} ${project.name} (${took}): ${describeOutcome(outcome)}`);
  }
  return trials;
}

/** A project that is broken itself does not end the run, and fails it. */
async function measured(bench: Bench, project: Project, asked: Asked): Promise<Outcome> {
  try {
    return await measureProject(bench, project, asked);
  } catch (error) {
    interruption.throwIfAborted();
    process.exitCode = 1;
    return { kind: 'not tried', why: error instanceof Error ? error.message : String(error) };
  }
}

async function report(trials: readonly Trial[], { names, checksOnly }: Asked): Promise<void> {
  if (checksOnly) return;
  const text = renderTrials(trials);
  if (names.length > 0) process.stdout.write(text);
  else await writeFile(PAGE, fill(await readFile(PAGE, 'utf8'), 'benchmark', text));
  if (sumUp(trials).wrong > 0) process.exitCode = 1;
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
