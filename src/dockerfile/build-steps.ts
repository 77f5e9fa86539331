import type { InstructionSource } from './instruction-text.ts';
import type { InstructionRef } from './instruction.ts';
import { stageLabel, type Dockerfile, type Stage, type StageInstruction } from './dockerfile.ts';

/** One instruction of the built stage, neither folded nor cut. */
export type BuildStep = { readonly ref: InstructionRef; readonly source: InstructionSource };

/** Everything in a Dockerfile that decides what the built stage's own instructions do; other stages and the context left out. */
export type BuildSteps = {
  /** Comments above the first instruction, since they may name the frontend, and arguments above the first `FROM`. */
  readonly head: readonly string[];
  /** In build order, `FROM` left out. */
  readonly steps: readonly BuildStep[];
  /** Labels of the stages that the built one starts from, from the base image up, its own last. */
  readonly chain: readonly string[];
  /** Labels of the stages above the built one that are none of these. */
  readonly others: readonly string[];
};

/** The build steps of the last stage of a chain, whose instructions are given in build order. */
export function buildStepsOf(
  { leadingComments, globalArgs, stages }: Dockerfile,
  chain: readonly Stage[],
  instructions: readonly StageInstruction[],
): BuildSteps {
  const own = new Set(chain.map(({ ordinal }) => ordinal));
  const built = chain.at(-1)?.ordinal ?? 0;
  return {
    head: [...leadingComments, '', ...globalArgs],
    steps: instructions.map(({ ref, source }) => ({ ref, source })),
    chain: chain.map((stage) => stageLabel(stage)),
    others: stages
      .filter(({ ordinal }) => ordinal < built && !own.has(ordinal))
      .map((stage) => stageLabel(stage)),
  };
}

/** Ordinal of an instruction among the steps, or -1. */
export function stepOf({ steps }: BuildSteps, instruction: InstructionRef): number {
  return steps.findIndex(({ ref }) => ref.line === instruction.line && ref.text === instruction.text);
}

/** Whether both lists of build steps are the same up to and with a step. */
export function isSameUpTo(one: BuildSteps, other: BuildSteps, step: number): boolean {
  const isSameHead = one.head.join('\n') === other.head.join('\n');
  return isSameHead && one.steps.slice(0, step + 1).every((own, at) => isSameStep(own, other.steps[at]));
}

function isSameStep({ ref, source }: BuildStep, other: BuildStep | undefined): boolean {
  return (
    ref.keyword === other?.ref.keyword &&
    source.command === other.source.command &&
    source.heredoc === other.source.heredoc
  );
}

/** Types of mounts that bring no files of a build. https://docs.docker.com/reference/dockerfile/#run---mount */
const WITHOUT_FILES: ReadonlySet<string> = new Set(['tmpfs', 'secret', 'ssh']);

/** Whether a `RUN` reads files that are in no layer below it: of the context, another stage or a cache that builds share. */
export function mountsFiles({ source }: BuildStep): boolean {
  return source.flags.some(
    (flag) => flag.toLowerCase().startsWith('--mount') && !WITHOUT_FILES.has(typeOfMount(flag)),
  );
}

/** Type of a mount; `bind`, as without one, where it cannot be known: BuildKit reads comma-separated values with quotes. */
function typeOfMount(flag: string): string {
  const value = /^--mount=(?:type=(\w+)|[\w.-]+=[\w./:@-]*)(?:,[\w.-]+(?:=[\w./:@-]*)?)*$/.exec(flag);
  const types = value === null ? [] : [...flag.matchAll(/[=,]type=(\w+)/g)];
  return types.length === 1 ? (types[0]?.[1] ?? 'bind') : 'bind';
}
