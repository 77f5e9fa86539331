import { LIST_INPUTS, SCALAR_INPUTS } from './input-texts.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/**
 * What a step does: judge and report, only judge and leave a report for another run, comment on what such a run left, or make one
 * report out of those of other jobs.
 */
type Mode = 'gate' | 'measure' | 'comment' | 'merge';

/** When the pull request gets a comment: once there is something to say, from the first run on, or never. */
export type CommentChoice = 'auto' | 'always' | 'never';

/** What commenting on another run's report is asked. */
type TellingInputs = {
  readonly comment: CommentChoice;
  /** Null: none was given. */
  readonly token: string | null;
  /** Name of the artifact that has the report. */
  readonly artifact: string;
  /** As the runner spells the leg of a matrix. */
  readonly leg: string;
};

const MODES: readonly Mode[] = ['gate', 'measure', 'comment', 'merge'];
const COMMENT: readonly CommentChoice[] = ['auto', 'always', 'never'];
const DEFAULT_ARTIFACT = 'final-stage';
/** All that a step looks at that builds and reads nothing. */
const OF_TELLING: ReadonlySet<string> = new Set([
  'mode',
  'artifact',
  'comment',
  'comment-key',
  'github-token',
]);

/** All that a step looks at that merges reports, and what has a message of its own where it is wrong. */
const OF_MERGING: ReadonlySet<string> = new Set([
  ...OF_TELLING,
  ...['reports', 'images', 'review', 'check-run', 'report-url', 'history'],
]);

/** When a step that judges comments: never where it only measures, since that takes no permission. */
export function readComment(texts: InputTexts, mistakes: Mistakes): CommentChoice {
  const mode = readMode(texts, mistakes);
  const comment = readChoice(texts, mistakes);
  if (mode === 'comment') {
    const words = 'is `comment`, which only the Action has, on the event `workflow_run`';
    mistakes.note(texts.spell('mode'), words);
  } else if (texts.one('artifact') !== '') {
    mistakes.note(
      texts.spell('artifact'),
      'is given without `mode: comment`, which is what reads an artifact',
    );
  }
  if (mode !== 'measure') return comment ?? 'auto';
  if (comment !== undefined && comment !== 'never') {
    mistakes.note(texts.spell('comment'), `is \`${comment}\`, but \`mode: measure\` writes no comment`);
  }
  return 'never';
}

/** Notes every input that a step which builds and reads no image would not look at. */
export function noteUnused(texts: InputTexts, mode: 'comment' | 'merge', mistakes: Mistakes): void {
  const given = [
    ...SCALAR_INPUTS.filter((name) => texts.one(name) !== ''),
    ...LIST_INPUTS.filter((name) => texts.many(name).length > 0),
  ];
  const used = mode === 'comment' ? OF_TELLING : OF_MERGING;
  for (const name of given.filter((one) => !used.has(one)))
    mistakes.note(texts.spell(name), `is given with \`mode: ${mode}\`, which builds and reads no image`);
}

/** What `mode: comment` is asked; every input that it would not look at is a mistake. */
export function readTelling(texts: InputTexts, mistakes: Mistakes): TellingInputs {
  noteUnused(texts, 'comment', mistakes);
  return {
    comment: readChoice(texts, mistakes) ?? 'auto',
    token: texts.one('github-token') || null,
    artifact: readArtifact(texts, mistakes),
    leg: texts.one('comment-key'),
  };
}

function readMode(texts: InputTexts, mistakes: Mistakes): Mode {
  const text = texts.one('mode');
  const mode = MODES.find((one) => one === text);
  if (text === '' || mode !== undefined) return mode ?? 'gate';
  mistakes.note(texts.spell('mode'), `is \`${text}\`, expected one of ${listed(MODES)}`);
  return 'gate';
}

function readChoice(texts: InputTexts, mistakes: Mistakes): CommentChoice | undefined {
  const text = texts.one('comment');
  const choice = COMMENT.find((one) => one === text);
  if (text !== '' && choice === undefined)
    mistakes.note(texts.spell('comment'), `is \`${text}\`, expected one of ${listed(COMMENT)}`);
  return choice;
}

const listed = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

/** What no name of an artifact has. https://github.com/actions/upload-artifact */
const NOT_IN_NAMES = /["<>|*?:\\/\r\n]/;

function readArtifact(texts: InputTexts, mistakes: Mistakes): string {
  const name = texts.one('artifact') || DEFAULT_ARTIFACT;
  if (NOT_IN_NAMES.test(name)) {
    const expected = `expected the name of an artifact, such as \`${DEFAULT_ARTIFACT}\``;
    mistakes.note(texts.spell('artifact'), `is \`${name}\`, ${expected}`);
  }
  return name;
}
