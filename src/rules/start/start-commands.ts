import type { Ledger } from '../../ledger/ledger.ts';
import { innerCommand, isLauncher, isShell, findStartedPrograms, type StartedProgram } from './entrypoint.ts';
import { factsOf } from './visible-files.ts';

/** What the container's start runs, as far as its config says so. */
export type Start = {
  /** Commands that it is seen to run, each as its words; wrappers and shells are seen through. */
  readonly commands: readonly (readonly string[])[];
  /** Nothing else is started: the last command is a program that starts no others by its nature. */
  readonly isSure: boolean;
};

/** Native programs that start others, which they are told of in files or by an argument. */
const SUPERVISORS =
  /^(busybox(\.static)?|toybox|s6-svscan|runsvdir|runit|runit-init|runsvinit|monit|horust|multirun|forego|goreman|hivemind|overmind|init|docker-init|dinit|systemd|openrc-init|cron|crond|supercronic|ofelia|parallel|make|just|task)$/;

const MAX_WRAPPED = 8;
/** Of one shell's text: nobody writes as many by hand. */
const MAX_COMMANDS = 50;

export function deriveStart(ledger: Ledger): Start {
  const programs = findStartedPrograms(ledger);
  const last = programs.at(-1);
  if (last === undefined) return { commands: [], isSure: false };
  const texts = programs.flatMap(({ word, args }) => (isShell(word) ? shellCommands(args) : []));
  const { cmd, entrypoint } = ledger.config;
  // A script may start what it is given, as most entrypoint scripts do at their end.
  const passed = isScript(ledger, last) && entrypoint.length > 0 && cmd.length > 0 ? unwrap(cmd) : [];
  return {
    commands: [[last.word, ...last.args], ...texts, ...passed],
    isSure: texts.length <= 1 && isPlain(ledger, last),
  };
}

/** A native program that neither a shell nor a supervisor is; a missing one starts nothing. */
function isPlain(ledger: Ledger, program: StartedProgram): boolean {
  const name = program.word.slice(program.word.lastIndexOf('/') + 1);
  return !isScript(ledger, program) && !isLauncher(program.word) && !SUPERVISORS.test(name);
}

function isScript({ catalog }: Ledger, { row }: StartedProgram): boolean {
  return row >= 0 && factsOf(catalog, row)?.elf === undefined;
}

/** A command with those that its wrappers and shells start. */
function unwrap(words: readonly string[]): readonly (readonly string[])[] {
  const commands: (readonly string[])[] = [];
  for (let at = words; at.length > 0 && commands.length < MAX_WRAPPED; at = innerCommand(at)) {
    commands.push(at);
    const [word = '', ...args] = at;
    if (isShell(word)) commands.push(...shellCommands(args));
  }
  return commands;
}

/** Simple commands of `sh -c TEXT`, however they are joined. */
function shellCommands(args: readonly string[]): readonly (readonly string[])[] {
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return commandsIn(option < 0 ? '' : (args[option + 1] ?? ''));
}

/** Simple commands of a shell's text, as many as people write. */
export function commandsIn(text: string): readonly (readonly string[])[] {
  return text
    .split(/[;&|<>()\n]+/)
    .map((simple) => simple.split(/\s+/).filter((word) => word !== '' && !/^(exec|env|\w+=.*)$/.test(word)))
    .filter((words) => words.length > 0)
    .slice(0, MAX_COMMANDS);
}
