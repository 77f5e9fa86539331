import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import { policyForImage, withOverrides } from '../../src/policy/apply-policy.ts';
import { judgeBudgets, toReportBudgets } from '../../src/policy/budgets.ts';
import { measureBudgets } from '../../src/policy/measure-budgets.ts';
import { DEFAULT_POLICY, type Budget, type Policy } from '../../src/policy/policy.ts';
import type { Inspection } from '../../src/scan/finding.ts';
import { inspect, inspectBuilt, instruction } from '../compare/inspections.ts';

const BASE = { files: { '/etc/os-release': 'x'.repeat(1000) } };
const run = (files: Record<string, string>, text = 'RUN make', stage = 'runtime') => ({
  files,
  by: { ...instruction(3, text), stage },
});

/** What exceeds the budgets, in words. */
function exceeded(budgets: readonly Budget[], candidate: Inspection, baseline: Inspection | null = null) {
  return judgeBudgets(measure(budgets, candidate, baseline), 'app');
}

function measure(budgets: readonly Budget[], candidate: Inspection, baseline: Inspection | null) {
  const { layerCauses } = compare(baseline, candidate);
  const ledgers = { candidate: candidate.ledger, baseline: baseline?.ledger ?? null };
  return measureBudgets(budgets, { ...ledgers, layerCauses });
}

const messages = (...args: Parameters<typeof exceeded>) => exceeded(...args).map(({ message }) => message);

const small = inspect([BASE]);
const grown = inspect([
  BASE,
  run({ '/opt/a': 'x'.repeat(200) }),
  run({ '/opt/a': 'x'.repeat(100) }, 'RUN b'),
]);

describe('a limit', () => {
  test('holds up to its last byte', () => {
    expect(messages([{ size: 'content', max: 1300 }], grown)).toEqual([]);
    expect(messages([{ size: 'content', max: 1299 }], grown)).toEqual([
      'content size is 1,300 B, more than 1,299 B',
    ]);
    const growth = (bytes: number) => messages([{ size: 'content', maxGrowth: { bytes } }], grown, small);
    expect(growth(300)).toEqual([]);
    expect(growth(299)).toEqual(['content size grew by 300 B (+30%), more than 299 B']);
  });

  test.each<[Budget, string]>([
    [{ size: 'rootfs', max: 1099 }, 'root filesystem size is 1,100 B, more than 1,099 B'],
    [{ size: 'hidden', max: 199 }, 'hidden bytes are 200 B, more than 199 B'],
    [
      { size: 'rootfs', path: '/opt/**', max: 99 },
      'root filesystem size of `/opt/**` is 100 B, more than 99 B',
    ],
    [{ size: 'hidden', path: '/opt/**', max: 199 }, 'hidden bytes of `/opt/**` are 200 B, more than 199 B'],
    [
      { size: 'content', dockerfileStage: 'runtime', max: 299 },
      'content size of stage `runtime` is 300 B, more than 299 B',
    ],
    [
      { size: 'content', path: '/opt/*', dockerfileStage: 'runtime', max: 299 },
      'content size of `/opt/*` in stage `runtime` is 300 B, more than 299 B',
    ],
  ])('is of what it names: %j', (budget, message) => {
    expect(messages([budget], grown)).toEqual([message]);
    expect(messages([{ ...budget, max: budget.max! + 1 }], grown)).toEqual([]);
  });

  test('of a class, of packages or of another stage has none of the others', () => {
    const nothing: readonly Budget[] = [
      { size: 'content', class: 'toolchain', max: 0 },
      { size: 'content', package: 'pkg:deb/**', max: 0 },
      { size: 'content', dockerfileStage: 'build', max: 0 },
    ];
    expect(messages(nothing, grown)).toEqual([]);
    const go = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
    const fileClass = go.ledger.fileClass(go.findings[0]!.rows[0]!);
    expect(exceeded([{ size: 'content', class: fileClass, max: 1 }], go)).toMatchObject([
      { class: fileClass, actual: 2, message: expect.stringContaining(`class \`${fileClass}\` is 2 B`) },
    ]);
  });

  test('says in the report what it was held against', () => {
    const budget = { size: 'content', path: '/opt/**', dockerfileStage: 'runtime', max: 10 } as const;
    expect(exceeded([budget], grown)).toEqual([
      {
        kind: 'budget',
        image: 'app',
        size: 'content',
        path: '/opt/**',
        stage: 'runtime',
        limit: 10,
        actual: 300,
        message: expect.any(String),
      },
    ]);
    expect(exceeded([{ size: 'content', max: 10 }], grown)).toEqual([
      { kind: 'budget', image: 'app', size: 'content', limit: 10, actual: 1300, message: expect.any(String) },
    ]);
  });

  test('is shown in the unit that it was written in', () => {
    const large = inspect([{ files: { '/a': 'x'.repeat(3_000_000) } }]);
    expect(messages([{ size: 'content', max: 2_097_152, maxUnit: 'MiB' }], large)).toEqual([
      'content size is 3.0 MB (2.9 MiB), more than 2 MiB',
    ]);
    expect(messages([{ size: 'content', max: 1_073_741, maxUnit: 'GiB' }], large)[0]).toMatch(
      /^content size is 3(\.0)? MB, more than 0\.001 GiB$/,
    );
    // Both read `2.9 MiB`.
    const larger = inspect([{ files: { '/a': 'x'.repeat(3_041_000) } }]);
    expect(messages([{ size: 'content', max: 3_040_870, maxUnit: 'MiB' }], larger)).toEqual([
      'content size is 3,041,000 B, more than 3,040,870 B',
    ]);
    expect(messages([{ size: 'content', max: 2_999_999 }], large)).toEqual([
      'content size is 3,000,000 B, more than 2,999,999 B',
    ]);
  });
});

describe('a limit of growth', () => {
  const growth = (maxGrowth: Budget['maxGrowth'], candidate = grown, baseline = small) =>
    exceeded([{ size: 'content', maxGrowth: maxGrowth! }], candidate, baseline);

  test('in bytes and percent is exceeded where both are', () => {
    expect(growth({ bytes: 299, percent: 29 })).toMatchObject([
      { limit: 299, actual: 300, message: 'content size grew by 300 B (+30%), more than 299 B and 29%' },
    ]);
    expect(growth({ bytes: 300, percent: 29 })).toEqual([]);
    expect(growth({ bytes: 299, percent: 30 })).toEqual([]);
  });

  test('in percent alone is told in bytes, too, and with a decimal below ten', () => {
    expect(growth({ percent: 10 })).toMatchObject([{ limit: 100, actual: 300 }]);
    const little = inspect([BASE, run({ '/opt/a': 'x'.repeat(25) })]);
    expect(growth({ percent: 1.25 }, little)).toMatchObject([
      { message: 'content size grew by 25 B (+2.5%), more than 1.25%' },
    ]);
    const tenth = inspect([BASE, run({ '/opt/a': 'x'.repeat(104) })]);
    expect(growth({ percent: 10 }, tenth)).toMatchObject([
      { message: 'content size grew by 104 B (+10.4%), more than 10%' },
    ]);
  });

  test.each([
    [126, 12.5, '+13%), more than 12.5%'],
    [104, 10.35, '+10.4%), more than 10.35%'],
    [1, 0.05, '+0.1%), more than 0.05%'],
    [1, 0.095, '+0.1%), more than 0.095%'],
    [300, 29.99, '+30%), more than 29.99%'],
    [12345, 1234.4, '+1,235%), more than 1,234.4%'],
  ])('in percent, of %d B, is shown as it was written, and the growth as more', (bytes, percent, words) => {
    const more = inspect([BASE, run({ '/opt/a': 'x'.repeat(bytes) })]);
    expect(growth({ percent }, more)[0]?.message).toContain(words);
  });

  test('holds for what shrank and for what is as it was', () => {
    expect(growth({ bytes: 0 }, small, grown)).toEqual([]);
    expect(growth({ bytes: 0 }, small, small)).toEqual([]);
    expect(growth({ percent: 0 }, small, grown)).toEqual([]);
  });

  test('is no question without a baseline', () => {
    expect(exceeded([{ size: 'content', maxGrowth: { bytes: 0 } }], grown)).toEqual([]);
    expect(exceeded([{ size: 'pull', max: 0 }], grown)).toEqual([]);
  });

  test('is exceeded by anything where nothing was', () => {
    const budget: Budget = { size: 'content', path: '/opt/**', maxGrowth: { percent: 1000 } };
    expect(messages([budget], grown, small)).toEqual([
      'content size of `/opt/**` grew by 300 B (from nothing), more than 1,000%',
    ]);
  });

  test('leaves out what a rebuild and the base image brought, and says so', () => {
    const dockerfile = 'FROM debian:12\nRUN make\nCOPY --from=b /x /\n';
    const built = (made: number, copied: number, base = 100) =>
      inspectBuilt({
        dockerfile,
        base: { '/etc/a': 'x'.repeat(base) },
        layers: [{ '/m': 'x'.repeat(made) }, { '/c': 'x'.repeat(copied) }],
      });
    const [before, after] = [built(100, 100), built(130, 150, 120)];
    const { layerCauses } = compare(before, after, { isCandidateBuilt: true });
    const measured = { candidate: after.ledger, baseline: before.ledger, layerCauses };
    const judged = (budget: Budget) => judgeBudgets(measureBudgets([budget], measured), 'app');
    expect(judged({ size: 'content', maxGrowth: { bytes: 50 } })).toEqual([]);
    expect(judged({ size: 'content', maxGrowth: { bytes: 49 } })).toMatchObject([
      {
        actual: 50,
        message:
          'content size grew by 50 B (+17%), more than 49 B, not counting +50 B from the rebuild and the base image',
      },
    ]);
    const own = after.ledger.layers[2]!.transferBytes;
    expect(judged({ size: 'pull', max: own })).toEqual([]);
    expect(judged({ size: 'pull', max: own - 1 })).toMatchObject([{ actual: own }]);
    const transfer = own - before.ledger.layers[2]!.transferBytes;
    expect(judged({ size: 'transfer', maxGrowth: { bytes: transfer } })).toEqual([]);
    expect(judged({ size: 'transfer', maxGrowth: { bytes: transfer - 1 } })).toMatchObject(
      transfer > 0 ? [{ actual: transfer }] : [],
    );
  });
});

describe('the report', () => {
  test('has every budget with its limits, as written, and what was measured', () => {
    const budgets: readonly Budget[] = [
      { size: 'content', max: 2000, maxUnit: 'kB' },
      { size: 'rootfs', path: '/opt/**', maxGrowth: { bytes: 5, unit: 'MiB', percent: 10 } },
      { size: 'pull', max: 9 },
    ];
    const place = { image: 'app', maxGrowth: null, maxUnit: null };
    expect(toReportBudgets(measure(budgets, grown, small), 'app')).toEqual([
      { ...place, size: 'content', max: 2000, maxUnit: 'kB', actual: 1300, baseline: 1000, growth: 300 },
      {
        ...{ ...place, size: 'rootfs', path: '/opt/**', max: null },
        maxGrowth: { bytes: 5, unit: 'MiB', percent: 10 },
        ...{ actual: 100, baseline: 0, growth: 100 },
      },
      { ...place, size: 'pull', max: 9, actual: expect.any(Number), baseline: null, growth: null },
    ]);
    expect(toReportBudgets(measure(budgets, grown, null), 'app')).toMatchObject([
      { actual: 1300, baseline: null, growth: null },
      { actual: 100, baseline: null, growth: null },
      { actual: null, baseline: null, growth: null },
    ]);
  });
});

describe('inputs that win over the policy file', () => {
  const policy: Policy = {
    ...DEFAULT_POLICY,
    failOn: 'any',
    budgets: [
      { size: 'content', max: 1, maxUnit: 'MB', maxGrowth: { bytes: 2 } },
      { size: 'content', path: '/opt/**', max: 3 },
      { size: 'content', max: 4 },
      { size: 'rootfs', max: 5, maxGrowth: { percent: 6 } },
    ],
  };
  const others = policy.budgets.filter(({ size, path }) => size !== 'content' || path !== undefined);

  test('replace the limit of the whole image’s content, and no other', () => {
    expect(withOverrides(policy, { maxSize: { bytes: 9, unit: 'kB' } })).toEqual({
      ...policy,
      budgets: [
        { size: 'content', max: 9, maxUnit: 'kB' },
        { size: 'content', maxGrowth: { bytes: 2 } },
        ...others,
      ],
    });
    expect(withOverrides(policy, { maxGrowth: { percent: 9 } }).budgets).toEqual([
      { size: 'content', maxGrowth: { percent: 9 } },
      { size: 'content', max: 1, maxUnit: 'MB' },
      others[0],
      { size: 'content', max: 4 },
      others[1],
    ]);
    const both = withOverrides(policy, { maxSize: { bytes: 9 }, maxGrowth: { percent: 9 } }).budgets;
    expect(both).toEqual([
      { size: 'content', max: 9 },
      { size: 'content', maxGrowth: { percent: 9 } },
      ...others,
    ]);
  });

  test('change nothing where they are not given', () => {
    expect(withOverrides(policy, {})).toEqual(policy);
    expect(withOverrides(policy, { failOn: 'never' })).toEqual({ ...policy, failOn: 'never' });
  });
});

describe('an entry of `images`', () => {
  const policy: Policy = {
    ...DEFAULT_POLICY,
    images: [
      { name: 'api', dockerfile: './api/Dockerfile', budgets: [] },
      { name: 'web', context: 'web' },
      { name: 'root' },
    ],
  };

  test.each([
    [['api/Dockerfile'], 'api'],
    [['./api//Dockerfile'], 'api'],
    [['other', 'web/Dockerfile'], 'web'],
    [['Dockerfile'], 'root'],
    [['apiDockerfile'], 'image'],
    [['api/Dockerfile.other'], 'image'],
  ])('is found by the Dockerfile’s path, however it is written: %j', (names, name) => {
    expect(policyForImage(policy, names).name).toBe(name);
  });

  test('has its own budgets, else those of all', () => {
    expect(policyForImage(policy, ['api/Dockerfile']).policy.budgets).toEqual([]);
    expect(policyForImage(policy, ['web/Dockerfile']).policy.budgets).toEqual(policy.budgets);
    expect(policyForImage(policy, ['x']).policy).toBe(policy);
  });
});
