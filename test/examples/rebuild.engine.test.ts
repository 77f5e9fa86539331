import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBases } from '../../scripts/bases/bases.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { GateReport } from '../../src/report/report.ts';
import { engines } from '../build/workshop.ts';
import { describeEngines, type TestEngine } from '../helpers/engines.ts';
import { testWith } from '../helpers/untested.ts';
import { baseReferences, readExamples, type Example, type Variant } from './example.ts';
import { checkChange } from './gate.ts';
import { makeVariant, removeVariants, type Made, type Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 600_000;
/** More than the default budget lets an image grow. */
const MOVED_BYTES = 40_000_000;

const examples = await readExamples();

/** Examples whose build comes out otherwise, and in what. */
const NOISE: ReadonlyMap<string, string> = new Map([['python-slim clean', 'compiled Python']]);

const TRIALS = examples.flatMap((example) =>
  example.variants.map((variant) => ({ title: `${example.name} ${variant.name}`, example, variant })),
);

/** Built anew without the cache, from a context that has no history in it. */
const REBUILT = TRIALS.flatMap((trial) => {
  const noise = NOISE.get(trial.title);
  return noise === undefined ? [] : [{ ...trial, noise }];
});

const MOVED = TRIALS.filter(({ title }) => title === 'cpp purged');

const NOT_BUILT: Prepared = { builds: null, why: 'it was not built' };

type Trial = { readonly example: Example; readonly variant: Variant };
type Builds = { readonly bench: Workbench; readonly made: readonly Made[] };

/** What a test is given, or null with why it cannot be tried. */
type Prepared = { readonly builds: Builds | null; readonly why: string };

/** Builds before tests are named, so that what cannot be had is skipped by name; nothing of a skipped test stays. */
async function prepare(
  engine: Engine,
  { example, variant }: Trial,
  make: (bench: Workbench) => Promise<readonly Made[]>,
): Promise<Prepared> {
  const bench = { engine, bases: await openBases(engine, baseReferences(example)) };
  const [missing] = bench.bases.unavailable;
  if (missing) return { builds: null, why: `base image ${missing.reference} cannot be had: ${missing.why}` };
  const made = await make(bench);
  const lost = made.find(({ kind }) => kind === 'unreachable');
  if (lost?.kind !== 'unreachable') return { builds: { bench, made }, why: '' };
  await removeVariants(bench, made);
  return { builds: null, why: `${example.name} ${variant.name} cannot be built: ${lost.why}` };
}

/** Two builds of the same: the first is maybe of an earlier day, and in the cache. */
const makeTwice =
  ({ example, variant }: Trial) =>
  async (bench: Workbench): Promise<readonly Made[]> => {
    const first = await makeVariant(bench, example, variant, { use: 'first' });
    return first.kind === 'image'
      ? [first, await makeVariant(bench, example, variant, { use: 'second', flags: ['--no-cache'] })]
      : [first];
  };

const makeBefore =
  ({ example, variant }: Trial) =>
  async (bench: Workbench): Promise<readonly Made[]> => [
    await makeVariant(bench, example, variant, { use: 'before' }),
  ];

const preparedOn = new Map<string, readonly Prepared[]>();
for (const engine of engines) {
  const twice = REBUILT.map((trial) => () => prepare(engine, trial, makeTwice(trial)));
  const before = MOVED.map((trial) => () => prepare(engine, trial, makeBefore(trial)));
  const prepared: Prepared[] = [];
  for (const build of [...twice, ...before]) prepared.push(await build());
  preparedOn.set(engine.store, prepared);
}

describeEngines('the same commit, built anew', ({ store }: TestEngine) => {
  const prepared = preparedOn.get(store) ?? [];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'final-stage-rebuild-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is tried with every example that it is for', () => {
    expect(prepared).toHaveLength(NOISE.size + 1);
  });

  for (const [index, { title, noise, example, variant }] of REBUILT.entries()) {
    const { builds, why } = prepared[index] ?? NOT_BUILT;
    testWith(builds, why)(
      `is told as noise (${noise}) and passes: ${title}`,
      async ({ bench, made }) => {
        try {
          const [baseline] = made.map(nameOf);
          const report = await checkAgainst(bench, { example, variant, baseline });
          expectNoise(report);
          expect(report.causes?.base).toEqual({ files: 0, bytes: 0, layers: 0, pull: 0 });
        } finally {
          await removeVariants(bench, made);
        }
      },
      PATIENCE_MILLISECONDS,
    );
  }

  for (const [index, { example, variant }] of MOVED.entries()) {
    const { builds, why } = prepared[REBUILT.length + index] ?? NOT_BUILT;
    testWith(builds, why)(
      'on a base image that moved is told apart from the change',
      async ({ bench, made }) => {
        const later = `final-stage-example/moved-base:${process.pid}`;
        try {
          const [baseline] = made.map(nameOf);
          const buildContexts = await moveBase(bench, { folder, later });
          const onMoved = { ...bench, bases: { ...bench.bases, buildContexts } };
          const report = await checkAgainst(onMoved, { example, variant, baseline });
          expectNoise(report);
          expect(report.causes?.base).toMatchObject({ files: 1, bytes: MOVED_BYTES, layers: 1 });
        } finally {
          await removeVariants(bench, [...made, { kind: 'image', name: later }]);
        }
      },
      PATIENCE_MILLISECONDS,
    );
  }
});

/** Nothing is the change's, and everything that differs is reported. */
function expectNoise({ causes, verdict, size, findings }: GateReport): void {
  expect(causes?.change).toEqual({ files: 0, bytes: 0, layers: 0, pull: 0 });
  expect(causes?.rebuild.layers).toBeGreaterThan(0);
  expect((causes?.rebuild.bytes ?? 0) + (causes?.base.bytes ?? 0)).toBe(size.content.delta);
  expect((causes?.rebuild.pull ?? 0) + (causes?.base.pull ?? 0)).toBe(size.pull);
  expect(findings.filter(({ cause }) => cause === 'change')).toEqual([]);
  expect(verdict).toMatchObject({ conclusion: 'success', violations: [] });
}

/** The same base image with one more file, under the same name in `FROM`. */
async function moveBase(
  { engine, bases }: Workbench,
  { folder, later }: { readonly folder: string; readonly later: string },
): Promise<Record<string, string>> {
  const reference = 'debian:bookworm-slim';
  const context = bases.buildContexts[reference];
  const flags = context === undefined ? [] : ['--build-context', `${reference}=${context}`];
  await writeFile(
    join(folder, 'Dockerfile'),
    `FROM ${reference}\nRUN head -c ${MOVED_BYTES} /dev/zero > /moved\n`,
  );
  const args = ['buildx', 'build', '--provenance=false', '--load', '-t', later, ...flags, folder];
  await readCommand('docker', args, { env: engine.env });
  return { ...bases.buildContexts, [reference]: `docker-image://${later}` };
}

type Question = {
  readonly example: Example;
  readonly variant: Variant;
  readonly baseline: string | undefined;
};

/** The candidate is built from the cache of the last build, so it is the second of two. */
function checkAgainst(bench: Workbench, { example, variant, baseline }: Question): Promise<GateReport> {
  return checkChange(bench, { example, from: variant, to: variant }, [
    '--baseline',
    `docker-daemon:${baseline ?? ''}`,
  ]);
}

function nameOf(made: Made): string {
  if (made.kind !== 'image') throw new Error(made.why);
  return made.name;
}
