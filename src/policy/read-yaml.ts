import { parseDocument } from 'yaml';
import { GateError } from '../errors.ts';

const MAX_CHARACTERS = 1024 * 1024;
const MAX_ALIASES = 1000;

/** Value of a YAML file that anybody may have written, merge keys applied; integers are exact. `file` names it. Throws `bad-input`, which quotes nothing of it. */
export function readYaml(text: string, file: string): unknown {
  if (text.length > MAX_CHARACTERS)
    throw mistake(file, `has ${text.length} characters, expected at most ${MAX_CHARACTERS}`);
  try {
    const document = parseDocument(text, { merge: true, intAsBigInt: true });
    const [error] = document.errors;
    if (error === undefined) return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
    const line = error.linePos?.[0].line ?? 1;
    throw mistake(file, `is not YAML that can be read in line ${line}`);
  } catch (error) {
    // The parser recurses, so deep nesting ends in a RangeError; too many aliases in a ReferenceError.
    throw error instanceof GateError ? error : mistake(file, 'is not YAML that can be read');
  }
}

function mistake(file: string, found: string): GateError {
  return new GateError('bad-input', `\`${file}\` ${found}`, { hint: 'Correct the file.' });
}
