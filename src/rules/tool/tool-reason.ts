import type { Ledger } from '../../ledger/ledger.ts';
import { neededTools } from '../../ledger/toolchains/needed-tools.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';
import { startedTools } from './started-tools.ts';

/** Why an image has a tool that is more than left over. */
export type ToolReason = {
  /** The reason as a sentence about the tool. `name`: with its version; `more`: what follows, as ` and 2 packages that only it needs`. */
  message(name: string, more: string): string;
  /** What helps, as in `RuleMeta`. */
  readonly fix: string;
};

/** The reason for which the image has a tool: a package that runs depends on it, or the container starts it; undefined where there is none. */
export function reasonFor(ledger: Ledger, found: ToolchainFound): ToolReason | undefined {
  const need = neededTools(ledger)(found);
  if (need !== undefined) {
    const { by, on } = need;
    return {
      message: (name, more) => `\`${by}\` depends on ${name} (\`${on}\`)${more}`,
      fix: `Nothing needs to be done as long as the image needs \`${by}\`, which depends on \`${on}\``,
    };
  }
  const started = startedTools(ledger)(found);
  if (started === undefined) return undefined;
  const who = started.isInScript ? 'the start script runs' : 'the container starts';
  return {
    message: (name, more) => `${who} ${name}${more}`,
    fix: `Nothing needs to be done if the container is for \`${started.word}\`; otherwise start the program without it, and leave it out`,
  };
}
