import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/digest.ts';
import { GateError } from '../../src/errors.ts';
import { runGate } from '../../src/gate/gate.ts';
import type { ImageRecord } from '../../src/image/image-record.ts';
import type { StageStart } from '../../src/image/stage-start.ts';
import { BASE_COMMIT, checkRequest, gateWorld, GO, recordingPorts } from '../helpers/recording-ports.ts';
import type { GateWorld, SmallImage } from '../helpers/recording-ports.ts';

const RECORD = { commit: 'c'.repeat(40) } as ImageRecord;

async function gate(change: Partial<GateWorld>, isAsked = true) {
  const ports = recordingPorts(gateWorld(change));
  const request = checkRequest(isAsked ? { recordBaseline: true } : {});
  const report = await runGate(request, ports);
  const { calls } = ports;
  return { report, calls, made: calls.filter((call) => /^(?:make|record)/.test(call)) };
}

describe('images', () => {
  test('are recorded where that is asked for, once both were read', async () => {
    const { made } = await gate({});
    expect(made).toEqual(['makeBaseline bbbb', 'makeCandidate', 'recordImages baseline candidate bbbb']);
    expect((await gate({}, false)).made).not.toContain('recordImages baseline candidate bbbb');
  });
});

describe('a recorded baseline', () => {
  const unreadable = new GateError(
    'image-unreadable',
    'a layer was recorded without what this run needs of it',
  );

  test('is made where its record turns out to be of no use, and the candidate is not made again', async () => {
    const refused = { record: RECORD, isRecordRefused: true, unreadable: { baseline: [unreadable] } };
    const { report, made } = await gate(refused);
    expect(made.slice(0, 3)).toEqual(['makeBaseline bbbb', 'makeCandidate', 'makeBaseline bbbb']);
    const built = (await gate({})).report;
    expect(report).toEqual(built);
  });

  const two = (instruction: string): string =>
    `FROM golang:1.25 AS build\nRUN make\nFROM debian:12\n${instruction}\n`;
  const clean: SmallImage = { base: { '/etc/motd': 'hello' }, own: [{ '/app/made': 'made' }] };
  const moved: SmallImage = { ...clean, own: [{ '/app/made': 'made', ...GO }] };

  /** Both Dockerfiles have this instruction; the recorded baseline is clean, and one that is built has what `built` has. */
  function repeated(instruction: string, built: SmallImage): Partial<GateWorld> {
    const given = [clean, built];
    const texts = { Dockerfile: two(instruction) };
    return {
      ...{ record: RECORD, checkout: texts, commits: { [BASE_COMMIT]: texts }, candidate: moved },
      baselines: {
        get [BASE_COMMIT]() {
          return given.shift() ?? built;
        },
      },
    };
  }

  test.each([
    ['copies from another stage', 'COPY --from=build /app /app'],
    ['copies from an image', 'COPY --from=ghcr.io/org/tool:latest /app /app'],
    ['downloads', 'ADD https://example.com/app.tar /app'],
    ['clones', 'ADD git@example.com:org/app.git /app'],
  ])('fails nothing that a built one would not, by an instruction that %s', async (_what, instruction) => {
    const { report, made, calls } = await gate(repeated(instruction, moved));
    expect(made.slice(0, 3)).toEqual(['makeBaseline bbbb', 'makeCandidate', 'makeBaseline bbbb']);
    expect(calls).toContain(
      'refuseRecord the check would fail, and what the build fetches may have changed since it was recorded',
    );
    expect(report.verdict.conclusion).toBe('success');
  });

  test('that a built one agrees with fails the check', async () => {
    const { report, made } = await gate(repeated('COPY --from=build /app /app', clean));
    expect(made.filter((call) => call === 'makeBaseline bbbb')).toHaveLength(2);
    expect(report.verdict.conclusion).toBe('failure');
  });

  test.each([
    ['takes files of the commits', repeated('COPY app /app', moved)],
    ['is another one', { record: RECORD }],
  ])('is not built to see whether it agrees where what fails %s', async (_what, change) => {
    const { report, made } = await gate(change);
    expect(made.filter((call) => call === 'makeBaseline bbbb')).toHaveLength(1);
    expect(report.verdict.conclusion).toBe('failure');
  });

  const start = (name: string, digit: string): StageStart => ({
    ...{ label: '', name: `docker.io/library/${name}` },
    digest: `sha256:${digit.repeat(64)}` as Digest,
  });

  test.each([
    ['another stage', 'golang:1.25', ['makeBaseline bbbb', 'makeCandidate', 'makeBaseline bbbb']],
    [
      'the final stage',
      'debian:12',
      ['makeBaseline bbbb', 'makeCandidate', 'recordImages baseline candidate bbbb'],
    ],
  ])(
    'is built, also where nothing fails, if an image that %s starts from moved',
    async (_what, name, made) => {
      const others = ['golang:1.25', 'debian:12'].filter((one) => one !== name).map((one) => start(one, '1'));
      const world = {
        ...{ ...repeated('COPY --from=build /app /app', clean), candidate: clean },
        starts: { baseline: [...others, start(name, '2')], candidate: [...others, start(name, '3')] },
      };
      const gated = await gate(world);
      expect(gated.made.slice(0, 3)).toEqual(made);
      const codes = gated.report.notices.map(({ code }) => code);
      expect(codes).toEqual(name === 'debian:12' ? ['base-image-moved'] : []);
    },
  );

  test('that was built and cannot be read is no verdict', async () => {
    await expect(gate({ unreadable: { baseline: [unreadable] } })).rejects.toBe(unreadable);
  });
});
