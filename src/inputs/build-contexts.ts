import { isImageName } from '../image/reference.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** The `name=source` pairs as buildx takes them; a name that is none is a mistake, of which buildx' own words say little. */
export function readBuildContexts(
  texts: Pick<InputTexts, 'many' | 'spell'>,
  mistakes: Mistakes,
): readonly string[] {
  const entries = texts.many('build-contexts');
  const what = texts.spell('build-contexts');
  for (const entry of entries) {
    const name = /^([^=]+)=./.exec(entry)?.[1];
    if (name === undefined) mistakes.note(what, `has \`${entry}\`, expected \`name=source\``);
    else if (name.includes('$')) {
      const example = name.replace(/\$(?:\{[^}]*\}|\w+)/g, '1.0');
      const words = `has \`${name}\`, whose variable nothing replaces, expected the name that \`FROM\` has after replacement`;
      mistakes.note(what, `${words}, such as \`${example}\``);
    } else if (!isImageName(name)) {
      mistakes.note(what, `has \`${name}\`, expected a stage's or an image's name in lower case`);
    }
  }
  return entries;
}
