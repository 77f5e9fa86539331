import { GateError } from '../../errors.ts';
import type { CommandOptions } from '../command.ts';

/** Longest that a question to `docker` may take that builds nothing. buildx itself gives a far builder 20 s. */
const QUESTION_SECONDS = 60;
/** The same where the engine has to work: layers are deleted. */
const WORK_SECONDS = 5 * 60;

/** Ends a `docker` command that asks; throws `engine-unavailable`. `what`: as people would type it. */
export function questionLimit(what: string): NonNullable<CommandOptions['limit']> {
  return limitOf(what, QUESTION_SECONDS);
}

/** Ends a `docker` command that changes something but does not build. */
export function workLimit(what: string): NonNullable<CommandOptions['limit']> {
  return limitOf(what, WORK_SECONDS);
}

function limitOf(what: string, seconds: number): NonNullable<CommandOptions['limit']> {
  const hint = `Run \`${what}\` before this step to see what it is waiting for. Restart Docker, or name another builder with the \`builder\` input.`;
  return {
    milliseconds: seconds * 1000,
    late: () =>
      new GateError('engine-unavailable', `\`${what}\` did not finish within ${seconds} s`, { hint }),
  };
}
