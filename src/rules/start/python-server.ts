import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, type StartedProgram } from './entrypoint.ts';
import { findMainProgram } from './main-program.ts';
import { pythonPath, derivePythonStart } from './python-start.ts';
import { interpreterWords } from './interpreter-words.ts';
import { factsOf } from './visible-files.ts';

/** What Python runs first when the container starts. */
export type PythonEntries = {
  /** Path of the script, or what the command line calls it. */
  readonly name: string;
  readonly paths: readonly string[];
  readonly modules: readonly string[];
  /** Where the application's own modules are looked for. */
  readonly directories: readonly string[];
  /** Row of the interpreter. */
  readonly loader: number;
};

/** Servers that end with an error where the application that they are given as `module:name` cannot be imported. */
const SERVERS = /^(gunicorn|uvicorn|hypercorn|daphne|waitress-serve)$/;
const APPLICATION = /^([A-Za-z_][\w.]*):[A-Za-z_][\w.]*(\(\))?$/;
/** Options that change where the application is looked for. */
const ELSEWHERE = /^(-c|-d|--?(config|chdir|pythonpath|app-dir|python-path|paste|cd)\b)/;

/** The script, the module of `python -m`, and the application of a server; undefined where no Python starts for certain. */
export function findPythonEntries(ledger: Ledger): PythonEntries | undefined {
  const program = findMainProgram(ledger);
  const start = derivePythonStart(ledger, program);
  if (start === undefined) return program && findServer(ledger, program);
  const { name, directories, interpreter } = start;
  const { path, module } = { path: undefined, module: undefined, ...start.start };
  const modules = module === undefined ? [] : [module, ...applicationOf(module, interpreter.args)];
  return { name, paths: path === undefined ? [] : [path], modules, directories, loader: interpreter.row };
}

function findServer(ledger: Ledger, program: StartedProgram): PythonEntries | undefined {
  const loader = interpreterOf(ledger, program);
  if (loader < 0) return undefined;
  const name = program.word.slice(program.word.lastIndexOf('/') + 1);
  const modules = applicationOf(name, program.args);
  const directories = [ledger.config.workingDir ?? '/', ...pythonPath(ledger)];
  return modules.length === 0 ? undefined : { name: program.word, paths: [], modules, directories, loader };
}

/** Row of the Python that the `#!` line of a program names; -1 where it names none. */
function interpreterOf(ledger: Ledger, { row }: StartedProgram): number {
  const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
  const word = shebang === undefined ? undefined : interpreterWords(shebang).at(-1);
  return word !== undefined && /(^|\/)python[\d.]*$/.test(word) ? findProgram(ledger, word).row : -1;
}

function applicationOf(server: string, args: readonly string[]): readonly string[] {
  if (!SERVERS.test(server) || args.some((arg) => ELSEWHERE.test(arg))) return [];
  const modules = args.flatMap((arg) => APPLICATION.exec(arg)?.[1] ?? []);
  return modules.length === 1 ? modules : [];
}
