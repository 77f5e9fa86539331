import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDigest, type Digest } from '../../src/digest.ts';
import { toProvenance, type BuildProvenance } from '../../src/image/provenance.ts';
import { recordedStart } from '../../src/image/recorded-start.ts';
import { recordedLayers } from '../../src/image/recorded-layers.ts';
import { processorTime } from '../helpers/processor-time.ts';
import {
  IMAGE_SOURCE,
  predicateV02,
  statementOf,
  type RecordedBuild,
  type RecordedStep,
  type StatementVersion,
} from '../helpers/provenance-builder.ts';

const digest = (name: string): Digest => parseDigest(`sha256:${name.padStart(64, '0')}`, name);
const [A, B, C, D, E, F] = ['a', 'b', 'c', 'd', 'e', 'f'].map(digest) as [
  Digest,
  Digest,
  Digest,
  Digest,
  Digest,
  Digest,
];

const EXEC = { exec: { meta: { args: ['/bin/sh', '-c', 'x'], env: ['TOKEN=hunter2'] } } };
const FILE = { file: { actions: [] } };

/** As BuildKit records `FROM`, `RUN` over three lines, `COPY --link` and what it copies from. */
const STEPS: readonly RecordedStep[] = [
  { id: 'step0', operation: IMAGE_SOURCE, layers: [A, B] },
  { id: 'step1', operation: { source: { identifier: 'local://context' } } },
  { id: 'step2', operation: EXEC, inputs: ['step0'], lines: [[3, 4, 5]], layers: [A, B, C] },
  { id: 'step3', operation: EXEC, inputs: ['step0'], lines: [[2]] },
  { id: 'step4', operation: FILE, inputs: ['step3'], lines: [[6]], layers: [D] },
  { id: 'step5', operation: { merge: {} }, inputs: ['step2', 'step4'], lines: [[6]], layers: [A, B, C, D] },
  { id: 'step6', operation: null, inputs: ['step5'] },
];

const BUILD: RecordedBuild = {
  dockerfile: 'FROM alpine:3\n…',
  steps: STEPS,
  args: { 'build-arg:TOKEN': 'hunter2', target: 'runtime' },
  materials: [
    { uri: 'pkg:docker/alpine@3?platform=linux%2Famd64', digest: 'e'.repeat(64) },
    { uri: 'https://user:hunter2@example.com/app.git', digest: 'f'.repeat(64) },
  ],
};

const VERSIONS: readonly StatementVersion[] = ['v0.2', 'v1'];
const recordOf = (steps: readonly RecordedStep[], digests: readonly Digest[]) =>
  recordedLayers(toProvenance(statementOf({ dockerfile: '', steps }, 'v1')) as BuildProvenance, digests);

describe('the image below everything', () => {
  const startOf = (steps: readonly RecordedStep[]) =>
    recordedStart(toProvenance(statementOf({ dockerfile: '', steps }, 'v1')) as BuildProvenance);
  const fetched = (name: string) => ({ source: { identifier: `docker-image://${name}` } });
  const sha = `sha256:${'a'.repeat(64)}`;
  const mounts = [{ dest: '/src', input: 1 }, { dest: '/' }];

  test('is followed through what each step changes', () => {
    expect(
      startOf([
        { id: 'gcc', operation: fetched('docker.io/library/gcc:1') },
        { id: 'base', operation: fetched(`docker.io/library/debian:12@${sha}`) },
        { id: 'run', operation: { exec: { mounts } }, inputs: ['base', 'gcc'] },
        { id: 'copy', operation: { file: { actions: [{ input: 1 }] } }, inputs: ['gcc', 'run'] },
        { id: 'end', operation: null, inputs: ['copy'] },
      ]),
    ).toEqual({ label: '', name: 'docker.io/library/debian:12', digest: sha });
  });

  test.each<[string, readonly RecordedStep[]]>([
    ['nothing is recorded', []],
    ['two steps end the build', ['a', 'b'].map((id) => ({ id, operation: null, inputs: ['base'] }))],
    [
      'steps go round',
      [
        { id: 'a', operation: FILE, inputs: ['a'] },
        { id: 'b', operation: null, inputs: ['a'] },
      ],
    ],
    [
      'nothing was fetched',
      [
        { id: 'a', operation: FILE },
        { id: 'b', operation: null, inputs: ['a'] },
      ],
    ],
  ])('is none where %s', (_why, steps) => {
    expect(startOf([{ id: 'base', operation: fetched('r/x:1') }, ...steps])).toBeNull();
  });
});

describe('the record of a build', () => {
  test.each(VERSIONS)('is read from SLSA %s', (version) => {
    const found = toProvenance(statementOf(BUILD, version));
    expect(found).toMatchObject({
      dockerfile: { name: 'Dockerfile', text: BUILD.dockerfile },
      target: 'runtime',
      materials: [{ uri: BUILD.materials?.[0]?.uri, digest: `sha256:${'e'.repeat(64)}` }],
    });
    expect(recordedLayers(found as BuildProvenance, [A, B, C, D])).toEqual([
      { kind: 'image' },
      { kind: 'image' },
      { kind: 'step', lines: [3] },
      { kind: 'step', lines: [6] },
    ]);
  });

  test('is the same without the statement around it', () => {
    expect(toProvenance(predicateV02(BUILD))).toEqual(toProvenance(statementOf(BUILD, 'v0.2')));
  });

  test.each(VERSIONS)('carries no argument, environment or address of a source of %s', (version) => {
    expect(JSON.stringify(toProvenance(statementOf(BUILD, version)))).not.toContain('hunter2');
  });

  test.each([
    ['nothing', undefined],
    ['text', 'provenance'],
    ['a list', []],
    ['another builder', { predicate: { buildType: 'https://example.com/ko', buildConfig: {} } }],
    ['another builder of v1', { predicate: { buildDefinition: { buildType: 'https://example.com/ko' } } }],
    ['an SBOM', { predicateType: 'https://spdx.dev/Document', predicate: { spdxVersion: 'SPDX-2.3' } }],
  ])('is none of %s', (_what, json) => {
    expect(toProvenance(json)).toBeNull();
  });

  test('has no layers where only the least was recorded', () => {
    const { buildConfig: _config, metadata: _metadata, ...least } = predicateV02(BUILD);
    expect(toProvenance(least)).toMatchObject({ dockerfile: null, steps: [] });
  });

  test('calls the Dockerfile by a plain name whatever it is called', () => {
    const hostile = JSON.stringify(statementOf(BUILD, 'v1')).replace(
      '"filename":"Dockerfile"',
      '"filename":"../x\\n::error::y"',
    );
    expect(toProvenance(JSON.parse(hostile))?.dockerfile?.name).toBe('Dockerfile');
  });

  test('never fails, whatever stands in it', () => {
    const paths = ['buildType', 'buildConfig', 'metadata', 'materials', 'invocation'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.jsonValue(),
        fc.constantFrom(...VERSIONS),
        (key, value, version) => {
          const statement = statementOf(BUILD, version);
          const predicate = { ...(statement['predicate'] as object), [key]: value };
          for (const json of [value, { predicate: value }, { ...statement, predicate }]) {
            const found = toProvenance(json);
            if (found) expect(recordedLayers(found, [A, B])).toHaveLength(2);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never fails on a part that is replaced by anything', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.jsonValue(), (at, value) => {
        let count = 0;
        const text = JSON.stringify(statementOf(BUILD, 'v1'));
        const changed: unknown = JSON.parse(text, (_key, part: unknown) => (count++ === at ? value : part));
        const found = toProvenance(changed);
        if (found) expect(recordedLayers(found, [A, B, C, D])).toHaveLength(4);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a record that is made to be long', () => {
  const HEIGHTS = Array.from({ length: 127 }, (_, height) => digest(String(height)));
  const chains = HEIGHTS.map((_, height) => HEIGHTS.slice(0, height + 1).map((one) => ({ digest: one })));
  const locations = Array.from({ length: 100_000 }, (_, at) => ({ ranges: [{ start: { line: 200 + at } }] }));
  const predicate = (llbDefinition: readonly object[], layers: readonly unknown[]) => ({
    buildType: 'https://mobyproject.org/buildkit@v1',
    buildConfig: { llbDefinition },
    metadata: {
      'https://mobyproject.org/buildkit@v1#metadata': {
        source: { locations: { one: { locations } } },
        layers: { 'one:0': layers },
      },
    },
  });
  const many = (value: unknown): readonly unknown[] => Array.from({ length: 300_000 }, () => value);
  const oneStep = { id: 'one', op: { Op: IMAGE_SOURCE } };

  test.each([
    ['chains of one output', predicate([oneStep], many([]))],
    ['steps of one name', predicate(many(oneStep) as readonly object[], many([]))],
    ['inputs of one step', predicate([{ id: 'below' }, { id: 'one', inputs: many('below:0') }], chains)],
  ])('takes little more time than its bytes: %s', (_what, json) => {
    const started = processorTime();
    const found = toProvenance(json) as BuildProvenance;
    expect(recordedLayers(found, HEIGHTS)).toHaveLength(HEIGHTS.length);
    expect(found.steps.every(({ lines }) => lines.length <= 1000)).toBe(true);
    expect(processorTime() - started).toBeLessThan(5_000);
  });

  test('has the first of two steps of one name', () => {
    const found = toProvenance(predicate([oneStep, { id: 'one' }], [])) as BuildProvenance;
    expect(found.steps).toMatchObject([{ id: 'one', isImage: true }]);
  });
});

describe('the record of a layer', () => {
  test('is none where the image has other layers', () => {
    expect(recordOf(STEPS, [A, C, B])).toEqual([null, null, null]);
  });

  test('is the first step that has it, not one that passes it on', () => {
    const steps = [
      { id: 'passes', operation: EXEC, inputs: ['makes'], lines: [[9]], layers: [A] },
      { id: 'makes', operation: FILE, lines: [[2]], layers: [A] },
    ];
    expect(recordOf(steps, [A])).toEqual([{ kind: 'step', lines: [2] }]);
  });

  test('tells equal layers apart by what lies below them', () => {
    const steps = [
      { id: 'one', operation: FILE, lines: [[2]], layers: [E] },
      { id: 'two', operation: FILE, inputs: ['one'], lines: [[3]], layers: [E, E] },
      { id: 'three', operation: FILE, inputs: ['two'], lines: [[4]], layers: [E, E, F] },
    ];
    expect(recordOf(steps, [E, E, F]).map((record) => record?.kind === 'step' && record.lines)).toEqual([
      [2],
      [3],
      [4],
    ]);
  });

  test('has all lines of equal instructions of several stages', () => {
    const steps = [{ id: 'one', operation: EXEC, lines: [[7, 8], [2]], layers: [A] }];
    expect(recordOf(steps, [A])).toEqual([{ kind: 'step', lines: [7, 2] }]);
  });

  test('is none for a step without a place, and none of a chain that is no chain', () => {
    const steps = [{ id: 'one', operation: EXEC, layers: [A] }];
    expect(recordOf(steps, [A])).toEqual([null]);
    expect(recordOf([{ id: 'one', operation: IMAGE_SOURCE, layers: ['sha256:0', A] }], [A])).toEqual([null]);
    expect(recordOf([{ id: 'one', operation: IMAGE_SOURCE, layers: [] }], [A])).toEqual([null]);
  });
});
