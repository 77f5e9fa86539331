import type { Prepare } from '../gate/request.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** The command that prepares a tree, as a part of the request; empty where there is none. */
export function readPrepare(texts: InputTexts, mistakes: Mistakes): { readonly prepare?: Prepare } {
  const [command, inCandidate] = [texts.one('prepare'), texts.one('prepare-candidate')];
  const what = texts.spell('prepare-candidate');
  if (!['', 'true', 'false'].includes(inCandidate)) {
    mistakes.note(what, `is \`${inCandidate}\`, expected one of \`true\`, \`false\``);
  } else if (inCandidate === 'true' && command === '') {
    mistakes.note(what, `is given without ${texts.spell('prepare')}, expected the command that it runs`);
  }
  return command === '' ? {} : { prepare: { command, inCandidate: inCandidate === 'true' } };
}
