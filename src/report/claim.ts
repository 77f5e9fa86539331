import { wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { code, link, paragraph, text } from './markdown.ts';

/** Whose word a report is, where this program did not measure itself: the run, and the branch whose workflow that was. */
export type Claim = {
  readonly run: number;
  readonly runUrl: string;
  /** `owner/name` of the fork; null: a branch of the repository itself. */
  readonly fork: string | null;
  readonly branch: string;
};

/** The line below the headline that says so; nothing without a claim. */
export function claimSection(claim: Claim | undefined): readonly Section[] {
  if (claim === undefined) return [];
  const { run, runUrl, fork, branch } = claim;
  const whose =
    fork === null
      ? [text(' of the workflow on the branch '), code(branch)]
      : [text(' of the workflow of the fork '), code(fork)];
  const changed =
    fork === null
      ? '; whoever can push to the branch can change what it reports.'
      : '; a fork can change what it reports.';
  return [
    wholeSection(
      'who reported this',
      paragraph(text('Reported by '), link(text(`run ${run}`), runUrl), ...whose, text(changed)),
    ),
  ];
}
