import type { GateReport } from './report.ts';
import { distinctNames } from './run-report.ts';

/**
 * Names for reports of one image each, made of what they say: folder or path of the Dockerfile, then the stage and the platform
 * where that tells them apart. They are distinct, and hold text from elsewhere.
 */
export function reportNames(reports: readonly GateReport[]): readonly string[] {
  const details = reports.map(detailsOf);
  const names = details.map(({ place }, index) => {
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
  return detailsOf(report).place;
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
