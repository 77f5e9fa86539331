import type { Fix, Proof } from '../fix/fix.ts';

/** A fix as programs read it. */
export type ReportFix = Omit<Fix, 'proof'> & {
  readonly proof: Omit<Proof, 'lines'> & {
    /** Paths that `changed` leaves out. */
    readonly changedOmitted: number;
  };
};

const MAX_CHANGED = 50;

export function toReportFix({ proof: { lines: _lines, ...proof }, ...fix }: Fix): ReportFix {
  const changed = proof.changed.slice(0, MAX_CHANGED);
  return { ...fix, proof: { ...proof, changed, changedOmitted: proof.changed.length - changed.length } };
}
