import type { Ledger } from '../../ledger/ledger.ts';
import { neededTools } from '../../ledger/toolchains/needed-tools.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';
import { startedTools, type Started } from './started-tools.ts';

/** Why an image has a tool that is more than left over. */
export type ToolReason = {
  /** The reason as a sentence about the tool. `name`: with its version; `more`: what follows, as ` and 2 packages that only it needs`. */
  message(name: string, more: string): string;
  /** What helps, as in `RuleMeta`. */
  readonly fix: string;
  /** Whether it makes the finding a note. */
  readonly isExcuse: boolean;
};

/** The reason for which the image has a tool: a package that runs depends on it, or the container starts it; undefined where there is none. */
export function reasonFor(ledger: Ledger, found: ToolchainFound): ToolReason | undefined {
  const need = neededTools(ledger)(found);
  if (need !== undefined) {
    const { by, on } = need;
    return {
      message: (name, more) => `\`${by}\` depends on ${name} (\`${on}\`)${more}`,
      fix: `Nothing needs to be done as long as the image needs \`${by}\`, which depends on \`${on}\``,
      isExcuse: true,
    };
  }
  const started = startedTools(ledger)(found);
  return started && startReason(found, started);
}

function startReason({ tool }: ToolchainFound, { word, isInScript }: Started): ToolReason {
  const who = isInScript ? 'the start script runs' : 'the container starts';
  if (tool.isNeverNeeded === true) {
    return {
      message: (name, more) => `${who} ${name}${more}, which is for development`,
      fix: `Start the program itself instead of \`${word}\`, and leave \`${word}\` out`,
      isExcuse: false,
    };
  }
  return {
    message: (name, more) => `${who} ${name}${more}`,
    fix: `Nothing needs to be done if the container is for \`${word}\`; otherwise start the program without it, and leave it out`,
    isExcuse: true,
  };
}
