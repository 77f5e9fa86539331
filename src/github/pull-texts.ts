import type { Conclusion } from '../policy/verdict.ts';
import { type CheckDetails, toCheckDetails, toRunCheckDetails } from '../report/check-details.ts';
import { renderPrComment, type CommentPlace } from '../report/pr-comment.ts';
import type { GateReport } from '../report/report.ts';
import { renderRunComment } from '../report/run-markdown.ts';
import { conclusionOf, type ImageOutcome, type RunReport } from '../report/run-report.ts';
import { toRunSuggestions } from '../report/run-suggestions.ts';
import { type Suggestion, toSuggestions } from '../report/suggestion.ts';
import { hasSomethingToSay } from './worth-comment.ts';

/** What a pull request is told, of one image or of several: the comment, a review and a check. */
export type PullTexts = {
  readonly conclusion: Conclusion;
  /** Whether a first comment is worth its notification. */
  readonly isWorthTelling: boolean;
  readonly toComment: (place: CommentPlace) => string;
  readonly toSuggestions: () => readonly (readonly Suggestion[])[];
  readonly toCheckDetails: (place: CommentPlace) => CheckDetails | null;
};

export function reportTexts(report: GateReport): PullTexts {
  return {
    conclusion: report.verdict.conclusion,
    isWorthTelling: hasSomethingToSay(report),
    toComment: (place) => renderPrComment(report, place),
    toSuggestions: () => toSuggestions(report),
    toCheckDetails: (place) => toCheckDetails(report, place),
  };
}

/** Without a verdict the job fails, and so does its check. */
export function runTexts(run: RunReport): PullTexts {
  return {
    conclusion: conclusionOf(run) ?? 'failure',
    isWorthTelling: run.images.some(isWorthTelling),
    toComment: (place) => renderRunComment(run, place),
    toSuggestions: () => toRunSuggestions(run),
    toCheckDetails: (place) => toRunCheckDetails(run, place),
  };
}

function isWorthTelling(outcome: ImageOutcome): boolean {
  return outcome.kind === 'judged' ? hasSomethingToSay(outcome.report) : outcome.kind === 'no-verdict';
}
