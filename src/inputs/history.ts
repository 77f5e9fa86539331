import type { HistoryChoice } from '../github/history-places.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** Names that git takes for a branch, and that mean the same in an address. https://git-scm.com/docs/git-check-ref-format */
const BRANCH = /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][\w./-]{0,199}(?<![./])$/;

/** The same for several images: a file holds the sizes of one. */
export function readRunHistory(texts: InputTexts, mistakes: Mistakes): HistoryChoice {
  const choice = readHistory(texts, mistakes);
  if (choice.kind === 'file')
    mistakes.note(
      texts.spell('history'),
      `is \`${texts.one('history')}\`, but a file holds the sizes of one image, expected \`cache\` or \`branch:NAME\` for several`,
    );
  return choice;
}

/** Where the sizes of the base branch are kept; `off` unless somebody asks. */
export function readHistory(texts: InputTexts, mistakes: Mistakes): HistoryChoice {
  const text = texts.one('history');
  if (text === '' || text === 'off') return { kind: 'off' };
  if (text === 'cache') return { kind: 'cache' };
  const named = namedPlace(text);
  if (named !== undefined) return named;
  mistakes.note(
    texts.spell('history'),
    `is \`${text}\`, expected \`off\`, \`cache\`, \`branch:NAME\` or \`file:PATH\``,
  );
  return { kind: 'off' };
}

/** The branch or file that is named; undefined where none is, or where git would refuse the name. */
function namedPlace(text: string): HistoryChoice | undefined {
  const [, kind = '', name = ''] = /^(branch|file):(.+)$/.exec(text) ?? [];
  if (kind === 'file') return { kind, path: name };
  return kind === 'branch' && BRANCH.test(name) ? { kind, branch: name } : undefined;
}
