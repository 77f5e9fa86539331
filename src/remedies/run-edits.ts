import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { withoutInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { rangeWithout, splitShellList, type ShellItem } from '../dockerfile/edit/shell-list.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { parseExecForm } from '../dockerfile/instruction-text.ts';
import { trimSpace } from '../dockerfile/white-space.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from './remedy.ts';

/** A `RUN` whose commands can be told apart. Offsets of `items` are in the instruction's command line. */
export type ShellRun = { readonly placed: PlacedInstruction; readonly items: readonly ShellItem[] };

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

/** The commands of a `RUN` in shell form without heredoc; undefined where they cannot be told apart with certainty. */
export function shellRunOf(project: Project, ref: InstructionRef): ShellRun | undefined {
  const placed = placeOf(project, ref);
  if (placed?.keyword !== 'RUN' || placed.source.heredocs.length > 0) return undefined;
  const { rest } = placed.source;
  const start = trimmedLength(placed.text) - rest.length;
  // What was resolved while it was read cannot be found again.
  if (parseExecForm(rest) !== undefined || !placed.text.startsWith(rest, start)) return undefined;
  const items = splitShellList(placed.text, start);
  return items === null ? undefined : { placed, items };
}

/** Without the white space at its end. */
function trimmedLength(text: string): number {
  const trimmed = trimSpace(text);
  return text.lastIndexOf(trimmed) + trimmed.length;
}

/** A command at the end of a `RUN`, in the form that its lines have. */
export function withCommandAtEnd(
  { dockerfile }: Project,
  { placed, items }: ShellRun,
  command: string,
): Edit {
  const end = items.at(-1)?.end ?? placed.text.length;
  const { escape, lineBreak, path } = dockerfile;
  const { indentation, isContinued } = placed;
  const leads =
    isContinued && endsLinesWithOperators(dockerfile.text.slice(placed.start, placed.end), escape);
  const goesOn = ` ${escape}${lineBreak}${indentation}`;
  const text = !isContinued ? ` && ${command}` : leads ? ` &&${goesOn}${command}` : `${goesOn}&& ${command}`;
  return { file: path, ...placed.edit(end, end, text) };
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
  { run: { placed }, at }: { readonly run: ShellRun; readonly at: number },
  option: string,
): Edit {
  return { file: dockerfile.path, ...placed.edit(at, at, ` ${option}`) };
}

/** A flag of the instruction itself, before all others. */
export function withFlag({ dockerfile }: Project, placed: PlacedInstruction, flag: string): Edit {
  const end = placed.keyword.length;
  return { file: dockerfile.path, ...placed.edit(end, end, ` ${flag}`) };
}

/** A `RUN` without one of its commands, or no `RUN` where it has no other; undefined where the others would not mean the same. */
export function withoutCommand(
  project: Project,
  { placed, items }: ShellRun,
  index: number,
): Edit | undefined {
  if (items.length === 1) return withoutPlaced(project, placed);
  const range = rangeWithout(items, index);
  return range === null
    ? undefined
    : { file: project.dockerfile.path, ...placed.edit(range.start, range.end, '') };
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
