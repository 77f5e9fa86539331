import { describe, expect, test } from '@jest/globals';
import type { ComparedFinding } from '../../src/compare/comparison.ts';
import { compare } from '../../src/compare/compare.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/policy/policy.ts';
import { rateFindings } from '../../src/policy/rate-findings.ts';
import type { Inspection } from '../../src/scan/finding.ts';
import { inspect, instruction } from '../compare/inspections.ts';

const GO = { '/usr/local/go/bin/go': 'go', '/usr/local/go/src/a.go': 'a' };
const own = inspect([{ files: {} }, { files: GO, by: instruction(3, 'RUN make') }]);
const inherited = inspect([{ files: GO }]);
const [sample] = compare(null, own).findings;

/** A finding of a rule with that severity; `change` says what else it is. */
function found(
  severity: 'error' | 'warning' | 'note',
  change: Partial<ComparedFinding> = {},
): ComparedFinding {
  const { ruleId, category } = { ...sample!, ...change };
  return { ...sample!, ratings: [{ id: ruleId, category, severity }], ...change };
}

type Inspections = { readonly candidate: Inspection; readonly baseline: Inspection | null };

function rated(
  findings: readonly ComparedFinding[],
  rules: Policy['rules'] = {},
  inspections: Inspections = { candidate: own, baseline: null },
) {
  return rateFindings(findings, { ...DEFAULT_POLICY, rules }, inspections);
}

const severities = (...args: Parameters<typeof rated>) => rated(...args).map(({ judged }) => judged.severity);

describe('the severity of a finding', () => {
  test('is its rule’s, unless the policy has one for the rule or its category', () => {
    expect(severities([found('warning')])).toEqual(['warning']);
    expect(severities([found('warning')], { 'build-tool': 'note' })).toEqual(['note']);
    expect(severities([found('warning')], { 'build-tool': 'note', 'go-toolchain': 'error' })).toEqual([
      'error',
    ]);
    expect(severities([found('warning')], { secret: 'error' })).toEqual(['warning']);
  });

  test('is the severest of the rules that found it', () => {
    const ratings = [
      { id: 'a', category: 'waste', severity: 'note' },
      { id: 'b', category: 'waste', severity: 'error' },
      { id: 'c', category: 'waste', severity: 'warning' },
    ] as ComparedFinding['ratings'];
    expect(severities([found('note', { ratings })])).toEqual(['error']);
    expect(severities([found('note', { ratings })], { b: 'off' })).toEqual(['warning']);
  });

  test.each([
    ['error', 'note', 'note'],
    ['error', 'warning', 'warning'],
    ['warning', 'warning', 'warning'],
    ['note', 'warning', 'note'],
    ['error', null, 'error'],
  ] as const)('of %s is at most %s: %s', (severity, atMost, expected) => {
    expect(severities([found(severity, { atMost })])).toEqual([expected]);
  });

  test('leaves out what is switched off', () => {
    expect(severities([found('error')], { 'go-toolchain': 'off' })).toEqual([]);
    expect(severities([found('error', { atMost: 'note' })], { 'build-tool': 'off' })).toEqual([]);
  });

  test('comes with the finding as it was compared, and without what only the scan needs', () => {
    const [one] = rated([found('error')]);
    expect(one?.compared.rows).toEqual(sample?.rows);
    expect(Object.keys(one?.judged ?? {})).not.toEqual(expect.arrayContaining(['rows']));
    expect(one?.judged).toMatchObject({
      ruleId: 'go-toolchain',
      status: 'introduced',
      cause: 'change',
      bytes: 3,
    });
  });
});

test('findings are sorted by severity, status, rule, subject, whose they are, and fingerprint', () => {
  const sorted = [
    found('error', { status: 'introduced', ruleId: 'z' }),
    found('error', { status: 'persisting', ruleId: 'a' }),
    found('error', { status: 'resolved', ruleId: 'a' }),
    found('warning', { ruleId: 'a', subject: 'z' }),
    found('warning', { ruleId: 'b', subject: 'a', inherited: true, category: 'waste' }),
    found('warning', { ruleId: 'b', subject: 'b', fingerprint: 'b' }),
    found('warning', { ruleId: 'b', subject: 'b', fingerprint: 'c' }),
    found('warning', { ruleId: 'b', subject: 'b', fingerprint: 'a', inherited: true, category: 'waste' }),
    found('note', { ruleId: 'a' }),
  ];
  for (const given of [sorted.toReversed(), sorted, [...sorted.slice(4), ...sorted.slice(0, 4)]])
    expect(rated(given).map(({ compared }) => compared)).toEqual(sorted);
});

describe('build tools of a base image that is reported as a whole', () => {
  const [tool] = compare(null, inherited).findings;
  const sdk: ComparedFinding = {
    ...found('error', { ruleId: 'sdk-base', category: 'base-image', inherited: true }),
    rows: tool!.rows,
  };
  const side = (base: ComparedFinding): Inspection => ({ ...inherited, findings: [base] });
  const plain: Inspection = { ...inherited, findings: [] };
  const idsOf = (...args: Parameters<typeof rated>) => rated(...args).map(({ compared }) => compared.ruleId);
  const both = { candidate: side(sdk), baseline: null };

  test('are not reported one by one', () => {
    expect(idsOf([tool!, sdk], {}, both)).toEqual(['sdk-base']);
  });

  test.each<[string, ComparedFinding]>([
    ['are our own', { ...tool!, inherited: false }],
    ['are no build tools', { ...tool!, category: 'secret' }],
    ['are more than it names', { ...tool!, rows: [...tool!.rows, 9999] }],
  ])('are reported where they %s', (_why, finding) => {
    expect(idsOf([finding], {}, both)).toEqual(['go-toolchain']);
  });

  test('are reported where the policy switches the whole off, or nothing names it', () => {
    expect(idsOf([tool!], { 'sdk-base': 'off' }, both)).toEqual(['go-toolchain']);
    expect(idsOf([tool!], {}, { candidate: plain, baseline: side(sdk) })).toEqual(['go-toolchain']);
  });

  test('are those of the baseline where they are resolved', () => {
    const gone = { ...tool!, status: 'resolved' } as const;
    expect(idsOf([gone], {}, { candidate: plain, baseline: side(sdk) })).toEqual([]);
    expect(idsOf([gone], {}, { candidate: side(sdk), baseline: plain })).toEqual(['go-toolchain']);
    expect(idsOf([gone], {}, { candidate: side(sdk), baseline: null })).toEqual(['go-toolchain']);
  });
});
