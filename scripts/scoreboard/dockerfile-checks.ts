import type { Alarm } from './sighting.ts';

/** What became of a labelled Dockerfile. */
export type DockerfileCheck = {
  readonly name: string;
  /** By its label: the final image has build tools, of its own or of its base image. */
  readonly hasTools: boolean;
  readonly outcome:
    | { readonly kind: 'built'; readonly alarms: readonly Alarm[] }
    | { readonly kind: 'not built'; readonly why: string };
};

/** Build tools that are reported: of the application's own instructions, or the choice of the base image. */
export function reportedTools(alarms: readonly Alarm[]): readonly string[] {
  const own = alarms.filter(({ category, isInherited }) => category === 'build-tool' && !isInherited);
  const base = alarms.filter(({ category }) => category === 'base-image');
  return [...new Set([...own, ...base].map(({ subject }) => subject))].sort();
}

/** A section of the page: one row for each Dockerfile that was built, and how many were not. */
export function renderDockerfileChecks(checks: readonly DockerfileCheck[]): string {
  const built = checks.flatMap(({ name, hasTools, outcome }) =>
    outcome.kind === 'built' ? [{ name, hasTools, tools: reportedTools(outcome.alarms) }] : [],
  );
  const right = built.filter(({ hasTools, tools }) => hasTools === tools.length > 0);
  return [
    '## On labelled Dockerfiles',
    '',
    `${built.length} of ${checks.length} were built, ${right.length} of these are judged as their label says. The others need base images, registries or repositories that are not here.`,
    '',
    '| Dockerfile | build tools by its label | reported |',
    '| :- | :- | :- |',
    ...built.map(
      ({ name, hasTools, tools }) =>
        `| \`${name}\` | ${hasTools ? 'yes' : 'no'} | ${tools.length === 0 ? 'none' : tools.join(', ')} |`,
    ),
    '',
  ].join('\n');
}
