import type { Comparison } from '../../src/compare/comparison.ts';
import { judge, type Judgement } from '../../src/policy/judge.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import type { Inspection } from '../../src/scan/finding.ts';

type Sides = { readonly baseline: Inspection | null; readonly candidate: Inspection };

/** The verdict of a check on a day that does not pass, by the default policy; `given` says what else there is. */
export function judgeChange(comparison: Comparison, sides: Sides, given: Partial<Judgement> = {}): Verdict {
  return judge({
    comparison,
    policy: DEFAULT_POLICY,
    ...sides,
    waiver: null,
    today: '2026-11-21',
    proposed: [],
    imageName: 'image',
    mode: 'check',
    ...given,
  });
}
