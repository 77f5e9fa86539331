import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath } from './entrypoint.ts';
import { commandsIn } from './start-commands.ts';
import { textOf } from './visible-files.ts';

const MANAGERS = /(^|\/)(npm|pnpm|yarn|bun)$/;
/** Words between a package manager and the name of a script. */
const RUN = /^(run|run-script|rum|urn)$/;
const HARMLESS_OPTION = /^(-s|--silent|--if-present)$/;
/** Scripts that have a command of their own. https://docs.npmjs.com/cli/v11/using-npm/scripts */
const NAMED = /^(start|test|stop|restart)$/;
const NAME = /^[\w:.-]{1,100}$/;
/** A script may call another one. */
const MAX_DEPTH = 4;

/**
 * The commands that a package manager's script stands for, as the `package.json` in the working directory writes them;
 * undefined where the words name none, or nobody knows what it says.
 */
export function scriptCommands(
  ledger: Ledger,
  words: readonly string[],
  depth = 0,
): readonly (readonly string[])[] | undefined {
  const name = scriptName(words);
  const text = name === undefined || depth >= MAX_DEPTH ? undefined : scriptsOf(ledger)[name];
  if (typeof text !== 'string') return undefined;
  return commandsIn(text).flatMap((command) => scriptCommands(ledger, command, depth + 1) ?? [command]);
}

function scriptName([word = '', ...args]: readonly string[]): string | undefined {
  if (!MANAGERS.test(word)) return undefined;
  const [first = '', second] = args.filter((arg) => !HARMLESS_OPTION.test(arg));
  if (RUN.test(first)) return second;
  // `yarn NAME` and `pnpm NAME` run a script of that name; a command of theirs is never one's name by accident.
  return NAMED.test(first) || isScriptOfItsOwn(word, first) ? first : undefined;
}

function isScriptOfItsOwn(manager: string, first: string): boolean {
  return /(yarn|pnpm)$/.test(manager) && NAME.test(first);
}

function scriptsOf({ catalog, config }: Ledger): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(textOf(catalog, absolutePath(config, 'package.json')) ?? '{}');
    const isObject = typeof manifest === 'object' && manifest !== null && 'scripts' in manifest;
    return isObject && typeof manifest.scripts === 'object' ? { ...manifest.scripts } : {};
  } catch {
    return {};
  }
}
