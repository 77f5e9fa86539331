import { afterAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../scripts/engine/engine.ts';
import { openBases } from '../../scripts/bases/bases.ts';
import { runContainer } from './container.ts';
import { baseReferences, readExamples } from './example.ts';
import type { Example, Variant } from './example.ts';
import {
  expectBrokenStage,
  expectExported,
  expectFindings,
  expectPersistence,
  expectResolved,
  expectSilence,
  expectSums,
} from './expectations.ts';
import { checkChange } from './gate.ts';
import { exportImage } from './root-filesystem.ts';
import { makeVariant, removeVariants } from './workbench.ts';
import type { Made, Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 300_000;

/** Everything is built before the tests are named, so that what cannot be had is skipped by name. */
type Prepared = { readonly bench: Workbench; readonly made: ReadonlyMap<Variant, Made> };

const examples = await readExamples();
const engines = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];
const prepared: Prepared[] = [];
for (const engine of engines) prepared.push(await prepare(engine));

async function prepare(engine: Engine): Promise<Prepared> {
  const bases = await openBases(engine, examples.flatMap(baseReferences));
  const bench = { engine, bases };
  const made = new Map<Variant, Made>();
  for (const example of examples) {
    const missing = bases.unavailable.find(({ reference }) => baseReferences(example).includes(reference));
    for (const variant of example.variants) {
      const why = missing && `base image ${missing.reference} cannot be had: ${missing.why}`;
      made.set(
        variant,
        why === undefined ? await makeVariant(bench, example, variant) : { kind: 'unreachable', why },
      );
    }
  }
  return { bench, made };
}

test('reads at least one variant that leaks and one that does not of every example', () => {
  for (const { variants } of examples) {
    expect(variants.some(({ silent }) => silent)).toBe(true);
    expect(variants.some(({ conclusion }) => conclusion === 'failure')).toBe(true);
    for (const { answer, cannotStart } of variants) expect([answer, cannotStart]).toContain(undefined);
  }
});

if (prepared.length === 0) {
  test.skip('needs an engine: `npm test` names them in FINAL_STAGE_TEST_ENGINES', () => undefined);
}

for (const each of prepared)
  describe(`on the ${each.bench.engine.store} image store`, () => {
    describeEngine(each);
  });

function describeEngine({ bench, made }: Prepared): void {
  afterAll(async () => removeVariants(bench, made.values()), PATIENCE_MILLISECONDS);

  describe.each(examples)('$name', (example) => {
    for (const variant of example.variants) describeVariant(example, variant, { bench, made });
  });
}

function describeVariant(example: Example, variant: Variant, { bench, made }: Prepared): void {
  const image = made.get(variant);
  const lost = [image, made.get(example.baseline)].find((each) => each?.kind === 'unreachable');
  if (lost?.kind === 'unreachable') {
    test.skip(`${variant.name} is not judged: ${lost.why}`, () => undefined);
    return;
  }
  if (image?.kind !== 'image')
    throw new Error(`${example.name} ${variant.name} does not build: ${image?.why ?? ''}`);
  test(
    `${variant.name} ${variant.cannotStart === undefined ? 'answers' : 'cannot start'}`,
    async () => expectOutcome(bench, image.name, variant),
    PATIENCE_MILLISECONDS,
  );
  test(
    `${variant.name} is ${variant.silent ? 'met with silence' : 'judged as its findings deserve'}`,
    async () => expectVerdict(bench, { example, variant, image: image.name }),
    PATIENCE_MILLISECONDS,
  );
  if (variant.persisting !== undefined) {
    test(
      `${variant.name} that was there before passes`,
      async () => expectPersisting(bench, example, variant),
      PATIENCE_MILLISECONDS,
    );
  }
  if (variant.reverse !== undefined) {
    test(
      `${variant.name} that is mended is told as ${variant.reverse}`,
      async () => expectMended(bench, example, variant),
      PATIENCE_MILLISECONDS,
    );
  }
}

async function expectOutcome(
  { engine }: Workbench,
  image: string,
  { answer, cannotStart }: Variant,
): Promise<void> {
  const outcome = await runContainer(engine, image, answer?.http);
  expect(outcome).toEqual(
    cannotStart === undefined
      ? { kind: 'answered', text: answer?.text }
      : { kind: 'died', message: expect.stringContaining(cannotStart.message) },
  );
}

type Judged = { readonly example: Example; readonly variant: Variant; readonly image: string };

async function expectVerdict(bench: Workbench, { example, variant, image }: Judged): Promise<void> {
  const flags = variant.silent ? ['--baseline', 'none'] : [];
  const report = await checkChange(bench, { example, from: example.baseline, to: variant }, flags);
  expectFindings(report, variant);
  expect(report.verdict.conclusion).toBe(variant.conclusion);
  expectBrokenStage(report, variant);
  expectSums(report);
  if (!variant.silent) return;
  expectSilence(report);
  expectExported(report, await exportImage(bench.engine, image));
}

async function expectMended(bench: Workbench, example: Example, variant: Variant): Promise<void> {
  const report = await checkChange(bench, { example, from: variant, to: example.baseline });
  expect(report.verdict.conclusion).toBe(variant.reverse);
  expect(report.notices.map(({ code }) => code)).not.toContain('baseline-build-failed');
  expectResolved(report, variant);
  expectBrokenStage(report, example.baseline);
  expectSums(report);
}

async function expectPersisting(bench: Workbench, example: Example, variant: Variant): Promise<void> {
  const report = await checkChange(bench, { example, from: variant, to: variant, file: 'CHANGES' });
  expectPersistence(report, variant);
  expect(report.verdict.conclusion).toBe(variant.persisting);
  expectBrokenStage(report, variant);
  expectSums(report);
}
