import { describe, expect, test } from '@jest/globals';
import type { Choice, Proof, Step } from '../../src/fix/fix.ts';
import { searchFixes } from '../../src/fix/search.ts';
import type { Finding } from '../../src/scan/finding.ts';

function step(name: string, ways = 1): Step {
  const proposals = Array.from({ length: ways }, (_, way) => ({
    remedy: name,
    edits: [{ file: 'Dockerfile', start: 0, end: 0, replacement: `${name}${way}` }],
  }));
  return { finding: { fingerprint: name } as Finding, proposals };
}

/** What was tried, each build as the names of its choices. */
function proverOf(judge: (names: readonly string[]) => 'proven' | 'failed' | 'small' | 'spent') {
  const builds: string[] = [];
  const prove = (choices: readonly Choice[]): Promise<Proof | null> => {
    const names = choices.map(({ proposal }) => proposal.edits[0]?.replacement ?? '');
    const verdict = judge(names);
    if (verdict === 'spent') return Promise.resolve(null);
    builds.push(names.join(' '));
    return Promise.resolve(toProof(verdict, names.length));
  };
  return { builds, prove };
}

function toProof(verdict: 'proven' | 'failed' | 'small', saved: number): Proof {
  const failing = { proven: [], failed: ['same'] as const, small: ['smaller'] as const }[verdict];
  return {
    state: verdict === 'proven' ? 'proven' : 'failed',
    checks: failing.map((id) => ({ id, state: 'failed', message: `${id} fails` })),
    lines: [],
    ...{ buildSeconds: 1, contentBytes: 0, delta: -saved, removed: 0, changed: [], ran: null },
  };
}

const namesOf = (choices: readonly Choice[] | undefined) =>
  choices?.map(({ proposal }) => proposal.edits[0]?.replacement);

describe('the search for fixes', () => {
  test('proves all steps with one build where they hold together', async () => {
    const { builds, prove } = proverOf(() => 'proven');
    const { proven, failed } = await searchFixes(
      ['a', 'b', 'c'].map((name) => step(name)),
      prove,
    );
    expect(builds).toEqual(['a0 b0 c0']);
    expect(namesOf(proven?.choices)).toEqual(['a0', 'b0', 'c0']);
    expect(failed.size).toBe(0);
  });

  test('halves them until the failing one is known, and proves the others together', async () => {
    const { builds, prove } = proverOf((names) => (names.includes('c0') ? 'failed' : 'proven'));
    const steps = ['a', 'b', 'c', 'd'].map((name) => step(name));
    const { proven, failed } = await searchFixes(steps, prove);
    expect(builds).toEqual(['a0 b0 c0 d0', 'a0 b0', 'c0 d0', 'c0', 'd0', 'a0 b0 d0']);
    expect(namesOf(proven?.choices)).toEqual(['a0', 'b0', 'd0']);
    expect(
      [...failed].map(([{ finding }, proof]) => [finding.fingerprint, proof?.checks[0]?.message]),
    ).toEqual([['c', 'same fails']]);
  });

  test('tries every way of a single step', async () => {
    const { builds, prove } = proverOf(([name]) => (name === 'a2' ? 'proven' : 'failed'));
    const { proven } = await searchFixes([step('a', 3)], prove);
    expect(builds).toEqual(['a0', 'a1', 'a2']);
    expect(namesOf(proven?.choices)).toEqual(['a2']);
  });

  test('keeps what saves more where two halves do not go together', async () => {
    const { prove } = proverOf((names) => (names.length > 2 ? 'failed' : 'proven'));
    const { proven, failed } = await searchFixes(
      ['a', 'b', 'c'].map((name) => step(name)),
      prove,
    );
    expect(namesOf(proven?.choices)).toEqual(['a0', 'b0']);
    expect([...failed.keys()].map(({ finding }) => finding.fingerprint)).toEqual(['c']);
  });

  test('puts together what saves too little by itself, and shows none of it where all of it does', async () => {
    const together = proverOf((names) =>
      names.includes('c0') ? 'failed' : names.length > 1 ? 'proven' : 'small',
    );
    const steps = ['a', 'c', 'b'].map((name) => step(name));
    expect(namesOf((await searchFixes(steps, together.prove)).proven?.choices)).toEqual(['a0', 'b0']);
    const { proven, failed } = await searchFixes([step('a')], proverOf(() => 'small').prove);
    expect([proven, [...failed.values()][0]?.checks[0]?.id]).toEqual([null, 'smaller']);
  });

  test('ends when the budget is used up, and names what was not proven', async () => {
    let left = 2;
    const { prove } = proverOf((names) => (left-- > 0 ? (names.length > 1 ? 'failed' : 'proven') : 'spent'));
    const { proven, failed } = await searchFixes(
      ['a', 'b'].map((name) => step(name)),
      prove,
    );
    expect(namesOf(proven?.choices)).toEqual(['a0']);
    expect([...failed]).toEqual([[expect.objectContaining({ finding: { fingerprint: 'b' } }), null]]);
  });

  test('finds nothing where there is nothing to try', async () => {
    expect(await searchFixes([], proverOf(() => 'proven').prove)).toEqual({
      proven: null,
      failed: new Map(),
    });
  });
});

describe('a step that mends several findings', () => {
  /** The first way of `a` mends `b` as well, the second does not. */
  const steps = () => {
    const [a, b] = [step('a', 2), step('b')];
    const [first, second] = a.proposals;
    const wide = { ...a, proposals: [{ ...first!, alsoMends: [b.finding] }, second!] };
    return [wide, b];
  };

  test('is tried without the steps for those', async () => {
    const { builds, prove } = proverOf(() => 'proven');
    const { proven, failed } = await searchFixes(steps(), prove);
    expect([builds, namesOf(proven?.choices), failed.size]).toEqual([['a0'], ['a0'], 0]);
  });

  test('leaves them to their own steps where only its other way holds', async () => {
    const { builds, prove } = proverOf((names) => (names.includes('a0') ? 'failed' : 'proven'));
    const { proven } = await searchFixes(steps(), prove);
    expect([builds, namesOf(proven?.choices)]).toEqual([
      ['a0', 'a1', 'b0', 'a1 b0'],
      ['a1', 'b0'],
    ]);
  });

  test('leaves them to their own steps where none of its ways holds', async () => {
    const { prove } = proverOf((names) => (names.some((name) => name.startsWith('a')) ? 'failed' : 'proven'));
    const { proven, failed } = await searchFixes(steps(), prove);
    expect([namesOf(proven?.choices), [...failed.keys()].map(({ finding }) => finding.fingerprint)]).toEqual([
      ['b0'],
      ['a'],
    ]);
  });
});
