import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import { judgeChange } from '../helpers/judge-change.ts';
import type { Judgement } from '../../src/policy/judge.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import type { AllowEntry, Policy } from '../../src/policy/policy.ts';
import type { Inspection } from '../../src/scan/finding.ts';
import { inspect, instruction } from '../compare/inspections.ts';

const BASE = { files: { '/etc/os-release': 'debian' } };
const MAKE = 'RUN make';
const run = (files: Record<string, string>, text = MAKE) => ({ files, by: instruction(3, text) });

const clean = inspect([BASE]);
const withGo = inspect([BASE, run({ '/usr/local/go/bin/go': 'go', '/usr/local/go/src/a.go': 'a' })]);

type Case = Partial<Judgement> & { readonly policy?: Policy };

function judged(baseline: Inspection | null, candidate: Inspection, given: Case = {}) {
  return judgeChange(compare(baseline, candidate), { baseline, candidate }, given);
}

const policy = (part: Partial<Policy>): Policy => ({ ...DEFAULT_POLICY, ...part });
const allow = (entry: Partial<AllowEntry>): AllowEntry => ({
  rule: 'go-toolchain',
  reason: 'needed',
  expires: '2027-01-01',
  source: 'policy',
  ...entry,
});

describe('an image that is there to build', () => {
  const both = inspect([
    BASE,
    run({ '/usr/local/go/bin/go': 'go' }),
    run({ '/usr/local/go2/bin/go': 'go' }),
    { files: { '/usr/src/a.secret': 'x' }, by: instruction(4, 'RUN more') },
  ]);
  const findings = both.findings.flatMap((found) =>
    found.category === 'build-tool'
      ? [found, { ...found, category: 'base-image' as const, ruleId: 'sdk-base', fingerprint: 'base' }]
      : [found],
  );
  const several: Inspection = { ...both, findings };

  test('is told of the one entry that accepts all its tools', () => {
    const verdict = judged(null, several);
    expect(verdict.notices).toMatchObject([{ code: 'build-environment' }]);
    expect(verdict.notices[0]?.message).toContain('rule: build-tool, permanent: true');
    expect(judged(null, withGo).notices).toEqual([]);
    expect(judged(null, several, { mode: 'inspect' }).notices).toEqual([]);
  });

  test('has that entry for good, and for its tools and its base alone', () => {
    const { violations, notices } = judged(null, several, {
      policy: policy({ allow: [allow({ rule: 'build-tool', expires: null })] }),
    });
    expect(notices).toEqual([]);
    expect(violations.filter(({ kind }) => kind === 'finding').length).toBe(
      findings.filter(({ category, ratings }) => category === 'secret' && ratings[0]?.severity === 'error')
        .length,
    );
    const forAWhile = policy({ allow: [allow({ rule: 'build-tool' })] });
    expect(judged(null, several, { policy: forAWhile }).conclusion).toBe('failure');
  });
});

describe('findings', () => {
  test('fail when introduced', () => {
    const verdict = judged(clean, withGo);
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.violations).toMatchObject([
      {
        kind: 'finding',
        status: 'introduced',
        message:
          '`go-toolchain` introduced: Go toolchain 1.22: 3 B in 2 files under /usr/local/go, added by Dockerfile:3',
      },
    ]);
  });

  test('count as introduced without a baseline', () => {
    expect(judged(null, withGo).conclusion).toBe('failure');
  });

  test('pass when they persist or are resolved', () => {
    expect(judged(withGo, withGo).conclusion).toBe('success');
    expect(judged(withGo, clean).conclusion).toBe('success');
  });

  test('fail when they persist and the policy says any', () => {
    expect(judged(withGo, withGo, { policy: policy({ failOn: 'any' }) }).conclusion).toBe('failure');
    expect(judged(withGo, clean, { policy: policy({ failOn: 'any' }) }).conclusion).toBe('success');
  });

  test('never fail under fail-on never, and are still violations', () => {
    const verdict = judged(clean, withGo, { policy: policy({ failOn: 'never' }) });
    expect(verdict.conclusion).toBe('neutral');
    expect(verdict.violations).toHaveLength(1);
    expect(judged(clean, clean, { policy: policy({ failOn: 'never' }) }).conclusion).toBe('success');
  });

  test('of the base image fail only when the policy says so', () => {
    const candidate = inspect([{ files: { '/usr/local/go/bin/go': 'go' } }]);
    expect(judged(clean, candidate).conclusion).toBe('success');
    expect(judged(clean, candidate, { policy: policy({ inherited: 'fail' }) }).conclusion).toBe('failure');
  });

  test('fail only as errors', () => {
    const candidate = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })], () => 'warning');
    expect(judged(clean, candidate).conclusion).toBe('success');
  });

  test('do not hide behind older files of the same kind', () => {
    const before = inspect([BASE, run({ '/a.secret': 'a' })]);
    const after = inspect([BASE, run({ '/a.secret': 'a', '/b.secret': 'b' })]);
    expect(judged(before, after).violations).toMatchObject([{ status: 'introduced' }]);
  });

  test('are neutral when one image is looked at', () => {
    expect(judged(null, withGo, { mode: 'inspect' }).conclusion).toBe('neutral');
    expect(judged(null, clean, { mode: 'inspect' }).conclusion).toBe('neutral');
  });
});

describe('allow entries', () => {
  test.each<[string, Partial<AllowEntry>]>([
    ['the subject', { subject: 'Go toolchain' }],
    ['a glob over the subject', { subject: 'Go*' }],
    ['the category', { rule: 'build-tool', subject: 'Go toolchain' }],
    ['all paths', { path: '/usr/local/go/**' }],
    ['the instruction', { source: 'inline', instructionDigest: `digest of ${MAKE}` }],
    ['all that is named', { subject: 'Go*', path: '/usr/**' }],
  ])('allow by %s', (_what, entry) => {
    const verdict = judged(clean, withGo, { policy: policy({ allow: [allow(entry)] }) });
    expect(verdict.conclusion).toBe('success');
    expect(verdict.allowed).toMatchObject([{ reason: 'needed', source: entry.source ?? 'policy' }]);
    expect(verdict.notices).toEqual([]);
  });

  test.each<[string, Partial<AllowEntry>]>([
    ['another rule', { rule: 'jdk', subject: 'Go toolchain' }],
    ['another subject', { subject: 'Go' }],
    ['some of the paths', { path: '/usr/local/go/bin/**' }],
    ['a package, which it has none of', { package: '**' }],
    ['another instruction', { source: 'inline', instructionDigest: 'digest of RUN make install' }],
    ['a subject that fits and a path that does not', { subject: 'Go*', path: '/opt/**' }],
    ['nothing but a rule', {}],
  ])('do not allow by %s', (_what, entry) => {
    const verdict = judged(clean, withGo, { policy: policy({ allow: [allow(entry)] }) });
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.allowed).toEqual([]);
    expect(verdict.notices).toMatchObject([{ code: 'unused-allow' }]);
  });

  test('hold to the end of their day, and no longer', () => {
    const entry = allow({ subject: 'Go*', expires: '2026-11-21' });
    const on = (today: string) => judged(clean, withGo, { policy: policy({ allow: [entry] }), today });
    expect(on('2026-11-21').conclusion).toBe('success');
    expect(on('2026-11-22').conclusion).toBe('failure');
    expect(on('2026-11-22').notices).toMatchObject([
      {
        code: 'expired-allow',
        message:
          'the allow entry for `go-toolchain` `Go*` expired on 2026-11-21 and no longer allows what it matches',
      },
    ]);
  });

  test('that are permanent never expire', () => {
    const entry = allow({ subject: 'Go*', expires: null });
    expect(
      judged(clean, withGo, { policy: policy({ allow: [entry] }), today: '2999-01-01' }).conclusion,
    ).toBe('success');
  });

  test('that are proposed are listed and do not count', () => {
    const verdict = judged(clean, withGo, {
      proposed: [allow({ source: 'inline', instructionDigest: `digest of ${MAKE}` })],
    });
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.proposed).toMatchObject([{ source: 'inline', status: 'introduced' }]);
  });
});

describe('the waiver label', () => {
  const waiver = { label: 'final-stage-waived', by: 'octocat' };

  test('turns a failure into neutral and says who set it', () => {
    const verdict = judged(clean, withGo, { waiver });
    expect(verdict.conclusion).toBe('neutral');
    expect(verdict.violations).toHaveLength(1);
    expect(verdict.allowed).toMatchObject([
      { source: 'label', reason: 'label `final-stage-waived` set by octocat', expires: null },
    ]);
    expect(verdict.notices).toMatchObject([{ code: 'waived' }]);
  });

  test('changes nothing where nothing failed', () => {
    const verdict = judged(clean, clean, { waiver });
    expect(verdict).toMatchObject({ conclusion: 'success', allowed: [], notices: [] });
  });
});

describe('budgets', () => {
  const small = inspect([BASE, run({ '/app': 'x'.repeat(994) })]);
  const large = inspect([BASE, run({ '/app': 'x'.repeat(1494), '/usr/share/doc/a': 'x'.repeat(500) })]);
  const violationsOf = (budgets: Policy['budgets'], baseline: Inspection | null = small) =>
    judged(baseline, large, { policy: policy({ budgets }) }).violations;

  test('name value and limit', () => {
    expect(violationsOf([{ size: 'content', max: 1500 }])).toEqual([
      {
        kind: 'budget',
        image: 'image',
        size: 'content',
        limit: 1500,
        actual: 2000,
        message: 'content size is 2.0 kB, more than 1.5 kB',
      },
    ]);
  });

  test.each([
    [{ size: 'content', max: 1024, maxUnit: 'KiB' }, 'content size is 2.0 kB (2 KiB), more than 1 KiB'],
    [{ size: 'content', max: 1_536, maxUnit: 'MiB' }, 'content size is 2.0 kB, more than 0.001465 MiB'],
    [
      { size: 'content', maxGrowth: { bytes: 512, unit: 'KiB', percent: 5 } },
      'content size grew by 1.0 kB (1 KiB, +100%), more than 0.5 KiB and 5%',
    ],
  ] as const)('show their limit in the unit in which it was written: %j', (budget, message) => {
    expect(violationsOf([budget])).toMatchObject([{ message }]);
  });

  test('tell two sizes apart that read the same', () => {
    expect(violationsOf([{ size: 'content', max: 1999 }])).toMatchObject([
      { message: 'content size is 2,000 B, more than 1,999 B' },
    ]);
  });

  test('hold at their limit', () => {
    expect(violationsOf([{ size: 'content', max: 2000 }])).toEqual([]);
    expect(violationsOf([{ size: 'content', maxGrowth: { bytes: 1000 } }])).toEqual([]);
    expect(violationsOf([{ size: 'content', maxGrowth: { percent: 100 } }])).toEqual([]);
  });

  test('of growth need both limits exceeded', () => {
    expect(violationsOf([{ size: 'content', maxGrowth: { bytes: 999, percent: 100 } }])).toEqual([]);
    expect(violationsOf([{ size: 'content', maxGrowth: { bytes: 1000, percent: 99 } }])).toEqual([]);
    expect(violationsOf([{ size: 'content', maxGrowth: { bytes: 999, percent: 99 } }])).toMatchObject([
      { limit: 999, actual: 1000, message: 'content size grew by 1.0 kB (+100%), more than 999 B and 99%' },
    ]);
    expect(violationsOf([{ size: 'content', maxGrowth: { percent: 50 } }])).toMatchObject([
      { limit: 500, actual: 1000 },
    ]);
  });

  test('of growth from nothing are exceeded by any byte', () => {
    const budget = { size: 'rootfs', path: '/usr/share/doc/**', maxGrowth: { percent: 10 } } as const;
    expect(violationsOf([budget])).toMatchObject([
      {
        path: '/usr/share/doc/**',
        message: 'root filesystem size of `/usr/share/doc/**` grew by 500 B (from nothing), more than 10%',
      },
    ]);
  });

  test('of growth are skipped without a baseline, absolute ones are not', () => {
    const budgets = [
      { size: 'content', max: 1 },
      { size: 'content', maxGrowth: { bytes: 0 } },
      { size: 'pull', max: 0 },
    ] as const;
    expect(violationsOf(budgets, null)).toMatchObject([{ limit: 1 }]);
  });

  test('of the pull size count what the next deploy downloads', () => {
    const actual = large.ledger.layers[1]?.transferBytes ?? 0;
    expect(violationsOf([{ size: 'pull', max: actual }])).toEqual([]);
    expect(violationsOf([{ size: 'pull', max: actual - 1 }])).toMatchObject([{ size: 'pull', actual }]);
  });

  test.each([
    [{ size: 'content', path: '/usr/share/doc/*', max: 0 }, 500],
    [{ size: 'content', path: '/usr/share/*', max: 0 }, undefined],
    [{ size: 'content', path: '/usr/**', max: 0 }, 500],
    [{ size: 'content', dockerfileStage: '0', max: 0 }, 1994],
    [{ size: 'content', dockerfileStage: 'build', max: 0 }, undefined],
    [{ size: 'content', class: 'docs', max: 0 }, 500],
    [{ size: 'content', package: '**', max: 0 }, undefined],
    [{ size: 'hidden', max: 0 }, undefined],
  ] as const)('of a part: %j counts %p', (budget, actual) => {
    expect(
      violationsOf([budget]).map((violation) => violation.kind === 'budget' && violation.actual),
    ).toEqual(actual === undefined ? [] : [actual]);
  });

  test('of hidden bytes count what no container sees', () => {
    const candidate = inspect([BASE, run({ '/app': 'x'.repeat(100) }), run({ '/app': 'y' })]);
    const budgets = [{ size: 'hidden', path: '/app', max: 99 }] as const;
    expect(judged(small, candidate, { policy: policy({ budgets }) }).violations).toMatchObject([
      { actual: 100 },
    ]);
  });

  test('are waived by the label too', () => {
    const waiver = { label: 'x', by: null };
    const budgets = [{ size: 'content', max: 1 }] as const;
    expect(judged(small, large, { policy: policy({ budgets }), waiver })).toMatchObject({
      conclusion: 'neutral',
      allowed: [],
      notices: [{ code: 'waived', message: 'the label `x` turns the failure into a neutral result' }],
    });
  });
});
