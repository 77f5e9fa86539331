import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import type { FixPorts } from '../../src/gate/fix-ports.ts';
import { runGate } from '../../src/gate/gate.ts';
import type { CheckRequest, GateWorld, SmallImage } from '../helpers/recording-ports.ts';
import {
  BASE_COMMIT,
  checkRequest,
  compareRequest,
  gateWorld,
  recordingPorts,
} from '../helpers/recording-ports.ts';

const DOCKERFILE = 'FROM debian:12\nRUN apt-get update && apt-get install -y nginx\n';
const FIXED = `${DOCKERFILE.trimEnd()} && rm -rf /var/lib/apt/lists/*\n`;
const LISTS = { '/var/lib/apt/lists/deb_Packages': 'x'.repeat(2_000_000) };

const imageWith = (...own: SmallImage['own']): SmallImage => ({ base: { '/etc/motd': 'hello' }, own });
const CACHED = imageWith({ '/usr/sbin/nginx': 'nginx', ...LISTS });
const CLEAN = imageWith({ '/usr/sbin/nginx': 'nginx' });

/** A pull request whose `RUN` leaves a cache behind. */
const WORLD: Partial<GateWorld> = {
  checkout: { Dockerfile: DOCKERFILE },
  commits: { [BASE_COMMIT]: { Dockerfile: FIXED } },
  candidate: CACHED,
  baselines: { [BASE_COMMIT]: CLEAN },
};

type Asked = {
  readonly request?: Partial<CheckRequest>;
  readonly world?: Partial<GateWorld>;
  readonly fixPorts?: Partial<FixPorts>;
  /** What the edits give. */
  readonly fixed?: SmallImage | Error;
};

async function gate({
  request = { suggestFixes: true },
  world = {},
  fixPorts = {},
  fixed = CLEAN,
}: Asked = {}) {
  const ports = recordingPorts(gateWorld({ ...WORLD, ...world }));
  const own: FixPorts = {
    ...ports,
    ignoreFile: () => Promise.resolve({ path: '.dockerignore', text: '' }),
    policyPath: () => Promise.reject(new Error('a gate changes no policy')),
    makeFixed: async (_request, { dockerfile }, ordinal) => {
      if (fixed instanceof Error) throw fixed;
      const side = await ports.makeOther(`fix-${ordinal}`, fixed);
      return { side: { ...side, dockerfile: { path: 'Dockerfile', text: dockerfile } }, seconds: 1.5 };
    },
    makeAgain: () => ports.makeOther('rebuild', CACHED),
    observe: () => Promise.reject(new Error('nobody asked for it')),
    writeFiles: () => Promise.reject(new Error('a gate changes no file')),
    throwIfCancelled: () => undefined,
    now: () => 0,
    ...fixPorts,
  };
  const report = await runGate(checkRequest(request), { ...ports, forFixes: () => Promise.resolve(own) });
  return { report, calls: ports.calls };
}

describe('a gate that suggests fixes', () => {
  test('proves one of the candidate that it built, and reports it beside the same verdict', async () => {
    const { report: plain } = await gate({ request: {} });
    const { report, calls } = await gate();
    expect(plain.fixes).toEqual([]);
    expect({ ...report, fixes: [] }).toEqual(plain);
    expect(calls.filter((call) => call === 'makeCandidate')).toHaveLength(1);
    const [fix] = report.fixes;
    expect(fix).toMatchObject({
      fingerprints: report.findings.map(({ fingerprint }) => fingerprint),
      remedies: ['package-cache'],
      proof: {
        state: 'proven',
        buildSeconds: 1.5,
        delta: -2_000_000,
        removed: 0,
        changed: ['/var/lib/apt/lists/deb_Packages'],
        changedOmitted: 0,
      },
    });
    expect(fix?.patch).toContain(
      '\n+RUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*\n',
    );
    expect(fix?.dockerfile).toEqual({
      path: 'Dockerfile',
      before: [
        { text: 'FROM debian:12', bytes: 5 },
        { text: DOCKERFILE.split('\n')[1], bytes: 2_000_005 },
      ],
      after: [
        { text: 'FROM debian:12', bytes: 5 },
        { text: FIXED.split('\n')[1], bytes: 5 },
      ],
    });
  });

  test('mends what was there before as well', async () => {
    const world = {
      commits: { [BASE_COMMIT]: { Dockerfile: DOCKERFILE } },
      baselines: { [BASE_COMMIT]: CACHED },
    };
    const { report } = await gate({ world });
    expect(report.findings).toMatchObject([{ status: 'persisting' }]);
    expect(report.fixes).toHaveLength(1);
  });

  test('mends what a label waives, and not what the policy accepts', async () => {
    const error = 'version: 1\nrules: { package-cache: error }\n';
    const policy = (text: string) => ({
      commits: { [BASE_COMMIT]: { Dockerfile: FIXED, '.github/final-stage.yml': text } },
    });
    const waived = await gate({
      world: { ...policy(error), waiver: { label: 'final-stage-waived', by: 'octocat' } },
    });
    expect(waived.report.verdict.conclusion).toBe('neutral');
    expect(waived.report.fixes).toHaveLength(1);
    const allow = 'allow: [{ rule: package-cache, subject: "*", reason: needed, permanent: true }]\n';
    const accepted = await gate({ world: policy(`${error}${allow}`) });
    expect(accepted.report).toMatchObject({ verdict: { conclusion: 'success' }, fixes: [] });
  });

  test.each([
    ['does not build', new GateError('build-failed', 'RUN failed'), 'RUN failed'],
    [
      'lacks a file',
      imageWith({ '/usr/sbin/other': 'x' }),
      'changed unexpectedly: `/usr/sbin/nginx` and 1 more',
    ],
  ])('says that no fix was proven where it %s', async (_what, fixed, why) => {
    const { report } = await gate({ fixed });
    expect(report.fixes).toEqual([]);
    const message = `no fix was proven for \`package-cache: apt cache\`: the edit that was tried failed: ${why}`;
    expect(report.notices.filter(({ code }) => code.startsWith('fix'))).toEqual([
      { code: 'fix-not-proven', message },
    ]);
  });

  test('says that the budget is used up', async () => {
    let time = 0;
    const { report } = await gate({
      request: { suggestFixes: true, fixMilliseconds: 1000 },
      fixPorts: { now: () => (time += 1000) },
    });
    expect(report.fixes).toEqual([]);
    expect(report.notices).toMatchObject([{ code: 'fix-budget-spent' }]);
    expect(report.notices[0]?.message).toMatch(
      /^no fix was proven for `package-cache: apt cache`: time or builds/,
    );
  });

  test.each([
    [
      'a failure',
      new GateError('engine-unavailable', 'no daemon answers'),
      'no fix was proven: no daemon answers',
    ],
    [
      'a bug',
      new TypeError('x is no function'),
      /^no fix was proven: x is no function\. This is a bug in Final Stage/,
    ],
  ])('keeps its verdict over %s', async (_what, error, message) => {
    const { report } = await gate({ fixPorts: { makeFixed: () => Promise.reject(error) } });
    expect(report).toMatchObject({ verdict: { conclusion: 'success' }, fixes: [] });
    const said: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(report.notices).toEqual([{ code: 'fix-failed', message: said }]);
  });

  test('ends where the run is cancelled', async () => {
    const cancelled = new Error('cancelled by SIGTERM');
    const stop = () => {
      throw cancelled;
    };
    await expect(gate({ fixPorts: { makeFixed: stop, throwIfCancelled: stop } })).rejects.toBe(cancelled);
  });

  test('says that an image that was given cannot be built', async () => {
    const { report } = await gate({
      request: { suggestFixes: true, image: { transport: 'oci', name: 'candidate' } },
      fixPorts: { makeFixed: () => Promise.reject(new Error('there is nothing to build')) },
    });
    expect(report.fixes).toEqual([]);
    expect(report.notices).toMatchObject([{ code: 'fix-not-possible' }]);
  });

  test('is never one that compares two images', async () => {
    const ports = recordingPorts(gateWorld({ ...WORLD, found: CLEAN }));
    expect((await runGate(compareRequest(), ports)).fixes).toEqual([]);
  });
});
