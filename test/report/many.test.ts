import { describe, expect, test } from '@jest/globals';
import { toAnnotations } from '../../src/report/annotations.ts';
import { RENDERERS } from '../../src/report/index.ts';
import { renderPrComment } from '../../src/report/pr-comment.ts';
import type { GateReport } from '../../src/report/report.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';

const COUNT = 50_000;
/** A loop over the findings for each of them takes half a minute. */
const MAX_MS = 12_000;

const findings = Array.from({ length: COUNT }, (_unused, index) =>
  finding({ fingerprint: index.toString(16).padStart(64, '0'), subject: `file ${index}` }),
);
const violations = findings.map(({ fingerprint, status }) => ({
  kind: 'finding' as const,
  fingerprint,
  status,
  message: 'introduced',
}));
const entries = findings.map(({ fingerprint, status }) => ({
  fingerprint,
  status,
  reason: 'known',
  expires: null,
  source: 'policy' as const,
}));
const verdict = { conclusion: 'success' as const, violations: [], allowed: [], proposed: [] };

const reports: Readonly<Record<string, GateReport>> = {
  rejected: gateReport({ findings, verdict: { ...verdict, conclusion: 'failure', violations } }),
  allowed: gateReport({ findings, verdict: { ...verdict, allowed: entries, proposed: entries } }),
};

const TELLERS: Readonly<Record<string, (report: GateReport) => unknown>> = {
  ...RENDERERS,
  'the comment': (report) => renderPrComment(report, { key: 'gate' }),
  'workflow annotations': toAnnotations,
};

describe.each(Object.entries(reports))('fifty thousand findings, all %s (issue 8, 19)', (_case, report) => {
  test.each(Object.entries(TELLERS))('are told in linear time by %s', (_name, render) => {
    const start = processorTime();
    render(report);
    expect(processorTime() - start).toBeLessThan(MAX_MS);
  });
});

test('a sentence of a million back-ticks is cut before it is split (issue 8, 19)', () => {
  const start = processorTime();
  const fix = '` '.repeat(500_000);
  const report = gateReport({
    findings: [finding({ fix, message: fix })],
    notices: [{ code: 'x', message: fix }],
  });
  expect(renderPrComment(report, { key: 'gate' }).length).toBeLessThan(64_000);
  expect(processorTime() - start).toBeLessThan(MAX_MS / 3);
});
