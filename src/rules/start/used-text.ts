import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, findProgram, findStartedPrograms } from './entrypoint.ts';
import { factsOf } from './visible-files.ts';

const MAX_SCRIPTS = 50;
const MAX_WORDS = 20_000;

const memo = new WeakMap<Ledger, string>();

/**
 * Everything that says what the container runs: the words of its start and of its health check, and the scripts that these
 * name and that were kept, and the scripts that those name. Comments are left out.
 */
export function deriveUsedText(ledger: Ledger): string {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const { entrypoint, cmd, healthcheck = [] } = ledger.config;
  const texts = [[...entrypoint, ...cmd, ...healthcheck].join(' ')];
  const seen = new Set<number>();
  const add = (row: number): void => {
    const content = row < 0 || seen.has(row) ? undefined : factsOf(ledger.catalog, row)?.content;
    if (content === undefined || seen.size >= MAX_SCRIPTS) return;
    seen.add(row);
    texts.push(withoutComments(Buffer.from(content).toString('utf8')));
  };
  for (const { row } of findStartedPrograms(ledger)) add(row);
  for (const text of texts) for (const word of wordsOf(text)) add(scriptRow(ledger, word));
  const text = texts.join('\n');
  memo.set(ledger, text);
  return text;
}

function withoutComments(script: string): string {
  return script.replace(/^[ \t]*#(?!!).*$/gm, '');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"'`;|&()<>=]+/, MAX_WORDS).filter((word) => /[/.]/.test(word));
}

/** A script by its path, or by a name that ends as those of scripts do and that PATH has. */
function scriptRow(ledger: Ledger, word: string): number {
  const row = ledger.catalog.resolve(absolutePath(ledger.config, word));
  return row < 0 && !word.includes('/') ? findProgram(ledger, word).row : row;
}

/** Whether one of these programs is called in a text. */
export function callsOne(text: string, programs: readonly string[]): boolean {
  const names = programs.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?:^|[^\\w.-])(?:${names})(?:$|[^\\w.-])`, 'm').test(text);
}
