import type { Unfixed } from '../fix/fix.ts';
import type { Notice } from '../policy/policy.ts';
import { proofLines } from './fix-wording.ts';
import type { ReportFix } from './report-fix.ts';
import { logLine } from '../visible.ts';
import { counted } from './wording.ts';

/** What `final-stage fix` found, as programs read it. */
export type FixReport = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'final-stage'; readonly version: string };
  readonly candidate: {
    readonly reference: string;
    readonly imageID: string;
    readonly contentBytes: number;
  };
  readonly fixes: readonly ReportFix[];
  /** Errors and warnings that stay. */
  readonly unfixed: readonly Unfixed[];
  /** Builds beside the candidate's own. */
  readonly builds: number;
  readonly notices: readonly Notice[];
};

export function renderFixJson(report: FixReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The diff, and the proof under it as lines that `git apply` passes over. */
export function renderFixText({ candidate, fixes, unfixed, builds }: FixReport): string {
  const proofs = fixes.flatMap((fix) => fixLines(fix, candidate.contentBytes));
  const staying = unfixed.map(({ ruleId, subject, why }) => `not fixed: ${ruleId}: ${subject} (${why})`);
  const none = fixes.length + unfixed.length === 0 ? ['nothing to fix'] : [];
  const lines = [...proofs, ...staying, ...none, `${counted(builds, 'build')} besides the candidate's own`];
  return `${fixes.map(({ patch }) => patch).join('')}${lines.map((line) => `# ${logLine(line)}\n`).join('')}`;
}

function fixLines(fix: ReportFix, contentBytes: number): readonly string[] {
  const [size = '', ...checks] = proofLines(fix, contentBytes);
  const { fingerprints, remedies } = fix;
  return [
    `proven: ${counted(fingerprints.length, 'finding')} (${remedies.join(', ')})`,
    size,
    ...checks.map((line) => `  ${line}`),
  ];
}
