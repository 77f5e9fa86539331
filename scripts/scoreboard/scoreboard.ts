import { BASELINES, type Baseline } from './baselines.ts';
import { isHeadline, isPositive, type Label } from './labels.ts';
import {
  alarmsOn,
  alarmsOnOthers,
  falseAlarms,
  precisionOf,
  recallBy,
  recallOf,
  type Alarms,
  type FalseAlarm,
  type Recall,
} from './score.ts';
import type { SeenPackage, Sighting } from './sighting.ts';

/** Scans of images that have packages to find, and of images that have packages to leave alone. */
export type Sightings = { readonly positive: readonly Sighting[]; readonly negative: readonly Sighting[] };

/** A group's row: the product, then the baselines in their order. */
export type Row<Score> = { readonly ours: Score; readonly baselines: readonly Score[] };

export type Scoreboard = {
  readonly baselines: readonly string[];
  readonly recalls: readonly Row<Recall>[];
  readonly alarms: readonly Row<Alarms>[];
  readonly falseAlarms: readonly FalseAlarm[];
  /** Of the headline, the share of what was named that was rightly named; null where nothing was. */
  readonly precision: Row<number | null>;
};

type Group = { readonly name: string; readonly labels: readonly Label[] };

const HEADLINE = 'P1, all';
const OTHERS = 'what these depend on';

/** Compares what scans of images say with what the labels say. */
export function toScoreboard(labels: readonly Label[], { positive, negative }: Sightings): Scoreboard {
  const wrong = falseAlarms(labels, negative);
  const wronglyNamed = new Set(wrong.flatMap(({ packages }) => packages));
  const recalls = groupsToFind(labels).map(({ name, labels: group }) => ({
    ours: recallOf(name, group, positive),
    baselines: BASELINES.map(({ flags }) => recallBy(flags, group, positive)),
  }));
  const left = groupsToLeave(labels);
  const groups = left.map(({ name, labels: group }) =>
    toAlarms(negative, (isNamed) => alarmsOn(name, group, { sightings: negative, isNamed }), wronglyNamed),
  );
  const negatives = labels.filter((label) => !isPositive(label));
  const others = toAlarmsOnOthers(negatives, negative, wronglyNamed);
  const alarms = [...groups, ...(negative.length > 0 ? [others] : [])];
  const loose = wrong.filter(({ packages }) => packages.length === 0).length;
  return {
    baselines: BASELINES.map(({ name }) => name),
    recalls,
    alarms,
    falseAlarms: wrong,
    precision: toPrecision(recalls[0], alarms, loose),
  };
}

function groupsToFind(labels: readonly Label[]): readonly Group[] {
  const positives = labels.filter(isPositive);
  const headline = positives.filter(isHeadline);
  const elsewhere = headline.filter(({ section }) => section !== 'devel');
  const others = positives.filter((label) => !isHeadline(label));
  return [
    { name: HEADLINE, labels: headline },
    ...byLabel(headline),
    { name: 'P1, Section not devel', labels: elsewhere },
    ...byLabel(others),
  ].filter(({ labels: group }) => group.length > 0);
}

function groupsToLeave(labels: readonly Label[]): readonly Group[] {
  const negatives = labels.filter((label) => !isPositive(label));
  const popular = negatives.filter(isHeadline);
  return [
    { name: 'N1, popular', labels: popular },
    ...byLabel(negatives.filter((label) => !isHeadline(label))),
  ].filter(({ labels: group }) => group.length > 0);
}

function byLabel(labels: readonly Label[]): readonly Group[] {
  return [...Map.groupBy(labels, ({ label }) => label)].map(([name, group]) => ({ name, labels: group }));
}

function toAlarms(
  sightings: readonly Sighting[],
  countBy: (isNamed: (name: string) => boolean) => Alarms,
  wronglyNamed: ReadonlySet<string>,
): Row<Alarms> {
  const seen = new Map(sightings.flatMap(({ packages }) => [...packages]));
  const flagged = ({ flags }: Baseline) =>
    countBy((name) => {
      const each = seen.get(name);
      return each !== undefined && flags(each);
    });
  return { ours: countBy((name) => wronglyNamed.has(name)), baselines: BASELINES.map(flagged) };
}

function toAlarmsOnOthers(
  labels: readonly Label[],
  sightings: readonly Sighting[],
  wronglyNamed: ReadonlySet<string>,
): Row<Alarms> {
  const countBy = (isNamed: (seen: SeenPackage) => boolean) =>
    alarmsOnOthers(OTHERS, labels, { sightings, isNamed });
  return {
    ours: countBy(({ name }) => wronglyNamed.has(name)),
    baselines: BASELINES.map(({ flags }) => countBy(flags)),
  };
}

function toPrecision(
  headline: Row<Recall> | undefined,
  alarms: readonly Row<Alarms>[],
  loose: number,
): Row<number | null> {
  const wrongOf = (pick: (row: Row<Alarms>) => Alarms | undefined): number =>
    alarms.reduce((sum, row) => sum + (pick(row)?.named.length ?? 0), 0);
  return {
    ours: precisionOf(headline?.ours.found ?? 0, wrongOf(({ ours }) => ours) + loose),
    baselines: BASELINES.map((_, index) =>
      precisionOf(
        headline?.baselines[index]?.found ?? 0,
        wrongOf(({ baselines }) => baselines[index]),
      ),
    ),
  };
}
