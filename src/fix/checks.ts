import type { Comparison } from '../compare/comparison.ts';
import { renderDelta } from '../ledger/bytes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JudgedFinding } from '../policy/verdict.ts';
import type { Finding } from '../scan/finding.ts';
import { findingsOf, type Check, type CheckId, type Choice } from './fix.ts';
import { findLostLibraries } from './lost-libraries.ts';
import { findLostModule } from './lost-modules.ts';
import { findLostPackage } from './lost-packages.ts';
import { findLostSettings } from './lost-settings.ts';
import { findLostProgram } from './lost-programs.ts';
import { differingField } from './same-configuration.ts';
import type { Difference } from './same-application.ts';

/** The candidate and the image that its edits give, as they were read. */
export type Built = {
  readonly choices: readonly Choice[];
  readonly before: Ledger;
  readonly after: Ledger;
  /** The candidate as the baseline of the fixed image. */
  readonly comparison: Comparison;
  /** What the policy makes of that. */
  readonly findings: readonly JudgedFinding[];
  readonly difference: Difference;
  /** Whether a rebuild without the cache gives a file another content as well (`rewritten`), or makes it come or go (`moved`). */
  readonly isRebuilt: (kind: 'moved' | 'rewritten', path: string) => boolean;
};

/** Everything that is seen of a built image, in the order of `CHECKS`. */
export function checkBuilt(built: Built): readonly Check[] {
  return [mends(built), isSameApplication(built), starts(built), isSmaller(built)];
}

/** What differs although no edit means it to, or none may: paths as `differenceOf` sorts them. */
export function undeclared(built: Omit<Built, 'comparison' | 'findings'>): readonly string[] {
  const { choices, before, after, difference, isRebuilt } = built;
  const evidence = new Set(
    choices.flatMap(findingsOf).flatMap(({ rows }) => rows.map((row) => before.catalog.path(row))),
  );
  const isMeant = (kind: 'removes' | 'changes' | 'adds', path: string) =>
    choices.some(({ proposal }) => proposal[kind]?.(path) === true);
  const { removed, changed, rewritten, added } = difference;
  const lost = movesBase(choices) ? findLostSettings(before, after, difference) : [];
  const paths = [
    ...removed.filter(
      (path) => !evidence.has(path) && !isMeant('removes', path) && !isRebuilt('moved', path),
    ),
    ...changed.filter((path) => !isMeant('changes', path)),
    ...rewritten.filter((path) => !isMeant('changes', path) && !isRebuilt('rewritten', path)),
    ...added.filter((path) => !isMeant('adds', path) && !isRebuilt('moved', path)),
    ...lost.filter((path) => !isRebuilt('rewritten', path) && !isRebuilt('moved', path)),
  ];
  return [...new Set(paths)];
}

function mends({ choices, comparison, findings }: Built): Check {
  const wanted = new Set(choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const staying = comparison.findings.filter(
    ({ status, fingerprint }) => status !== 'resolved' && wanted.has(fingerprint),
  );
  const added = findings.filter(({ status, severity }) => status === 'introduced' && severity !== 'note');
  if (staying.length > 0)
    return failed('mends', `\`${staying[0]?.ruleId}: ${staying[0]?.subject}\` is still there`);
  if (added.length > 0)
    return failed(
      'mends',
      `it brings in \`${added[0]?.ruleId}: ${added[0]?.subject}\`, which was not there before`,
    );
  return passed('mends', 'what it is meant to fix is gone, and nothing new turned up');
}

function isSameApplication(built: Built): Check {
  const { before, after, difference } = built;
  const meant = new Set(built.choices.flatMap(({ proposal }) => proposal.configures ?? []));
  const otherwise = differingField(before, after, { movesBase: movesBase(built.choices), meant });
  if (otherwise !== undefined) return failed('same', `the configuration changed unexpectedly: ${otherwise}`);
  const [first, ...others] = undeclared(built);
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return failed('same', `changed unexpectedly: ${quoted(first)}${more}`);
  }
  const { removed, generated, rewritten } = difference;
  return passed(
    'same',
    `every other file is the same in content, mode and owner (${removed.length} removed, ${rewritten.length + generated.length} that every build rewrites)`,
  );
}

/** In back-ticks: a path may come from the image. */
function quoted(path: string): string {
  return `\`${path.replaceAll('`', "'")}\``;
}

function starts({ choices, before, after, findings }: Built): Check {
  const broken = findings.find(
    ({ category, status }) => category === 'broken-stage' && status === 'introduced',
  );
  if (broken !== undefined) return failed('starts', broken.message);
  const isOfBase = (row: number) => movesBase(choices) && after.isInherited(row);
  const [missing] = findLostLibraries(before.catalog, after.catalog, isOfBase);
  if (missing !== undefined)
    return failed('starts', `${quoted(missing.path)} needs ${quoted(missing.needed)}, which is gone`);
  const program = findLostProgram(before, after);
  if (program !== undefined)
    return failed('starts', `\`${program}\`, which the start or the health check may call, is gone`);
  const gone = movesBase(choices) ? findLostPackage(before, after) : undefined;
  if (gone !== undefined)
    return failed('starts', `package \`${gone.by}\` needs \`${gone.name}\`, which is gone`);
  const lost = findLostModule(before, after);
  if (lost !== undefined) return failed('starts', `\`${lost.by}\` needs \`${lost.name}\`, which is gone`);
  const message = 'everything that the start needs is still there, as far as can be told without running it';
  return passed('starts', message);
}

const MIN_BYTES = 1024 * 1024;

function isSmaller({ choices, before, after }: Built): Check {
  const delta = after.catalog.contentBytes - before.catalog.contentBytes;
  const isLess = delta <= -MIN_BYTES || delta <= -before.catalog.contentBytes / 100;
  const isError = choices.flatMap(findingsOf).some(isRatedError);
  const change = renderDelta(delta);
  return isLess || isError
    ? passed('smaller', `content size ${change}`)
    : failed('smaller', `too little is saved (content size ${change})`);
}

/** What a broken stage lacks has to be added, whatever it weighs. */
function isRatedError({ ratings, atMost }: Finding): boolean {
  return atMost === null && ratings.some(({ severity }) => severity === 'error');
}

/** Whether one of the choices starts the final stage from another image. */
export function movesBase(choices: readonly Choice[]): boolean {
  return choices.some(({ proposal }) => proposal.movesBase === true);
}

export function passed(id: CheckId, message: string): Check {
  return { id, state: 'passed', message };
}

export function skipped(id: CheckId, message: string): Check {
  return { id, state: 'skipped', message };
}

export function failed(id: CheckId, message: string): Check {
  return { id, state: 'failed', message };
}
