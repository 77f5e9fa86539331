import type { GateReport } from './report.ts';

type Nothing = readonly never[];
type UnknownSize = {
  readonly baseline: null;
  readonly candidate: null;
  readonly delta: null;
  readonly percent: null;
};

/**
 * What is reported where nothing that an image is built from changed, so that none was built: the fields of a report, all of
 * whose sizes are unknown. `candidate` tells both apart.
 */
export type UnchangedReport = Pick<GateReport, 'schemaVersion' | 'tool' | 'name' | 'notices'> & {
  readonly mode: 'check';
  readonly candidate: null;
  readonly baseline: null;
  readonly size: Readonly<Record<'content' | 'rootfs' | 'hidden' | 'transfer', UnknownSize>> & {
    readonly pull: null;
  };
  readonly causes: null;
  readonly findings: Nothing;
  readonly ledger: Readonly<Record<keyof GateReport['ledger'], Nothing>>;
  readonly places: Nothing;
  readonly requested: null;
  readonly composedFiles: Nothing;
  readonly budgets: Nothing;
  readonly verdict: {
    readonly conclusion: 'success';
    readonly violations: Nothing;
    readonly allowed: Nothing;
    readonly proposed: Nothing;
  };
  readonly trend: Nothing;
  readonly fixes: Nothing;
};

/** How it ended, in one line without markup: the headline of every format. */
export const UNCHANGED_LINE = 'passed: nothing that the image is built from changed';

export function isUnchanged(report: GateReport | UnchangedReport): report is UnchangedReport {
  return report.candidate === null;
}
