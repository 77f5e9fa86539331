import { compare } from '../../src/compare/compare.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { rateFindings } from '../../src/policy/rate-findings.ts';
import type { JudgedFinding } from '../../src/policy/verdict.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { scan } from '../../src/scan/scan.ts';

/** What some rules find in one image without a baseline, with the severities of a policy. */
export function ratedFindings(
  ledger: Ledger,
  rules: readonly Rule[],
  severities: Policy['rules'] = {},
): readonly JudgedFinding[] {
  const candidate = { ledger, findings: scan(ledger, rules) };
  const policy = { ...DEFAULT_POLICY, rules: severities };
  const { findings } = compare(null, candidate);
  return rateFindings(findings, policy, { candidate, baseline: null }).map(({ judged }) => judged);
}
