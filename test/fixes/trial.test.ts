import { describe, expect, test } from '@jest/globals';
import { describeOutcome, renderTrials } from '../../scripts/fixes/page.ts';
import { parseProject } from '../../scripts/fixes/project.ts';
import { sumUp, type Outcome, type Trial } from '../../scripts/fixes/trial.ts';

const staying = [
  { ruleId: 'header', subject: 'zlib.h', why: 'there is no edit for this case' },
  { ruleId: 'sdk-base', subject: 'SDK base image (Go)', why: 'a | b' },
];
const shown = { patch: '', remedies: ['runtime-stage'], staying: [], cost: { seconds: 9, builds: 2 } };

function trial(name: string, outcome: Outcome, trap = ''): Trial {
  const line = trap === '' ? '' : `trap: ${trap}\n`;
  const archive = `ecosystem: Go\nis: a server\n${line}answers: hello\n-- Dockerfile --\nFROM golang\n`;
  return { project: parseProject(name, archive), outcome };
}

const mended = (before: number, after: number, stages = 2): Outcome => ({
  ...{ kind: 'mended', before, after, stages, base: 'debian:bookworm-slim' },
  ...shown,
});
const TRIALS = [
  trial('small', mended(1_000_000_000, 100_000_000), 'opens a plugin'),
  trial('large', mended(1_000_000_000, 700_000_000, 1)),
  trial('same', { kind: 'same base', ...shown, remedies: [], staying }),
  trial('lost', { kind: 'wrong', why: 'it answers nothing', ...shown, cost: { seconds: 30, builds: 3 } }),
  trial('offline', { kind: 'not tried', why: 'no registry' }),
];

describe('the sums over all trials', () => {
  test('leave out what was not tried, and take the median of the change of size', () => {
    expect(sumUp(TRIALS)).toEqual({
      ...{ tried: 4, mended: 2, wrong: 1, share: 0.5, seconds: 9 },
      change: expect.closeTo(-0.6),
    });
  });

  test('are nothing of nothing', () => {
    expect(sumUp([])).toEqual({ tried: 0, mended: 0, wrong: 0, share: null, change: null, seconds: null });
  });

  test('take the middle one of an odd number', () => {
    const three = [mended(10, 1), mended(10, 2), mended(10, 9)].map((outcome) => trial('x', outcome));
    expect(sumUp(three).change).toBeCloseTo(-0.8);
  });
});

describe('the page', () => {
  const page = renderTrials(TRIALS);

  test('begins with the figures', () => {
    expect(page).toContain(
      '| start from a runtime image after the fix, build, and answer the same | 2 (50 %) |',
    );
    expect(page).toContain('| median change of their size | −60 % |');
    expect(page).toContain('| shown fixes that are wrong | 1 |');
    expect(page).toContain('Fixed: Go 2 of 4.');
    expect(page).toContain('something that a fix easily loses) | 4 (1) |');
  });

  test('has a row for each that was tried', () => {
    expect(page).toContain(
      '| [small](../examples/single-stage/small.txtar) | a server; **opens a plugin** | `debian:bookworm-slim` and a stage that builds | 1.0 GB → 100.0 MB (−90 %) | 2 | yes |',
    );
    expect(page).toContain('| **wrong: it answers nothing** |  | 3 | **no** |');
    expect(page).not.toContain('single-stage/offline');
  });

  test('says why a base image stays, by the finding about it if there is one', () => {
    expect(page).toContain('- `same`: `sdk-base` (SDK base image (Go)): a | b');
    expect(page).toContain('- `offline` was not tried: no registry');
    const only: Outcome = { kind: 'same base', ...shown, remedies: ['package-cache'] };
    expect(renderTrials([trial('cache', only)])).toContain('- `cache`: only package-cache');
    expect(renderTrials(TRIALS.slice(0, 1))).not.toContain('What is not fixed');
  });

  test('is what the log says in one line each', () => {
    expect(TRIALS.map(({ outcome }) => describeOutcome(outcome))).toEqual([
      '`debian:bookworm-slim` and a stage that builds; 1.0 GB → 100.0 MB (−90 %); 2; yes',
      '`debian:bookworm-slim`; 1.0 GB → 700.0 MB (−30 %); 2; yes',
      'not fixed, `sdk-base` (SDK base image (Go)): a | b',
      'WRONG, it answers nothing',
      'not tried, no registry',
    ]);
  });
});
