import type { ImageConfig } from '../../image/image.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isExecutable } from './executable.ts';
import { scriptArgument } from './script-argument.ts';
import { execOf } from './shell-script.ts';
import { bracketWord, isCommandWord } from './shell-word.ts';
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
/** They take the user first. */
const WRAPPERS_WITH_USER = /^(.*\/)?(gosu|su-exec|s6-setuidgid|setuidgid)$/;

/** The programs that start with the container, outermost first; only those that are sure. Empty when the config names none. */
export function findStartedPrograms(ledger: Ledger): readonly StartedProgram[] {
  const programs: StartedProgram[] = [];
  let words = startWords(ledger.config);
  let mayFail = false;
  // Images that only carry files are given an empty command, to be creatable at all.
  while ((words[0] ?? '') !== '' && programs.length < 8) {
    const program = toProgram(ledger, words);
    if (program.row < 0) return mayFail ? programs : [...programs, program];
    programs.push(program);
    mayFail ||= goesOn(words);
    words = nextCommand(ledger, program, words);
  }
  return programs;
}

function toProgram(ledger: Ledger, [word = '', ...args]: readonly string[]): StartedProgram {
  return { word, args, ...findProgram(ledger, word) };
}

function nextCommand(ledger: Ledger, program: StartedProgram, words: readonly string[]): readonly string[] {
  const inner = innerCommand(words);
  return inner.length === 0 ? scriptCommand(ledger, program) : inner;
}

/** An entrypoint of one empty word is none, where there is a command. moby, daemon/start. */
function startWords({ entrypoint, cmd }: ImageConfig): readonly string[] {
  return cmd.length > 0 && entrypoint.every((word) => word === '') ? cmd : [...entrypoint, ...cmd];
}

/** What the shell script that a program is, or is given, ends with; empty where that is not sure. */
function scriptCommand(ledger: Ledger, program: StartedProgram): readonly string[] {
  const { row, args } = startedScript(ledger, program);
  const content = row < 0 ? undefined : factsOf(ledger.catalog, row)?.content;
  return content === undefined ? [] : execOf(Buffer.from(content).toString('utf8'), args);
}

const SHELL_LINE = /^\/(usr\/)?bin\/(env )?(ba|da|a)?sh\b/;

/** The shell script that a program is, or is given, with its arguments; row -1 where it is none. */
function startedScript(
  ledger: Ledger,
  { word, args, row }: StartedProgram,
): Pick<StartedProgram, 'row' | 'args'> {
  if (SHELL_LINE.test(factsOf(ledger.catalog, row)?.shebang?.trim() ?? '')) return { row, args };
  const given = isShell(word) ? scriptArgument(word, args) : undefined;
  if (given === undefined) return { row: -1, args };
  return {
    row: ledger.catalog.resolve(absolutePath(ledger.config, given)),
    args: args.slice(args.indexOf(given) + 1),
  };
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

const FLAG = /^(-[sgvwci0]+|--(single-child|verbose|ignore-environment)|\w+=.*)$/;

/** What follows the options of a wrapper. An option that may take a value leaves open where the command begins. */
function skipOptions(args: readonly string[]): readonly string[] {
  const start = args.findIndex((arg) => !FLAG.test(arg));
  const first = args[start] ?? '-';
  if (!first.startsWith('-')) return args.slice(start);
  const end = args.indexOf('--', start);
  return end >= 0 && end - start <= 2 ? args.slice(end + 1) : [];
}

/** The user, with or without a group, that a wrapper starts its command as; undefined where it is no such wrapper. */
export function wrapperUser({ word, args }: StartedProgram): string | undefined {
  return WRAPPERS_WITH_USER.test(word) && args[0]?.startsWith('-') === false ? args[0] : undefined;
}

/** First command of `sh -c TEXT`; a login or interactive shell reads profiles that may change PATH. */
function shellCommand(args: readonly string[]): readonly string[] {
  if (args.some((arg) => /^-[a-z]*[il]|^--(login|rcfile)/.test(arg))) return [];
  return firstCommand(shellText(args).trim());
}

/** TEXT of `sh -c TEXT`; empty where there is none. */
function shellText(args: readonly string[]): string {
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return option < 0 ? '' : (args[option + 1] ?? '');
}

/** Whether a shell goes on after its first command, also where that cannot be started: `a; b`, `a | b`, `a & b`, not `a && b`. */
function goesOn([word = '', ...args]: readonly string[]): boolean {
  const text = SHELLS.test(word) ? shellText(args).trim() : '';
  const [separator = ''] = /&&|[;&|\n]/.exec(text.replace(/[<>]&|&>/g, '').replace(/;$/, '')) ?? [];
  return separator !== '' && separator !== '&&';
}

/** Of a shell's text that leaves no doubt: the word is plain, and its failure is not asked about. */
function firstCommand(text: string): readonly string[] {
  const bracketed = bracketWord(text);
  if (bracketed !== undefined) return [bracketed];
  if (/\|\||[\\()]/.test(text)) return [];
  const [simple = ''] = text.split(/[;&|<>\n]/, 1);
  const words = simple.split(/\s+/).filter((word) => word !== '');
  const command = words[0] === 'exec' ? words.slice(1) : words;
  return isCommandWord(command[0]) ? command : [];
}
