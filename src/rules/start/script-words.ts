import type { Ledger } from '../../ledger/ledger.ts';
import { isCommandWord } from './shell-word.ts';
import { factsOf } from './visible-files.ts';

/** Of one script: nobody writes as many by hand. */
const MAX_COMMANDS = 1_000;
const LEADING = /^(?:(?:exec|if|then|else|elif|while|until|do|!|time|\w+=\S*)\s+)+/;

/** Words that a shell script runs as commands, as far as its lines say so; none where the file is none. */
export function scriptWords({ catalog }: Ledger, row: number): readonly string[] {
  const facts = row < 0 ? undefined : factsOf(catalog, row);
  if (facts?.content === undefined || facts.elf !== undefined) return [];
  if (!/\b(?:ba|da|a|z|k)?sh\b/.test(facts.shebang ?? 'sh')) return [];
  return new TextDecoder()
    .decode(facts.content)
    .replace(/\\\n/g, ' ')
    .split(/[;&|()\n]+/, MAX_COMMANDS)
    .map((simple) => simple.trim().replace(LEADING, '').split(/\s+/, 1)[0] ?? '')
    .filter(isCommandWord);
}
