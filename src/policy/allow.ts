import type { ComparedFinding } from '../compare/comparison.ts';
import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isExpired } from './day.ts';
import { nameMatcher, packageMatcher, pathMatcher } from '../files/glob/glob.ts';
import type { AllowEntry, Notice } from './policy.ts';
import type { Allowed } from './verdict.ts';

/** What allow entries are asked about: findings of the candidate. */
export type AllowContext = {
  readonly entries: readonly AllowEntry[];
  readonly findings: readonly ComparedFinding[];
  readonly ledger: Ledger;
  /** ISO day in UTC. */
  readonly today: string;
};

/** Findings that an entry in force accepts: each by the first entry that does. */
export function allowFindings({ entries, findings, ledger, today }: AllowContext): readonly Allowed[] {
  const inForce = entries
    .filter((entry) => !isExpired(entry.expires, today))
    .map((entry) => ({ entry, accepts: toAcceptance(entry, ledger) }));
  return findings.flatMap((finding) => {
    const { entry } = inForce.find(({ accepts }) => accepts(finding)) ?? {};
    return entry === undefined ? [] : [toAllowed(finding, entry)];
  });
}

function toAllowed({ fingerprint, status }: ComparedFinding, entry: AllowEntry): Allowed {
  const { reason, expires, source } = entry;
  return { fingerprint, status, reason, expires, source };
}

/** Expired entries no longer allow, unused ones have nothing left to allow; both are worth a look. */
export function allowNotices({ entries, findings, ledger, today }: AllowContext): readonly Notice[] {
  return entries.flatMap((entry) => {
    const isUsed = findings.some(toAcceptance(entry, ledger));
    if (isExpired(entry.expires, today)) {
      const effect = isUsed
        ? 'and no longer allows what it matches'
        : 'and matches nothing, so it can be removed';
      const message = `the allow entry for ${describe(entry)} expired on ${entry.expires ?? ''} ${effect}`;
      return [{ code: 'expired-allow', message }];
    }
    if (isUsed) return [];
    return [
      {
        code: 'unused-allow',
        message: `the allow entry for ${describe(entry)} matches nothing, so it can be removed`,
      },
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
function toAcceptance(entry: AllowEntry, ledger: Ledger): (finding: ComparedFinding) => boolean {
  if (isForBuildEnvironment(entry)) return isBuildTool;
  const { subject, path, instructionDigest } = entry;
  const tests: ((finding: ComparedFinding) => boolean)[] = [
    ({ ruleId, category }) => ruleId === entry.rule || category === entry.rule,
  ];
  if (subject !== undefined) {
    const matches = nameMatcher(subject);
    tests.push((finding) => matches(finding.subject));
  }
  if (entry.package !== undefined) {
    const matches = packageMatcher(entry.package);
    // A file that no package owns, however it came beside them, is none of those that were accepted.
    tests.push(
      ({ packages, rows, fields }) =>
        packages.length > 0 &&
        packages.every(matches) &&
        fields.length === 0 &&
        rows.every((row) => ledger.ownerIndex(row) >= 0),
    );
  }
  if (path !== undefined) {
    const matches = pathMatcher(path);
    tests.push(({ rows, fields }) => {
      const paths = [...rows.map((row) => ledger.catalog.path(row)), ...fields.map((field) => field.path)];
      return paths.length > 0 && paths.every((path) => matches(path));
    });
  }
  if (instructionDigest !== undefined) tests.push((finding) => isOf(finding, instructionDigest, ledger));
  // An entry that names nothing but a rule would switch the rule off; a policy has no such entry.
  return (finding) => tests.length > 1 && tests.every((accepts) => accepts(finding));
}

/** `rule: build-tool` for good, and nothing else: the image is there to build, as one that CI jobs run in. */
function isForBuildEnvironment({ rule, subject, path, package: name, ...entry }: AllowEntry): boolean {
  const isNamed = [subject, path, name, entry.instructionText].some((text) => text !== undefined);
  return rule === 'build-tool' && !isNamed && entry.expires === null;
}

/** Build tools, by whichever rule they are reported: the base image's as well, and those among development dependencies. */
export function isBuildTool({ category, ruleId }: Pick<ComparedFinding, 'category' | 'ruleId'>): boolean {
  return category === 'build-tool' || category === 'base-image' || ruleId === 'dev-dependency';
}

/** Whether a finding is the work of one instruction: all its evidence, or (without files) the place it is reported at. */
function isOf(
  { primary, inherited, rows, fields }: ComparedFinding,
  digest: string,
  ledger: Ledger,
): boolean {
  const origins = [...rows.map((row) => ledger.origin(row)), ...fields.map(({ origin }) => origin)];
  const areAll = origins.every((origin) => digestOf(origin) === digest);
  if (primary?.digest === digest) return inherited || areAll;
  return origins.length > 0 && areAll;
}

function digestOf(origin: LayerOrigin): string | undefined {
  if (origin.kind === 'instruction') return origin.instruction.digest;
  return origin.kind === 'base-image' ? origin.from?.digest : undefined;
}
