import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, findProgram, findStartedPrograms } from './entrypoint.ts';
import { scriptCommands } from './package-scripts.ts';
import { deriveStart } from './start-commands.ts';
import { factsOf } from './visible-files.ts';

const MAX_SCRIPTS = 50;
const MAX_WORDS = 20_000;

const used = new WeakMap<Ledger, string>();
const started = new WeakMap<Ledger, string>();

/**
 * Everything that says what the container runs: the words of its start and of its health check, and the scripts that these
 * name and that were kept, and the scripts that those name. Comments are left out.
 */
export function deriveUsedText(ledger: Ledger): string {
  return remembered(used, ledger, () =>
    withScripts(ledger, [wordsOfStart(ledger, ledger.config.healthcheck)]),
  );
}

/** The same of the container's start alone, with the working directory, and the commands that a script of `package.json` stands for. */
export function deriveStartText(ledger: Ledger): string {
  return remembered(started, ledger, () => {
    const commands = deriveStart(ledger).commands.flatMap((words) => scriptCommands(ledger, words) ?? []);
    const texts = [wordsOfStart(ledger), ...commands.map((words) => words.join(' '))];
    return withScripts(ledger, [`cd ${ledger.config.workingDir ?? '/'}`, ...texts]);
  });
}

function remembered(memo: WeakMap<Ledger, string>, ledger: Ledger, derive: () => string): string {
  const text = memo.get(ledger) ?? derive();
  memo.set(ledger, text);
  return text;
}

function wordsOfStart({ config }: Ledger, more: readonly string[] = []): string {
  return [...config.entrypoint, ...config.cmd, ...more].join(' ');
}

/** Texts with those of the scripts that the container's start runs, and that any of the texts names. */
function withScripts(ledger: Ledger, texts: string[]): string {
  const seen = new Set<number>();
  const add = (row: number): void => {
    const content = row < 0 || seen.has(row) ? undefined : factsOf(ledger.catalog, row)?.content;
    if (content === undefined || seen.size >= MAX_SCRIPTS) return;
    seen.add(row);
    texts.push(withoutComments(Buffer.from(content).toString('utf8')));
  };
  for (const { row } of findStartedPrograms(ledger)) add(row);
  for (const text of texts) for (const word of wordsOf(text)) add(scriptRow(ledger, word));
  return texts.join('\n');
}

function withoutComments(script: string): string {
  return script.replace(/^[ \t]*#(?!!).*$/gm, '');
}

/** What may name a script; a program that reads the version in its `package.json` does not run what is in there. */
function wordsOf(text: string): readonly string[] {
  const words = text.split(/[\s"'`;|&()<>=]+/, MAX_WORDS);
  return words.filter((word) => /[/.]/.test(word) && !/(^|\/)package\.json$/.test(word));
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
