import type { HistoryChoice } from '../github/history-places.ts';
import type { GateIdentity } from '../github/comment-key.ts';
import { readIdentity } from './gate-identity.ts';
import { readRunHistory } from './history.ts';
import type { InputTexts } from './input-texts.ts';
import { noteUnused, readComment, type CommentChoice } from './mode.ts';
import { collectMistakes } from './mistakes.ts';
import { readReporting, type ReportingInputs } from './reporting.ts';

/** What merging the reports of other jobs is asked. */
export type MergeInputs = {
  /** Files, folders and patterns. */
  readonly reports: readonly string[];
  /** Names of images of which there has to be a report. */
  readonly expected: readonly string[];
  readonly comment: CommentChoice;
  readonly token: string | null;
  readonly identity: GateIdentity;
  readonly reporting: ReportingInputs;
  /** Where sizes of the base branch are kept. */
  readonly history: HistoryChoice;
};

/** Throws one `bad-input` with every mistake. */
export function readMergeInputs(texts: InputTexts): MergeInputs {
  const mistakes = collectMistakes();
  const reports = texts.many('reports');
  if (reports.length === 0)
    mistakes.note(texts.spell('reports'), 'is missing, expected the JSON reports to merge');
  if (reports.some((path) => path.trim() === ''))
    mistakes.note(texts.spell('reports'), 'has an empty path, expected files, folders or patterns');
  const unnamed = texts.many('images').find((name) => name === 'all' || /[*?[\]{}]/.test(name));
  if (unnamed !== undefined)
    mistakes.note(
      texts.spell('images'),
      `is \`${unnamed}\`, expected the names of images of which there has to be a report`,
    );
  noteUnused(texts, 'merge', mistakes);
  if (texts.many('images').some((name) => name.trim() === ''))
    mistakes.note(texts.spell('images'), 'has an empty name, expected names of images');
  const comment = readComment(texts, mistakes);
  const reporting = readReporting(texts, mistakes);
  const history = readRunHistory(texts, mistakes);
  mistakes.throwIfAny();
  const token = texts.one('github-token') || null;
  return {
    reports,
    expected: texts.many('images'),
    comment,
    token,
    reporting,
    history,
    identity: readIdentity(texts),
  };
}
