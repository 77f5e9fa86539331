import { maskPatch } from '../fix/masked-patch.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { GateReport, ReportFinding } from './report.ts';
import type { ReportFix } from './report-fix.ts';
import { visible } from '../visible.ts';
import { counted } from './wording.ts';

/** `Proven fix: 3 findings, −83.6 MB content size`. */
export function fixTitle({ fingerprints, proof: { delta } }: ReportFix): string {
  const size = delta === null || delta === 0 ? '' : `, ${renderDelta(delta)} content size`;
  return `Proven fix: ${counted(new Set(fingerprints).size, 'finding')}${size}`;
}

/** Whether a proven fix mends what the candidate has of this finding. */
export function isMended({ fixes }: Pick<GateReport, 'fixes'>, finding: ReportFinding): boolean {
  return (
    finding.status !== 'resolved' &&
    fixes.some(({ fingerprints }) => fingerprints.includes(finding.fingerprint))
  );
}

/** What a fix mends, in the order of the report; the parts of a split finding are one. */
export function mendedBy({ fingerprints }: ReportFix, { findings }: GateReport): readonly ReportFinding[] {
  const present = findings.filter(({ status, fingerprint }) => {
    return status !== 'resolved' && fingerprints.includes(fingerprint);
  });
  return [...new Map(present.map((finding) => [finding.fingerprint, finding])).values()];
}

const MARKS = { passed: 'ok', failed: 'failed', skipped: 'skipped' } as const;

/** The proof in short lines; `before`: content size of the candidate. Check messages may hold names from the image. */
export function proofLines({ proof }: ReportFix, before: number): readonly string[] {
  return [
    sizeLine(proof, before),
    ...proof.checks.map(({ state, message }) => `${MARKS[state]}: ${message}`),
  ];
}

function sizeLine({ contentBytes, delta, buildSeconds }: ReportFix['proof'], before: number): string {
  const after = contentBytes === null ? 'unknown' : renderBytes(contentBytes);
  const change = delta === null ? '' : ` (${renderDelta(delta)})`;
  const time = buildSeconds === null ? '' : `, built in ${buildSeconds} s`;
  return `content size ${renderBytes(before)} → ${after}${change}${time}`;
}

/** A diff as people see it; `isExact`: git takes it as it stands here. */
export type ShownPatch = { readonly lines: readonly string[]; readonly isExact: boolean };

/** With secrets masked and hidden characters visible; a tab stays one. Null where it is longer than `maxBytes`. */
export function showPatch({ patch }: ReportFix, maxBytes: number): ShownPatch | null {
  if (patch.length > maxBytes) return null;
  const lines = maskPatch(patch)
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split('\t').map(visible).join('\t'));
  const shown = lines.join('\n');
  if (new TextEncoder().encode(shown).length > maxBytes) return null;
  return { lines, isExact: `${shown}\n` === patch };
}
