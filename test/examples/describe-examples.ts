import { afterAll, describe, expect, test } from '@jest/globals';
import { openBases } from '../../scripts/bases/bases.ts';
import type { Engine, ImageStore } from '../../scripts/engine/engine.ts';
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
import { tellUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;

type Prepared = {
  readonly bench: Workbench;
  readonly made: ReadonlyMap<Variant, Made>;
  /** What two images are to each other is the same in every store, so the other directions are tried in one. */
  readonly hasAllDirections: boolean;
};

/** Tests all examples on the engine with that image store; without one, a skipped test says so. */
export async function describeExamples(store: ImageStore): Promise<void> {
  const engines = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];
  const engine = engines.find((each) => each.store === store);
  if (engine === undefined) {
    tellUntested(
      `the examples are not tried on the ${store} image store: FINAL_STAGE_TEST_ENGINES has no such engine`,
    );
    return;
  }
  const examples = await readExamples();
  const prepared = await prepare(engine, examples);
  describe(`on the ${store} image store`, () => {
    afterAll(async () => removeVariants(prepared.bench, prepared.made.values()), PATIENCE_MILLISECONDS);
    const hasAllDirections = engine === engines[0];
    describe.each(examples)('$name', (example) => {
      for (const variant of example.variants)
        describeVariant(example, variant, { ...prepared, hasAllDirections });
    });
  });
}

/** Everything is built before the tests are named, so that what cannot be had is skipped by name. */
async function prepare(engine: Engine, examples: readonly Example[]) {
  const bases = await openBases(engine, examples.flatMap(baseReferences));
  const bench: Workbench = { engine, bases };
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

function describeVariant(example: Example, variant: Variant, prepared: Prepared): void {
  const { bench, made } = prepared;
  const image = made.get(variant);
  const lost = [image, made.get(example.baseline)].find((each) => each?.kind === 'unreachable');
  if (lost?.kind === 'unreachable') {
    tellUntested(`${variant.name} is not judged: ${lost.why}`);
    return;
  }
  if (image?.kind !== 'image')
    throw new Error(`${example.name} ${variant.name} does not build: ${image?.why ?? ''}`);
  test(
    `${variant.name} ${variant.cannotStart === undefined ? 'answers' : 'cannot start'}`,
    async () => expectOutcome(bench, image.name, variant),
    PATIENCE_MILLISECONDS,
  );
  const isExported = variant.silent || prepared.hasAllDirections;
  test(
    `${variant.name} is ${variant.silent ? 'met with silence' : 'judged as its findings deserve'}`,
    async () => expectVerdict(bench, { example, variant, image: image.name, isExported }),
    PATIENCE_MILLISECONDS,
  );
  if (prepared.hasAllDirections) describeDirections(bench, example, variant);
}

function describeDirections(bench: Workbench, example: Example, variant: Variant): void {
  const { persisting, reverse } = variant;
  if (persisting !== undefined) {
    test(
      `${variant.name} that was there before is told as ${persisting}`,
      async () => expectPersisting(bench, example, variant),
      PATIENCE_MILLISECONDS,
    );
  }
  if (reverse !== undefined) {
    test(
      `${variant.name} that is mended is told as ${reverse}`,
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

type Judged = {
  readonly example: Example;
  readonly variant: Variant;
  readonly image: string;
  /** Whether the root filesystem is compared with what the builder gives out: of large images in one store only. */
  readonly isExported: boolean;
};

async function expectVerdict(
  bench: Workbench,
  { example, variant, image, isExported }: Judged,
): Promise<void> {
  const flags = variant.silent ? ['--baseline', 'none'] : [];
  const report = await checkChange(bench, { example, from: example.baseline, to: variant }, flags);
  expectFindings(report, variant);
  expect(report.verdict.conclusion).toBe(variant.conclusion);
  expectBrokenStage(report, variant);
  expectSums(report);
  if (variant.silent) expectSilence(report);
  // The change is a checkout; the image that was made beside it is of a context without a history.
  const hasHistory = report.findings.some(({ ruleId }) => ruleId === 'vcs-directory');
  if (isExported && !hasHistory) expectExported(report, await exportImage(bench.engine, image));
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
