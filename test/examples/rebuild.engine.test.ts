import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBases } from '../../scripts/bases/bases.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { GateReport } from '../../src/report/report.ts';
import { describeEngines, type TestEngine } from '../helpers/engines.ts';
import { baseReferences, readExamples, type Example, type Variant } from './example.ts';
import { checkChange } from './gate.ts';
import { makeVariant, removeVariants, type Made, type Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 600_000;
/** More than the default budget lets an image grow. */
const MOVED_BYTES = 40_000_000;

const examples = await readExamples();

/** Built anew without the cache, from a context that has no history in it. `noise`: what comes out different. */
const REBUILT = [{ title: 'python-slim clean', noise: 'compiled Python' }].flatMap(({ title, noise }) =>
  examples.flatMap((example) =>
    example.variants
      .filter(({ name }) => title === `${example.name} ${name}`)
      .map((variant) => ({ title, noise, example, variant })),
  ),
);

const [moved] = examples.flatMap((example) =>
  example.variants
    .filter(({ name }) => `${example.name} ${name}` === 'cpp purged')
    .map((variant) => ({ example, variant })),
);

describeEngines('the same commit, built anew', (store: TestEngine) => {
  const engine = store as Engine;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'final-stage-rebuild-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(REBUILT)(
    'is told as noise ($noise) and passes: $title',
    async ({ example, variant }) => {
      const bench = { engine, bases: await openBases(engine, baseReferences(example)) };
      const made = await makeTwice(bench, example, variant);
      try {
        const [first] = made;
        if (!isMade(first)) return;
        const report = await checkAgainst(bench, { example, variant, baseline: first.name });
        expectNoise(report);
        expect(report.causes?.base).toEqual({ files: 0, bytes: 0, layers: 0, pull: 0 });
      } finally {
        await removeVariants(bench, made);
      }
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'on a base image that moved is told apart from the change',
    async () => {
      if (moved === undefined) throw new Error('there is no example `cpp purged`');
      const { example, variant } = moved;
      const bases = await openBases(engine, baseReferences(example));
      const baseline = await makeVariant({ engine, bases }, example, variant, { use: 'before' });
      const later = `final-stage-example/moved-base:${process.pid}`;
      try {
        if (!isMade(baseline)) return;
        const contexts = await moveBase({ engine, bases }, { folder, later });
        const bench = { engine, bases: { ...bases, buildContexts: contexts } };
        const report = await checkAgainst(bench, { example, variant, baseline: baseline.name });
        expectNoise(report);
        expect(report.causes?.base).toMatchObject({ files: 1, bytes: MOVED_BYTES, layers: 1 });
      } finally {
        await removeVariants({ engine, bases }, [baseline, { kind: 'image', name: later }]);
      }
    },
    PATIENCE_MILLISECONDS,
  );
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

/** A package registry that is not available is no failure of ours. */
function isMade(made: Made | undefined): made is Made & { readonly kind: 'image' } {
  if (made?.kind === 'unreachable') process.stderr.write(`skipped: ${made.why}\n`);
  if (made?.kind === 'failed') throw new Error(made.why);
  return made?.kind === 'image';
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

type Question = { readonly example: Example; readonly variant: Variant; readonly baseline: string };

/** The candidate is built from the cache of the last build, so it is the second of two. */
function checkAgainst(bench: Workbench, { example, variant, baseline }: Question): Promise<GateReport> {
  return checkChange(bench, { example, from: variant, to: variant }, [
    '--baseline',
    `docker-daemon:${baseline}`,
  ]);
}

/** Two builds of the same: the first is maybe of an earlier day, and in the cache. */
async function makeTwice(bench: Workbench, example: Example, variant: Variant): Promise<readonly Made[]> {
  const first = await makeVariant(bench, example, variant, { use: 'first' });
  return first.kind === 'image'
    ? [first, await makeVariant(bench, example, variant, { use: 'second', flags: ['--no-cache'] })]
    : [first];
}
