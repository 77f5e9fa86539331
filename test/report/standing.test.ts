import { describe, expect, test } from '@jest/globals';
import { toAnnotations } from '../../src/report/annotations.ts';
import { RENDERERS } from '../../src/report/index.ts';
import type { GateReport, ReportFinding } from '../../src/report/report.ts';
import { verdictLine } from '../../src/report/wording.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';

const FORMATS = ['markdown', 'html', 'terminal'] as const;
const GO = finding({ fingerprint: '1'.repeat(64) });
const OLD = finding({ fingerprint: '2'.repeat(64), subject: 'gcc', status: 'persisting', cause: null });
const EXCEEDED = { kind: 'budget' as const, image: 'image', size: 'content', limit: 1, actual: 2 };
const NOTHING = { violations: [], allowed: [], proposed: [] };

function rejecting(findings: readonly ReportFinding[], part: Partial<GateReport> = {}): GateReport {
  const violations = findings.map(({ fingerprint, status, message }) => ({
    ...{ kind: 'finding' as const, fingerprint, status, message },
  }));
  return gateReport({ findings, verdict: { ...NOTHING, conclusion: 'failure', violations }, ...part });
}

/** Without markup, so that all formats read alike. */
function plain(report: GateReport, format: (typeof FORMATS)[number]): string {
  return RENDERERS[format](report)
    .replace(/<(style|script)>[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>|\*\*|\\/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('what fails although it persists', () => {
  test.each(FORMATS)('is told under a title that is true of it, and marked, in %s', (format) => {
    expect(plain(rejecting([GO]), format)).toContain(' Introduced ');
    const both = plain(rejecting([GO, OLD]), format);
    expect(both).toContain('Introduced, or persisting and failing');
    expect(both).toMatch(/gcc 1\.22 (\(persisting\)|[a-z-]+ +persisting)/);
    expect(both).not.toMatch(/Go toolchain 1\.22 (\(persisting\)|[a-z-]+ +persisting)/);
    expect(plain(rejecting([OLD]), format)).toContain('Persisting, and failing');
    const passing = gateReport({ findings: [OLD] });
    expect(plain(passing, format)).not.toMatch(/gcc 1\.22 (\(persisting\)|[a-z-]+ +persisting)/);
  });

  test('is marked at the line, too', () => {
    const titles = toAnnotations(rejecting([GO, OLD])).map(({ title }) => title);
    expect(titles).toEqual(['Go toolchain 1.22 (go-toolchain)', 'gcc 1.22 (go-toolchain, persisting)']);
  });

  test('is named in the first line where it is alone', () => {
    expect(verdictLine(rejecting([OLD]))).toBe('failed: 1 error persisting (go-toolchain: gcc 1.22)');
    expect(verdictLine(rejecting([GO, OLD]))).toBe('failed: 1 error introduced, 1 error persisting');
  });
});

describe('a verdict that is not enforced', () => {
  const neutral = (part: Partial<GateReport>) => {
    const report = rejecting([GO]);
    return gateReport({ ...report, verdict: { ...report.verdict, conclusion: 'neutral' }, ...part });
  };

  test('says that the policy wants it so', () => {
    expect(verdictLine(neutral({}))).toBe(
      'not enforced (fail-on: never): 1 error introduced (Go toolchain 1.22)',
    );
  });

  test('says that a label waived it, also where only budgets are exceeded', () => {
    const violations = [{ ...EXCEEDED, message: 'content size is 2 B, more than 1 B' }];
    const report = neutral({
      findings: [],
      verdict: { ...NOTHING, conclusion: 'neutral', violations },
      notices: [{ code: 'waived', message: 'the label turns the failure into a neutral result' }],
    });
    expect(verdictLine(report)).toBe('waived by label: 1 budget exceeded');
  });

  test('is no matter of a look at one image', () => {
    expect(verdictLine(neutral({ mode: 'inspect' }))).toBe('inspected without a verdict: 1 error');
  });
});

test('a first line without a baseline says what there is, where a notice says that everything is introduced', () => {
  const first = (findings: readonly ReportFinding[]) => verdictLine(gateReport({ findings, baseline: null }));
  expect(first([])).toBe('passed: no findings, no baseline');
  expect(first([{ ...GO, inherited: true }])).toBe('passed: only allowed or inherited findings, no baseline');
  expect(first([{ ...GO, severity: 'note' }])).toBe('passed: 1 note introduced, no baseline');
});

describe('what a report says', () => {
  const fix = 'Copy `server` alone';
  const message = 'the allow entry for `package-cache` `nothing` matches nothing';
  const report = rejecting([{ ...GO, fix }], { notices: [{ code: 'x', message }] });

  test('has names in quotes in a terminal', () => {
    const text = RENDERERS.terminal(report);
    expect(text).toContain(`notice: ${message}\n`);
    expect(text).toContain(' Copy `server` alone.\n');
  });

  test('ends with a full stop where it is a fix', () => {
    expect(RENDERERS.markdown(report)).toContain('<br>Copy `server` alone. |');
    expect(RENDERERS.html(report)).toContain('<p>Copy <code>server</code> alone.</p>');
    expect(RENDERERS.annotations(report)).toMatch(/\. Copy server alone\.\n$/);
    expect(RENDERERS.sarif(report)).toContain(' Copy server alone."');
  });
});

describe('allow entries', () => {
  const entryOf = ({ fingerprint, status }: ReportFinding) => ({ fingerprint, status });
  const inline = { reason: 'cgo <needs> it', expires: null, source: 'inline' as const };
  const policy = { reason: 'until the move', expires: '2031-01-31', source: 'policy' as const };
  const label = { reason: 'label `x` set by octocat', expires: null, source: 'label' as const };
  const report = rejecting([GO, { ...OLD, status: 'introduced' }], {
    verdict: {
      conclusion: 'neutral',
      violations: [{ kind: 'finding', ...entryOf(GO), message: 'Go' }],
      allowed: [
        { ...entryOf({ ...OLD, status: 'introduced' }), ...policy },
        { ...entryOf(GO), ...label },
      ],
      proposed: [{ ...entryOf(GO), ...inline }],
    },
  });

  test.each(FORMATS)('are shown with who made them, their end and their reason in %s', (format) => {
    const text = plain(report, format).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect(text).toMatch(/gcc 1\.22.*until the move/);
    expect(text).toContain('2031-01-31');
    expect(text).toMatch(/by the policy|\| policy \|/);
    expect(text).toMatch(
      /Proposed by this change, not in effect yet.*Go toolchain 1\.22.*(Dockerfile, with no end: cgo|cgo.*\| never \| Dockerfile \|)/,
    );
  });

  test.each(FORMATS.slice(0, 2))('are counted alike in %s: a label accepts no finding', (format) => {
    const text = plain(report, format);
    expect(text).toContain(' Allowed (1) ');
    expect(text).toContain(' Proposed by this change, not in effect yet (1) ');
  });
});

test.each(['resolved', 'persisting'] as const)('of what is %s the largest is named first', (status) => {
  const findings = Array.from({ length: 9 }, (_unused, index) =>
    finding({ fingerprint: `${index}`.repeat(64), subject: `tool ${index}`, bytes: index * 1000, status }),
  );
  const text = plain(gateReport({ findings }), 'markdown');
  expect(text).toMatch(
    status === 'resolved' ? /Resolved: tool 8 1\.22 \(8\.0 kB\), tool 7 / : /tool 8 1\.22.*tool 7 1\.22/,
  );
});
