import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { runGate } from '../../src/gate/gate.ts';
import type { BuildProvenance, ProvenanceStep } from '../../src/image/provenance.ts';
import type { RepositoryTree } from '../../src/ledger/ledger.ts';
import { digestOf, image, layer } from '../helpers/image-builder.ts';
import { gateWorld, GO, INSPECT_REQUEST, layersOf, recordingPorts } from '../helpers/recording-ports.ts';
import type { GateWorld } from '../helpers/recording-ports.ts';

const SMALL = { base: { '/etc/motd': 'hello' }, own: [{ '/app/one': '1' }, { '/app/two': '22' }] };
const TEXT = 'FROM debian:12\nRUN make one\nRUN make two\n';
const BASE_DIFF_ID = digestOf(layer(SMALL.base).tar);
const DIGESTS = image(layersOf(SMALL)).layers.map(({ digest }) => digest);

/** Looks at one image of the Dockerfile `TEXT`, or of what `change` says. */
async function inspect(change: Partial<GateWorld> = {}) {
  const ports = recordingPorts(gateWorld({ checkout: { Dockerfile: TEXT }, candidate: SMALL, ...change }));
  const report = await runGate(INSPECT_REQUEST, ports);
  const bases = ports.calls.filter((call) => call.startsWith('baseDiffIDs'));
  return { report, bases };
}

/** Who made each layer, bottom first: the instruction's line, or what is said instead. */
async function originsOf(change: Partial<GateWorld> = {}): Promise<readonly string[]> {
  const { report } = await inspect(change);
  return report.candidate.layers.map(({ origin, instruction }) =>
    instruction === null ? origin : `${origin} ${instruction.dockerfile}:${instruction.line}`,
  );
}

const step = (part: Partial<ProvenanceStep>): ProvenanceStep => ({
  ...{ id: 'x', isImage: false, inputs: [], lines: [], chains: [] },
  ...part,
});

/** A record of `text` that says one instruction after the base, at `line`, made both layers of our own. */
function recordOf(text: string | null, line: number, target?: string): BuildProvenance {
  return {
    dockerfile: text === null ? null : { name: 'Recorded', text },
    ...(target !== undefined && { target }),
    steps: [
      step({
        id: 'base',
        isImage: true,
        image: 'docker.io/library/debian:12',
        chains: [DIGESTS.slice(0, 1)],
      }),
      step({
        ...{ id: 'run', inputs: ['base'], below: 'base', lines: [line] },
        chains: [DIGESTS.slice(0, 2), DIGESTS],
      }),
    ],
    materials: [],
  };
}

describe('whose a layer is', () => {
  const BY_HISTORY = ['base-image Dockerfile:1', 'instruction Dockerfile:2', 'instruction Dockerfile:3'];

  test('tells the history, from the Dockerfile’s end', async () => {
    expect(await originsOf()).toEqual(BY_HISTORY);
  });

  test('tell the base’s diffIDs, where somebody has them', async () => {
    const { report, bases } = await inspect({ baseDiffIDs: [BASE_DIFF_ID] });
    expect(report.candidate.layers.map(({ origin }) => origin)).toEqual([
      'base-image',
      'instruction',
      'instruction',
    ]);
    expect(bases).toEqual(['baseDiffIDs candidate debian:12']);
  });

  test.each([
    ['another layer', [digestOf(new Uint8Array(1))]],
    ['the image’s lowest layer, and another above it', [BASE_DIFF_ID, digestOf(new Uint8Array(1))]],
    ['the image’s lowest layers, turned round', [digestOf(layer({ '/app/one': '1' }).tar), BASE_DIFF_ID]],
  ])('is not told by the diffIDs of %s', async (_what, baseDiffIDs) => {
    const dockerfile = 'FROM debian:12\nRUN make other\nRUN make two\nRUN make three\n';
    const origins = await originsOf({ checkout: { Dockerfile: dockerfile }, baseDiffIDs });
    expect(origins).not.toContain('base-image Dockerfile:1');
  });

  test('is nobody’s base where the stage starts from scratch, and nobody is asked', async () => {
    const Dockerfile = 'FROM scratch\nADD rootfs /\nRUN make one\nRUN make two\n';
    const { report, bases } = await inspect({ checkout: { Dockerfile } });
    expect(report.candidate.layers.map(({ origin }) => origin)).not.toContain('base-image');
    expect(bases).toEqual([]);
  });

  test('is unknown without a Dockerfile, and nobody is asked for a base that nobody named', async () => {
    const { report, bases } = await inspect({ dockerfile: null });
    expect(report.candidate.layers.map(({ origin }) => origin)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(bases).toEqual([]);
  });

  test('tells the base that the user names, also without a Dockerfile', async () => {
    const side = { base: { transport: 'oci', name: 'base' } } as const;
    const { report, bases } = await inspect({ dockerfile: null, baseDiffIDs: [BASE_DIFF_ID], side });
    expect(bases).toEqual(['baseDiffIDs candidate of an unknown name']);
    expect(report.candidate.layers.map(({ origin }) => origin)).toEqual(['base-image', 'unknown', 'unknown']);
  });

  test('tells the builder’s record, where it read the very Dockerfile', async () => {
    const provenance = recordOf(TEXT, 2);
    expect(await originsOf({ candidate: { ...SMALL, provenance } })).toEqual([
      'base-image Dockerfile:1',
      'instruction Dockerfile:2',
      'instruction Dockerfile:2',
    ]);
  });

  test('tells the record that the build gave, where none lies beside the image', async () => {
    const side = { provenance: recordOf(TEXT, 3) };
    const both = { ...SMALL, provenance: recordOf(TEXT, 2) };
    const linesOf = async (change: Partial<GateWorld>) => (await originsOf(change)).slice(1);
    const third = 'instruction Dockerfile:3';
    const second = 'instruction Dockerfile:2';
    expect(await linesOf({ side })).toEqual([third, third]);
    expect(await linesOf({ side, candidate: both })).toEqual([second, second]);
  });

  test('tells no line of a record of another Dockerfile', async () => {
    const provenance = recordOf(`${TEXT}# another\n`, 2);
    expect(await originsOf({ candidate: { ...SMALL, provenance } })).toEqual(BY_HISTORY);
  });

  test('tells the recorded Dockerfile, where none was given', async () => {
    const candidate = { ...SMALL, provenance: recordOf(TEXT, 2) };
    expect(await originsOf({ dockerfile: null, candidate })).toEqual([
      'base-image Recorded:1',
      'instruction Recorded:2',
      'instruction Recorded:2',
    ]);
  });

  test('tells no line of a record that kept no Dockerfile beside the one at hand', async () => {
    expect(await originsOf({ candidate: { ...SMALL, provenance: recordOf(null, 2) } })).toEqual(BY_HISTORY);
  });

  test('tells the stage that the record names', async () => {
    const text = `${TEXT}FROM alpine AS other\nRUN other\n`;
    const candidate = { ...SMALL, provenance: recordOf(text, 2, '0') };
    expect((await originsOf({ dockerfile: null, candidate }))[0]).toBe('base-image Recorded:1');
  });

  test.each([
    ['cannot be parsed', 'RUN before any stage\n'],
    ['was not kept', null],
  ])('is told by no recorded Dockerfile that %s', async (_why, text) => {
    const candidate = { ...SMALL, provenance: recordOf(text, 2) };
    expect(await originsOf({ dockerfile: null, candidate })).toEqual(['base-image', 'unknown', 'unknown']);
  });

  test('is an error where the given Dockerfile cannot be parsed', async () => {
    await expect(inspect({ checkout: { Dockerfile: 'RUN before any stage\n' } })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  test('is that of the stage that is asked for, with its arguments and platform', async () => {
    const Dockerfile = `ARG D=alpine\nFROM $D AS app\nRUN make one\nRUN make two\nFROM app AS later\nRUN late\n`;
    const side = { target: 'app', buildArgs: ['D=debian:12'] };
    expect((await inspect({ checkout: { Dockerfile }, side })).bases).toEqual([
      'baseDiffIDs candidate debian:12',
    ]);
    const byPlatform = 'FROM example/base:$TARGETARCH\nRUN make one\nRUN make two\n';
    const arm = { platform: { os: 'linux', architecture: 'arm64' } };
    expect((await inspect({ checkout: { Dockerfile: byPlatform }, side: arm })).bases).toEqual([
      'baseDiffIDs candidate example/base:arm64',
    ]);
  });

  test('starts from what the builder logged, over what the Dockerfile seems to say', async () => {
    const starts = [{ label: '', name: 'docker.io/library/ubuntu:24.04', digest: null }];
    expect((await inspect({ side: { starts } })).bases).toEqual([
      'baseDiffIDs candidate docker.io/library/ubuntu:24.04',
    ]);
  });

  test('starts from what the builder recorded, over what it logged', async () => {
    const starts = [{ label: '', name: 'docker.io/library/ubuntu:24.04', digest: null }];
    const candidate = { ...SMALL, provenance: recordOf(TEXT, 2) };
    expect((await inspect({ side: { starts }, candidate })).bases).toEqual([
      'baseDiffIDs candidate debian:12',
    ]);
  });

  test('starts from the name that a build context replaces, as the Dockerfile has it', async () => {
    const starts = [{ label: '', name: 'docker.io/library/ubuntu:24.04', digest: null }];
    const side = { starts, buildContexts: ['debian:12=docker-image://example/mine'] };
    expect((await inspect({ side })).bases).toEqual(['baseDiffIDs candidate debian:12']);
  });
});

describe('what is found in an image', () => {
  const source = 'package main\n';
  const blob = createHash('sha1').update(`blob ${source.length}\0${source}`).digest('hex');
  const repository: RepositoryTree = {
    sizes: new Set([source.length]),
    pathsByBlob: new Map([[blob, ['cmd/hello.go']]]),
  };

  test('is a file of the repository, where there is one', async () => {
    const candidate = { ...SMALL, own: [{ '/app/hello.go': source }, { '/app/two': '22' }] };
    const { report } = await inspect({ candidate, repository });
    expect(report.findings).toMatchObject([{ ruleId: 'source-file', bytes: source.length }]);
    expect((await inspect({ candidate })).report.findings).toEqual([]);
  });

  test('is told at the instruction that brought it', async () => {
    const candidate = { ...SMALL, own: [{ '/app/one': '1' }, GO] };
    const { report } = await inspect({ candidate });
    expect(report.findings).toMatchObject([
      { ruleId: 'go-toolchain', inherited: false, primary: { dockerfile: 'Dockerfile', line: 3 } },
    ]);
  });

  test('is the base’s where the base brought it', async () => {
    const { report } = await inspect({ candidate: { ...SMALL, base: GO } });
    expect(report.findings.find(({ ruleId }) => ruleId === 'sdk-base')).toMatchObject({
      primary: { line: 1, keyword: 'FROM' },
    });
    expect(report.findings.find(({ ruleId }) => ruleId === 'go-toolchain')).toBeUndefined();
  });

  test('has another identity under another Dockerfile', async () => {
    const candidate = { ...SMALL, own: [{ '/app/one': '1' }, GO] };
    const names = { dockerfile: 'api/Dockerfile', checkout: { 'api/Dockerfile': TEXT } };
    const [one] = (await inspect({ candidate })).report.findings;
    const [other] = (await inspect({ candidate, ...names })).report.findings;
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
  });
});

describe('packages of kinds that are not read', () => {
  const noticesOf = async (change: Partial<GateWorld>) => (await inspect(change)).report.notices;

  test('are a notice that names the kinds, of the candidate alone', async () => {
    const own = [{ '/var/lib/pacman/local/bash-5.2/desc': '%NAME%' }, { '/nix/var/nix/db/db.sqlite': 'x' }];
    const found = await noticesOf({ candidate: { ...SMALL, own } });
    expect(found.filter(({ code }) => code === 'packages-not-read')).toEqual([
      { code: 'packages-not-read', message: expect.stringMatching(/owner: pacman, Nix$/) },
    ]);
  });

  test('are no notice where there are none', async () => {
    expect((await noticesOf({})).map(({ code }) => code)).not.toContain('packages-not-read');
  });
});

describe('package databases that cannot be read whole', () => {
  const noticesOf = async (own: Readonly<Record<string, string>>) =>
    (await inspect({ candidate: { ...SMALL, own: [own] } })).report.notices;

  test('are a notice that names them', async () => {
    const found = await noticesOf({
      '/var/lib/rpm/rpmdb.sqlite': 'SQLite',
      '/usr/lib/sysimage/rpm/Packages.db': '',
    });
    expect(found.filter(({ code }) => code === 'package-database-damaged')).toEqual([
      {
        code: 'package-database-damaged',
        message: expect.stringMatching(
          /owner: \/var\/lib\/rpm\/rpmdb.sqlite, \/usr\/lib\/sysimage\/rpm\/Packages.db$/,
        ),
      },
    ]);
  });

  test('are none where there is none, or one of dpkg that has no packages', async () => {
    const found = await noticesOf({ '/var/lib/dpkg/status': '' });
    expect(found.map(({ code }) => code)).not.toContain('package-database-damaged');
  });
});
