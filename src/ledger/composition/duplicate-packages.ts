import { shapeOf } from '../../files/table/text-pool.ts';
import { isNpmPackage } from '../../packages/npm.ts';
import type { Ledger } from '../ledger.ts';
import { sumParts, type Composition, type FilePart } from './composition.ts';

/** Packages of npm that an image has more than once. `path`: the directory that all copies are in. `bytes`: of all but the largest copy of each. */
export type DuplicatePackages = Composition & { readonly path: string; readonly bytes: number };

const WORDS = { noun: 'npm package', measure: 'further copies' };
/** Less is not worth a look. */
const MIN_BYTES = 64 * 1024;

/** One directory of a package, and the bytes in it without the packages below. */
type Copy = { readonly name: string; readonly version: string; readonly path: string; bytes: number };

/** Those that own instructions brought: by their directories in `node_modules`, so that one version may be there many times. */
export function findDuplicatePackages(ledger: Ledger): DuplicatePackages | undefined {
  const copies = findCopies(ledger);
  if (copies.size < 2) return undefined;
  weigh(ledger, copies);
  const byName = Map.groupBy(copies.values(), ({ name }) => name);
  const several = [...byName.values()].filter(({ length }) => length > 1);
  const parts = several.flatMap(toParts);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (bytes < MIN_BYTES) return undefined;
  const path = commonDirectory(several.flat().map((copy) => copy.path));
  return { ...WORDS, path, bytes, parts: sumParts(parts) };
}

const MANIFEST = 'package.json';
const MANIFEST_SHAPE = shapeOf(MANIFEST);

/** By node of the directory. */
function findCopies(ledger: Ledger): ReadonlyMap<number, Copy> {
  const { catalog } = ledger;
  const copies = new Map<number, Copy>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (catalog.paths.nameShape(node) !== MANIFEST_SHAPE || !isOwnFile(ledger, row)) continue;
    const [path, owner] = [catalog.path(row), ledger.owner(row)];
    if (owner?.type !== 'npm' || !isNpmPackage(path)) continue;
    const { name, version } = owner;
    copies.set(catalog.paths.parent(node), {
      ...{ name, version, bytes: 0 },
      path: path.slice(0, -MANIFEST.length - 1),
    });
  }
  return copies;
}

function isOwnFile(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  return catalog.type(row) !== 'directory' && catalog.isVisible(row) && !ledger.isInherited(row);
}

function weigh(ledger: Ledger, copies: ReadonlyMap<number, Copy>): void {
  const { catalog } = ledger;
  const { paths } = catalog;
  const known = new Map<number, Copy | undefined>();
  const copyOf = (directory: number): Copy | undefined => {
    if (directory < 0) return undefined;
    const found = known.has(directory)
      ? known.get(directory)
      : (copies.get(directory) ?? copyOf(paths.parent(directory)));
    known.set(directory, found);
    return found;
  };
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (ledger.owner(row)?.type !== 'npm' || !isOwnFile(ledger, row)) continue;
    const copy = copyOf(paths.parent(catalog.node(row)));
    if (copy !== undefined) copy.bytes += catalog.bytes(row);
  }
}

/** Every version of a package with the bytes of its copies; of the largest one, which may stay, none. */
function toParts(copies: readonly Copy[]): readonly FilePart[] {
  const most = Math.max(...copies.map(({ bytes }) => bytes));
  const stays = copies.findIndex(({ bytes }) => bytes === most);
  return copies.map(({ name, version, bytes }, index) => ({
    ...{ name, version: version === '' ? null : version },
    bytes: index === stays ? 0 : bytes,
  }));
}

function commonDirectory(paths: readonly string[]): string {
  const words = paths.map((path) => path.split('/'));
  const first = words[0] ?? [];
  const end = first.findIndex((word, index) => words.some((other) => other[index] !== word));
  return first.slice(0, end < 0 ? first.length : end).join('/') || '/';
}
