import { GO_PROGRAM, makePullRequest, MULTI_STAGE, SINGLE_STAGE } from './tutorial.ts';
import type { DemoPullRequest } from './tutorial.ts';

const SERVICES = ['api', 'mail', 'search', 'web'];

/** A repository of several services whose pull request regresses all their Dockerfiles. */
export function makeServices(directory: string): DemoPullRequest {
  const images = SERVICES.map((name) => `  - { name: ${name}, context: services/${name} }\n`);
  const below = (name: string, files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([file, text]) => [`services/${name}/${file}`, text] as const);
  const base = SERVICES.flatMap((name) => below(name, { ...GO_PROGRAM, Dockerfile: MULTI_STAGE }));
  const head = SERVICES.flatMap((name) => below(name, { Dockerfile: SINGLE_STAGE }));
  return makePullRequest(directory, {
    base: { '.github/final-stage.yml': `images:\n${images.join('')}`, ...Object.fromEntries(base) },
    head: Object.fromEntries(head),
  });
}
