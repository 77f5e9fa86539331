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

/** An instruction as read, before it has a stage. */
export type ReadInstruction = {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
  readonly source: InstructionSource;
};

/** What people call a stage: its name as written, or its ordinal. */
export function stageLabel(stage: Pick<Stage, 'name' | 'ordinal'>): string {
  return stage.name ?? String(stage.ordinal);
}
