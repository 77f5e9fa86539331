import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { renderBytes } from '../ledger/bytes.ts';
import { RULES } from '../rules/index.ts';
import type { RuleMeta, Severity } from '../rules/rule.ts';
import { encodePath } from './encode-path.ts';
import { placeLines } from './place-lines.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { sarifFixes } from './sarif-fixes.ts';
import { shorten, visible } from '../visible.ts';
import { claimOf, counted, nameOf, placeOf, sentence } from './wording.ts';
import { groupFindings } from './finding-groups.ts';
import { acceptanceOf } from './standing.ts';

export const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** GitHub's limits for an upload: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support */
const MAX_RESULTS = 5000;
const MAX_DESCRIPTION_CHARACTERS = 1024;
const MAX_MESSAGE_CHARACTERS = 4000;
const MAX_PATHS = 5;
const HOMEPAGE = 'https://github.com/final-stage/final-stage';

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<
  Severity,
  string
>;
/** GitHub shows a security severity as a number: secrets are high, what cannot run or leaks is medium. */
const SECURITY_SEVERITIES: ReadonlyMap<string, string> = new Map([['secret', '8.0']]);

/** SARIF 2.1.0 for code scanning: what the candidate has, at Dockerfile lines; places inside the image are in the text. */
export function renderSarif(report: GateReport): string {
  return `${JSON.stringify(toSarif(report), null, 2)}\n`;
}

export function toSarif(report: GateReport): Log {
  const findings = reportable(report);
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))].toSorted();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'final-stage',
            informationUri: HOMEPAGE,
            semanticVersion: report.tool.version,
            rules: ruleIds.map((id) => toDescriptor(id, findings)),
          },
        },
        // One category for each image: a later upload of the same category replaces the alerts.
        automationDetails: { id: `final-stage/${automationId(findings, report)}/` },
        columnKind: 'utf16CodeUnits',
        results: toResults(findings, ruleIds, report),
      },
    ],
  };
}

/** All but the resolved; without a Dockerfile there is no line to show them at. */
function reportable(report: GateReport): readonly ReportFinding[] {
  const { introduced, persisting, inherited, elsewhere, allowed } = groupFindings(report);
  return [...introduced, ...persisting, ...inherited, ...elsewhere, ...allowed]
    .filter((finding) => placeIn(report, finding) !== null)
    .slice(0, MAX_RESULTS);
}

function automationId(findings: readonly ReportFinding[], report: GateReport): string {
  const [first] = findings;
  const dockerfile = first && placeIn(report, first)?.dockerfile;
  return `${encodePath(dockerfile ?? 'image')}/${visible(report.candidate.platform).replaceAll('/', '-')}`;
}

function placeIn(report: GateReport, finding: ReportFinding): InstructionRef | null {
  if (finding.primary !== null) return finding.primary;
  const instruction = report.candidate.layers.find((layer) => layer.instruction !== null)?.instruction;
  return instruction ? { ...instruction, line: 1, endLine: 1 } : null;
}

function toDescriptor(id: string, findings: readonly ReportFinding[]): ReportingDescriptor {
  const { headline, fix, category, severity, url } = metaOf(id, findings);
  const security = SECURITY_SEVERITIES.get(category);
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: description(headline) },
    fullDescription: { text: description(`${headline}. ${sentence(fix)}`) },
    help: {
      text: description(`${sentence(fix)} To accept a finding, add an allow entry for ${id} to the policy.`),
    },
    ...(url !== undefined && { helpUri: url }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [category],
      precision: 'high',
      ...(security !== undefined && { 'security-severity': security }),
    },
  };
}

/** How SARIF's validator wants a name, which must not be the id: `c-toolchain` is `CToolchain`. */
function toPascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_match, first: string) => first.toUpperCase());
}

type Meta = Pick<RuleMeta, 'headline' | 'fix' | 'category' | 'severity'> & Partial<Pick<RuleMeta, 'url'>>;

/** A report of another version may have rules that this one does not know: then its finding gives them. */
function metaOf(id: string, findings: readonly ReportFinding[]): Meta {
  const rules: readonly Meta[] = RULES.filter((rule) => rule.id === id);
  const reported = findings
    .filter(({ ruleId }) => ruleId === id)
    .map((finding) => ({ ...finding, headline: id }));
  return [...rules, ...reported][0] ?? { headline: id, fix: id, category: 'build-tool', severity: 'warning' };
}

function description(text: string): string {
  return shorten(visible(text).replaceAll('`', ''), MAX_DESCRIPTION_CHARACTERS);
}

function toResults(
  findings: readonly ReportFinding[],
  ruleIds: readonly string[],
  report: GateReport,
): Result[] {
  // From 1: the parts of a split finding have one fingerprint.
  const occurrences = new Map<string, number>();
  return findings.map((finding) => {
    const occurrence = (occurrences.get(finding.fingerprint) ?? 0) + 1;
    occurrences.set(finding.fingerprint, occurrence);
    return { ...toResult(finding, occurrence, report), ruleIndex: ruleIds.indexOf(finding.ruleId) };
  });
}

function toResult(finding: ReportFinding, occurrence: number, report: GateReport): Result {
  const acceptance = acceptanceOf(report.verdict, finding);
  return {
    ruleId: finding.ruleId,
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [{ ...toLocation(placeIn(report, finding)), ...logicalLocations(finding) }],
    // GitHub matches alerts by the first of these, so it must not change when an introduced finding persists later.
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint.slice(0, 16)}:${occurrence}`,
      'finalStageFinding/v1': finding.fingerprint,
    },
    ...(report.baseline !== null && { baselineState: finding.status === 'introduced' ? 'new' : 'unchanged' }),
    ...sarifFixes(report, finding),
    ...(acceptance !== undefined && {
      suppressions: [{ kind: 'external', justification: visible(acceptance.reason) }],
    }),
  };
}

function toLocation(place: InstructionRef | null): Location {
  const { dockerfile, line, endLine } = place ?? { dockerfile: 'Dockerfile', line: 1, endLine: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(dockerfile), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, endLine: Math.max(line, endLine) },
    },
  };
}

/** Fields of the image's configuration: they are in no file. SARIF 2.1.0, 3.33 */
function logicalLocations({ locations }: ReportFinding): Pick<Location, 'logicalLocations'> {
  const fields = locations.flatMap((location) => (location.kind === 'config' ? [location.field] : []));
  if (fields.length === 0) return {};
  return {
    logicalLocations: fields.map((field) => ({ fullyQualifiedName: visible(field), kind: 'member' })),
  };
}

/** SARIF reads `[text](target)` in messages as a link and needs brackets escaped otherwise (3.11.6). */
function messageOf(finding: ReportFinding): string {
  const { bytes, files, primary, locations } = finding;
  const amount = bytes === 0 ? '' : `, ${renderBytes(bytes)} in ${counted(files, 'file')}`;
  const isSet = files === 0 && locations.some(({ kind }) => kind === 'config');
  const by = primary === null ? '' : `, ${isSet ? 'set' : 'added'} by ${placeOf(primary)}`;
  const { lines, more } = placeLines(finding, MAX_PATHS);
  const paths = lines.map(({ path, words }) => `${shorten(path, 300)}${words === '' ? '' : ` (${words})`}`);
  const where = paths.length === 0 ? '' : `: ${paths.join(', ')}${more === '' ? '' : ` ${more}`}`;
  const text = `${claimOf(finding) ?? nameOf(finding)}${amount}${by}${where}. ${sentence(finding.fix)}`;
  return shorten(visible(text).replaceAll('`', ''), MAX_MESSAGE_CHARACTERS).replace(/[\\[\]]/g, '\\$&');
}
