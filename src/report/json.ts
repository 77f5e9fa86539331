import type { GateReport } from './report.ts';

/** The report for programs: the same input gives the same bytes. Bytes of names that are no UTF-8 stay escaped surrogates. */
export function renderJson(report: GateReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
