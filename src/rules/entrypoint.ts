import type { ImageConfig } from '../image/image.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isExecutable } from './executable.ts';
import { scriptArgument } from './script-argument.ts';
import { execOf } from './shell-script.ts';
import { factsOf } from './visible-files.ts';

/** A program that certainly starts when the container does. */
export type StartedProgram = {
  /** As the image's config or script writes it. */
  readonly word: string;
  readonly args: readonly string[];
  /** Absolute path where it is looked for, links not followed; null: a bare name that no directory of PATH has. */
  readonly path: string | null;
  /** Ledger row of the file behind all links; -1: missing. */
  readonly row: number;
};

/** What runc looks through when the config sets no PATH. opencontainers/runc, libcontainer `defaultPath`; moby `oci.DefaultPathEnv`. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const SHELLS = /^(.*\/)?(ba|da|a|z)?sh$/;

/** Programs that only start another one, and their options that take no value. */
const WRAPPERS = /^(.*\/)?(tini(-static)?|dumb-init|catatonit|env|nice|exec)$/;
const WRAPPERS_WITH_USER = /^(.*\/)?(gosu|su-exec|setpriv-as)$/;

/** Words that a shell runs by itself, or that start something other than a simple command. */
const SHELL_WORDS = new Set(
  '. : [ ! { } alias bg break case cd command continue declare do done echo elif else esac eval exit export false fg fi for function getopts hash if in jobs kill let local printf pwd read readonly return select set shift shopt source test then time times trap true type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

const PLAIN_WORD = /^[\w@%+./:,=-]+$/;

/** The programs that start with the container, outermost first; only those that are sure. Empty when the config names none. */
export function readStartedPrograms(ledger: Ledger): readonly StartedProgram[] {
  const programs: StartedProgram[] = [];
  let words: readonly string[] = [...ledger.config.entrypoint, ...ledger.config.cmd];
  // Images that only carry files are given an empty command, to be creatable at all.
  while (words.length > 0 && words[0] !== '' && programs.length < 8) {
    const [word = '', ...args] = words;
    const program = { word, args, ...findProgram(ledger, word) };
    programs.push(program);
    if (program.row < 0) break;
    words = innerCommand(words);
    if (words.length === 0) words = scriptCommand(ledger, program);
  }
  return programs;
}

/** What the shell script that a program is, or is given, ends with; empty where that is not sure. */
function scriptCommand(ledger: Ledger, program: StartedProgram): readonly string[] {
  const script = scriptOf(ledger, program);
  const content = script < 0 ? undefined : factsOf(ledger.catalog, script)?.content;
  return content === undefined ? [] : execOf(Buffer.from(content).toString('utf8'));
}

const SHELL_LINE = /^\/(usr\/)?bin\/(env )?(ba|da|a)?sh\b/;

/** Row of the shell script; -1 where it is none. */
function scriptOf(ledger: Ledger, { word, args, row }: StartedProgram): number {
  if (SHELL_LINE.test(factsOf(ledger.catalog, row)?.shebang?.trim() ?? '')) return row;
  const given = isShell(word) ? scriptArgument(word, args) : undefined;
  return given === undefined ? -1 : ledger.catalog.resolve(absolutePath(ledger.config, given));
}

/** Looks a command word up as the kernel's caller does: by path from the working directory, or through PATH. */
export function findProgram(ledger: Ledger, word: string): Pick<StartedProgram, 'path' | 'row'> {
  if (word.includes('/')) {
    const path = absolutePath(ledger.config, word);
    return { path, row: ledger.catalog.resolve(path) };
  }
  for (const directory of searchPath(ledger.config)) {
    const path = `${directory}/${word}`;
    const row = ledger.catalog.resolve(path);
    if (row >= 0 && ledger.catalog.type(row) !== 'directory' && isExecutable(ledger, row))
      return { path, row };
  }
  return { path: null, row: -1 };
}

/** Value of a variable in the image's environment, or undefined. */
export function environmentValue(config: ImageConfig, name: string): string | undefined {
  return config.env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A path that may be relative to the working directory, made absolute. */
export function absolutePath(config: ImageConfig, path: string): string {
  return path.startsWith('/')
    ? path
    : `${config.workingDir ?? '/'}/${path.replace(/^(\.\/)+/, '')}`.replace(/\/{2,}/g, '/');
}

function searchPath(config: ImageConfig): readonly string[] {
  return (environmentValue(config, 'PATH') ?? DEFAULT_PATH)
    .split(':')
    .filter((directory) => directory.startsWith('/'));
}

export function isShell(word: string): boolean {
  return SHELLS.test(word);
}

/** Whether a program only starts others: a shell or a wrapper. */
export function isLauncher(word: string): boolean {
  return isShell(word) || WRAPPERS.test(word) || WRAPPERS_WITH_USER.test(word);
}

/** The command that a wrapper or `sh -c` starts in its turn; empty when it is not sure. */
export function innerCommand([word = '', ...args]: readonly string[]): readonly string[] {
  if (SHELLS.test(word)) return shellCommand(args);
  if (WRAPPERS_WITH_USER.test(word)) return args[0]?.startsWith('-') === true ? [] : args.slice(1);
  return WRAPPERS.test(word) ? skipOptions(args) : [];
}

/** What follows the options of a wrapper. An option of an unknown form may take a value, so nothing after it is sure. */
function skipOptions(args: readonly string[]): readonly string[] {
  const start = args.findIndex((arg) => arg === '--' || !/^(-{1,2}[a-z-]+|\w+=.*)$/.test(arg));
  const first = start < 0 ? '-' : (args[start] ?? '-');
  if (first === '--') return args.slice(start + 1);
  return first.startsWith('-') ? [] : args.slice(start);
}

/** First command of `sh -c TEXT`, where the text leaves no doubt: the word is plain, and its failure is not asked about. */
function shellCommand(args: readonly string[]): readonly string[] {
  // A login or interactive shell reads profiles that may change PATH.
  if (args.some((arg) => /^-[a-z]*[il]|^--(login|rcfile)/.test(arg))) return [];
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const text = option < 0 ? '' : (args[option + 1] ?? '').trim();
  if (/\|\||[\\()]/.test(text)) return [];
  const [simple = ''] = text.split(/[;&|<>\n]/, 1);
  const words = simple.split(/\s+/).filter((word) => word !== '');
  const command = words[0] === 'exec' ? words.slice(1) : words;
  return isCommandWord(command[0]) ? command : [];
}

function isCommandWord(word: string | undefined): boolean {
  return word !== undefined && PLAIN_WORD.test(word) && !/=|^-/.test(word) && !SHELL_WORDS.has(word);
}
