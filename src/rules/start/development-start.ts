import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains } from '../../ledger/toolchains/toolchains.ts';
import { parseObject, toFields } from '../../packages/json.ts';
import { developmentCommand, RELOADS, type DevelopmentCommand } from './development-commands.ts';
import { absolutePath, environmentValue, findProgram, findStartedPrograms } from './entrypoint.ts';
import { deriveStart } from './start-commands.ts';
import { textOf } from './visible-files.ts';

/** A command, and what a script of `package.json` that it runs has in its place. */
type Found = DevelopmentCommand & { readonly ran?: string };

/** What a container starts that is for development. `command`: as the configuration or a start script has it. */
export type DevelopmentStart = Found & { readonly command: string };

const MAX_COMMANDS = 20;
/** A script of `package.json` may run another one. */
const MAX_DEPTH = 3;

/** The first command for development among those that the container certainly starts. */
export function findDevelopmentStart(ledger: Ledger): DevelopmentStart | undefined {
  const started = findStartedPrograms(ledger).map(({ word, args }) => [word, ...args]);
  for (const words of [...started, ...deriveStart(ledger).commands]) {
    const found = startedReloader(ledger, words) ?? findIn(ledger, words, MAX_DEPTH);
    if (found !== undefined) return { ...found, command: words.join(' ') };
  }
  return undefined;
}

/** A program that by its content is a reloader, whatever it is called. */
function startedReloader(ledger: Ledger, [word = '']: readonly string[]): DevelopmentCommand | undefined {
  const { row } = findProgram(ledger, word);
  if (row < 0) return undefined;
  const found = findToolchains(ledger).find(
    ({ tool, rows }) => tool.isNeverNeeded === true && rows.includes(row),
  );
  return found && { name: found.tool.subject, does: RELOADS };
}

function findIn(ledger: Ledger, words: readonly string[], depth: number): Found | undefined {
  return developmentCommand(words) ?? debuggedFlask(ledger, words) ?? findInScript(ledger, words, depth);
}

/** https://flask.palletsprojects.com/en/stable/config/#DEBUG */
function debuggedFlask({ config }: Ledger, words: readonly string[]): DevelopmentCommand | undefined {
  const isDebugged =
    /^(1|true|yes|on)$/i.test(environmentValue(config, 'FLASK_DEBUG') ?? '') ||
    environmentValue(config, 'FLASK_ENV') === 'development';
  return isDebugged && /(^|\/)flask .*\brun\b|(^|\s)-m flask .*\brun\b/.test(words.join(' '))
    ? { name: 'flask in debug mode', does: 'is a server for development' }
    : undefined;
}

const MANAGERS = /(^|\/)(npm|yarn|pnpm|bun)$/;
const DEVELOPMENT_SCRIPT =
  /^(dev|develop|development|watch|(start|serve|server)[:-](dev|debug|watch)|dev[:-].+)$/;

/** What `npm run NAME` runs, by the project's manifest; where that is not known, by the name. */
function findInScript(ledger: Ledger, words: readonly string[], depth: number): Found | undefined {
  const name = scriptName(words);
  if (name === undefined || depth === 0) return undefined;
  const commands = scriptCommands(ledger, name);
  for (const command of commands) {
    const found = findIn(ledger, command, depth - 1);
    if (found !== undefined) return { ran: command.join(' '), ...found };
  }
  return DEVELOPMENT_SCRIPT.test(name) && !isPlain(commands)
    ? { name: `the script ${name}`, does: 'is a script for development' }
    : undefined;
}

/** Whether commands are known, and run nothing but JavaScript. */
function isPlain(commands: readonly (readonly string[])[]): boolean {
  return commands.length > 0 && commands.every(([first = '']) => /^(node|npm|yarn|pnpm)$/.test(first));
}

/** `run NAME`, `start`, and for all but npm `NAME`. */
function scriptName([word = '', ...args]: readonly string[]): string | undefined {
  if (!MANAGERS.test(word)) return undefined;
  const [first, second] = args.filter((arg) => !arg.startsWith('-'));
  return first === 'run' || first === 'run-script' ? second : first;
}

/** None where the manifest does not say. */
function scriptCommands(ledger: Ledger, name: string): readonly (readonly string[])[] {
  const manifest = textOf(ledger.catalog, absolutePath(ledger.config, 'package.json')) ?? '';
  const text = new Map(Object.entries(toFields(parseObject(manifest)['scripts']))).get(name);
  return typeof text === 'string' ? text.split(/[;&|]+/, MAX_COMMANDS).map(wordsOf) : [];
}

/** Of a simple command, assignments before it left out. */
function wordsOf(simple: string): readonly string[] {
  const words = simple.split(/\s+/).filter((each) => each !== '');
  const start = words.findIndex((each) => !/^\w+=/.test(each));
  return start < 0 ? [] : words.slice(start).map((each) => each.replace(/^["']|["']$/g, ''));
}
