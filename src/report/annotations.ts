import { groupFindings } from './finding-groups.ts';
import { isMended } from './fix-wording.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { isPersistingViolation, isViolated } from './standing.ts';
import { shorten, visible } from '../visible.ts';
import { counted, nameOf, sentence } from './wording.ts';

/** A workflow annotation: plain text at lines of a file of the repository, or (null) at none. Lines count from 1. */
export type Annotation = {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string | null;
  readonly line: number | null;
  readonly endLine: number | null;
  /** At most `MAX_TITLE_CHARACTERS`. */
  readonly title: string;
  readonly message: string;
};

/**
 * The runner keeps the first 10 of each level of a step and drops the rest in silence (actions/runner, ExecutionContext.cs).
 * One of them is for what the step says of itself: its failure, or what it could not say.
 */
export const MAX_ANNOTATIONS_PER_LEVEL = 9;
/** The runner cuts messages at 4,096 characters. */
const MAX_MESSAGE_CHARACTERS = 4000;
/**
 * For one longer title the API refuses a check with all of its annotations.
 * https://docs.github.com/en/rest/checks/runs#create-a-check-run
 */
export const MAX_TITLE_CHARACTERS = 255;

/** What is said at Dockerfile lines: what the change introduces, and budgets; most severe first, the last one counts the rest. */
export function toAnnotations(report: GateReport): readonly Annotation[] {
  return limitAnnotations(annotationsOf(report));
}

/** What `toAnnotations` only counts, most severe first. */
export function furtherAnnotations(report: GateReport): readonly Annotation[] {
  return beyondLimit(annotationsOf(report));
}

/** What `limitAnnotations` only counts. */
export function beyondLimit(all: readonly Annotation[]): readonly Annotation[] {
  return LEVELS.flatMap((level) => furtherOf(all.filter((annotation) => annotation.level === level)));
}

const LEVELS = ['error', 'warning', 'notice'] as const;

/** All of them, however many. */
export function annotationsOf(report: GateReport): readonly Annotation[] {
  const { introduced, inherited } = groupFindings(report);
  const shown = [...introduced, ...inherited.filter(({ status }) => status === 'introduced')];
  return [
    ...report.verdict.violations.flatMap((violation) =>
      violation.kind === 'budget' ? [budgetAnnotation(violation.message, report)] : [],
    ),
    ...shown.map((finding) => findingAnnotation(finding, report)),
  ];
}

/** As many of each level as the runner keeps; the last one of a level counts those that it leaves out. */
export function limitAnnotations(all: readonly Annotation[]): readonly Annotation[] {
  return LEVELS.flatMap((level) => limited(all.filter((annotation) => annotation.level === level)));
}

function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  const { length } = furtherOf(annotations);
  if (first === undefined || length === 0) return annotations;
  const shown = annotations.slice(0, -length);
  const more = `${counted(length, `more ${first.level}`)}: see the JSON report`;
  return [...shown, { ...NO_PLACE, level: first.level, title: 'Final Stage', message: more }];
}

/** Those of one level that the runner would drop, and one that makes room for their number. */
function furtherOf(annotations: readonly Annotation[]): readonly Annotation[] {
  return annotations.length <= MAX_ANNOTATIONS_PER_LEVEL
    ? []
    : annotations.slice(MAX_ANNOTATIONS_PER_LEVEL - 1);
}

const NO_PLACE = { file: null, line: null, endLine: null } as const;

function budgetAnnotation(message: string, { verdict }: GateReport): Annotation {
  const level = verdict.conclusion === 'failure' ? 'error' : 'warning';
  return { ...NO_PLACE, level, title: 'Final Stage: budget exceeded', message: plain(message) };
}

function findingAnnotation(finding: ReportFinding, report: GateReport): Annotation {
  const { primary, fix } = finding;
  const mark = isPersistingViolation(report.verdict, finding) ? ', persisting' : '';
  const place = primary && { file: primary.dockerfile, line: primary.line, endLine: primary.endLine };
  return {
    ...(place ?? NO_PLACE),
    level: levelOf(finding, report),
    title: shorten(`${visible(nameOf(finding))} (${finding.ruleId}${mark})`, MAX_TITLE_CHARACTERS),
    message: plain(`${finding.message}. ${sentence(fix)}${isMended(report, finding) ? MENDED : ''}`),
  };
}

const MENDED = ' A proven fix of it is in the report.';

/** Red is for what fails the check; the same finding under a waiver is a warning. */
function levelOf(finding: ReportFinding, { verdict }: GateReport): Annotation['level'] {
  if (finding.inherited && !isViolated(verdict, finding)) return 'notice';
  if (finding.severity === 'note') return 'notice';
  return isViolated(verdict, finding) && verdict.conclusion === 'failure' ? 'error' : 'warning';
}

function plain(message: string): string {
  return shorten(visible(message).replaceAll('`', ''), MAX_MESSAGE_CHARACTERS);
}

/** Workflow commands, one a line, as a runner reads them from standard output (toolkit, docs/commands.md). */
export function renderAnnotations(report: GateReport): string {
  return toAnnotations(report)
    .map((annotation) => `${renderCommand(annotation)}\n`)
    .join('');
}

/** A workflow command without its line end. */
export function renderCommand({ level, file, line, endLine, title, message }: Annotation): string {
  const properties = Object.entries({ file, line, endLine, title })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${escapeProperty(visible(String(value)))}`);
  return `::${level} ${properties.join(',')}::${escapeCommand(message)}`;
}

function escapeCommand(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeCommand(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
