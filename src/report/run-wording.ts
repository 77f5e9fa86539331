import type { Conclusion } from '../policy/verdict.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { conclusionOf, conclusionOfOutcome } from './run-report.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { UNCHANGED_LINE } from './unchanged.ts';
import { counted, verdictLine } from './wording.ts';

/** What tables say of one image. Sizes in bytes; null: unknown. */
export type ImageRow = {
  readonly content: number | null;
  readonly delta: number | null;
  readonly pull: number | null;
  /** Errors that the change introduces; null without a verdict. */
  readonly introduced: number | null;
};

export function toRow(outcome: ImageOutcome): ImageRow {
  if (outcome.kind === 'no-verdict') return { content: null, delta: null, pull: null, introduced: null };
  if (outcome.kind === 'unchanged') return { content: null, delta: null, pull: null, introduced: 0 };
  const { size } = outcome.report;
  const { candidate: content, delta } = size.content;
  return { content, delta, pull: size.pull, introduced: introducedErrors(outcome.report).length };
}

/** What the change itself brings and what counts as an error, whoever accepts it. */
function introducedErrors({ findings }: GateReport): readonly ReportFinding[] {
  return findings.filter(
    ({ cause, status, severity, inherited }) =>
      status === 'introduced' && cause === 'change' && severity === 'error' && !inherited,
  );
}

const WORDS: Readonly<Record<Conclusion, string>> = {
  failure: 'failed',
  neutral: 'neutral',
  success: 'passed',
};

/** One word of ours, or two. */
export function verdictWord(outcome: ImageOutcome): string {
  if (outcome.kind === 'unchanged') return 'unchanged';
  const conclusion = conclusionOfOutcome(outcome);
  return conclusion === null ? 'no verdict' : WORDS[conclusion];
}

/** How an image ended and why, without markup; may hold text from elsewhere. */
export function outcomeLine(outcome: ImageOutcome): string {
  if (outcome.kind === 'unchanged') return UNCHANGED_LINE;
  return outcome.kind === 'no-verdict' ? `no verdict: ${outcome.reason}` : verdictLine(outcome.report);
}

/** One line of our words that says how a run ended: `failed: 1 of 3 images failed, 1 has no verdict`. */
export function runLine(run: RunReport): string {
  const { images } = run;
  const conclusion = conclusionOf(run);
  const count = (word: Conclusion | null) =>
    images.filter((outcome) => conclusionOfOutcome(outcome) === word).length;
  const [failed, neutral, without] = [count('failure'), count('neutral'), count(null)];
  const all = counted(images.length, 'image');
  if (failed + neutral + without === 0) return `passed: ${images.length === 1 ? all : `all ${all}`}`;
  const parts = [
    [failed, 'failed', 'failed'],
    [without, 'has no verdict', 'have no verdict'],
    [neutral, 'is neutral', 'are neutral'],
  ] as const;
  const told = parts
    .filter(([number]) => number > 0)
    .map(
      ([number, one, many], index) =>
        `${number}${index === 0 ? ` of ${all}` : ''} ${number === 1 ? one : many}`,
    );
  return `${conclusion === null ? 'no verdict' : WORDS[conclusion]}: ${told.join(', ')}`;
}

/** The worst first; equal ones in the order of the run. */
export function worstFirst(images: readonly ImageOutcome[]): readonly ImageOutcome[] {
  return images.toSorted((a, b) => rank(a) - rank(b));
}

const RANKS: Readonly<Record<Conclusion, number>> = { failure: 0, neutral: 2, success: 3 };

function rank(outcome: ImageOutcome): number {
  const conclusion = conclusionOfOutcome(outcome);
  return conclusion === null ? 1 : RANKS[conclusion];
}
