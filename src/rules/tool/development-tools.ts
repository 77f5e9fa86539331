import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains, toolchainOf } from '../../ledger/toolchains/toolchains.ts';
import { COMPOSER } from '../fix/composer-manager.ts';
import { managerOfProject, NPM, type ProjectManager } from '../fix/node-manager.ts';
import { pythonManagerOf } from '../fix/python-manager.ts';
import { findRuntimes } from '../start/runtimes.ts';

/** Kinds of packages whose databases or manifests tell what only development needs. */
const TYPES: ReadonlySet<string> = new Set(['npm', 'composer', 'pypi']);

/**
 * Which rows `dev-dependency` reports: own files of packages that only development needs. Where nothing in the image runs
 * JavaScript the tree is no program's, and its bundlers are build tools like others.
 */
export function developmentRows(ledger: Ledger): (row: number) => boolean {
  const isDevelopment = ledger.packages.map((pkg) => TYPES.has(pkg.type) && pkg.isDevelopment === true);
  if (!isDevelopment.includes(true)) return () => false;
  const bundlers = findRuntimes(ledger).has('node') ? new Set<number>() : bundlerRows(ledger);
  return (row) =>
    isDevelopment[ledger.ownerIndex(row)] === true && !ledger.isInherited(row) && !bundlers.has(row);
}

function bundlerRows(ledger: Ledger): ReadonlySet<number> {
  const bundlers = findToolchains(ledger).filter(({ tool }) => tool.ruleId === 'node-bundler');
  return new Set(bundlers.flatMap(({ rows }) => rows));
}

/** Own files of packages that only development needs, ascending, by who installed them. */
export function developmentRowsByManager(ledger: Ledger): ReadonlyMap<ProjectManager, readonly number[]> {
  const rows = new Map<ProjectManager, number[]>();
  const isDevelopment = developmentRows(ledger);
  const managerOf = managers(ledger);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    if (ledger.catalog.type(row) === 'directory' || !isDevelopment(row)) continue;
    const manager = managerOf(row);
    const known = rows.get(manager);
    if (known === undefined) rows.set(manager, [row]);
    else known.push(row);
  }
  return rows;
}

/** Who installed the package of a row, asked once for each JavaScript project. */
function managers(ledger: Ledger): (row: number) => ProjectManager {
  const projects = new Map<string, ProjectManager>();
  const pythonManager = pythonManagerOf(ledger);
  return (row) => {
    const python = pythonManager(row);
    if (python !== undefined) return python;
    if (ledger.packages[ledger.ownerIndex(row)]?.type === 'composer') return COMPOSER;
    const [project = ''] = ledger.catalog.path(row).split('/node_modules/', 1);
    const manager = projects.get(project) ?? managerOfProject(ledger, project) ?? NPM;
    projects.set(project, manager);
    return manager;
  };
}

/** Bundlers and compilers among packages, by name and version; those that frameworks bring into production, too, are none. */
export function bundlersOf(ledger: Ledger, packages: readonly number[]): readonly string[] {
  const subjects = packages.flatMap((index) => {
    const pkg = ledger.packages[index];
    const tool = pkg && toolchainOf(pkg)?.toolchain;
    return tool?.ruleId === 'node-bundler' && tool.developmentOnly !== true ? [tool.subject] : [];
  });
  return [...new Set(subjects)].sort().map((subject) => {
    const version = findToolchains(ledger).find(({ tool }) => tool.subject === subject)?.version;
    return version === undefined || version === null ? subject : `${subject} ${version}`;
  });
}
