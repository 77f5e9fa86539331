import type { FileCatalog } from '../files/catalog.ts';
import { shapeOf } from '../files/table/text-pool.ts';
import { packageDatabaseLimit } from './databases.ts';

/** What a package manager leaves that is not read here. */
type UnreadSystem = { readonly name: string; readonly names: readonly string[]; readonly files: RegExp };

/** Where each keeps what it installed, as its own documentation and rpm's `dbpath` have it. docs/report.md, "Package databases that are read". */
export const UNREAD_SYSTEMS: readonly UnreadSystem[] = [
  { name: 'pacman', names: ['desc'], files: /^\/var\/lib\/pacman\/local\/[^/]+\/desc$/ },
  { name: 'opkg', names: ['status'], files: /^\/(?:usr\/lib|var\/lib)\/opkg\/status$/ },
  { name: 'Portage', names: ['CONTENTS'], files: /^\/var\/db\/pkg\/[^/]+\/[^/]+\/CONTENTS$/ },
  { name: 'Nix', names: ['db.sqlite'], files: /^\/nix\/var\/nix\/db\/db\.sqlite$/ },
  // The toolchain keeps some of its own below `src`.
  {
    name: 'Go modules',
    names: ['modules.txt'],
    files: /^(?!.*\/go(?:-[\d.]+)?\/src\/(?:cmd\/)?vendor\/modules\.txt$).*\/vendor\/modules\.txt$/,
  },
];

const SHAPES: ReadonlySet<number> = new Set(UNREAD_SYSTEMS.flatMap(({ names }) => names.map(shapeOf)));

/** Package managers by name that the root filesystem has packages of, and that are not read. What is read owns is no sign; `owner` is -1 for nobody. */
export function unreadSystems(catalog: FileCatalog, owner: (row: number) => number): readonly string[] {
  const found = new Set<UnreadSystem>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const shape = catalog.paths.nameShape(catalog.node(row));
    if (!SHAPES.has(shape)) continue;
    if (catalog.type(row) !== 'regular' || catalog.visibility(row) !== 'visible') continue;
    const path = catalog.path(row);
    const system = UNREAD_SYSTEMS.find((one) => !found.has(one) && one.files.test(path));
    if (system !== undefined && owner(row) < 0) found.add(system);
  }
  return UNREAD_SYSTEMS.filter((system) => found.has(system)).map(({ name }) => name);
}

/** Databases of all packages, by their names. */
const DATABASE_SHAPES: ReadonlySet<number> = new Set(
  ['status', 'installed', 'rpmdb.sqlite', 'Packages.db', 'Packages'].map(shapeOf),
);

/** Paths of visible package databases that are too large to be read, or that are empty where RPM never leaves them so. */
export function unreadDatabases(catalog: FileCatalog): readonly string[] {
  const paths: string[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (!DATABASE_SHAPES.has(catalog.paths.nameShape(catalog.node(row)))) continue;
    if (catalog.type(row) !== 'regular' || catalog.visibility(row) !== 'visible') continue;
    const path = catalog.path(row);
    if (isUnread(path, catalog.size(row))) paths.push(path);
  }
  return paths;
}

function isUnread(path: string, size: number): boolean {
  const limit = packageDatabaseLimit(path);
  return limit > 0 && (size > limit || (size === 0 && path.includes('/rpm/')));
}
