import type { Edit, TextEdit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { withoutInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { endOfShellText } from '../dockerfile/edit/shell-end.ts';
import {
  rangeWithout,
  splitShellLines,
  splitShellList,
  type ShellItem,
} from '../dockerfile/edit/shell-list.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { parseExecForm } from '../dockerfile/instruction-text.ts';
import { trimSpace } from '../dockerfile/white-space.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from './remedy.ts';

/** A `RUN` whose commands can be told apart. Offsets of `items` are in its text. */
export type ShellRun = ShellText & { readonly items: readonly ShellItem[] };

/** What a shell reads of a `RUN`: its command line, or the body of its heredoc. */
export type ShellText = {
  readonly placed: PlacedInstruction;
  readonly text: string;
  /** Where in the text it begins. */
  readonly from: number;
  /** Whether it is a script, whose lines end commands. */
  readonly isScript: boolean;
  /** An edit of what stands from `from` up to `to` in the text. */
  readonly edit: (from: number, to: number, replacement: string) => TextEdit;
};

/** The own instructions that wrote rows, each with its rows; null where one row is not of an instruction of this Dockerfile. */
export function writersOf(
  ledger: Ledger,
  rows: readonly number[],
): ReadonlyMap<InstructionRef, number[]> | null {
  const writers = new Map<InstructionRef, number[]>();
  for (const row of rows) {
    const origin = ledger.origin(row);
    if (origin.kind !== 'instruction') return null;
    const known = writers.get(origin.instruction);
    if (known === undefined) writers.set(origin.instruction, [row]);
    else known.push(row);
  }
  return writers;
}

/** The instruction that a reference names, as it stands in the Dockerfile. */
export function placeOf({ dockerfile }: Project, ref: InstructionRef): PlacedInstruction | undefined {
  return dockerfile.instructions.find(({ line, keyword }) => line === ref.line && keyword === ref.keyword);
}

/** The commands of a `RUN` in shell form; undefined where they cannot be told apart with certainty. */
export function shellRunOf(project: Project, ref: InstructionRef): ShellRun | undefined {
  const placed = placeOf(project, ref);
  return placed && runOf(project, placed);
}

/** The same of an instruction with its place; undefined for others than `RUN`. */
export function runOf(project: Project, placed: PlacedInstruction): ShellRun | undefined {
  const shell = shellTextOf(project, placed);
  if (shell === undefined) return undefined;
  const items = shell.isScript ? splitShellLines(shell.text) : splitShellList(shell.text, shell.from);
  return items === null ? undefined : { ...shell, items };
}

/** Undefined where no shell reads it, or something other than it. */
function shellTextOf(project: Project, placed: PlacedInstruction): ShellText | undefined {
  if (placed.keyword !== 'RUN') return undefined;
  if (placed.source.heredocs.length > 0) return scriptOf(project, placed);
  const { text } = placed;
  const { rest } = placed.source;
  const from = trimmedLength(text) - rest.length;
  // What was resolved while it was read cannot be found again.
  if (parseExecForm(rest) !== undefined || !text.startsWith(rest, from)) return undefined;
  return { placed, text, from, isScript: false, edit: (...range) => placed.edit(...range) };
}

/** The body of `RUN <<EOF`, which is the whole command. https://docs.docker.com/reference/dockerfile/#here-documents */
function scriptOf({ dockerfile }: Project, placed: PlacedInstruction): ShellText | undefined {
  const { rest, heredoc } = placed.source;
  const start = placed.end - heredoc.length;
  const end = heredoc.lastIndexOf('\n') + 1;
  const text = heredoc.slice(0, end);
  const isPlain = /^<<-?(["']?)\w+\1$/.test(rest) && !text.includes('\r');
  if (!isPlain || !dockerfile.text.startsWith(heredoc, start) || isForOther(text)) return undefined;
  const edit: ShellText['edit'] = (from, to, replacement) => ({
    ...{ start: start + from, end: start + to, replacement },
  });
  return { placed, text, from: 0, isScript: true, edit };
}

/** Whether another program than a shell reads a script. */
function isForOther(text: string): boolean {
  return text.trimStart().startsWith('#!') && !/^\s*#! ?\/(usr\/)?bin\/(env )?(ba|da|a)?sh\b/.test(text);
}

/** Without the white space at its end. */
function trimmedLength(text: string): number {
  const trimmed = trimSpace(text);
  return text.lastIndexOf(trimmed) + trimmed.length;
}

/** A command on one line. */
export function commandText({ text }: Pick<ShellText, 'text'>, { start, end }: ShellItem): string {
  return text.slice(start, end).replace(/(?:\\\n|\s)+/g, ' ');
}

/** A command at the end of a `RUN`, in the form that its lines have; undefined where its end is not certain. */
export function withCommandAtEnd(
  project: Project,
  placed: PlacedInstruction,
  command: string,
): Edit | undefined {
  const shell = shellTextOf(project, placed);
  const end = shell && endOfShellText(shell.text, { from: shell.from, hasLines: shell.isScript });
  if (shell === undefined || end === undefined) return undefined;
  const file = project.dockerfile.path;
  if (shell.isScript && endsAtFailure(shell.text))
    return { file, ...shell.edit(shell.text.length, shell.text.length, lineLike(shell.text, command)) };
  const text = shell.isScript ? ` && ${command}` : continuation(project, placed, command);
  return { file, ...shell.edit(end, end, text) };
}

/** Whether a shell ends at the first command of a script that fails: what follows does not hide it. POSIX.1-2024, XCU `set` */
function endsAtFailure(text: string): boolean {
  const [first = ''] = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#(?!!)/.test(line));
  return /^\s*(set|#!.*sh) (-\w*e|.*-o errexit)/.test(first) && !/\bset \+/.test(text);
}

/** A line of its own, indented like the first. */
function lineLike(text: string, command: string): string {
  const indentation = /^[ \t]*(?=\S)/m.exec(text)?.[0] ?? '';
  return `${indentation}${command}\n`;
}

function continuation(
  { dockerfile: { text, escape, lineBreak } }: Project,
  { start, end, indentation, isContinued }: PlacedInstruction,
  command: string,
): string {
  const leads = isContinued && endsLinesWithOperators(text.slice(start, end), escape);
  const goesOn = ` ${escape}${lineBreak}${indentation}`;
  return !isContinued ? ` && ${command}` : leads ? ` &&${goesOn}${command}` : `${goesOn}&& ${command}`;
}

/** Whether operators stand at the end of lines, not at their start. */
function endsLinesWithOperators(text: string, escape: string): boolean {
  return text
    .split('\n')
    .some((line) => line.trimEnd().endsWith(`&& ${escape}`) || line.trimEnd().endsWith(`; ${escape}`));
}

/** An option behind a word of a command. */
export function withOption(
  { dockerfile }: Project,
  { run, at }: { readonly run: ShellText; readonly at: number },
  option: string,
): Edit {
  return { file: dockerfile.path, ...run.edit(at, at, ` ${option}`) };
}

/** A flag of the instruction itself, before all others. */
export function withFlag({ dockerfile }: Project, placed: PlacedInstruction, flag: string): Edit {
  const end = placed.keyword.length;
  return { file: dockerfile.path, ...placed.edit(end, end, ` ${flag}`) };
}

/** A `RUN` without one of its commands, or no `RUN` where it has no other; undefined where the others would not mean the same. */
export function withoutCommand(
  project: Project,
  { placed, items, edit }: ShellRun,
  index: number,
): Edit | undefined {
  if (items.length === 1) return withoutPlaced(project, placed);
  const range = rangeWithout(items, index);
  return range === null ? undefined : { file: project.dockerfile.path, ...edit(range.start, range.end, '') };
}

/** The Dockerfile without an instruction. */
export function withoutPlaced({ dockerfile }: Project, placed: PlacedInstruction): Edit {
  return { file: dockerfile.path, ...withoutInstruction(dockerfile, placed) };
}

/** Instructions of their own below one; the text of each may have several lines. */
export function withLinesBelow(
  { dockerfile: { text, lineBreak, path } }: Project,
  { end }: PlacedInstruction,
  lines: readonly string[],
): Edit {
  const added = lines.join(lineBreak);
  const lineEnd = text.indexOf('\n', end);
  return lineEnd < 0
    ? { file: path, start: text.length, end: text.length, replacement: `${lineBreak}${added}` }
    : { file: path, start: lineEnd + 1, end: lineEnd + 1, replacement: `${added}${lineBreak}` };
}

/** The same above one. */
export function withLinesAbove(
  { dockerfile: { text, lineBreak, path } }: Project,
  { start }: PlacedInstruction,
  lines: readonly string[],
): Edit {
  const at = text.lastIndexOf('\n', start - 1) + 1;
  return { file: path, start: at, end: at, replacement: `${lines.join(lineBreak)}${lineBreak}` };
}

/** Another text for all that follows the keyword and the flags of an instruction. */
export function withText({ dockerfile }: Project, placed: PlacedInstruction, text: string): Edit {
  const end = trimmedLength(placed.text);
  return { file: dockerfile.path, ...placed.edit(end - placed.source.rest.length, end, text) };
}

/** Another image for a stage to start from; undefined where its name stands in a variable. */
export function withBase(
  { dockerfile }: Project,
  { from, base }: { readonly from: PlacedInstruction; readonly base: string },
  other: string,
): Edit | undefined {
  const at = from.text.lastIndexOf(from.source.rest);
  const isPlain = at >= 0 && !base.includes('$') && from.source.rest.startsWith(base);
  return isPlain ? { file: dockerfile.path, ...from.edit(at, at + base.length, other) } : undefined;
}
