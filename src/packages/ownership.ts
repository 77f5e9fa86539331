import type { FileCatalog } from '../files/catalog.ts';
import { shapeOf } from '../files/table/text-pool.ts';
import type { PackageDatabase } from './database.ts';
import { DATABASES, isPackageDatabase } from './databases.ts';
import { createLayerOwners } from './layer-owners.ts';
import { distributionOf } from './os-release.ts';
import type { Ownership, Package } from './package.ts';
import { createRegister } from './register.ts';
import { askedInImage, askedInLayers, type AskedInLayer } from './requests.ts';

/**
 * Who owns each row, by the package databases as they were when its layer was done: what a later layer purged still
 * owns its bytes below. A system package wins over a language's. A visible row that nobody owned then belongs to whom
 * the finished image's databases say. Directories have no owner.
 */
export function resolveOwnership(catalog: FileCatalog): Ownership {
  const register = createRegister();
  const image = { catalog, distribution: distributionOf(catalog) };
  const ownersBy = (kind: PackageDatabase['kind']) =>
    createLayerOwners(catalog, {
      databases: DATABASES.filter((database) => database.kind === kind),
      image,
      register,
    });
  const system = ownersBy('system');
  const language = ownersBy('language');
  const find = (node: number): number => {
    const number = system.owner(node);
    return number >= 0 ? number : language.owner(node);
  };
  let asked: AskedInLayer | undefined;
  const owners = new Int32Array(catalog.rowCount).fill(-1);
  for (const [layer, rows] of databaseRows(catalog).entries()) {
    if (rows.length > 0) {
      system.apply(rows, layer);
      language.apply(
        rows.filter((row) => system.owner(catalog.node(row)) < 0),
        layer,
      );
    }
    const last = catalog.firstRow(layer + 1);
    for (let row = catalog.firstRow(layer); row < last; row += 1)
      owners[row] = ownerOfRow(catalog, row, find);
  }
  for (let row = 0; row < owners.length; row += 1) {
    if ((owners[row] ?? -1) < 0 && catalog.visibility(row) === 'visible')
      owners[row] = ownerOfRow(catalog, row, find);
  }
  return {
    packages: withRequests(catalog, register.packages),
    damagedDatabases: [...system.damaged(), ...language.damaged()].filter((path) => isVisible(catalog, path)),
    owner: (row) => owners[row] ?? -1,
    isRegisteredIn: (number, layer) => register.isRegisteredIn(number, layer),
    isCompleteIn: (number, layer) => register.isCompleteIn(number, layer),
    isInstalled: (number) => system.isInstalled(number) || language.isInstalled(number),
    arrivals: {
      layer: (number) => register.firstLayer(number),
      isAskedFor: (number) => {
        const pkg = register.packages[number];
        asked ??= askedInLayers(catalog);
        return pkg && asked(pkg, register.firstLayer(number));
      },
    },
  };
}

function isVisible(catalog: FileCatalog, path: string): boolean {
  const node = catalog.paths.find(path);
  return node >= 0 && catalog.visibleRow(node) >= 0;
}

function isDatabaseRow(catalog: FileCatalog, row: number): boolean {
  const facts = catalog.facts(row);
  if (facts === undefined) return false;
  if (DATABASES.some((database) => database.textOf?.(facts) !== undefined)) return true;
  // A large content is put together whenever it is asked for.
  return 'content' in facts && isPackageDatabase(catalog.path(row));
}

/** Rows whose content is a package database, by layer. */
function databaseRows(catalog: FileCatalog): readonly (readonly number[])[] {
  const byLayer: number[][] = Array.from({ length: catalog.layerCount }, () => []);
  for (const row of catalog.factRows) {
    if (!isDatabaseRow(catalog, row)) continue;
    byLayer[catalog.layer(row)]?.push(row);
  }
  return byLayer;
}

/** Owner of a row's path; compiled Python files that no package lists belong to their source's owner. PEP 3147. */
function ownerOfRow(catalog: FileCatalog, row: number, find: (node: number) => number): number {
  if (catalog.type(row) === 'directory') return -1;
  const node = catalog.node(row);
  const owner = find(node);
  return owner >= 0 ? owner : ownerOfSource(catalog, node, find);
}

const PYCACHE = '__pycache__';
const PYCACHE_SHAPE = shapeOf(PYCACHE);

function ownerOfSource({ paths }: FileCatalog, node: number, find: (node: number) => number): number {
  const directory = paths.parent(node);
  if (directory <= 0 || paths.nameShape(directory) !== PYCACHE_SHAPE) return -1;
  if (paths.name(directory) !== PYCACHE) return -1;
  const source = paths.findChild(paths.parent(directory), `${paths.name(node).split('.', 1)[0] ?? ''}.py`);
  return source < 0 ? -1 : find(source);
}

/** Adds what the databases note of who asked for a package. */
function withRequests(catalog: FileCatalog, packages: readonly Package[]): readonly Package[] {
  const asked = askedInImage(catalog);
  return packages.map((pkg) => {
    const isAsked = asked.get(pkg.type);
    return isAsked === undefined ? pkg : { ...pkg, isRequested: isAsked(pkg.name) };
  });
}
