import type { FindingPart } from '../compare/split.ts';
import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Finding } from '../scan/finding.ts';
import { isExpired } from './day.ts';
import { nameMatcher, packageMatcher, pathMatcher } from '../files/glob/glob.ts';
import type { AllowEntry, Notice } from './policy.ts';
import type { Allowed } from './verdict.ts';

/** What allow entries are asked about: findings of the candidate. */
export type AllowQuestion = {
  readonly entries: readonly AllowEntry[];
  readonly parts: readonly FindingPart[];
  readonly ledger: Ledger;
  /** ISO day in UTC. */
  readonly today: string;
};

/** Findings that an entry in force accepts: each by the first entry that does. */
export function allowFindings({ entries, parts, ledger, today }: AllowQuestion): readonly Allowed[] {
  const inForce = entries
    .filter((entry) => !isExpired(entry.expires, today))
    .map((entry) => ({ entry, accepts: toAcceptance(entry, ledger) }));
  return parts.flatMap((part) => {
    const { entry } = inForce.find(({ accepts }) => accepts(part)) ?? {};
    return entry === undefined ? [] : [toAllowed(part, entry)];
  });
}

function toAllowed({ finding, status }: FindingPart, entry: AllowEntry): Allowed {
  const { reason, expires, source } = entry;
  return { fingerprint: finding.fingerprint, status, reason, expires, source };
}

/** Expired entries no longer allow, unused ones have nothing left to allow; both are worth a look. */
export function allowNotices({ entries, parts, ledger, today }: AllowQuestion): readonly Notice[] {
  return entries.flatMap((entry) => {
    const isUsed = parts.some(toAcceptance(entry, ledger));
    if (isExpired(entry.expires, today)) {
      const effect = isUsed ? 'and no longer allows what it matches' : 'and matches nothing, it can go';
      const message = `the allow entry for ${describe(entry)} expired on ${entry.expires ?? ''} ${effect}`;
      return [{ code: 'expired-allow', message }];
    }
    if (isUsed) return [];
    return [
      { code: 'unused-allow', message: `the allow entry for ${describe(entry)} matches nothing, it can go` },
    ];
  });
}

function describe(entry: AllowEntry): string {
  const wanted = [entry.subject, entry.path, entry.package, entry.instructionText]
    .filter((text) => text !== undefined)
    .map((text) => `\`${text.slice(0, 120).replaceAll('`', "'")}\``);
  return [`\`${entry.rule}\``, ...wanted].join(' ');
}

/** All that an entry names must match: rule or category, and each of subject, path, package, instruction. */
function toAcceptance(entry: AllowEntry, ledger: Ledger): (part: FindingPart) => boolean {
  if (isForBuildEnvironment(entry)) return ({ finding }) => isBuildTool(finding);
  const { subject, path, instructionDigest } = entry;
  const tests: ((part: FindingPart) => boolean)[] = [
    ({ finding }) => finding.ruleId === entry.rule || finding.category === entry.rule,
  ];
  if (subject !== undefined) {
    const matches = nameMatcher(subject);
    tests.push(({ finding }) => matches(finding.subject));
  }
  if (entry.package !== undefined) {
    const matches = packageMatcher(entry.package);
    // A file that no package owns, however it came beside them, is none of those that were accepted.
    tests.push(
      ({ finding, rows }) =>
        finding.packages.length > 0 &&
        finding.packages.every(matches) &&
        rows.every((row) => ledger.ownerIndex(row) >= 0),
    );
  }
  if (path !== undefined) {
    const matches = pathMatcher(path);
    tests.push(({ rows }) => rows.length > 0 && rows.every((row) => matches(ledger.catalog.path(row))));
  }
  if (instructionDigest !== undefined) tests.push((part) => isOf(part, instructionDigest, ledger));
  // An entry that names nothing but a rule would switch the rule off; a policy has no such entry.
  return (part) => tests.length > 1 && tests.every((accepts) => accepts(part));
}

/** `rule: build-tool` for good, and nothing else: the image is there to build, as one that CI jobs run in. */
function isForBuildEnvironment({ rule, subject, path, package: name, ...entry }: AllowEntry): boolean {
  const isNamed = [subject, path, name, entry.instructionText].some((text) => text !== undefined);
  return rule === 'build-tool' && !isNamed && entry.expires === null;
}

/** Build tools, by whichever rule they are told: the base image's as well, and those among development dependencies. */
export function isBuildTool({ category, ruleId }: Pick<Finding, 'category' | 'ruleId'>): boolean {
  return category === 'build-tool' || category === 'base-image' || ruleId === 'dev-dependency';
}

/** Whether a finding is the work of one instruction: all its evidence, or (without files) the place it is told at. */
function isOf({ finding, rows }: FindingPart, digest: string, ledger: Ledger): boolean {
  const areAll = rows.every((row) => digestOf(ledger.origin(row)) === digest);
  if (finding.primary?.digest === digest) return finding.inherited || areAll;
  return rows.length > 0 && areAll;
}

function digestOf(origin: LayerOrigin): string | undefined {
  if (origin.kind === 'instruction') return origin.instruction.digest;
  return origin.kind === 'base-image' ? origin.from?.digest : undefined;
}
