import { createHash } from 'node:crypto';
import type { LineChange } from '../fix/line-changes.ts';
import { maskPatch } from '../fix/masked-patch.ts';
import { fixTitle } from './fix-wording.ts';
import { code, fenced, paragraph, prose, strong, text, type Inline } from './markdown.ts';
import { mendedNames } from './markdown-fixes.ts';
import type { ReportFix } from './report-fix.ts';
import type { GateReport } from './report.ts';
import { visible } from '../visible.ts';
import { renderCount } from './wording.ts';

/** One part of a proven fix as a reader can commit it from a review. */
export type Suggestion = LineChange & {
  /** Of the fix and of what it changes here, without its line: the same in every run that proves the same. */
  readonly fingerprint: string;
  /** Markdown; its block replaces the lines before. */
  readonly text: string;
};

/** A fix of more parts is a diff to be applied, and nothing to click through. */
const MAX_PARTS = 10;
const MAX_CHARACTERS = 20_000;
const FINGERPRINT_CHARACTERS = 16;

/** The parts of each fix that can be shown exactly in whole: a suggestion is committed as it stands. */
export function toSuggestions(report: GateReport): readonly (readonly Suggestion[])[] {
  return report.fixes.flatMap((fix) => (exactChanges(fix).length === 0 ? [] : [suggestFix(fix, report, [])]));
}

/** The parts of a fix, where all of them can be shown exactly; else none. */
export function exactChanges({ lineChanges }: ReportFix): readonly LineChange[] {
  const changes = lineChanges ?? [];
  return changes.length <= MAX_PARTS && changes.every(isExact) ? changes : [];
}

/** All parts of a fix. `images`: names of those of several that it was proven for; none where there is one. */
export function suggestFix(
  fix: ReportFix,
  report: GateReport,
  images: readonly string[],
): readonly Suggestion[] {
  const changes = fix.lineChanges ?? [];
  return changes.map((change, index) => toSuggestion({ fix, change, part: index + 1, images }, report));
}

/**
 * Nothing is masked, hidden or read otherwise. Which line ends a server writes for the lines of a file with carriage returns is
 * not documented, and of one empty line a block looks as one of none.
 */
function isExact({ before, after }: LineChange): boolean {
  const shown = after.join('\n');
  const isPlain = [...before, ...after].every((line) => isVisible(line.replaceAll('\t', '')));
  const diff = after.map((line) => `+${line}\n`).join('');
  const isOpen = maskPatch(diff) === diff;
  return isPlain && isOpen && shown.length <= MAX_CHARACTERS && (shown !== '' || after.length === 0);
}

function isVisible(line: string): boolean {
  return visible(line) === line;
}

type Part = {
  readonly fix: ReportFix;
  readonly change: LineChange;
  readonly part: number;
  readonly images: readonly string[];
};

function toSuggestion(one: Part, report: GateReport): Suggestion {
  const { file, before, after } = one.change;
  const parts = one.fix.lineChanges?.length ?? 1;
  const content = JSON.stringify([file, before, after, one.part, parts, ...one.images]);
  const fingerprint = createHash('sha256').update(content).digest('hex').slice(0, FINGERPRINT_CHARACTERS);
  return { ...one.change, fingerprint, text: renderSuggestion(one, parts, report) };
}

function renderSuggestion(one: Part, parts: number, report: GateReport): string {
  const { fix, change, part, images } = one;
  const title = parts === 1 ? fixTitle(fix) : `Part ${part} of ${parts} of a ${lowerFirst(fixTitle(fix))}`;
  return [
    paragraph(strong(title)),
    '',
    paragraph(text('Fixes '), ...mendedNames(fix, report), text('.')),
    '',
    fenced('suggestion', change.after),
    '',
    ...(images.length === 0 ? [] : [paragraph(...provenFor(images)), '']),
    paragraph(prose(parts === 1 ? wholeWords(images.length) : `${renderCount(parts)} ${TOGETHER}`)),
  ].join('\n');
}

/** Of several images; the title's size is that of the first. */
function provenFor(images: readonly string[]): readonly Inline[] {
  const named = images.slice(0, MAX_NAMED).map((name, index) => {
    return [...text(index === 0 ? '' : ', '), ...code(name, MAX_NAME_CHARACTERS)];
  });
  const more = images.length - named.length;
  const size = images.length === 1 ? '.' : '. The size is that of the first.';
  return [text('Proven for '), ...named, text(`${more > 0 ? ` and ${renderCount(more)} more` : ''}${size}`)];
}

function wholeWords(images: number): string {
  return `${images > 1 ? 'Each' : 'The'} image ${WHOLE}`;
}

const MAX_NAMED = 10;
const MAX_NAME_CHARACTERS = 100;
const WHOLE =
  'was built with this change and compared with the one without it. The proof is in the comment of Final Stage.';
const TOGETHER =
  'parts were proven together, not one by one: add all of them to one batch of suggestions. The proof is in the comment of Final Stage.';

function lowerFirst(words: string): string {
  return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}
