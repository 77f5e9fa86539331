import type { GateReport } from './report.ts';

/** What `git apply` takes: the diff of all fixes; empty where there is none. */
export function renderFixPatch({ fixes }: Pick<GateReport, 'fixes'>): string {
  return fixes.map(({ patch }) => patch).join('');
}
