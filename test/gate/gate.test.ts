import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { runGate } from '../../src/gate/gate.ts';
import {
  BASE_COMMIT,
  checkRequest,
  compareRequest,
  DOCKERFILE,
  gateWorld,
  GO,
  INSPECT_REQUEST,
  recordingPorts,
} from '../helpers/recording-ports.ts';
import type { GateWorld, SmallImage } from '../helpers/recording-ports.ts';

const CURRENT = 'c'.repeat(40);
const WITHOUT_GO: SmallImage = { base: { '/etc/motd': 'hello' }, own: [{ '/app/made': 'made' }] };

/** Runs the gate over a world, and gives the report beside what was asked. */
async function gate(change: Partial<GateWorld> = {}, request = checkRequest()) {
  const ports = recordingPorts(gateWorld(change));
  return { report: await runGate(request, ports), calls: ports.calls, readings: ports.readings };
}

const codesOf = ({ notices }: { readonly notices: readonly { readonly code: string }[] }) =>
  notices.map(({ code }) => code);

const makingOf = (calls: readonly string[]) =>
  calls.filter((call) => /^(make|find)(Baseline|Candidate)/.test(call));
const openingOf = (calls: readonly string[]) => calls.filter((call) => call.startsWith('open '));

/** What the baseline's build throws. */
const buildFailed = new GateError('build-failed', 'the build of the baseline failed in RUN make');

describe('the order of the gate', () => {
  test('is: commit, policies, baseline, candidate, reading, waiver', async () => {
    const { calls } = await gate();
    const steps = [
      'baselineCommit',
      'readPolicy checkout',
      'readPolicy bbbb',
      'makeBaseline bbbb',
      'makeCandidate',
      'open baseline',
      'open candidate',
      'isCacheRefuted',
      'waiver final-stage-waived',
    ];
    expect(calls.filter((call) => steps.includes(call))).toEqual(steps);
  });

  test('reads no image before both are made, and builds none where a policy cannot be read', async () => {
    const ports = recordingPorts(gateWorld());
    const failing = {
      ...ports,
      readPolicy: () => Promise.reject(new GateError('bad-input', 'the policy is a link that leads out')),
    };
    await expect(runGate(checkRequest(), failing)).rejects.toMatchObject({ code: 'bad-input' });
    expect([...makingOf(ports.calls), ...openingOf(ports.calls)]).toEqual([]);
  });

  test('opens both images with one reading, so that what they share is read once', async () => {
    const { readings } = await gate();
    expect(readings).toHaveLength(1);
    expect(readings[0]?.contentSums).toBe(true);
  });

  test('sums up large contents only where there is nothing to compare with', async () => {
    const { readings } = await gate({ commit: { none: 'it is the first commit' } });
    expect(readings.map(({ contentSums }) => contentSums)).toEqual(['large']);
  });

  test('requires the file sizes of the repository', async () => {
    const repository = { sizes: new Set([12, 34]), pathsByBlob: new Map<string, readonly string[]>() };
    const { readings } = await gate({ repository });
    expect([...(readings[0]?.gitBlobSizes ?? [])]).toEqual([12, 34]);
  });
});

describe('the baseline', () => {
  test('is what the pull request is compared with', async () => {
    const { report } = await gate();
    expect(report).toMatchObject({
      mode: 'check',
      tool: { version: '0.0.0' },
      candidate: { reference: 'candidate' },
      baseline: { reference: 'baseline' },
      verdict: { conclusion: 'failure' },
      notices: [],
    });
    expect(report.findings).toMatchObject([{ ruleId: 'go-toolchain', status: 'introduced' }]);
  });

  test('that has the finding already lets it persist', async () => {
    const own = [{ '/app/made': 'made', ...GO }];
    const { report } = await gate({ baselines: { [BASE_COMMIT]: { ...WITHOUT_GO, own } } });
    expect(report.findings).toMatchObject([{ ruleId: 'go-toolchain', status: 'persisting' }]);
    expect(report.verdict.conclusion).toBe('success');
  });

  test('that does not build is said, and everything counts as introduced', async () => {
    const { report, calls } = await gate({ baselines: { [BASE_COMMIT]: buildFailed } });
    expect(report.baseline).toBeNull();
    expect(report.verdict.conclusion).toBe('failure');
    expect(report.notices).toEqual([
      {
        code: 'baseline-build-failed',
        message:
          'the baseline at commit bbbbbbbbbbbb does not build: the build of the baseline failed in RUN make. Everything counts as introduced',
      },
    ]);
    expect(openingOf(calls)).toEqual(['open candidate']);
  });

  test.each([
    ['that no engine can build', new GateError('engine-unavailable', 'no Docker daemon answers')],
    ['that cannot be checked out', new GateError('git-unavailable', 'there is no such commit')],
    ['whose build has a bug of ours', new TypeError('undefined is not a function')],
  ])('%s is no verdict', async (_what, error) => {
    const ports = recordingPorts(gateWorld({ baselines: { [BASE_COMMIT]: error } }));
    await expect(runGate(checkRequest(), ports)).rejects.toBe(error);
    expect(makingOf(ports.calls)).toEqual(['makeBaseline bbbb']);
  });

  test('that is made cannot be left unread: then there is no verdict', async () => {
    const error = new GateError('image-unreadable', 'layer 1 of `baseline` is truncated');
    const ports = recordingPorts(gateWorld({ unreadable: { baseline: [error] } }));
    await expect(runGate(checkRequest(), ports)).rejects.toBe(error);
  });

  test('is missing where no commit is found, and the reason is said', async () => {
    const { report, calls } = await gate({ commit: { none: 'it is the first commit' } });
    expect(report.baseline).toBeNull();
    expect(report.notices).toEqual([
      {
        code: 'no-baseline',
        message: 'there is no baseline: it is the first commit. Everything counts as introduced',
      },
    ]);
    expect(makingOf(calls)).toEqual(['makeCandidate']);
  });

  test('is missing where the commit has no Dockerfile', async () => {
    const { report, calls } = await gate({ commits: { [BASE_COMMIT]: { 'README.md': 'x' } } });
    expect(report.notices).toMatchObject([
      { code: 'no-baseline', message: expect.stringContaining('has no `Dockerfile`') },
    ]);
    expect(makingOf(calls)).toEqual(['makeCandidate']);
  });

  test('is made where the commit has the Dockerfile by the name as written only', async () => {
    const { calls } = await gate({
      dockerfile: 'elsewhere/Dockerfile',
      dockerfileAsWritten: 'api/Dockerfile',
      checkout: { 'elsewhere/Dockerfile': DOCKERFILE },
      commits: { [BASE_COMMIT]: { 'api/Dockerfile': DOCKERFILE } },
    });
    expect(makingOf(calls)).toEqual(['makeBaseline bbbb', 'makeCandidate']);
  });

  test('is nowhere where none was requested', async () => {
    const { report, calls } = await gate({}, checkRequest({ baseline: { kind: 'none' } }));
    expect(codesOf(report)).toEqual(['no-baseline']);
    expect(makingOf(calls)).toEqual(['makeCandidate']);
  });

  test('that is given is found first, made by the base commit’s Dockerfile', async () => {
    const reference = { transport: 'registry', name: 'example/app' } as const;
    const request = checkRequest({ baseline: { kind: 'reference', reference } });
    expect(makingOf((await gate({ found: WITHOUT_GO }, request)).calls)).toEqual([
      'findBaseline bbbb',
      'makeCandidate',
    ]);
    const outside = await gate({ found: WITHOUT_GO, commit: { none: 'it is no repository' } }, request);
    expect(makingOf(outside.calls)).toEqual(['findBaseline checkout', 'makeCandidate']);
  });
});

describe('a fork point that gives no image', () => {
  const commit = { commit: BASE_COMMIT, how: 'its merge base', judge: CURRENT };
  const commits = {
    [BASE_COMMIT]: { 'README.md': 'x' },
    [CURRENT]: { Dockerfile: DOCKERFILE },
  };

  test('gives way to the base branch as it is now, and that is said', async () => {
    const { report, calls } = await gate({ commit, commits, baselines: { [CURRENT]: WITHOUT_GO } });
    expect(makingOf(calls)).toEqual(['makeBaseline cccc', 'makeCandidate']);
    expect(report.notices).toEqual([
      {
        code: 'baseline-of-base-branch',
        message:
          'commit bbbbbbbbbbbb, where the pull request left its base branch, yields no image, so the candidate is compared with commit cccccccccccc, the base branch as it is now',
      },
    ]);
    expect(report.baseline).not.toBeNull();
  });

  test('gives way where its build fails, too', async () => {
    const both = { [BASE_COMMIT]: { Dockerfile: DOCKERFILE }, [CURRENT]: { Dockerfile: DOCKERFILE } };
    const baselines = { [BASE_COMMIT]: buildFailed, [CURRENT]: WITHOUT_GO };
    const { report, calls } = await gate({ commit, commits: both, baselines });
    expect(makingOf(calls)).toEqual(['makeBaseline bbbb', 'makeBaseline cccc', 'makeCandidate']);
    expect(codesOf(report)).toEqual(['baseline-of-base-branch']);
  });

  test('stays what it is where the base branch gives none either', async () => {
    const { report } = await gate({ commit, commits: {} });
    expect(report.baseline).toBeNull();
    expect(report.notices).toMatchObject([
      { code: 'no-baseline', message: expect.stringContaining('commit bbbbbbbbbbbb has no `Dockerfile`') },
    ]);
  });

  test('is tried once where it is the base branch as it is now', async () => {
    const { calls } = await gate({
      commit: { ...commit, judge: BASE_COMMIT },
      baselines: { [BASE_COMMIT]: buildFailed },
    });
    expect(makingOf(calls)).toEqual(['makeBaseline bbbb', 'makeCandidate']);
  });
});

describe('other requests', () => {
  test('of two images find the baseline first, and build nothing', async () => {
    const ports = recordingPorts(gateWorld({ found: WITHOUT_GO, commit: { none: 'no commit is compared' } }));
    const report = await runGate(compareRequest(), ports);
    expect(makingOf(ports.calls)).toEqual(['findBaseline checkout', 'makeCandidate']);
    expect(report).toMatchObject({ mode: 'compare', verdict: { conclusion: 'failure' } });
  });

  test('of one image look for no baseline and judge nothing', async () => {
    const ports = recordingPorts(gateWorld());
    const report = await runGate(INSPECT_REQUEST, ports);
    expect(makingOf(ports.calls)).toEqual(['makeCandidate']);
    expect(report).toMatchObject({ mode: 'inspect', baseline: null, verdict: { conclusion: 'neutral' } });
    expect(report.notices).toEqual([]);
  });
});

describe('a layer cache that proved wrong', () => {
  test('has both images read anew, with nothing of the first reading', async () => {
    const { calls, readings } = await gate({ refuted: [true] });
    expect(openingOf(calls)).toEqual(['open baseline', 'open candidate', 'open baseline', 'open candidate']);
    expect(readings).toHaveLength(2);
  });

  test('is to blame for an error that came with it, and for no other', async () => {
    const error = new GateError('image-unreadable', 'layer 0 has another diffID');
    const { report } = await gate({ refuted: [true], unreadable: { baseline: [error] } });
    expect(report.baseline).not.toBeNull();
    const twice = gateWorld({ refuted: [true], unreadable: { baseline: [error, error] } });
    await expect(runGate(checkRequest(), recordingPorts(twice))).rejects.toBe(error);
  });
});

test('what is to be known of an image’s reading is in the report', async () => {
  const ports = recordingPorts(gateWorld());
  const noticing = {
    ...ports,
    openImages: async (...args: Parameters<typeof ports.openImages>) => {
      const { baseline, candidate } = await ports.openImages(...args);
      const noticed = (label: string) => ({
        notices: [{ code: 'not-in-place', message: `${label} was exported` }],
      });
      return {
        baseline: baseline && { ...baseline, ...noticed('baseline') },
        candidate: { ...candidate, ...noticed('candidate') },
      };
    },
  };
  const { notices } = await runGate(checkRequest(), noticing);
  expect(notices.map(({ message }) => message)).toEqual(['baseline was exported', 'candidate was exported']);
});
