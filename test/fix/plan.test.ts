import { describe, expect, test } from '@jest/globals';
import { placeInstructions } from '../../src/dockerfile/edit/placed-instruction.ts';
import { planFixes } from '../../src/fix/plan.ts';
import type { Proposal, Remedy } from '../../src/remedies/remedy.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const DOCKERFILE = 'FROM a\nRUN apt-get update\nRUN pip install flask\n';
const LARGE = Buffer.alloc(2 * 1024 * 1024, 1);

/** What is planned for two caches by remedies that propose this. */
function plan(...remedies: readonly (readonly [id: string, propose: Remedy['propose']])[]) {
  const ledger = ledgerOf({
    base: [layer({ '/bin/sh': 'x' })],
    own: [layer({ '/var/lib/apt/lists/a_Packages': LARGE }), layer({ '/root/.cache/pip/http/a': LARGE })],
    dockerfile: DOCKERFILE,
  });
  const findings = scan(ledger).filter(({ ruleId }) => ruleId === 'package-cache');
  const project = {
    dockerfile: { path: 'Dockerfile', ...placeInstructions(DOCKERFILE, 'Dockerfile') },
    ignoreFile: { path: '.dockerignore', text: '' },
  };
  const all = remedies.map(([id, propose]) => ({
    ...{ id, propose, rules: ['package-cache'], headline: 'Mend', examples: [] },
  }));
  const steps = planFixes({ project, ledger, findings, mendable: findings, runtimeBases: {} }, all);
  return steps.map(({ finding, proposals }) => `${finding.subject}: ${proposals.map(idOf).join(' ')}`);
}

const idOf = ({ remedy, edits }: Proposal & { readonly remedy: string }) =>
  remedy + edits.map(({ replacement }) => replacement).join('');

const way = (text: string): Proposal => ({
  edits: [{ file: 'Dockerfile', start: 0, end: 0, replacement: text }],
});

describe('the plan of fixes', () => {
  test('has the ways of all remedies for a finding, those of the first remedy first', () => {
    expect(
      plan(['one', () => [way('1'), way('2')]], ['other', () => [way('3')]], ['idle', () => []]),
    ).toEqual(['apt cache: one1 one2 other3', 'pip cache: one1 one2 other3']);
  });

  test('asks a remedy once for what its first way mends together', () => {
    const both: Remedy['propose'] = ({ findings }) => [{ ...way(''), alsoMends: findings }];
    expect(plan(['both', both])).toEqual(['apt cache: both']);
    expect(plan(['one', () => [way('')]], ['both', both])).toEqual([
      'apt cache: one both',
      'pip cache: one both',
    ]);
  });
});
