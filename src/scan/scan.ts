import { createHash } from 'node:crypto';
import { maskSecrets } from '../files/secrets/mask.ts';
import type { FieldRef } from '../ledger/config-fields.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { RULES } from '../rules/index.ts';
import type { FileRule, LedgerRule, Match, Rule, ThingMatch } from '../rules/rule.ts';
import { composeMessage, evidenceOf, fromInstruction, startInstruction } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { withFields } from './field-evidence.ts';
import type { Finding, Rating } from './finding.ts';
import { createLedgerFile } from './ledger-file.ts';

/** Matches of one rule with one subject. */
type Draft = {
  readonly rule: Rule;
  readonly match: ThingMatch;
  readonly rows: number[];
  readonly fields: FieldRef[];
};

/** Runs all rules over a ledger; findings are in the order of the rules, then of their subjects. How severe they are is the policy's to say. */
export function scan(ledger: Ledger, rules: readonly Rule[] = RULES): readonly Finding[] {
  const fileRules = rules.filter((rule) => rule.kind === 'file');
  const matched = matchFiles(ledger, fileRules);
  return rules.flatMap((rule) => {
    const covered = rules.find(({ id }) => id === rule.covers);
    const drafts =
      rule.kind === 'file' ? (matched.get(rule) ?? new Map<string, Draft>()) : matchThings(ledger, rule);
    return [...drafts.values()]
      .flatMap((draft) => {
        const ratings = [
          rule,
          ...(covered !== undefined && draft.match.hasCovered === true ? [covered] : []),
        ];
        return partsOf(ledger, draft).map((part) => toFinding(ledger, part, ratings.map(toRating)));
      })
      .sort(bySubject);
  });
}

function toRating({ id, category, severity }: Rule): Rating {
  return { id, category, severity };
}

/** Of one subject what our instructions added comes first; the sort keeps that order. */
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
    const { rows, fields } = draftOf(drafts, rule, match);
    for (const row of match.rows) rows.push(row);
    for (const { part, path, key, origin } of match.fields ?? []) fields.push({ part, path, key, origin });
  }
  return drafts;
}

function draftOf(drafts: Drafts | undefined, rule: Rule, match: Match | ThingMatch): Draft {
  const known = drafts?.get(match.subject);
  if (known !== undefined) return known;
  const draft: Draft = { rule, match: { rows: [], ...match }, rows: [], fields: [] };
  drafts?.set(match.subject, draft);
  return draft;
}

/** What one finding reports of a draft. `inherited`: all of it came with the base image. */
type Part = {
  readonly draft: Draft;
  readonly rows: readonly number[];
  readonly fields: readonly FieldRef[];
  readonly inherited: boolean;
};

/** Packages and version of a part: of two, each names those packages only that its own rows belong to. */
function packagesOf(
  ledger: Ledger,
  { draft: { match, rows: all }, rows }: Part,
): { readonly packages: readonly number[]; readonly version: string | null } {
  const { packages = [], version = null } = match;
  if (packages.length === 0 || new Set(all).size === rows.length) return { packages, version };
  const owners = new Set(rows.map((row) => ledger.ownerIndex(row)));
  const own = packages.filter((index) => owners.has(index));
  // The version is that of the first package.
  return { packages: own, version: own[0] === packages[0] ? version : null };
}

function toFinding(ledger: Ledger, part: Part, ratings: readonly Rating[]): Finding {
  const { rows, fields, inherited } = part;
  const { rule, match } = part.draft;
  const { packages, version } = packagesOf(ledger, part);
  const evidence = {
    ...deriveEvidence(ledger, match, {
      rows,
      fields,
      cause: match.at === undefined ? packages[0] : undefined,
    }),
    inherited,
  };
  return {
    ruleId: rule.id,
    category: rule.category,
    ratings,
    atMost: match.atMost ?? null,
    subject: match.subject,
    version,
    title: match.title === undefined ? null : maskSecrets(match.title),
    ...evidence,
    // They may quote the configuration.
    message: composeMessage(maskSecrets(match.message ?? nameOf(match.subject, version)), {
      ...evidence,
      subject: match.subject,
    }),
    fix: maskSecrets(match.fix ?? rule.fixFor?.({ ledger, subject: match.subject, rows }) ?? rule.fix),
    packages: packages.flatMap((index) => ledger.packages[index]?.purl ?? []),
    // Told where somebody asks: scan/because.ts.
    because: null,
    fingerprint: fingerprintOf(ledger, part),
    evidence: rule.evidence,
    rows,
    fields,
    ...apartOf(match),
  };
}

const NO_MARKS: Finding['marks'] = new Map();
const NO_ROWS: Finding['countedElsewhere'] = new Set();

function apartOf({
  marks = NO_MARKS,
  countedElsewhere = NO_ROWS,
  isUnlisted = false,
}: ThingMatch): Pick<Finding, 'marks' | 'countedElsewhere' | 'isUnlisted'> {
  return { marks, countedElsewhere, isUnlisted };
}

type EvidenceRows = Pick<Part, 'rows' | 'fields'> & { readonly cause: number | undefined };

function deriveEvidence(ledger: Ledger, match: ThingMatch, { rows, fields, cause }: EvidenceRows): Evidence {
  const { countedElsewhere, isUnlisted } = match;
  const evidence = withFields(evidenceOf(ledger, rows, { cause, countedElsewhere, isUnlisted }), fields);
  const bytes = match.bytes ?? evidence.bytes;
  if (match.at === undefined) return { ...evidence, bytes };
  // Told at an instruction, it is about a choice, not about a place in the image.
  const chosen = match.at === 'from' ? fromInstruction(ledger) : startInstruction(ledger, match.at, rows);
  return { ...evidence, bytes, place: null, primary: chosen ?? evidence.primary ?? fromInstruction(ledger) };
}

/** What own instructions added is one finding and what came with the base image another: neither excuses the other. */
function partsOf(ledger: Ledger, draft: Draft): readonly Part[] {
  const { match } = draft;
  const rows = [...new Set(draft.rows)].sort((a, b) => a - b);
  // Told at an instruction: it is about what that instruction chose, whoever made the bytes.
  const { fields } = draft;
  if (match.at !== undefined || rows.length + fields.length === 0)
    return [{ draft, rows, fields, inherited: false }];
  const parts = [false, true].map((inherited) => ({
    draft,
    rows: rows.filter((row) => ledger.isInherited(row) === inherited),
    fields: fields.filter(({ origin }) => (origin.kind === 'base-image') === inherited),
    inherited,
  }));
  return parts.filter((part) => part.rows.length + part.fields.length > 0);
}

function nameOf(subject: string, version: string | null): string {
  return version === null ? subject : `${subject} ${version}`;
}

/**
 * Rule, subject without version, Dockerfile, and whether the base image brought it: no digest, ordinal, line or time
 * (docs/report.md, "Findings").
 */
function fingerprintOf({ dockerfile }: Ledger, { draft, inherited }: Part): string {
  return createHash('sha256')
    .update(`${draft.rule.id}\0${draft.match.subject}\0${dockerfile ?? ''}${inherited ? '\0inherited' : ''}`)
    .digest('hex');
}
