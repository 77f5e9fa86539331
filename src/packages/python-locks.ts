import type { FileCatalog } from '../files/catalog.ts';
import type { KeptFiles } from '../files/table/required-files.ts';
import { parseObject, toFields } from './json.ts';
import { readLockedPackages, type LockedPackage } from './python-lock-text.ts';
import { normalise } from './python-requirements.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const LOCK = /\/(?:uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;

/** What says which distributions only development needs. */
export const PYTHON_LOCKS: KeptFiles = {
  id: 'python-lock',
  keeps: 'content',
  maxBytes: MAX_BYTES,
  wants: (path, size) => path.endsWith('.lock') && size <= MAX_BYTES && LOCK.test(path),
};

/** One distribution of a lock file. */
type Locked = { readonly version: string | undefined; readonly isDevelopment: boolean };

/** By normalised name; a name without an entry is none of the project's, or the file does not say. */
export type PythonLock = ReadonlyMap<string, Locked>;

/** A lock file in an image, and whose it is. */
export type FoundLock = {
  readonly directory: string;
  readonly manager: PythonManager;
  readonly lock: PythonLock;
};
export type PythonManager = 'uv' | 'Poetry' | 'PDM' | 'Pipenv';

/** The visible lock files that say it. */
export function findPythonLocks(catalog: FileCatalog): readonly FoundLock[] {
  return catalog.factRows.flatMap((row): readonly FoundLock[] => {
    if (catalog.visibility(row) !== 'visible') return [];
    const path = catalog.path(row);
    const name = LOCK.test(path) ? path.slice(path.lastIndexOf('/') + 1) : '';
    const content = name === '' ? undefined : catalog.facts(row)?.content;
    const lock = content && parsePythonLock(name, new TextDecoder().decode(content));
    const directory = path.slice(0, -name.length - 1);
    return lock === undefined ? [] : [{ directory, manager: MANAGERS[name] ?? 'uv', lock }];
  });
}

const MANAGERS: Readonly<Record<string, PythonManager>> = {
  'poetry.lock': 'Poetry',
  'pdm.lock': 'PDM',
  'Pipfile.lock': 'Pipenv',
};

/** The lock of the project that a distribution is installed in: the nearest above it, or the only one of the image. */
export function lockOf(locks: readonly FoundLock[], path: string): FoundLock | undefined {
  const above = locks.filter(({ directory }) => path.startsWith(`${directory}/`));
  const nearest = above.toSorted((a, b) => b.directory.length - a.directory.length)[0];
  return nearest ?? (locks.length === 1 ? locks[0] : undefined);
}

/** Undefined where the lock does not say, or has another version than is installed. */
export function isLockedForDevelopment(
  found: FoundLock | undefined,
  { name, version }: { readonly name: string; readonly version: string },
): boolean | undefined {
  const locked = found?.lock.get(normalise(name));
  if (locked === undefined) return undefined;
  return locked.version === undefined || locked.version === version ? locked.isDevelopment : undefined;
}

/** `name`: of the file. Undefined where it does not tell development's from others. */
export function parsePythonLock(name: string, text: string): PythonLock | undefined {
  if (name === 'Pipfile.lock') return parsePipfile(text);
  const packages = readLockedPackages(text);
  return name === 'uv.lock' ? fromDependencies(packages) : fromGroups(packages);
}

/** https://pipenv.pypa.io/en/latest/pipfile.html */
function parsePipfile(text: string): PythonLock {
  const { default: main, develop } = parseObject(text);
  const [needed, others] = [toFields(main), toFields(develop)];
  return new Map(
    [...Object.entries(others), ...Object.entries(needed)].map(([name, entry]) => {
      const { version } = toFields(entry);
      const known = typeof version === 'string' ? version.replace(/^===?/, '') : undefined;
      return [normalise(name), { version: known, isDevelopment: !(name in needed) }];
    }),
  );
}

/** Of uv: what the project's own parts lead to. */
function fromDependencies(packages: readonly LockedPackage[]): PythonLock | undefined {
  const roots = packages.filter(({ isRoot }) => isRoot);
  if (roots.length === 0) return undefined;
  const byName = new Map<string, Set<string>>();
  for (const { name, needs } of packages) {
    const known = byName.get(name) ?? new Set();
    byName.set(name, known);
    for (const one of needs) known.add(one);
  }
  const reach = (starts: readonly string[]): ReadonlySet<string> => {
    const reached = new Set(starts);
    for (const name of reached) for (const next of byName.get(name) ?? []) reached.add(next);
    return reached;
  };
  const needed = reach(roots.flatMap(({ needs }) => needs));
  const development = reach(roots.flatMap((root) => root.development));
  const versionOf = singleVersions(packages);
  return new Map(
    packages
      .filter(({ name, isRoot }) => !isRoot && (needed.has(name) || development.has(name)))
      .map(({ name }) => [name, { version: versionOf.get(name), isDevelopment: !needed.has(name) }]),
  );
}

/** One name may be locked in several versions, for several platforms: then none is known. */
function singleVersions(packages: readonly LockedPackage[]): ReadonlyMap<string, string | undefined> {
  const versions = new Map<string, string | undefined>();
  for (const { name, version } of packages) versions.set(name, versions.has(name) ? undefined : version);
  return versions;
}

/** Groups that a program runs with: of Poetry, of PDM. */
const MAIN: ReadonlySet<string> = new Set(['main', 'default']);

function fromGroups(packages: readonly LockedPackage[]): PythonLock | undefined {
  const known = packages.filter(({ groups }) => groups !== undefined);
  if (known.length === 0) return undefined;
  const versionOf = singleVersions(packages);
  return new Map(
    known.map(({ name, groups = [] }) => [
      name,
      { version: versionOf.get(name), isDevelopment: !groups.some((group) => MAIN.has(group)) },
    ]),
  );
}
