import { attributeLayers } from '../../../src/dockerfile/attribute.ts';
import { finalStage } from '../../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../../src/dockerfile/stages.ts';
import type { Digest } from '../../../src/digest.ts';
import { toProvenance, type BuildProvenance } from '../../../src/image/provenance.ts';
import { recordedLayers } from '../../../src/image/recorded-layers.ts';
import { blobPath, type BlobStore } from '../../../src/image-source/blob-store.ts';
import { readProvenance } from '../../../src/image-source/read-provenance.ts';
import { digestOf } from '../../../test/helpers/image-builder.ts';
import {
  IMAGE_SOURCE,
  predicateV02,
  statementOf,
  type RecordedBuild,
} from '../../../test/helpers/provenance-builder.ts';
import { expectSame, refusing } from '../target.ts';

export const isAsync = true;

const DIGESTS = ['a', 'b', 'c'].map((name) => digestOf(Buffer.from(name)));
const [A, B, C] = DIGESTS as [Digest, Digest, Digest];

const BUILD: RecordedBuild = {
  dockerfile: 'FROM x AS base\nRUN a\nCOPY --link . /b\n',
  args: { target: 'base' },
  materials: [{ uri: 'pkg:docker/x@1', digest: 'e'.repeat(64) }],
  steps: [
    { id: 's0', operation: IMAGE_SOURCE, layers: [A] },
    { id: 's1', operation: { exec: {} }, inputs: ['s0'], lines: [[2], [9]], layers: [A, B] },
    { id: 's2', operation: { file: {} }, lines: [[3]], layers: [C] },
    { id: 's3', operation: { merge: {} }, inputs: ['s1', 's2'], lines: [[3]], layers: [A, B, C] },
    { id: 's4', operation: null, inputs: ['s3'] },
  ],
};
const STATEMENTS = [statementOf(BUILD, 'v0.2'), statementOf(BUILD, 'v1')].map((one) => JSON.stringify(one));
const VALUES = ['null', '"s1:0"', '[[]]', '{"id":"s0"}', '-1', '{"__proto__":[],"locations":[{}]}'];

export function seeds(): readonly Uint8Array[] {
  const parts = VALUES.map((value, index) => `${String.fromCharCode(2 * index, 7 * index)}${value}`);
  const texts = [...STATEMENTS, JSON.stringify(predicateV02(BUILD)), ...parts];
  return texts.map((text) => Buffer.from(text, 'latin1'));
}

/** A statement, and one of which a part is replaced by a value: both say something of each layer, or nothing. */
export async function fuzz(data: Uint8Array): Promise<void> {
  const text = Buffer.from(data).toString('utf8');
  expectRecord(parse(text));
  const value = parse(Buffer.from(data.subarray(2)).toString('utf8'));
  const at = data[1] ?? 0;
  for (const statement of STATEMENTS) expectRecord(replacePart(statement, at, value));
  await expectSameBesideImage(text);
}

function expectRecord(json: unknown): void {
  const found = toProvenance(json);
  if (found === null) return;
  const recorded = recordedLayers(found, DIGESTS);
  expectSame(recorded.length, DIGESTS.length, 'recorded layers');
  refusing(() => {
    expectOrigins(found, recorded);
  });
}

function expectOrigins(found: BuildProvenance, recorded: ReturnType<typeof recordedLayers>): void {
  const { dockerfile, target } = found;
  const stage =
    dockerfile &&
    finalStage(parseDockerfile(dockerfile.text, dockerfile.name), {
      buildArgs: [],
      ...(target !== undefined && { target }),
    });
  const config = { diffIDs: DIGESTS, history: [] };
  const origins = attributeLayers({ config, finalStage: stage, baseDiffIDs: null, recorded });
  expectSame(origins.length, DIGESTS.length, 'origins');
}

/** Undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function replacePart(statement: string, at: number, value: unknown): unknown {
  let count = 0;
  return JSON.parse(statement, (_key, part: unknown) => (count++ === at ? value : part));
}

/** As a statement beside an image, and as the manifest that names statements. */
async function expectSameBesideImage(text: string): Promise<void> {
  const stored = new Map<string, Uint8Array>();
  const put = (mediaType: string, content: string) => {
    const bytes = Buffer.from(content);
    const digest = digestOf(bytes);
    stored.set(blobPath(digest), bytes);
    const annotations = { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' };
    return { mediaType, digest, size: bytes.length, annotations };
  };
  const config = put('application/vnd.oci.image.config.v1+json', '{}');
  const layers = [put('application/vnd.in-toto+json', text)];
  const manifest = put('x', JSON.stringify({ schemaVersion: 2, config, layers }));
  const store: BlobStore = {
    what: '`x`',
    readJson: (path) => Promise.resolve(stored.get(path)),
    readLayer: () => Promise.resolve(undefined),
  };
  const found = await readProvenance(store, [put('x', text), manifest]);
  expectSame(found, toProvenance(parse(text)), 'provenance beside an image');
}
