import { furtherAnnotations, MAX_TITLE_CHARACTERS } from './annotations.ts';
import type { Annotation } from './annotations.ts';
import { renderPrComment } from './pr-comment.ts';
import type { CommentPlace } from './pr-comment.ts';
import type { GateReport } from './report.ts';
import { furtherRunAnnotations } from './run-annotations.ts';
import { renderRunComment } from './run-markdown.ts';
import type { RunReport } from './run-report.ts';
import { runLine } from './run-wording.ts';
import { shorten, visible } from '../visible.ts';
import { counted, renderCount, verdictLine } from './wording.ts';

/** An annotation at lines of a file of the repository. */
export type PlacedAnnotation = Annotation & { readonly file: string; readonly line: number };

/** What a check says: a title of plain text, two pieces of Markdown, and annotations beyond those of the job. */
export type CheckDetails = {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly PlacedAnnotation[];
};

/** Ten requests of an API that limits how much is written. */
const MAX_ANNOTATIONS = 500;

/** What a check shows of a report; null where the job's own annotations are all that can be shown at lines. */
export function toCheckDetails(report: GateReport, place: CommentPlace): CheckDetails | null {
  const said = { title: verdictLine(report), toText: () => renderPrComment(report, place) };
  return detailsOf(furtherAnnotations(report), said);
}

/** The same for several images, of all of them together. */
export function toRunCheckDetails(run: RunReport, place: CommentPlace): CheckDetails | null {
  const said = { title: runLine(run), toText: () => renderRunComment(run, place) };
  return detailsOf(furtherRunAnnotations(run), said);
}

type Said = { readonly title: string; readonly toText: () => string };

function detailsOf(all: readonly Annotation[], { title, toText }: Said): CheckDetails | null {
  const further = all.filter(isPlaced);
  if (further.length === 0) return null;
  const annotations = further.slice(0, MAX_ANNOTATIONS);
  const more = further.length - annotations.length;
  const rest = more > 0 ? ` ${renderCount(more)} more are in the JSON report.` : '';
  return {
    title: shorten(visible(title), MAX_TITLE_CHARACTERS),
    summary: `${counted(annotations.length, 'annotation')} beyond those that the job itself can show.${rest}`,
    text: toText(),
    annotations,
  };
}

function isPlaced(annotation: Annotation): annotation is PlacedAnnotation {
  return annotation.file !== null && annotation.line !== null;
}
