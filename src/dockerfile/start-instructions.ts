import type { InstructionRef } from './instruction.ts';

const KEYWORDS = ['ENTRYPOINT', 'CMD', 'USER', 'WORKDIR'] as const;

/** The last instruction of each keyword that decides how the container starts; absent: the base image decides, or nobody knows. */
export type StartInstructions = Readonly<Partial<Record<(typeof KEYWORDS)[number], InstructionRef>>>;

/** `instructions` in build order. */
export function startInstructions(instructions: readonly InstructionRef[]): StartInstructions {
  const found = KEYWORDS.map(
    (keyword) => [keyword, instructions.findLast((one) => one.keyword === keyword)] as const,
  );
  return Object.fromEntries(found.filter(([, instruction]) => instruction !== undefined));
}
