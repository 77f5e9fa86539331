import { describe, expect } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { openBases, type Bases } from '../../scripts/bases/bases.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import { NO_REGISTRY } from '../../scripts/engine/no-registry.ts';
import { buildImage } from '../../src/build/docker/build-image.ts';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { recordedLayers } from '../../src/image/recorded-layers.ts';
import { openLayoutDirectory } from '../../src/image-source/layout/layout-directory.ts';
import { readProvenance } from '../../src/image-source/read-provenance.ts';
import { selectImage } from '../../src/image-source/layout/select-image.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';
import { engines, requestOf, useEngine } from '../build/workshop.ts';
import { baseReferences, readExamples, type Example, type Variant } from './example.ts';

const engine = engines.find(({ store }) => store === 'containerd');

type Workplace = {
  readonly engine: Engine;
  readonly bases: Bases;
  readonly runFolder: Awaited<ReturnType<typeof openRunFolder>>;
};

/** The variant's layers by what the history says and by what the builder recorded; a word where it cannot be built here. */
async function originsOf({ engine, bases, runFolder }: Workplace, { example, variant }: Trial) {
  const missing = bases.unavailable.find(({ reference }) => baseReferences(example).includes(reference));
  if (missing) return `base image ${missing.reference} is not available`;
  const request = {
    ...requestOf(engine, runFolder, example.app),
    dockerfile: variant.path,
    ...(variant.target !== undefined && { target: variant.target }),
    buildContexts: Object.entries(bases.buildContexts).map(([name, source]) => `${name}=${source}`),
  };
  try {
    await using built = await buildImage(request);
    const { name, tag = '' } = built.reference;
    const required = { wantsContent: () => false, gitBlobSizes: new Set<number>() };
    const store = await openLayoutDirectory(name, { paths: createPathTable(), required });
    const { config, layers, attestations } = await selectImage(store, { tag });
    const provenance = await readProvenance(store, attestations);
    const stage = finalStage(parseDockerfile(variant.text, 'Dockerfile'), {
      ...(variant.target !== undefined && { target: variant.target }),
      buildArgs: [],
    });
    const digests = layers.flatMap(({ descriptor }) => descriptor?.digest ?? []);
    const recorded = recordedLayers({ steps: provenance?.steps ?? [] }, digests);
    const evidence = { finalStage: stage, baseDiffIDs: null };
    return {
      history: attributeLayers({ ...evidence, config }),
      // Without a history only the record is left to tell.
      record: attributeLayers({ ...evidence, config: { ...config, history: [] }, recorded }),
    };
  } catch (error) {
    const lost = NO_REGISTRY.exec(request.lines.join(''));
    if (lost) return `its package registry is not available (${lost[0]})`;
    throw error;
  }
}

type Told = Exclude<Awaited<ReturnType<typeof originsOf>>, string>;

/** What a test is given, or throws where the build failed; else why it cannot be tried. */
type Outcome = { readonly tell: (() => Promise<Told>) | null; readonly why: string };

/** Everything is built before the tests are named, so that what cannot be had is skipped by name. */
async function prepare(engine: Engine, examples: readonly Example[]): Promise<ReadonlyMap<Variant, Outcome>> {
  useEngine(engine);
  const folder = makeFolder();
  try {
    await using runFolder = await openRunFolder({ parent: folder.path });
    const bases = await openBases(engine, examples.flatMap(baseReferences));
    const trials = examples.flatMap((example) => example.variants.map((variant) => ({ example, variant })));
    return await buildAll({ engine, bases, runFolder }, trials);
  } finally {
    folder.remove();
  }
}

type Trial = { readonly example: Example; readonly variant: Variant };

const MAX_ROUNDS = 20;
const PAUSE_MILLISECONDS = 10_000;

/**
 * BuildKit joins equal steps of builds that run at once, and only one of the builds has them in its record. Other test files build
 * the same examples: what lacks a layer is built again, from the cache, once the others have been built.
 */
async function buildAll(
  workplace: Workplace,
  trials: readonly Trial[],
): Promise<ReadonlyMap<Variant, Outcome>> {
  const outcomes = new Map<Variant, Outcome>();
  let left = trials;
  for (let round = 1; left.length > 0 && round <= MAX_ROUNDS; round += 1) {
    if (round > 1) await setTimeout(PAUSE_MILLISECONDS);
    const lacking: Trial[] = [];
    for (const trial of left) {
      const { outcome, isLacking } = await originsOf(workplace, trial).then(toBuilt, toFailed);
      outcomes.set(trial.variant, outcome);
      if (isLacking) lacking.push(trial);
    }
    left = lacking;
  }
  return outcomes;
}

type Built = { readonly outcome: Outcome; readonly isLacking: boolean };

function toBuilt(origins: Told | string): Built {
  if (typeof origins === 'string') return { outcome: { tell: null, why: origins }, isLacking: false };
  const tell = () => Promise.resolve(origins);
  return { outcome: { tell, why: '' }, isLacking: lacksLayers(origins) };
}

function toFailed(error: Error): Built {
  return { outcome: { tell: () => Promise.reject(error), why: '' }, isLacking: false };
}

function lacksLayers({ history, record }: Told): boolean {
  const unknown = (layers: Told['record']) => layers.filter(({ kind }) => kind === 'unknown').length;
  return unknown(record) > unknown(history);
}

if (engine === undefined) {
  reportUntested(
    'provenance of the examples: FINAL_STAGE_TEST_ENGINES has no engine with the containerd image store',
  );
} else {
  const examples = await readExamples();
  const outcomes = await prepare(engine, examples);
  describe.each(examples)('what the builder recorded of $name', ({ variants }) => {
    for (const variant of variants) {
      const { tell, why } = outcomes.get(variant) ?? { tell: null, why: 'it was not built' };
      testWith(tell, why)(`says the same of every layer of ${variant.name} as the history`, async (told) => {
        const { history, record } = await told();
        expect(record).toEqual(history);
        expect(record.length).toBeGreaterThan(0);
      });
    }
  });
}
