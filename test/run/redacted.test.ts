import { describe, expect, test } from '@jest/globals';
import { argumentMasks, masksOf, redacted } from '../../src/run/redacted.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { toCheckDetails } from '../../src/report/check-details.ts';
import { RENDERERS } from '../../src/report/index.ts';
import { renderPrComment } from '../../src/report/pr-comment.ts';
import { toSuggestions } from '../../src/report/suggestion.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const CANARY = 'c4n4ry-of-a-secret';
const OTHER = 'c4n4ry-of-an-argument';
const PLAIN = 'a value of no secret';

const inputs = readCheckInputs(
  toActionTexts((name) => {
    if (name === 'secrets')
      return `npm=${CANARY}\nshort=1\nenv=env,env=FROM_ENVIRONMENT\nid=env,env=FROM_ENVIRONMENT`;
    return name === 'build-args' ? `NPM_TOKEN=${OTHER}\nVERSION=${PLAIN}\nDB_PASSWORD` : '';
  }),
  {
    environment: { FROM_ENVIRONMENT: 'c4n4ry-of-the-environment', DB_PASSWORD: 'c4n4ry-of-a-variable' },
    event: { kind: 'none' },
    today: '2026-01-01',
  },
);

describe('what nobody may see', () => {
  test('are secrets, also those of the environment, and arguments that are called like one', () => {
    expect(masksOf(inputs)).toEqual(
      expect.arrayContaining([CANARY, OTHER, 'c4n4ry-of-the-environment', 'c4n4ry-of-a-variable']),
    );
    expect(masksOf(inputs)).not.toContain(PLAIN);
    expect(argumentMasks(['A=ghp_' + 'a1B2'.repeat(9), '=x', 'B', 'API_KEY=', 'TOKEN=$OTHER'])).toEqual([
      `ghp_${'a1B2'.repeat(9)}`,
    ]);
  });

  test('is in no report, whatever repeats it', () => {
    const text = `curl said ${CANARY}, ${OTHER} and c4n4ry-of-the-environment at c4n4ry-of-a-variable`;
    const many = Array.from({ length: 12 }, (_, index) =>
      finding({
        subject: `${text} ${index}`,
        message: text,
        fix: text,
        fingerprint: String(index).padStart(64, '0'),
      }),
    );
    const report = gateReport({
      findings: [finding({ subject: text, message: text }), ...many],
      notices: [{ code: 'baseline-build-failed', message: text }],
      ledger: {
        byInstruction: [{ key: text, label: text, baseline: 1, candidate: 2, delta: 1 }],
        byOwner: [],
        byClass: [],
        byDirectory: [],
      },
      fixes: [
        reportFix({
          lineChanges: [{ file: 'Dockerfile', line: 1, before: ['x'], after: [`RUN ${text}`] }],
          patch: `+${text}\n`,
        }),
      ],
    });
    const hidden = redacted(report, masksOf(inputs));
    const outputs = [
      ...Object.values(RENDERERS).map((render) => render(hidden)),
      renderPrComment(hidden, { key: 'k' }),
      renderAnnotations(hidden),
      JSON.stringify([toCheckDetails(hidden, { key: 'k' }), toSuggestions(hidden)]),
    ];
    for (const output of outputs) expect(output).not.toMatch(/c4n4ry/);
    expect(hidden.notices[0]?.message).toBe('curl said ***, *** and *** at ***');
  });

  test('changes nothing else, and no short text that stands somewhere by chance', () => {
    const report = gateReport({ findings: [finding({ message: `1 of ${PLAIN}` })] });
    expect(redacted(report, masksOf(inputs))).toEqual(report);
    expect(redacted(report, ['1'])).toBe(report);
  });
});
