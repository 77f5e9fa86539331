import {
  annotationsOf,
  beyondLimit,
  limitAnnotations,
  MAX_TITLE_CHARACTERS,
  renderCommand,
} from './annotations.ts';
import type { Annotation } from './annotations.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { worstFirst } from './run-wording.ts';
import { shorten, visible } from '../visible.ts';

const MAX_NAME_CHARACTERS = 60;
const MAX_REASON_CHARACTERS = 2000;

/** What is said at Dockerfile lines for several images, the worst first; each says which image it is about. */
export function toRunAnnotations({ images }: RunReport): readonly Annotation[] {
  return limitAnnotations(worstFirst(images).flatMap(ofImage));
}

/** What `toRunAnnotations` only counts, most severe first. */
export function furtherRunAnnotations({ images }: RunReport): readonly Annotation[] {
  return beyondLimit(worstFirst(images).flatMap(ofImage));
}

function ofImage(outcome: ImageOutcome): readonly Annotation[] {
  const name = shorten(visible(outcome.name), MAX_NAME_CHARACTERS);
  if (outcome.kind === 'no-verdict') {
    const message = shorten(visible(outcome.reason).replaceAll('`', ''), MAX_REASON_CHARACTERS);
    return [{ ...NO_PLACE, level: 'error', title: `${name}: no verdict`, message }];
  }
  if (outcome.kind === 'unchanged') return [];
  return annotationsOf(outcome.report).map((one) => {
    return { ...one, title: shorten(`${name}: ${one.title}`, MAX_TITLE_CHARACTERS) };
  });
}

const NO_PLACE = { file: null, line: null, endLine: null } as const;

/** Workflow commands, one a line. */
export function renderRunAnnotations(run: RunReport): string {
  return toRunAnnotations(run)
    .map((annotation) => `${renderCommand(annotation)}\n`)
    .join('');
}
