import type { InputTexts, ScalarInput } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** Where a report goes beside comment, annotations and summary. */
export type ReportingInputs = {
  /** Proven fixes are suggested in a review. */
  readonly hasReview: boolean;
  /** Annotations that the runner would drop get a check. */
  readonly hasCheckRun: boolean;
  /** Where a later step puts the HTML report; absent: nobody knows. */
  readonly htmlUrl?: string;
};

/** What commands without a pull request report. */
export const NO_REPORTING: ReportingInputs = { hasReview: false, hasCheckRun: false };

const CHOICES = ['', 'auto', 'never'];

/**
 * Fixes are what a review suggests: without any there is none. Whether there are some is in the reports that are merged. A step that
 * only measures needs no permission.
 */
export function readReporting(texts: InputTexts, mistakes: Mistakes): ReportingInputs {
  const htmlUrl = readAddress(texts, mistakes);
  const mode = texts.one('mode');
  return {
    hasReview: readAuto('review', texts, mistakes) && (texts.one('fix') === 'suggest' || mode === 'merge'),
    hasCheckRun: readAuto('check-run', texts, mistakes) && mode !== 'measure',
    ...(htmlUrl !== undefined && { htmlUrl }),
  };
}

function readAuto(name: ScalarInput, texts: InputTexts, mistakes: Mistakes): boolean {
  const text = texts.one(name);
  if (!CHOICES.includes(text))
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of \`auto\`, \`never\``);
  return text !== 'never';
}

function readAddress(texts: InputTexts, mistakes: Mistakes): string | undefined {
  const text = texts.one('report-url');
  if (text === '') return undefined;
  if (/^https?:\/\/[^\s()<>"'`]+$/.test(text)) return text;
  mistakes.note(
    texts.spell('report-url'),
    `is \`${text}\`, expected an address that begins with \`https://\``,
  );
  return undefined;
}
