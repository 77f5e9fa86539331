import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBases, type Bases } from '../../scripts/bases/bases.ts';
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
import { reportUntested } from '../helpers/untested.ts';
import { engines, requestOf, useEngine } from '../build/workshop.ts';
import { baseReferences, readExamples, type Example, type Variant } from './example.ts';
import { NO_REGISTRY } from './workbench.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
const engine = engines.find(({ store }) => store === 'containerd');
const examples = engine ? await readExamples() : [];
let bases: Bases = { buildContexts: {}, unavailable: [] };
let scratch: Awaited<ReturnType<typeof openRunFolder>> | undefined;

beforeAll(async () => {
  if (!engine) return;
  useEngine(engine);
  bases = await openBases(engine, examples.flatMap(baseReferences));
  scratch = await openRunFolder({ parent: folder.path });
}, 900_000);

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
  folder.remove();
});

/** The variant's layers by what the history says and by what the builder recorded; a word where it cannot be built here. */
async function originsOf(example: Example, variant: Variant) {
  if (!engine || !scratch) return 'no engine keeps provenance';
  const missing = bases.unavailable.find(({ reference }) => baseReferences(example).includes(reference));
  if (missing) return `base image ${missing.reference} is not available`;
  const request = {
    ...requestOf(engine, scratch, example.app),
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

if (engine === undefined) {
  reportUntested(
    'provenance of the examples: FINAL_STAGE_TEST_ENGINES has no engine with the containerd image store',
  );
} else {
  describe.each(examples)('what the builder recorded of $name', (example) => {
    test.each(example.variants)(
      'says the same of every layer of $name as the history',
      async (variant) => {
        const origins = await originsOf(example, variant);
        if (typeof origins === 'string') {
          process.stderr.write(`skipped: provenance of ${example.name} ${variant.name}: ${origins}\n`);
          return;
        }
        expect(origins.record).toEqual(origins.history);
        expect(origins.record.length).toBeGreaterThan(0);
      },
      PATIENCE_MILLISECONDS,
    );
  });
}
