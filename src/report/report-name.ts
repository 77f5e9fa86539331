import { shorten } from '../visible.ts';
import type { GateReport } from './report.ts';
import { distinctNames } from './run-report.ts';

/** What an image was asked for by; null: nobody knows, or nobody asked. */
export type AskedImage = {
  /** Path of the Dockerfile, or a name of the image itself. */
  readonly place: string | null;
  readonly target: string | null;
  readonly platform: string | null;
};

/**
 * What an image is called among others of its repository, by nothing but what it was asked for by: so it is called the same in
 * every run, whatever became of it and of the others. Folder or path of the Dockerfile, then the stage and the platform.
 */
export function nameOfAsked({ place, target, platform }: AskedImage): string {
  const stage = target === null ? '' : `:${target}`;
  return shorten(
    `${placeOf(place ?? '')}${stage}${platform === null ? '' : ` (${platform})`}`,
    MAX_PLACE_CHARACTERS,
  );
}

/**
 * Names for reports of one image each: those that they have, else made of what they say: folder or path of the Dockerfile, then
 * the stage and the platform where that tells them apart. They are distinct, and hold text from elsewhere.
 */
export function reportNames(reports: readonly GateReport[]): readonly string[] {
  const details = reports.map(detailsOf);
  const names = details.map(({ place }, index) => {
    const own = reports[index]?.name;
    if (own !== undefined) return own;
    const same = details.filter((other) => other.place === place);
    const stages = new Set(same.map(({ stage }) => stage));
    const platforms = new Set(same.map(({ platform }) => platform));
    const { stage, platform } = details[index] ?? { stage: '', platform: '' };
    const withStage = stages.size > 1 && stage !== '' ? `${place}:${stage}` : place;
    return platforms.size > 1 ? `${withStage} (${platform})` : withStage;
  });
  return distinctNames(names);
}

/** Name of the one image of a report. */
export function reportName(report: GateReport): string {
  return report.name ?? detailsOf(report).place;
}

function detailsOf({ candidate }: GateReport) {
  const last = candidate.layers.findLast((layer) => layer.origin === 'instruction');
  const { dockerfile = '', stage = '' } = last?.instruction ?? {};
  // A stage without a name is told by its ordinal, which says nothing.
  const named = /^\d*$/.test(stage) ? '' : stage;
  return { place: placeOf(dockerfile), stage: named, platform: candidate.platform };
}

const MAX_PLACE_CHARACTERS = 500;

function placeOf(dockerfile: string): string {
  const folder = /^(.+)\/Dockerfile$/.exec(dockerfile)?.[1];
  return (folder ?? (dockerfile || 'image')).slice(0, MAX_PLACE_CHARACTERS);
}
