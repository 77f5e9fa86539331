import type { Ledger } from '../ledger/ledger.ts';
import { sumBy } from '../ledger/sums.ts';
import { evidenceOf, messageOfPart } from '../scan/evidence.ts';
import { withFields } from '../scan/field-evidence.ts';
import type { Inspection } from '../scan/finding.ts';
import { deriveCauses, type LayerCauses, type Making } from './causes.ts';
import type { Cause, LayerCause } from './cause.ts';
import type { ComparedFinding, Comparison, LedgerLine, LedgerSums } from './comparison.ts';
import { compareComposedFiles } from './composed-files.ts';
import { compareSizes } from './sizes.ts';
import { matchFindings } from './split.ts';
import type { FindingPart } from './split.ts';

/** Candidate beside baseline: sizes, findings by status, and the ledger's sums. Without baseline everything is introduced. */
export function compare(
  baseline: Inspection | null,
  candidate: Inspection,
  making: Making = { isCandidateBuilt: false },
): Comparison {
  const layerCauses = baseline && deriveCauses(baseline.ledger, candidate.ledger, making);
  const findings = matchFindings(baseline, candidate).map((part) => {
    const ledger = part.status === 'resolved' && baseline ? baseline.ledger : candidate.ledger;
    return toCompared(part, ledger, causeOf(part, ledger, layerCauses));
  });
  return {
    sizes: compareSizes(baseline && baseline.ledger, candidate.ledger),
    findings,
    ledger: compareSums(baseline && baseline.ledger, candidate.ledger),
    composedFiles: compareComposedFiles(baseline && baseline.ledger, candidate.ledger),
    layerCauses,
  };
}

/**
 * A finding is the rebuild's or the base image's only if every row of it certainly is. A stage that cannot start fails whoever broke
 * it: its rows are what is started, and what it lacks is in no row.
 */
function causeOf(
  { finding, status, rows }: FindingPart,
  { catalog }: Ledger,
  causes: LayerCauses | null,
): Cause | null {
  if (status === 'persisting') return null;
  if (finding.category === 'broken-stage' || rows.length === 0) return 'change';
  const byLayer = status === 'resolved' ? causes?.baseline : causes?.candidate;
  return foremost(new Set(rows.map((row) => certainCause(byLayer?.[catalog.layer(row)]))));
}

function foremost(causes: ReadonlySet<Cause>): Cause {
  if (causes.has('change')) return 'change';
  return causes.has('base') ? 'base' : 'rebuild';
}

function certainCause(layer: LayerCause | undefined): Cause {
  return layer?.isCertain !== true || layer.cause === 'same' ? 'change' : layer.cause;
}

function toCompared(
  { finding, status, rows, fields }: FindingPart,
  ledger: Ledger,
  cause: Cause | null,
): ComparedFinding {
  const isWhole = rows.length === finding.rows.length && fields.length === finding.fields.length;
  if (isWhole) return { ...finding, status, cause };
  const part = withFields(evidenceOf(ledger, rows, finding), fields);
  const message = messageOfPart(finding, { ...finding, ...part });
  return { ...finding, ...part, rows, fields, message, status, cause };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareSums(baseline: Ledger | null, candidate: Ledger): LedgerSums {
  const lines = (by: Parameters<typeof sumBy>[1]) =>
    toLines(baseline && sumBy(baseline, by), sumBy(candidate, by));
  return {
    byInstruction: lines('instruction'),
    byOwner: lines('owner'),
    byClass: lines('class'),
    byDirectory: lines('directory'),
  };
}

type Sums = ReturnType<typeof sumBy>;

/** Labels are today's: the candidate's, and the baseline's for what is gone. Lines without bytes on both sides are left out. */
function toLines(baseline: Sums | null, candidate: Sums): readonly LedgerLine[] {
  const keys = new Set([...candidate.keys(), ...(baseline?.keys() ?? [])]);
  const lines = [...keys].map((key) => {
    const label = (candidate.get(key) ?? baseline?.get(key))?.label ?? key;
    const after = bytesOf(candidate, key);
    const before = baseline && bytesOf(baseline, key);
    return { key, label, baseline: before, candidate: after, delta: before === null ? null : after - before };
  });
  return lines.filter((line) => line.candidate !== 0 || (line.baseline ?? 0) !== 0).toSorted(byChange);
}

function bytesOf(sums: Sums, key: string): number {
  return sums.get(key)?.bytes ?? 0;
}

function byChange(a: LedgerLine, b: LedgerLine): number {
  return Math.abs(b.delta ?? b.candidate) - Math.abs(a.delta ?? a.candidate) || byText(a.key, b.key);
}
