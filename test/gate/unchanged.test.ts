import { describe, expect, test } from '@jest/globals';
import { runGateUnlessUnchanged } from '../../src/gate/gate.ts';
import type { GitHubEvent } from '../../src/gate/request.ts';
import { isUnchanged } from '../../src/report/unchanged.ts';
import {
  BASE_COMMIT,
  checkRequest,
  DOCKERFILE,
  gateWorld,
  recordingPorts,
} from '../helpers/recording-ports.ts';
import type { CheckRequest, GateWorld } from '../helpers/recording-ports.ts';

const POLICY = '.github/final-stage.yml';

/** A world in which the image cannot have changed; `change` replaces what it says. */
async function gate(change: Partial<GateWorld> = {}, asked: Partial<CheckRequest> = {}) {
  const world = gateWorld({ changed: null, checkout: { Dockerfile: DOCKERFILE }, ...change });
  const ports = recordingPorts(world);
  const report = await runGateUnlessUnchanged(checkRequest({ skipWhenUnchanged: true, ...asked }), ports);
  const made = ports.calls.filter((call) => /^(?:make|find|open)/.test(call));
  return { report, made, said: ports.calls.filter((call) => call.startsWith('explain ')) };
}

/** Policies as they are in the base commit, and as the change leaves them. */
const withPolicy = (text: string, proposed = text): Partial<GateWorld> => ({
  checkout: { Dockerfile: DOCKERFILE, [POLICY]: proposed },
  commits: { [BASE_COMMIT]: { Dockerfile: DOCKERFILE, [POLICY]: text } },
});

describe('where nothing changed that the image is built from', () => {
  test('nothing is made, and the report says so', async () => {
    const { report, made, said } = await gate();
    expect(report).toMatchObject({
      mode: 'check',
      candidate: null,
      baseline: null,
      size: { content: { candidate: null, delta: null }, pull: null },
      findings: [],
      verdict: { conclusion: 'success' },
      notices: [{ code: 'unchanged', message: expect.stringContaining('differs from commit bbbbbbbbbbbb') }],
    });
    expect(isUnchanged(report)).toBe(true);
    expect([made, said]).toEqual([[], []]);
  });

  test('what is wrong with the policy is reported nevertheless', async () => {
    const other = '.github/final-stage.yaml';
    const { report } = await gate({ checkout: { Dockerfile: DOCKERFILE, [other]: '' } });
    expect(report.notices.map(({ code }) => code)).toEqual(['policy-not-read', 'unchanged']);
  });

  test.each<[string, GitHubEvent]>([
    ['a merge group', { kind: 'merge_group', baseSha: BASE_COMMIT, headSha: 'a'.repeat(40) }],
    ['a push', { kind: 'push', before: BASE_COMMIT, after: 'a'.repeat(40), ref: 'refs/heads/main' }],
    ['a command line', { kind: 'none' }],
  ])('nothing is made for %s', async (_what, event) => {
    expect((await gate({}, { event })).made).toEqual([]);
  });

  test.each<[string, Partial<GateWorld>]>([
    [
      'a budget of growth',
      withPolicy('version: 1\nbudgets:\n  - size: content\n    max-growth: { bytes: 1 }\n'),
    ],
    ['`fail-on: never`', withPolicy('version: 1\nfail-on: never\n')],
    ['rules', withPolicy('version: 1\nrules:\n  shell: error\n')],
  ])('nothing is made because of %s', async (_what, change) => {
    expect((await gate(change)).made).toEqual([]);
  });

  test.each<[string, Partial<GateWorld>, Partial<CheckRequest>]>([
    ['`max-size`', {}, { overrides: { maxSize: { bytes: 1000, unit: 'kB' } } }],
    [
      "a policy's absolute budget",
      withPolicy('version: 1\nbudgets:\n  - size: rootfs\n    path: /usr/share/doc/**\n    max: 0\n'),
      {},
    ],
  ])(
    'nothing is made because of %s, and the report says that it was not judged',
    async (_what, change, asked) => {
      const { report, made } = await gate(change, asked);
      expect(made).toEqual([]);
      expect(report.notices).toEqual([
        {
          code: 'unchanged',
          message: expect.stringMatching(
            /so nothing was built, and no budget of the size itself was judged$/,
          ),
        },
      ]);
    },
  );
});

describe('both images are made, and the log says why,', () => {
  test.each<[string, Partial<GateWorld>, Partial<CheckRequest>, RegExp]>([
    ['where a file changed', { changed: '`api/app` changed' }, {}, /is set: `api\/app` changed$/],
    ['for `fail-on: any`', {}, { overrides: { failOn: 'any' } }, /`fail-on: any` also judges/],
    [
      'for a policy that is proposed',
      withPolicy('version: 1\n', 'version: 1\nfail-on: never\n'),
      {},
      /the change proposes another policy/,
    ],
    [
      'without a baseline commit',
      { commit: { none: 'the push created the branch' } },
      {},
      /the push created/,
    ],
    [
      'for an event about no change',
      {},
      { event: { kind: 'other', name: 'schedule' } },
      /`schedule` is about no/,
    ],
    [
      'for a baseline that was named',
      { found: { base: {}, own: [] } },
      { baseline: { kind: 'reference', reference: { transport: 'oci', name: 'x' } } },
      /the baseline is not the image of a commit/,
    ],
    ['for an image that was given', {}, { image: { transport: 'oci', name: 'x' } }, /already built/],
  ])('%s', async (_what, change, asked, why) => {
    const { report, made, said } = await gate(change, asked);
    expect(isUnchanged(report)).toBe(false);
    expect(made).toContain('makeCandidate');
    expect(said).toEqual([expect.stringMatching(why)]);
  });

  test('but nothing is said where nobody asked for less', async () => {
    const ports = recordingPorts(gateWorld({ changed: null }));
    expect(isUnchanged(await runGateUnlessUnchanged(checkRequest(), ports))).toBe(false);
    expect(ports.calls.filter((call) => /^(?:log|whyChanged)/.test(call))).toEqual([]);
  });
});
