import type { FieldRef } from '../ledger/config-fields.ts';
import type { Finding, Inspection } from '../scan/finding.ts';
import type { FindingStatus } from './comparison.ts';

/** A part of one image's finding with the status that it has beside the other image. Rows are of that image's ledger. */
export type FindingPart = {
  readonly finding: Finding;
  readonly status: FindingStatus;
  readonly rows: readonly number[];
  readonly fields: readonly FieldRef[];
  /** Of what is introduced: whether a file has something of the baseline's beside what is new in it. */
  readonly isPartlyOld?: boolean;
};

/** Content hash that bundlers put before the extension: `index-BKj3k2_s.js.map`, `main.3f2a1b4c.chunk.css.map`. */
const CONTENT_HASH =
  /[.-](?=[\w-]*\d|[\w-]*[a-z][\w-]*[A-Z]|[\w-]*[A-Z][\w-]*[a-z])[\w-]{8,64}(?=(?:\.chunk)?\.(?:[cm]?js|css)\.map$)/;

/**
 * Matches findings by fingerprint. A finding about user files is split by path: files that the baseline's finding did
 * not have are introduced, the others persist; where none persists the baseline's finding is resolved (docs/report.md, "Findings").
 * What the base image brought is a finding of its own, and excuses none of ours.
 */
export function matchFindings(baseline: Inspection | null, candidate: Inspection): readonly FindingPart[] {
  const before = new Map((baseline?.findings ?? []).map((finding) => [finding.fingerprint, finding]));
  const parts =
    baseline === null
      ? candidate.findings.map((finding) => whole(finding, 'introduced'))
      : partsOf(before, baseline, candidate);
  const persisting = new Set(
    parts.flatMap(({ status, finding, isPartlyOld }) =>
      status === 'persisting' || isPartlyOld === true ? [finding.fingerprint] : [],
    ),
  );
  const resolved = [...before.values()].filter(({ fingerprint }) => !persisting.has(fingerprint));
  return [...parts, ...resolved.map((finding) => whole(finding, 'resolved'))];
}

function partsOf(
  before: ReadonlyMap<string, Finding>,
  baseline: Inspection,
  candidate: Inspection,
): readonly FindingPart[] {
  const isRewriting = rewritings(baseline, candidate);
  return candidate.findings.flatMap((finding) => {
    const other = before.get(finding.fingerprint);
    if (other === undefined) return [whole(finding, isRewriting(finding) ? 'persisting' : 'introduced')];
    if (finding.evidence === 'thing') return [whole(finding, 'persisting')];
    return splitByPlace(finding, placesOf(baseline, other), candidate);
  });
}

/**
 * Tells whether ours only writes anew, path by path, what the base image brought then and now: an upgrade in place or a
 * change of owner is no second compiler.
 */
function rewritings(baseline: Inspection, candidate: Inspection): (finding: Finding) => boolean {
  const then = inheritedFindings(baseline);
  const now = inheritedFindings(candidate);
  const { catalog } = candidate.ledger;
  return (finding) => {
    if (finding.evidence !== 'thing' || finding.inherited || finding.rows.length === 0) return false;
    const inherited = now.get(keyOf(finding));
    if (inherited === undefined || !then.has(keyOf(finding))) return false;
    const nodes = new Set(inherited.rows.map((row) => catalog.node(row)));
    return finding.rows.every((row) => nodes.has(catalog.node(row)));
  };
}

function inheritedFindings({ findings }: Inspection): ReadonlyMap<string, Finding> {
  return new Map(findings.filter(({ inherited }) => inherited).map((finding) => [keyOf(finding), finding]));
}

function keyOf({ ruleId, subject }: Finding): string {
  return `${ruleId}\0${subject}`;
}

function whole(finding: Finding, status: FindingStatus): FindingPart {
  return { finding, status, rows: finding.rows, fields: finding.fields };
}

/** A finding without files and fields is the same thing in both images. */
function splitByPlace(finding: Finding, known: Places, { ledger }: Inspection): readonly FindingPart[] {
  if (finding.rows.length + finding.fields.length === 0) return [whole(finding, 'persisting')];
  const marksAt = (row: number) => known.get(stableName(ledger.catalog.path(row)));
  const isKnown = (row: number) => {
    const marks = marksAt(row);
    return marks !== undefined && marksOf(finding, row).every((mark) => marks.has(mark));
  };
  const isKnownField = ({ key }: FieldRef) => known.has(fieldName(key));
  const partOf = (isOld: boolean) => ({
    finding,
    status: isOld ? ('persisting' as const) : ('introduced' as const),
    rows: finding.rows.filter((row) => isKnown(row) === isOld),
    fields: finding.fields.filter((field) => isKnownField(field) === isOld),
  });
  const fresh = partOf(false);
  const isPartlyOld = fresh.rows.some((row) => marksOf(finding, row).some((mark) => marksAt(row)?.has(mark)));
  const parts = [{ ...fresh, isPartlyOld }, partOf(true)];
  return parts.filter((part) => part.rows.length + part.fields.length > 0);
}

const NO_MARKS: readonly string[] = [];

function marksOf({ marks }: Finding, row: number): readonly string[] {
  return marks.get(row) ?? NO_MARKS;
}

/** By the name of a file or field what is in it; no path begins as a field's name does. */
type Places = ReadonlyMap<string, ReadonlySet<string>>;

function placesOf({ ledger }: Inspection, finding: Finding): Places {
  const places = new Map<string, Set<string>>();
  for (const row of finding.rows) {
    const name = stableName(ledger.catalog.path(row));
    const marks = places.get(name) ?? new Set<string>();
    places.set(name, marks);
    for (const mark of marksOf(finding, row)) marks.add(mark);
  }
  for (const { key } of finding.fields) places.set(fieldName(key), new Set());
  return places;
}

function fieldName(key: string): string {
  return `field ${key}`;
}

/** A path without the hash of its content: a file that was built anew is no new file. */
function stableName(path: string): string {
  return path.endsWith('.map') ? path.replace(CONTENT_HASH, '-*') : path;
}
