import type { GateReport } from '../report/report.ts';
import type { UnchangedReport } from '../report/unchanged.ts';
import type { ReportFiles } from './report-files.ts';

/** Outputs of the Action by name (action.yml). Unknown is empty, never 0. */
export function toOutputs(
  report: GateReport | UnchangedReport,
  files: ReportFiles,
): ReadonlyMap<string, string> {
  const { size, findings, verdict } = report;
  const introduced = findings.filter(
    ({ cause, status, severity, inherited }) =>
      status === 'introduced' && cause === 'change' && severity === 'error' && !inherited,
  );
  return new Map([
    ['conclusion', verdict.conclusion],
    ['content-size', toText(size.content.candidate)],
    ['baseline-content-size', toText(size.content.baseline)],
    ['content-delta', toText(size.content.delta)],
    ['content-delta-percent', toText(size.content.percent)],
    ['transfer-size', toText(size.transfer.candidate)],
    ['pull-size', toText(size.pull)],
    ['introduced', toText(introduced.length)],
    ['report', files.json],
    ['report-html', files.html],
    ['sarif', files.sarif],
    ['fix-patch', files.patch],
  ]);
}

function toText(value: number | null): string {
  return value === null ? '' : String(value);
}
