import type { InstructionSource } from './instruction-text.ts';
import type { InstructionRef } from './instruction.ts';

/** An instruction with what its reference leaves out. */
export type StageInstruction = {
  readonly ref: InstructionRef;
  /** Everything after the keyword, continuations joined; `heredoc` as written. */
  readonly source: InstructionSource;
};

/** One `FROM` and the instructions below it. */
export type Stage = {
  readonly ordinal: number;
  /** As written after `AS`, or null. */
  readonly name: string | null;
  readonly from: InstructionRef;
  /** Image or stage that `FROM` names, arguments not yet substituted. */
  readonly base: string;
  readonly instructions: readonly StageInstruction[];
};

/** A parsed Dockerfile. Lines count from 1. */
export type Dockerfile = {
  readonly path: string;
  /** `\` or, by the directive of that name, a back-tick. */
  readonly escape: string;
  /** Frontend image that a `syntax` directive names, or null. */
  readonly frontend: string | null;
  /** Comments above the first instruction, parser directives among them. */
  readonly leadingComments: readonly string[];
  /** `ARG` words before the first `FROM`: `NAME` or `NAME=default` as written, in order. */
  readonly globalArgs: readonly string[];
  readonly stages: readonly Stage[];
};

/** A part of a line that is part of an instruction: offset in the Dockerfile's text, and length in UTF-16 units. */
export type Piece = { readonly offset: number; readonly length: number };

/** Where an instruction is written. Offsets in the Dockerfile's text, in UTF-16 units. */
export type InstructionSpan = {
  /** From the keyword to the end of the last line, heredocs included, without the line break after it. */
  readonly start: number;
  readonly end: number;
  /** The parts of its command line, keyword included: joined, they are what is read. */
  readonly pieces: readonly Piece[];
};

/** An instruction as read, before it has a stage. */
export type ReadInstruction = {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
  readonly source: InstructionSource;
  readonly span: InstructionSpan;
};

/** What people call a stage: its name as written, or its ordinal. */
export function stageLabel(stage: Pick<Stage, 'name' | 'ordinal'>): string {
  return stage.name ?? String(stage.ordinal);
}
