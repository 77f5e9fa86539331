import type { GateReport } from '../report/report.ts';

/** Notices that are the normal state of things, or say why there is no fix: they alone are no reason to write to people. */
const QUIET_NOTICES: ReadonlySet<string> = new Set([
  ...['no-baseline', 'unchanged', 'history-not-kept', 'history-not-read'],
  ...['fix-not-proven', 'fix-budget-spent', 'fix-failed', 'fix-not-possible'],
]);

/** Whether a first comment is worth its notification: something was violated, came, went, is proposed, or must be known. */
export function hasSomethingToSay({ verdict, findings, notices }: GateReport): boolean {
  return (
    verdict.conclusion !== 'success' ||
    verdict.violations.length > 0 ||
    verdict.proposed.length > 0 ||
    findings.some((finding) => finding.status !== 'persisting' && !isBaseNote(finding)) ||
    notices.some((notice) => !QUIET_NOTICES.has(notice.code))
  );
}

/** A shell in the base image is no news. */
function isBaseNote(finding: GateReport['findings'][number]): boolean {
  return finding.inherited && finding.severity === 'note';
}
