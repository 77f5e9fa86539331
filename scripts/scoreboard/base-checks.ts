import type { Alarm } from './sighting.ts';

/** What was said of an application on one base image. */
export type BaseCheck = {
  readonly name: string;
  /** How many packages of Debian the base image has, or was given on top of Debian. */
  readonly packages: number;
  /** Packages that Debian does not have or that conflict. */
  readonly left: readonly string[];
  readonly alarms: readonly Alarm[];
};

/** What a pull request would fail for although it only added a script: nothing is right. */
export function wrongErrors({ alarms }: BaseCheck): readonly Alarm[] {
  return alarms.filter(
    ({ severity, isInherited, category }) =>
      severity === 'error' && !isInherited && category !== 'base-image',
  );
}

/** Build tools that are reported as the base image's own. */
export function inheritedTools({ alarms }: BaseCheck): readonly string[] {
  const tools = alarms.filter(({ category, isInherited }) => isInherited && category === 'build-tool');
  return [...new Set(tools.map(({ subject }) => subject))].sort();
}

/** Whether the choice of the base image is reported. */
export function isSdkReported({ alarms }: BaseCheck): boolean {
  return alarms.some(({ category }) => category === 'base-image');
}

/** A section of the page: one row for each base image. */
export function renderBaseChecks(checks: readonly BaseCheck[]): string {
  const rows = checks.map((check) => {
    const wrong = wrongErrors(check).map(({ rule, subject }) => `\`${rule}\` ${subject}`);
    const cells = [
      `\`${check.name}\``,
      String(check.packages),
      wrong.length === 0 ? '0' : wrong.join(', '),
      isSdkReported(check) ? 'yes' : 'no',
      inheritedTools(check).join(', ') || '–',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '## On base images like the official ones',
    '',
    'On each base image is an application of one script. Nothing that the base image has is the script’s fault, so nothing may be an error of',
    'the pull request. Where no registry can be reached, [scripts/bases](../scripts/bases) makes what stands in for the official image; names',
    'without a colon, with `--corpus`, are Debian with the packages that the official image of that name adds.',
    '',
    '| base image | Debian packages | errors of the application | reported as an SDK | build tools of the base image |',
    '| :- | -: | -: | :- | :- |',
    ...rows,
    '',
  ].join('\n');
}
