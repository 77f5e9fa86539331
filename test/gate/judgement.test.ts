import { describe, expect, test } from '@jest/globals';
import { runGate } from '../../src/gate/gate.ts';
import { readPolicies } from '../../src/gate/policies.ts';
import type { GateReport } from '../../src/report/report.ts';
import type { GateRequest } from '../../src/gate/request.ts';
import {
  BASE_COMMIT,
  CHANGED_DOCKERFILE,
  checkRequest,
  compareRequest,
  DOCKERFILE,
  gateWorld,
  GO,
  INSPECT_REQUEST,
  recordingPorts,
} from '../helpers/recording-ports.ts';
import type { GateWorld, Texts } from '../helpers/recording-ports.ts';

const POLICY = '.github/final-stage.yml';
/** Fails on what is there already, too. */
const STRICT = 'version: 1\nfail-on: any\n';
const LAX = 'version: 1\nfail-on: never\n';
const CURRENT = 'c'.repeat(40);

const ALLOW = '# final-stage allow=go-toolchain reason="a plugin is compiled at start" until=2027-01-31\n';
const ALLOWING = CHANGED_DOCKERFILE.replace('RUN', `${ALLOW}RUN`);

type Repository = { readonly head?: Texts; readonly base?: Texts };

/** A pull request that adds a Go toolchain; both sides have a Dockerfile besides what is given. */
function worldOf({ head = {}, base = {} }: Repository, change: Partial<GateWorld> = {}): GateWorld {
  return gateWorld({
    checkout: { Dockerfile: CHANGED_DOCKERFILE, ...head },
    commits: { [BASE_COMMIT]: { Dockerfile: DOCKERFILE, ...base } },
    ...change,
  });
}

function gate(world: GateWorld, request: GateRequest = checkRequest()): Promise<GateReport> {
  return runGate(request, recordingPorts(world));
}

const conclusionOf = async (...args: Parameters<typeof gate>) => (await gate(...args)).verdict.conclusion;

describe('the policy that judges', () => {
  test.each([
    ['pull_request', checkRequest()],
    [
      'merge_group',
      checkRequest({ event: { kind: 'merge_group', baseSha: BASE_COMMIT, headSha: 'a'.repeat(40) } }),
    ],
  ])('is the base’s in a %s, whatever the head proposes', async (_event, request) => {
    expect(await conclusionOf(worldOf({ head: { [POLICY]: LAX } }), request)).toBe('failure');
    expect(await conclusionOf(worldOf({ base: { [POLICY]: LAX } }), request)).toBe('neutral');
    const both = { head: { [POLICY]: LAX }, base: { [POLICY]: STRICT } };
    expect(await conclusionOf(worldOf(both), request)).toBe('failure');
    expect(
      await conclusionOf(worldOf({ head: { [POLICY]: STRICT }, base: { [POLICY]: LAX } }), request),
    ).toBe('neutral');
  });

  test('is the defaults where the base has none, also where the head brings the first', async () => {
    const report = await gate(worldOf({ head: { [POLICY]: LAX } }));
    expect(report.verdict.conclusion).toBe('failure');
    expect(report.notices).toMatchObject([
      { code: 'proposed-policy', message: expect.stringMatching(/verdict would be neutral$/) },
    ]);
  });

  test('is the defaults where no base commit is found, not the head’s', async () => {
    const world = worldOf({ head: { [POLICY]: LAX } }, { commit: { none: 'the history is too short' } });
    expect(await conclusionOf(world)).toBe('failure');
  });

  test('is that of the base branch as it is now, where that is another commit', async () => {
    const commits = {
      [BASE_COMMIT]: { Dockerfile: DOCKERFILE, [POLICY]: LAX },
      [CURRENT]: { Dockerfile: DOCKERFILE, [POLICY]: STRICT },
    };
    const commit = { commit: BASE_COMMIT, how: 'its merge base', judge: CURRENT };
    const ports = recordingPorts(worldOf({ head: { [POLICY]: LAX } }, { commits, commit }));
    expect((await runGate(checkRequest(), ports)).verdict.conclusion).toBe('failure');
    expect(ports.calls.filter((call) => call.startsWith('readPolicy'))).toEqual([
      'readPolicy checkout',
      'readPolicy cccc',
    ]);
  });

  test.each([
    ['a push', checkRequest({ event: { kind: 'push', before: null, after: 'a'.repeat(40), ref: 'main' } })],
    ['a run by hand', checkRequest({ event: { kind: 'none' } })],
  ])('is the checkout’s in %s', async (_event, request) => {
    const repository = { head: { [POLICY]: LAX }, base: { [POLICY]: STRICT } };
    const ports = recordingPorts(worldOf(repository));
    const { verdict, notices } = await runGate(request, ports);
    expect([verdict.conclusion, notices]).toEqual(['neutral', []]);
    expect(ports.calls).not.toContain('readPolicy bbbb');
  });

  test('with a mistake in the base gives way to the defaults, and that is said', async () => {
    const report = await gate(worldOf({ base: { [POLICY]: 'version: 1\nfail-on: newer\n' } }));
    expect(report.verdict.conclusion).toBe('failure');
    expect(report.notices).toContainEqual(
      expect.objectContaining({
        code: 'base-policy-mistake',
        message: expect.stringMatching(
          /^the policy of the base branch has a mistake, so the default policy judges: /,
        ),
      }),
    );
  });

  test.each([
    ['the head of a pull request', checkRequest()],
    ['the checkout of a push', checkRequest({ event: { kind: 'none' } })],
  ])('with a mistake in %s is no verdict', async (_place, request) => {
    const world = worldOf({ head: { [POLICY]: 'version: 1\nfail-on: newer\n' } });
    await expect(gate(world, request)).rejects.toMatchObject({ code: 'bad-policy' });
  });

  test('that is the same on both sides proposes nothing', async () => {
    const policies = await readPolicies(
      checkRequest(),
      { commit: BASE_COMMIT, how: 'its base' },
      recordingPorts(worldOf({ base: { [POLICY]: STRICT }, head: { [POLICY]: STRICT } })),
    );
    expect(policies).toMatchObject({ proposed: null, proposedAllow: [], imageName: 'image', notices: [] });
  });

  test('gives way to what the inputs say', async () => {
    const overrides = { failOn: 'never' } as const;
    expect(await conclusionOf(worldOf({ base: { [POLICY]: STRICT } }), checkRequest({ overrides }))).toBe(
      'neutral',
    );
  });

  test.each([
    ['the real path', 'real/Dockerfile', 'neutral'],
    ['the path as written', 'written/Dockerfile', 'neutral'],
    ['another', 'other/Dockerfile', 'failure'],
  ])('has an entry for the image by %s of its Dockerfile', async (_what, dockerfile, conclusion) => {
    const entry = `images: [{ name: api, dockerfile: ${dockerfile}, rules: { go-toolchain: note } }]`;
    const repository = { base: { [POLICY]: `version: 1\nfail-on: any\n${entry}\n` } };
    const names = { dockerfile: 'real/Dockerfile', dockerfileAsWritten: 'written/Dockerfile' };
    const expected = conclusion === 'neutral' ? 'success' : conclusion;
    expect(await conclusionOf(worldOf(repository, names))).toBe(expected);
  });

  test('under another ending is not read, and that is said', async () => {
    const other = POLICY.replace('yml', 'yaml');
    const notice = {
      code: 'policy-not-read',
      message: '`.github/final-stage.yaml` is not read; the policy file is `.github/final-stage.yml`',
    };
    for (const repository of [{ head: { [other]: LAX } }, { base: { [other]: LAX } }]) {
      const { notices, verdict } = await gate(worldOf(repository));
      expect([notices, verdict.conclusion]).toEqual([[notice], 'failure']);
    }
    const named = { head: { [other]: STRICT }, base: { [other]: STRICT } };
    expect((await gate(worldOf(named), checkRequest({ policyPath: other }))).notices).toEqual([]);
  });

  test('that the request names must exist on one side', async () => {
    const request = checkRequest({ policyPath: 'ci/policy.yml' });
    await expect(gate(worldOf({}), request)).rejects.toMatchObject({
      code: 'bad-input',
      message: 'policy file `ci/policy.yml` does not exist',
    });
    expect(await conclusionOf(worldOf({ base: { 'ci/policy.yml': LAX } }), request)).toBe('neutral');
    expect(await conclusionOf(worldOf({ head: { 'ci/policy.yml': LAX } }), request)).toBe('failure');
  });
});

describe('a proposed policy', () => {
  const effectOf = async (repository: Repository) =>
    (await gate(worldOf(repository))).notices.find(({ code }) => code === 'proposed-policy')?.message;

  test.each([
    [STRICT, LAX, 'neutral'],
    [LAX, STRICT, 'failure'],
  ])('has its effect told beside the verdict', async (base, head, conclusion) => {
    expect(await effectOf({ base: { [POLICY]: base }, head: { [POLICY]: head } })).toBe(
      `this pull request changes the policy; the base branch's policy judges it. With this pull request's policy the verdict would be ${conclusion}`,
    );
  });

  test('is none where both are the same', async () => {
    expect(await effectOf({ base: { [POLICY]: LAX }, head: { [POLICY]: LAX } })).toBeUndefined();
  });

  test('that is a removal is one, too: the defaults would judge', async () => {
    expect(await effectOf({ base: { [POLICY]: LAX } })).toMatch(/would be failure$/);
  });

  test('with other severities is judged with them', async () => {
    const head = { [POLICY]: 'version: 1\nrules: { go-toolchain: off }\n' };
    expect(await effectOf({ head })).toMatch(/would be success$/);
  });
});

describe('inline allows', () => {
  test('of the head do not count in a pull request: they are proposed', async () => {
    const { verdict } = await gate(worldOf({ head: { Dockerfile: ALLOWING } }));
    expect(verdict).toMatchObject({
      conclusion: 'failure',
      allowed: [],
      proposed: [{ source: 'inline', reason: 'a plugin is compiled at start' }],
    });
  });

  test('of the head do not count without a base commit either', async () => {
    const world = worldOf({ head: { Dockerfile: ALLOWING } }, { commit: { none: 'it is the first' } });
    expect((await gate(world)).verdict).toMatchObject({ conclusion: 'failure', proposed: [{}] });
  });

  test('of the base count for the very instruction, and are not proposed again', async () => {
    const both = { head: { Dockerfile: ALLOWING }, base: { Dockerfile: ALLOWING } };
    const policy = { [POLICY]: STRICT };
    const { verdict } = await gate(
      worldOf({ head: { ...both.head, ...policy }, base: { ...both.base, ...policy } }),
    );
    expect(verdict).toMatchObject({
      conclusion: 'success',
      allowed: [{ source: 'inline', reason: 'a plugin is compiled at start', expires: '2027-01-31' }],
      proposed: [],
    });
  });

  test('of the base do not count for another instruction', async () => {
    const base = { Dockerfile: DOCKERFILE.replace('RUN', `${ALLOW}RUN`) };
    expect(await conclusionOf(worldOf({ base }))).toBe('failure');
  });

  test('with another reason are proposed anew', async () => {
    const other = ALLOWING.replace('a plugin', 'the plugin');
    const { verdict } = await gate(worldOf({ head: { Dockerfile: other }, base: { Dockerfile: ALLOWING } }));
    expect(verdict.proposed).toMatchObject([{ reason: 'the plugin is compiled at start' }]);
    expect(verdict.allowed).toMatchObject([{ reason: 'a plugin is compiled at start' }]);
  });

  test('count for a proposed policy as they do for the judging one', async () => {
    const world = worldOf({
      head: { Dockerfile: ALLOWING, [POLICY]: STRICT },
      base: { Dockerfile: ALLOWING },
    });
    expect((await gate(world)).notices).toMatchObject([
      { code: 'proposed-policy', message: expect.stringMatching(/would be success$/) },
    ]);
  });

  test('of the checkout count in a push', async () => {
    const { verdict } = await gate(
      worldOf({ head: { Dockerfile: ALLOWING } }),
      checkRequest({ event: { kind: 'push', before: null, after: 'a'.repeat(40), ref: 'refs/heads/main' } }),
    );
    expect(verdict).toMatchObject({ conclusion: 'success', allowed: [{ source: 'inline' }], proposed: [] });
  });

  test('that say too little are told with their line', async () => {
    const Dockerfile = CHANGED_DOCKERFILE.replace('RUN', '# final-stage allow=go-toolchain\nRUN');
    expect((await gate(worldOf({ head: { Dockerfile } }))).notices).toMatchObject([
      {
        code: 'inline-allow-mistake',
        message: expect.stringMatching(/^the comment at Dockerfile:2 allows nothing: /),
      },
    ]);
  });

  test('of a Dockerfile that cannot be parsed are none, and no error', async () => {
    const commit = { commit: BASE_COMMIT, how: 'its base' };
    const ports = recordingPorts(worldOf({ head: { Dockerfile: 'RUN before any stage\n' } }));
    const { judging, proposedAllow } = await readPolicies(checkRequest(), commit, ports);
    expect([judging.allow, proposedAllow]).toEqual([[], []]);
  });
});

describe('the waiver label', () => {
  const waiver = { label: 'final-stage-waived', by: 'octocat' };

  test('turns a failure into neutral, and who set it is in the verdict', async () => {
    const { verdict } = await gate(worldOf({}, { waiver }));
    expect(verdict).toMatchObject({
      conclusion: 'neutral',
      allowed: [{ source: 'label', reason: 'label `final-stage-waived` set by octocat' }],
    });
  });

  test('is asked for only where something failed', async () => {
    const ports = recordingPorts(worldOf({ base: { [POLICY]: LAX } }, { waiver }));
    expect((await runGate(checkRequest(), ports)).verdict.allowed).toEqual([]);
    expect(ports.calls.filter((call) => call.startsWith('waiver'))).toEqual([]);
  });

  test('that is not confirmed does not count, and the reason is told', async () => {
    const unconfirmed = 'the API did not say who set it';
    const { verdict, notices } = await gate(worldOf({}, { waiver: { unconfirmed } }));
    expect(verdict.conclusion).toBe('failure');
    expect(notices).toEqual([
      {
        code: 'waiver-unconfirmed',
        message: 'the waiver label does not count: the API did not say who set it',
      },
    ]);
  });

  test('has the name that the judging policy gives it, not the proposed one', async () => {
    const named = (name: string) => ({ [POLICY]: `version: 1\nwaiver-label: ${name}\n` });
    const ports = recordingPorts(worldOf({ base: named('ours'), head: named('theirs') }, { waiver: null }));
    await runGate(checkRequest(), ports);
    expect(ports.calls.filter((call) => call.startsWith('waiver'))).toEqual(['waiver ours']);
  });

  test.each([
    ['the policy switches it off', 'version: 1\nwaiver-label: false\n', checkRequest()],
    ['nobody proposes anything', '', checkRequest({ event: { kind: 'none' } })],
  ])('is not asked for where %s', async (_why, policy, request) => {
    const repository = policy === '' ? {} : { base: { [POLICY]: policy } };
    const ports = recordingPorts(worldOf(repository, { waiver }));
    expect((await runGate(request, ports)).verdict.conclusion).toBe('failure');
    expect(ports.calls.filter((call) => call.startsWith('waiver'))).toEqual([]);
  });

  test('counts for what a proposed policy would say, too', async () => {
    const { notices } = await gate(worldOf({ head: { [POLICY]: STRICT } }, { waiver }));
    expect(notices.find(({ code }) => code === 'proposed-policy')?.message).toMatch(/would be neutral$/);
  });
});

describe('given images', () => {
  const found = { base: { '/etc/motd': 'hello' }, own: [{ '/app/made': 'made', ...GO }] };
  const commit = { none: 'no commit is compared' };

  test('are judged by no policy of a checkout unless one is named', async () => {
    const world = worldOf({ head: { [POLICY]: STRICT } }, { found, commit });
    const ports = recordingPorts(world);
    expect((await runGate(compareRequest(), ports)).verdict.conclusion).toBe('success');
    expect(ports.calls.filter((call) => call.startsWith('readPolicy'))).toEqual([]);
    expect(await conclusionOf(world, { ...compareRequest(), policyPath: POLICY })).toBe('failure');
  });

  test('have the inline allows of the Dockerfile that is named', async () => {
    const world = worldOf({ head: { Dockerfile: ALLOWING } }, { commit });
    expect((await gate(world, INSPECT_REQUEST)).verdict).toMatchObject({
      conclusion: 'neutral',
      allowed: [{ source: 'inline' }],
    });
    const unnamed = worldOf({ head: { Dockerfile: ALLOWING } }, { commit, dockerfile: null });
    expect((await gate(unnamed, INSPECT_REQUEST)).verdict.allowed).toEqual([]);
  });
});

describe('a rebuild of the same instructions', () => {
  const same = { head: { Dockerfile: DOCKERFILE } };

  test('is judged by its cause where the candidate is built here', async () => {
    const { findings, verdict } = await gate(worldOf(same));
    expect(findings).toMatchObject([{ ruleId: 'go-toolchain', status: 'introduced', cause: 'rebuild' }]);
    expect(verdict.conclusion).toBe('success');
  });

  test('excuses nothing where the candidate is an image that was given', async () => {
    const request = checkRequest({ image: { transport: 'oci', name: 'given' } });
    const { findings, verdict } = await gate(worldOf(same), request);
    expect(findings).toMatchObject([{ ruleId: 'go-toolchain', status: 'introduced', cause: 'change' }]);
    expect(verdict.conclusion).toBe('failure');
  });
});
