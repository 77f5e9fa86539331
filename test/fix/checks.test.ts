import { describe, expect, test } from '@jest/globals';
import { checkBuilt, undeclared, type Built } from '../../src/fix/checks.ts';
import type { Choice } from '../../src/fix/fix.ts';
import type { Proposal } from '../../src/remedies/remedy.ts';
import type { Finding } from '../../src/scan/finding.ts';
import { layer, type ConfigInput } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

type Side = { readonly files: Readonly<Record<string, string>>; readonly config?: ConfigInput };

const LARGE = 'x'.repeat(5_000_000);

/** What is seen of an image that a proposal for a finding of a severity gives. */
function built(before: Side, after: Side, more: Partial<Proposal> & { atMost?: 'note' } = {}): Built {
  const { atMost = null, ...proposal } = more;
  const finding = { fingerprint: 'f', rows: [], atMost, ratings: [{ severity: 'error' }] };
  const choice = { step: { finding: finding as unknown as Finding }, proposal: { edits: [], ...proposal } };
  const ledgers = [before, after].map(({ files, config = {} }) => ledgerOf({ own: [layer(files)], config }));
  const added = Object.keys(after.files).filter((path) => !(path in before.files));
  const difference = { removed: [], added, changed: [], rewritten: [], generated: [] };
  return {
    choices: [choice as unknown as Choice],
    ...{ before: ledgers[0]!, after: ledgers[1]!, difference },
    ...{ comparison: { findings: [] } as unknown as Built['comparison'], findings: [] },
    isRebuilt: () => false,
  };
}

const stateOf = (seen: Built, id: string) => checkBuilt(seen).find((check) => check.id === id)?.state;

describe('what a broken stage lacks', () => {
  const before: Side = { files: { '/app': 'a' } };
  const after: Side = { files: { '/app': 'a', '/lib/b': LARGE } };

  test('may be new where the remedy says so, and is as large as it is', () => {
    const seen = built(before, after, { adds: (path) => path.startsWith('/lib/') });
    expect([stateOf(seen, 'same'), stateOf(seen, 'smaller')]).toEqual(['passed', 'passed']);
  });

  test('is not anything else', () => {
    const seen = built(before, after, { adds: (path) => path === '/lib/c' });
    expect([stateOf(seen, 'same'), undeclared(seen)]).toEqual(['failed', ['/lib/b']]);
  });

  test('has to be smaller where the finding is a note in this case', () => {
    expect(stateOf(built(before, after, { atMost: 'note' }), 'smaller')).toBe('failed');
  });
});

describe('the configuration', () => {
  const as = (user: string, cmd: string): Side => ({ files: { '/app': 'a' }, config: { user, cmd: [cmd] } });

  test('changes where the remedy says so, and nowhere else', () => {
    const meant = { configures: ['user'] } as const;
    expect(stateOf(built(as('a', 'c'), as('b', 'c')), 'same')).toBe('failed');
    expect(stateOf(built(as('a', 'c'), as('b', 'c'), meant), 'same')).toBe('passed');
    expect(stateOf(built(as('a', 'c'), as('b', 'd'), meant), 'same')).toBe('failed');
  });
});
