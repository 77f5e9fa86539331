import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../src/fix/behaviour.ts';
import { Starter, type Starting } from '../../src/gate/start-both.ts';
import type { ImageConfig } from '../../src/image/image.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import { fixWorld, recordingFixPorts, type FixWorld } from '../helpers/recording-fix-ports.ts';

const CONFIG: ImageConfig = {
  platform: { os: 'linux', architecture: 'amd64' },
  ...{ env: [], entrypoint: [], cmd: ['/app'], labels: {}, diffIDs: [], history: [] },
};
const RUNS: Observation = { exitCode: null, answer: null, ports: [8080], output: 'ready' };
const CRASHES: Observation = { exitCode: 1, answer: null, ports: [], output: 'no' };

type Change = {
  readonly config?: Partial<ImageConfig>;
  readonly command?: Starting['command'];
};

/** Starts images of these labels, and gives the check with what was started: `label: what it is denied`. */
async function startBoth(observe: FixWorld['observe'], { config, command }: Change = {}) {
  const ports = recordingFixPorts(fixWorld({ observe }));
  const request = checkRequest();
  const candidate = await ports.makeCandidate(request);
  const { side } = await ports.makeFixed(request, { dockerfile: 'FROM a\n', ignoreFile: '' }, 1);
  const starter = new Starter({ request, candidate, command }, ports);
  const found = await starter.compare(side, { ...CONFIG, ...config });
  const started = ports.trials.map(({ label, denied }) => `${label}: ${denied.join(', ')}`);
  return { ...found, started, trials: ports.trials, again: () => starter.compare(side, CONFIG) };
}

const ALL = 'writing, capabilities, new privileges';

describe('starting both images', () => {
  test('denies them all that the candidate can do without, and compares what they do', async () => {
    const { check, ran, started } = await startBoth(() => RUNS);
    expect(started).toEqual([`candidate: ${ALL}`, `candidate: ${ALL}`, `fix-1: ${ALL}`]);
    expect(check).toEqual({
      id: 'runs',
      state: 'passed',
      message: `started side by side without network, writing, capabilities and new privileges: both keep running, listen on port 8080 and print the same line`,
    });
    expect(ran).toMatchObject({ probe: 'start', unsteady: [], candidate: { lines: ['ready'] } });
  });

  test.each([
    ['writing', 'capabilities, new privileges', (denied: readonly string[]) => !denied.includes('writing')],
    ['capabilities', 'new privileges', (denied: readonly string[]) => !denied.includes('capabilities')],
    ['new privileges', '', (denied: readonly string[]) => denied.length === 0],
  ])('gives the candidate %s back where it needs that', async (_title, rest, isWell) => {
    const { check, started } = await startBoth((_label, { denied }) => (isWell(denied) ? RUNS : CRASHES));
    expect(started.slice(-2)).toEqual([`candidate: ${rest}`, `fix-1: ${rest}`]);
    expect(check.state).toBe('passed');
  });

  test('gives everything to a candidate that is not well either way', async () => {
    const { check, started } = await startBoth(() => CRASHES);
    expect(started).toEqual([`candidate: ${ALL}`, 'candidate: ', 'candidate: ', 'fix-1: ']);
    expect(check.message).toBe(
      'started side by side without network: both exit with code 1 and print the same line',
    );
  });

  test('looks once more and for longer at what differs, before it fails', async () => {
    const { check, started, trials } = await startBoth((label) => (label === 'candidate' ? RUNS : CRASHES));
    expect(check).toEqual({
      id: 'runs',
      state: 'failed',
      message: 'the candidate keeps running, the fixed image exits with code 1',
    });
    expect(started.map((line) => line.split(':')[0])).toEqual([
      ...['candidate', 'candidate', 'fix-1'],
      ...['candidate', 'candidate', 'fix-1'],
    ]);
    expect(trials[5]?.milliseconds).toBeGreaterThan(trials[0]?.milliseconds ?? Infinity);
  });

  test('takes what is slow for the same once both had their time', async () => {
    const slow = (label: string, { quietMilliseconds }: { readonly quietMilliseconds: number }) =>
      label === 'fix-1' && quietMilliseconds < 5000 ? { ...RUNS, ports: [], output: '' } : RUNS;
    expect((await startBoth(slow)).check.state).toBe('passed');
  });

  test('does not compare what differs between runs of the candidate', async () => {
    const random = (label: string, _trial: unknown, times: number) => ({
      ...RUNS,
      ports: [40_000 + times + label.length],
    });
    const { check, ran } = await startBoth(random);
    expect([check.state, ran?.unsteady]).toEqual(['passed', ['ports']]);
    const chatty = (label: string, _trial: unknown, times: number) => ({
      ...RUNS,
      ports: [],
      output: `${label} ${times}`,
    });
    expect((await startBoth(chatty)).check).toEqual({
      id: 'runs',
      state: 'skipped',
      message: 'the candidate behaves differently each time it starts, so there is nothing to compare',
    });
  });

  test.each([
    [{ config: { healthcheck: ['CMD', '/check'] }, command: ['/probe'] }, 'healthcheck'],
    [{ config: { healthcheck: ['NONE'] }, command: ['/probe'] }, 'policy'],
    [{ command: ['/probe'] }, 'policy'],
    [{}, 'start'],
  ] as const)('asks %j by: %s', async (change, kind) => {
    const well = { ...RUNS, answer: kind === 'start' ? null : { exitCode: 0, output: 'ok' } };
    const { ran, trials } = await startBoth(() => well, change);
    expect(ran?.probe).toBe(kind);
    expect(trials[0]?.probe).toEqual(kind === 'policy' ? { kind, command: ['/probe'] } : { kind });
  });

  test('says why nothing was started', async () => {
    const { check, ran } = await startBoth(() => ({ unavailable: 'the builder keeps no images' }));
    expect([check, ran]).toEqual([
      { id: 'runs', state: 'skipped', message: 'the images were not started: the builder keeps no images' },
      null,
    ]);
    const nothing = await startBoth(() => RUNS, { config: { cmd: [] } });
    expect([nothing.started, nothing.check.message]).toEqual([
      [],
      'the images were not started: the image names no command to start',
    ]);
  });

  test('finds out once what the candidate can do without', async () => {
    const { again, trials } = await startBoth(() => RUNS);
    await again();
    expect(trials.map(({ label }) => label)).toEqual([
      'candidate',
      'candidate',
      'fix-1',
      'candidate',
      'fix-1',
    ]);
  });
});
