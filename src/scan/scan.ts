import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger/ledger.ts';
import type { FileRule, LedgerRule, Match, Rule, Severity, ThingMatch } from '../rules/rule.ts';
import { composeMessage, evidenceOf, fromInstruction } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { createLedgerFile } from './ledger-file.ts';

/** Matches of one rule with one subject. */
type Draft = { readonly rule: Rule; readonly match: ThingMatch; readonly rows: number[] };

/** Runs all rules that are not off over a ledger; findings are in the order of the rules, then of their subjects. */
export function scan(
  ledger: Ledger,
  rules: readonly Rule[],
  severities: (rule: Rule) => Severity | 'off',
): readonly Finding[] {
  const active = rules.flatMap((rule) => {
    const severity = severities(rule);
    return severity === 'off' ? [] : [{ rule, severity }];
  });
  const fileRules = active.map(({ rule }) => rule).filter((rule) => rule.kind === 'file');
  const matched = matchFiles(ledger, fileRules);
  return active.flatMap(({ rule, severity }) => {
    const drafts =
      rule.kind === 'file' ? (matched.get(rule) ?? new Map<string, Draft>()) : matchThings(ledger, rule);
    return [...drafts.values()].map((draft) => toFinding(ledger, draft, severity)).sort(bySubject);
  });
}

function bySubject(a: Finding, b: Finding): number {
  return a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;
}

type Drafts = Map<string, Draft>;

/** One pass over the rows for all file rules. */
function matchFiles(ledger: Ledger, rules: readonly FileRule[]): ReadonlyMap<Rule, Drafts> {
  const drafts = new Map<Rule, Drafts>(rules.map((rule) => [rule, new Map<string, Draft>()]));
  const file = createLedgerFile(ledger);
  const { rowCount } = ledger.catalog;
  for (let row = 0; row < rowCount && rules.length > 0; row += 1) {
    if (ledger.catalog.type(row) === 'directory') continue;
    file.moveTo(row);
    for (const rule of rules) {
      const match = rule.match(file);
      if (match !== undefined) draftOf(drafts.get(rule), rule, match).rows.push(row);
    }
  }
  return drafts;
}

function matchThings(ledger: Ledger, rule: LedgerRule): Drafts {
  const drafts: Drafts = new Map();
  for (const match of rule.inspect(ledger)) {
    const { rows } = draftOf(drafts, rule, match);
    for (const row of match.rows) rows.push(row);
  }
  return drafts;
}

function draftOf(drafts: Drafts | undefined, rule: Rule, match: Match | ThingMatch): Draft {
  const known = drafts?.get(match.subject);
  if (known !== undefined) return known;
  const draft: Draft = { rule, match: { rows: [], ...match }, rows: [] };
  drafts?.set(match.subject, draft);
  return draft;
}

function toFinding(ledger: Ledger, draft: Draft, severity: Severity): Finding {
  const { rule, match } = draft;
  const { rows, inherited } = countedRows(ledger, draft);
  const told = { ...tellEvidence(ledger, match, rows), inherited };
  return {
    ruleId: rule.id,
    category: rule.category,
    severity,
    subject: match.subject,
    version: match.version ?? null,
    ...told,
    message: composeMessage(match.message ?? nameOf(match), told),
    fix: match.fix ?? rule.fix,
    packages: (match.packages ?? []).flatMap((index) => ledger.packages[index]?.purl ?? []),
    fingerprint: fingerprintOf(ledger, draft),
    evidence: rule.evidence,
    rows,
  };
}

function tellEvidence(ledger: Ledger, match: ThingMatch, rows: readonly number[]): Evidence {
  const evidence = evidenceOf(ledger, rows);
  const bytes = match.bytes ?? evidence.bytes;
  if (match.at === undefined) return { ...evidence, bytes };
  // Told at an instruction, it is about a choice, not about a place in the image.
  const primary = match.at === 'from' ? fromInstruction(ledger) : undefined;
  return { ...evidence, bytes, place: null, primary: primary ?? evidence.primary };
}

/** What own instructions added is the finding where there is any; the rest came with the base image. */
function countedRows(
  ledger: Ledger,
  { match, rows: drafted }: Draft,
): { rows: readonly number[]; inherited: boolean } {
  const rows = [...new Set(drafted)].sort((a, b) => a - b);
  // Told at an instruction: it is about what that instruction chose, whoever made the bytes.
  if (match.at !== undefined || rows.length === 0) return { rows, inherited: false };
  const own = rows.filter((row) => !ledger.isInherited(row));
  return own.length > 0 ? { rows: own, inherited: false } : { rows, inherited: true };
}

function nameOf({ subject, version }: ThingMatch): string {
  return version === undefined ? subject : `${subject} ${version}`;
}

/** Rule, subject without version and Dockerfile: no digest, ordinal, line or time (contracts.md 3). */
function fingerprintOf({ dockerfile }: Ledger, { rule, match }: Draft): string {
  return createHash('sha256')
    .update(`${rule.id}\0${match.subject}\0${dockerfile ?? ''}`)
    .digest('hex');
}
