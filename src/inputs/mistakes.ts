import { GateError } from '../errors.ts';

/** Collects what is wrong, so that all of it is reported at once. */
export type Mistakes = {
  /** Runs a parser; its GateError becomes a mistake of this input and the value `undefined`. */
  read<T>(what: string, parse: () => T): T | undefined;
  note(what: string, message: string): void;
  throwIfAny(): void;
};

export function collectMistakes(): Mistakes {
  const [found, hints]: [string[], string[]] = [[], []];
  const note = (what: string, message: string) => void found.push(`${what} ${message}`);
  return {
    note,
    read: (what, parse) => {
      try {
        return parse();
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        note(what, `is wrong: ${error.message}`);
        if (error.hint !== undefined) hints.push(error.hint);
        return undefined;
      }
    },
    throwIfAny: () => {
      if (found.length === 0) return;
      // What helps with the only mistake helps more than the table of all inputs.
      const hint = found.length === 1 ? (hints[0] ?? HINT).split('\n') : HINT;
      throw new GateError('bad-input', mistakeLines(found), { hint });
    },
  };
}

const HINT = '`--help` after the command lists its flags; README.md has a table of the inputs of the Action.';

function mistakeLines(found: readonly string[]): readonly string[] {
  if (found.length === 1) return found;
  return [`${found.length} inputs are wrong:`, ...found.map((mistake) => `  - ${mistake}`)];
}
