import { breakDown } from '../compare/breakdown/break-down.ts';
import type { ReportedImage } from './assemble.ts';
import { listDockerfileOf, type DockerfileText } from './dockerfile-listing.ts';
import type { ReportBreakdown } from './report.ts';

/** Both images, and the Dockerfile of the candidate where there is one. */
export type BrokenDown = {
  readonly candidate: Pick<ReportedImage, 'ledger'>;
  readonly baseline: Pick<ReportedImage, 'ledger'> | null;
  readonly dockerfile: DockerfileText | null;
};

/** Where the content bytes are: bounded trees, and the Dockerfile with what each line brings. */
export function breakDownReport({ candidate, baseline, dockerfile }: BrokenDown): ReportBreakdown {
  const before = baseline?.ledger ?? null;
  return {
    ...breakDown(before, candidate.ledger),
    dockerfile: dockerfile && listDockerfileOf(dockerfile, candidate.ledger, before),
  };
}
