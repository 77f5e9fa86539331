import type { ArtifactChange, Fix, Result } from 'sarif';
import { encodePath } from './encode-path.ts';
import { fixTitle } from './fix-wording.ts';
import type { GateReport, ReportFinding } from './report.ts';
import type { ReportFix } from './report-fix.ts';

/** Most text that the fixes of one result insert: many results may have the same fix. */
const MAX_INSERTED_CHARACTERS = 10_000;

/** The proven fix of a finding, for a viewer that applies it (SARIF 2.1.0, 3.55). */
export function sarifFixes(
  { fixes }: GateReport,
  { fingerprint, status }: ReportFinding,
): Pick<Result, 'fixes'> {
  const own =
    status === 'resolved' ? [] : fixes.filter(({ fingerprints }) => fingerprints.includes(fingerprint));
  const found = own.filter(isShort).map(toFix);
  return found.length === 0 ? {} : { fixes: found };
}

function isShort({ edits }: ReportFix): boolean {
  return edits.reduce((sum, { replacement }) => sum + replacement.length, 0) <= MAX_INSERTED_CHARACTERS;
}

function toFix(fix: ReportFix): Fix {
  const files = [...new Set(fix.edits.map(({ file }) => file))].sort();
  return {
    description: { text: fixTitle(fix) },
    artifactChanges: files.map((file) => toChange(file, fix)),
  };
}

/** Offsets count from the start of the file, in the units of `columnKind`. */
function toChange(file: string, { edits }: ReportFix): ArtifactChange {
  return {
    artifactLocation: { uri: encodePath(file), uriBaseId: '%SRCROOT%' },
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ start, end, replacement }) => ({
        deletedRegion: { charOffset: start, charLength: end - start },
        ...(replacement !== '' && { insertedContent: { text: replacement } }),
      })),
  };
}
