import type { CommanderError } from 'commander';
import { GateError } from '../errors.ts';
import { flagOf, LIST_INPUTS, SCALAR_INPUTS } from '../inputs/input-texts.ts';
import type { InputName } from '../inputs/input-texts.ts';

export const ALL_INPUTS: readonly InputName[] = [...SCALAR_INPUTS, ...LIST_INPUTS];

/** What Commander says of a command line, with what was meant as the hint. `output`: what it would print. */
export function toGateError(error: CommanderError, output: string): GateError {
  if (error.code === 'commander.help') {
    return new GateError('bad-input', 'a command is missing', { hint: output.trimEnd().split('\n') });
  }
  const text = error.message
    .replace(/^error: option '(--[\w-]+) <([^>]+)>' argument missing$/, '`$1` needs a value: <$2>')
    .replace(/^error: /, '')
    .replaceAll("'", '`')
    .trim();
  const suggestion = /\s*\(Did you mean (?:one of )?([^()]+)\?\)$/.exec(text);
  const names = (flagMeant(text) ?? suggestion?.[1])?.split(', ').map((name) => `\`${name}\``);
  return new GateError('bad-input', text.slice(0, suggestion?.index).replace(/\.$/, ''), {
    hint: names
      ? `Did you mean ${names.join(' or ')}?`
      : 'Run `final-stage --help`, or add `--help` to a command.',
  });
}

/** The flag of an input whose own name was given. */
function flagMeant(text: string): string | undefined {
  const given = /unknown option `--([\w-]+)/.exec(text)?.[1];
  const input = ALL_INPUTS.find((name) => name === given);
  // Where it is a flag of another command, it is not what was meant.
  return input === undefined || flagOf(input) === given ? undefined : `--${flagOf(input)}`;
}
