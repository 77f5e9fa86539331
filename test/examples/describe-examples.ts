import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { exportContainer, exportImage } from './root-filesystem.ts';
import { makeVariant, removeVariants } from './workbench.ts';
import type { Made, Workbench } from './workbench.ts';
import type { GateReport } from '../../src/report/report.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;

type Prepared = {
  readonly bench: Workbench;
  readonly made: ReadonlyMap<Variant, Made>;
  /** What two images are to each other is the same in every store, so the other directions are tried in one. */
  readonly hasAllDirections: boolean;
  /** Where the gate keeps what it read of layers, when asked to. */
  readonly cache: string;
};

/** Tests all examples on the engine with that image store, and names them; null without one, where a skipped test says so. */
export async function describeExamples(store: ImageStore): Promise<readonly string[] | null> {
  const engines = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];
  const engine = engines.find((each) => each.store === store);
  if (engine === undefined) {
    reportUntested(
      `the examples are not tried on the ${store} image store: FINAL_STAGE_TEST_ENGINES has no such engine`,
    );
    return null;
  }
  const examples = await readExamples();
  const prepared = await prepare(engine, examples);
  describe(`on the ${store} image store`, () => {
    afterAll(async () => {
      await removeVariants(prepared.bench, prepared.made.values());
      await rm(prepared.cache, { recursive: true, force: true });
    }, PATIENCE_MILLISECONDS);
    const hasAllDirections = engine === engines[0];
    describe.each(examples)('$name', (example) => {
      for (const variant of example.variants)
        describeVariant(example, variant, { ...prepared, hasAllDirections });
    });
  });
  return examples.map(({ name }) => name);
}

/** Everything is built before the tests are named, so that what is not available is skipped by name. */
async function prepare(engine: Engine, examples: readonly Example[]) {
  const bases = await openBases(engine, examples.flatMap(baseReferences));
  const bench: Workbench = { engine, bases };
  const made = new Map<Variant, Made>();
  for (const example of examples) {
    const missing = bases.unavailable.find(({ reference }) => baseReferences(example).includes(reference));
    for (const variant of example.variants) {
      const why = missing && `base image ${missing.reference} cannot be fetched: ${missing.why}`;
      made.set(
        variant,
        why === undefined ? await makeVariant(bench, example, variant) : { kind: 'unreachable', why },
      );
    }
  }
  return { bench, made, cache: await mkdtemp(join(tmpdir(), 'final-stage-layers-')) };
}

function describeVariant(example: Example, variant: Variant, prepared: Prepared): void {
  const { bench, made } = prepared;
  const image = made.get(variant);
  const lost = [image, made.get(example.baseline)].find((each) => each?.kind === 'unreachable');
  if (lost?.kind === 'unreachable') {
    reportUntested(`${variant.name} is not judged: ${lost.why}`);
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
    async () => expectVerdict(prepared, { example, variant, image: image.name }),
    PATIENCE_MILLISECONDS,
  );
  if (prepared.hasAllDirections) describeDirections(prepared, example, variant);
}

function describeDirections(prepared: Prepared, example: Example, variant: Variant): void {
  const { persisting, reverse } = variant;
  if (persisting !== undefined) {
    test(
      `${variant.name} that was there before is told as ${persisting}`,
      async () => expectPersisting(prepared, example, variant),
      PATIENCE_MILLISECONDS,
    );
  }
  if (reverse !== undefined) {
    test(
      `${variant.name} that is mended is told as ${reverse}`,
      async () => expectMended(prepared, example, variant),
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
};

async function expectVerdict(prepared: Prepared, { example, variant, image }: Judged): Promise<void> {
  const { bench } = prepared;
  const flags = [
    ...(variant.silent ? ['--baseline', 'none'] : []),
    ...(isReadWhole(prepared, variant) ? [] : quickly(prepared)),
  ];
  const report = await checkChange(bench, { example, from: example.baseline, to: variant }, flags);
  expectFindings(report, variant);
  expect(report.verdict.conclusion).toBe(variant.conclusion);
  expectBrokenStage(report, variant);
  expectSums(report);
  if (variant.silent) expectSilence(report);
  // The change is a checkout; the image that was made beside it is of a context without a history.
  const hasHistory = report.findings.some(({ ruleId }) => ruleId === 'vcs-directory');
  if (!hasHistory) await expectRootFilesystem(prepared, { variant, image, report });
}

type Reported = Pick<Judged, 'variant' | 'image'> & { readonly report: GateReport };

/** What leaks is large: its root filesystem is compared in one store only. Either store's images are compared with another export. */
async function expectRootFilesystem(
  { bench, hasAllDirections }: Prepared,
  { variant, image, report }: Reported,
): Promise<void> {
  if (!variant.silent && !hasAllDirections) return;
  const toExported = variant.silent && hasAllDirections ? exportImage : exportContainer;
  expectExported(report, await toExported(bench.engine, image));
}

/** What passes, and one variant of each kind of finding, is read as `docker save` gives it, whole. */
function isReadWhole({ bench }: Prepared, { silent, persisting, reverse }: Variant): boolean {
  return bench.engine.store === 'overlay2' && (silent || (persisting ?? reverse) !== undefined);
}

/** In the engine's own folders where that is possible, and no layer twice. */
function quickly({ bench, cache }: Prepared): readonly string[] {
  return bench.engine.store === 'overlay2' ? ['--read-in-place'] : ['--cache-dir', cache];
}

async function expectMended(prepared: Prepared, example: Example, variant: Variant): Promise<void> {
  const proposal = { example, from: variant, to: example.baseline };
  const report = await checkChange(prepared.bench, proposal, quickly(prepared));
  expect(report.verdict.conclusion).toBe(variant.reverse);
  expect(report.notices.map(({ code }) => code)).not.toContain('baseline-build-failed');
  expectResolved(report, variant);
  expectBrokenStage(report, example.baseline);
  expectSums(report);
}

async function expectPersisting(prepared: Prepared, example: Example, variant: Variant): Promise<void> {
  const proposal = { example, from: variant, to: variant, file: 'CHANGES' };
  const report = await checkChange(prepared.bench, proposal, quickly(prepared));
  expectPersistence(report, variant);
  expect(report.verdict.conclusion).toBe(variant.persisting);
  expectBrokenStage(report, variant);
  expectSums(report);
}
