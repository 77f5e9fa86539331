import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, environmentValue, findStartedPrograms, type StartedProgram } from './entrypoint.ts';

/** The Python program that the container starts with. */
export type PythonStart = {
  /** Path of the script, or the module of `python -m`. */
  readonly name: string;
  /** Row of the script; -1 for a module. */
  readonly row: number;
  /** Where it looks for modules before it looks where packages are: `sys.path` up to PYTHONPATH. */
  readonly directories: readonly string[];
  readonly start: { readonly path: string } | { readonly module: string };
  readonly interpreter: StartedProgram;
};

const PYTHON = /\/python[\d.]*$/;
const HARMLESS_OPTION = /^-([bBdEiOqsuvx]+|[WX].*)$/;
const OPTION_WITH_VALUE = /^-[WX]$/;

/** `python [options] script` or `python -m module`, nothing else. `interpreter`: the program that starts. */
export function derivePythonStart(
  ledger: Ledger,
  interpreter = findStartedPrograms(ledger).at(-1),
): PythonStart | undefined {
  if (!interpreter || interpreter.row < 0 || !PYTHON.test(ledger.catalog.path(interpreter.row)))
    return undefined;
  const at = skipOptions(interpreter.args);
  const word = interpreter.args[at];
  const started = word === '-m' ? moduleStart(ledger, interpreter.args[at + 1]) : scriptStart(ledger, word);
  if (started === undefined) return undefined;
  const { directory, ...start } = started;
  const directories = [directory, ledger.config.workingDir ?? '/', ...pythonPath(ledger)];
  return { ...start, directories, interpreter };
}

type Started = Pick<PythonStart, 'name' | 'row' | 'start'> & { readonly directory: string };

/** Index of the first argument that is no harmless option: the script, `-m`, or what makes the rest unsure. */
function skipOptions(args: readonly string[]): number {
  let at = 0;
  while (HARMLESS_OPTION.test(args[at] ?? '')) at += OPTION_WITH_VALUE.test(args[at] ?? '') ? 2 : 1;
  return at;
}

function moduleStart({ config }: Ledger, module: string | undefined): Started | undefined {
  if (module === undefined || !/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  return { name: module, row: -1, directory: config.workingDir ?? '/', start: { module } };
}

function scriptStart({ catalog, config }: Ledger, word: string | undefined): Started | undefined {
  const row = word?.endsWith('.py') === true ? catalog.resolve(absolutePath(config, word)) : -1;
  if (row < 0) return undefined;
  const path = catalog.path(row);
  return { name: path, row, directory: path.slice(0, path.lastIndexOf('/')) || '/', start: { path } };
}

/** Directories of PYTHONPATH. */
export function pythonPath({ config }: Ledger): readonly string[] {
  const entries = (environmentValue(config, 'PYTHONPATH') ?? '').split(':');
  return entries.filter((entry) => entry !== '').map((entry) => absolutePath(config, entry));
}
