import type { Ledger } from '../../ledger/ledger.ts';
import type { Runtime } from '../start/interpreters.ts';
import type { Source } from './source.ts';

/** A script of a front end's sources: what a bundler reads, below its project. */
const SCRIPT = /^((?:[^/]+\/)*?)(src\/.+\.m?js)$/;
/** Where bundlers write. */
const OUTPUT = ['dist', 'build', 'out'];
/** Directories below the output in which a script may be: `build/static/js`. */
const MAX_DEPTH = 3;

const memo = new WeakMap<Ledger, Map<string, boolean>>();

/** The source that a script is which lies beside its bundle, where nothing in the image runs scripts; undefined elsewhere. */
export function builtScriptAt(
  ledger: Ledger,
  row: number,
  { tracked, runtimes }: { readonly tracked: string; readonly runtimes: ReadonlySet<Runtime> },
): Source | undefined {
  if (runtimes.has('node') || runtimes.has('jsx') || !isBuiltScript(ledger, row, tracked)) return undefined;
  const folder = tracked.slice(0, tracked.indexOf('/'));
  return {
    subject: `${folder}/*${tracked.slice(tracked.lastIndexOf('.'))} of this repository`,
    message: 'JavaScript sources of this repository, beside what was built from them',
    // A browser may be given them as well.
    atMost: 'warning',
  };
}

/**
 * Whether a script lies beside what a bundler made of it: its project is there with `package.json`, and a script in the
 * project's output that the repository does not track.
 */
function isBuiltScript(ledger: Ledger, row: number, tracked: string): boolean {
  const [, , inProject = ''] = SCRIPT.exec(tracked) ?? [];
  const path = ledger.catalog.path(row);
  if (inProject === '' || !path.endsWith(`/${inProject}`)) return false;
  const project = path.slice(0, -inProject.length - 1);
  const known = memo.get(ledger) ?? new Map<string, boolean>();
  memo.set(ledger, known);
  const isBuilt = known.get(project) ?? hasOutput(ledger, project);
  known.set(project, isBuilt);
  return isBuilt;
}

function hasOutput(ledger: Ledger, project: string): boolean {
  const { catalog } = ledger;
  if (catalog.resolve(`${project}/package.json`) < 0) return false;
  const directories = OUTPUT.map((name) => catalog.paths.find(`${project}/${name}`));
  return directories.some((node) => node >= 0 && hasMadeScript(ledger, node, MAX_DEPTH));
}

function hasMadeScript(ledger: Ledger, directory: number, depth: number): boolean {
  const { paths } = ledger.catalog;
  for (let child = paths.firstChild(directory); child >= 0; child = paths.nextSibling(child)) {
    if (isMadeScript(ledger, child) || (depth > 0 && hasMadeScript(ledger, child, depth - 1))) return true;
  }
  return false;
}

function isMadeScript(ledger: Ledger, node: number): boolean {
  const { catalog } = ledger;
  const row = /\.m?js$/.test(catalog.paths.name(node)) ? catalog.visibleRow(node) : -1;
  return row >= 0 && !ledger.isInherited(row) && ledger.repositoryTwin(row) === undefined;
}
