import type { Category } from '../../src/rules/rule.ts';
import { isPositive, type Label } from './labels.ts';
import type { Alarm, SeenPackage, Sighting } from './sighting.ts';

/** How much of one group of labelled packages was found. */
export type Recall = {
  readonly group: string;
  readonly measured: number;
  readonly found: number;
  readonly missed: readonly string[];
  /** Packages that could not be installed: they are no part of `measured`. */
  readonly absent: readonly string[];
};

/** A finding on something that has no build tool. */
export type FalseAlarm = Pick<Alarm, 'rule' | 'subject' | 'severity' | 'place'> & {
  /** Packages that are wrongly named; none: files of no package are. */
  readonly packages: readonly string[];
};

/** How many of one group of packages that are to be left alone were named all the same. */
export type Alarms = {
  readonly group: string;
  readonly measured: number;
  readonly named: readonly string[];
  readonly absent: readonly string[];
};

/** Which finding counts as having found what the label says. Headers are no tool, but a tool's finding may name them. */
const WANTED: Readonly<Record<string, readonly Category[]>> = {
  P4_headers: ['build-tool', 'dev-files'],
  P5_source: ['build-tool', 'dev-files', 'source'],
};

/** What of a group was found. A package is found if a finding names it or has files of it as evidence. */
export function recallOf(group: string, labels: readonly Label[], sightings: readonly Sighting[]): Recall {
  return count(group, labels, sightings, (label) => {
    const wanted = WANTED[label.label] ?? ['build-tool'];
    return sightings.some(({ alarms }) =>
      alarms.some(({ category, packages }) => wanted.includes(category) && packages.includes(label.package)),
    );
  });
}

/** The same for a test that looks at one package at a time. */
export function recallBy(
  flags: (seen: SeenPackage) => boolean,
  labels: readonly Label[],
  sightings: readonly Sighting[],
): Recall {
  return count('', labels, sightings, (label) =>
    sightings.some(({ packages }) => {
      const seen = packages.get(label.package);
      return seen !== undefined && flags(seen);
    }),
  );
}

function count(
  group: string,
  labels: readonly Label[],
  sightings: readonly Sighting[],
  isFound: (label: Label) => boolean,
): Recall {
  const isThere = ({ package: name }: Label): boolean => sightings.some(({ packages }) => packages.has(name));
  const measured = labels.filter(isThere);
  const missed = measured.filter((label) => !isFound(label));
  return {
    group,
    measured: measured.length,
    found: measured.length - missed.length,
    missed: namesOf(missed),
    absent: namesOf(labels.filter((label) => !isThere(label))),
  };
}

/**
 * Findings of category `build-tool` that are wrong: all of them, but those whose tool some labelled package is known to depend
 * on or is itself labelled as one. What else such a finding names is what only that tool needs, so it counts as the tool does.
 */
export function falseAlarms(labels: readonly Label[], sightings: readonly Sighting[]): readonly FalseAlarm[] {
  const excused = excusedBy(labels);
  return sightings
    .flatMap(({ alarms }) => alarms)
    .filter(({ category, main }) => category === 'build-tool' && !(main !== null && excused.has(main)))
    .map(({ rule, subject, severity, place, packages }) => ({
      ...{ rule, subject, severity, place },
      packages: packages.filter((name) => !excused.has(name)),
    }));
}

function excusedBy(labels: readonly Label[]): ReadonlySet<string> {
  return new Set(
    labels.flatMap((label) => [...label.closurePositives, ...(isPositive(label) ? [label.package] : [])]),
  );
}

/** False alarms on one group of labelled packages. */
export function alarmsOn(
  group: string,
  labels: readonly Label[],
  seen: { readonly sightings: readonly Sighting[]; readonly isNamed: (name: string) => boolean },
): Alarms {
  const isThere = ({ package: name }: Label): boolean =>
    seen.sightings.some(({ packages }) => packages.has(name));
  const measured = labels.filter(isThere);
  return {
    group,
    measured: measured.length,
    named: namesOf(measured.filter(({ package: name }) => seen.isNamed(name))),
    absent: namesOf(labels.filter((label) => !isThere(label))),
  };
}

/** False alarms on everything that came along with the labelled packages, each package of the images once. */
export function alarmsOnOthers(
  group: string,
  labels: readonly Label[],
  seen: { readonly sightings: readonly Sighting[]; readonly isNamed: (seen: SeenPackage) => boolean },
): Alarms {
  const excused = excusedBy(labels);
  const labelled = new Set(labels.map(({ package: name }) => name));
  const others = new Map(
    seen.sightings
      .flatMap(({ packages }) => [...packages])
      .filter(([name]) => !labelled.has(name) && !excused.has(name)),
  );
  const named = [...others.values()].filter((each) => seen.isNamed(each));
  return { group, measured: others.size, named: named.map(({ name }) => name).sort(), absent: [] };
}

/** Of everything that was named, the share that was rightly named; null where nothing was. */
export function precisionOf(found: number, wrong: number): number | null {
  return found + wrong === 0 ? null : found / (found + wrong);
}

/** As people read it: `97.4%`; whole only where it is. */
export function renderShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  const rounded = part === whole || part === 0 ? percent.toFixed(0) : Math.min(99.9, percent).toFixed(1);
  return `${rounded}%`;
}

function namesOf(labels: readonly Label[]): readonly string[] {
  return labels.map(({ package: name }) => name).sort();
}
