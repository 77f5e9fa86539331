import type { PathTable } from '../../files/table/path-table.ts';
import { shapeOf } from '../../files/table/text-pool.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { findFileCopies, isLargeFile, isOfCopiedClass, type FileCopy } from './file-copies.ts';

/** Files that are in two places. `from`, `to`: nodes of the original and of the copy, directories unless it is one file. */
export type TreeCopy = {
  readonly from: number;
  readonly to: number;
  readonly isThirdParty: boolean;
  /** Rows of the copies, ascending, and of an original for each. */
  readonly rows: readonly number[];
  readonly originals: readonly number[];
  readonly bytes: number;
};

type Draft = {
  from: number;
  to: number;
  readonly isThirdParty: boolean;
  readonly rows: number[];
  readonly originals: number[];
  bytes: number;
};

/** Directories that package managers fill. What one of them holds twice, a package manager put there twice. */
const THIRD_PARTY: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'site-packages', 'dist-packages', 'vendor', 'gems'],
]);

/** Copies of files by the two directories in which they lie under the same names, largest first. */
export function findTreeCopies(ledger: Ledger): readonly TreeCopy[] {
  const { paths } = ledger.catalog;
  const copies = findFileCopies(ledger);
  if (copies.length === 0) return [];
  const thirdParty = thirdPartyRoots(paths);
  const drafts = new Map<number, Draft>();
  for (const copy of copies) add(ledger, drafts, { copy, thirdParty });
  for (const draft of drafts.values()) if (!draft.isThirdParty) narrow(ledger, draft);
  return [...drafts.values()].sort((a, b) => b.bytes - a.bytes || (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}

type Found = { readonly copy: FileCopy; readonly thirdParty: Int32Array };

function add(ledger: Ledger, drafts: Map<number, Draft>, { copy, thirdParty }: Found): void {
  const { catalog } = ledger;
  const { row, original } = copy;
  const [inTree = -1, originalInTree = -1] = [row, original].map((each) => thirdParty[catalog.node(each)]);
  const isThirdParty = inTree >= 0;
  // One tree has it twice, or something was taken out of a tree on purpose.
  if (inTree === originalInTree ? isThirdParty : inTree < 0 || originalInTree < 0) return;
  const [to, from] = isThirdParty ? [inTree, originalInTree] : partingNodes(ledger, copy);
  const key = from * catalog.paths.size + to;
  let draft = drafts.get(key);
  if (draft === undefined)
    drafts.set(key, (draft = { from, to, isThirdParty, rows: [], originals: [], bytes: 0 }));
  draft.rows.push(row);
  draft.originals.push(original);
  draft.bytes += catalog.bytes(row);
}

/** Where both paths, followed from their ends, begin to differ: two directories, or the files themselves. */
function partingNodes({ catalog }: Ledger, { row, original }: FileCopy): readonly [number, number] {
  const { paths } = catalog;
  let [to, from] = [catalog.node(row), catalog.node(original)];
  while (to > 0 && from > 0 && to !== from && paths.name(to) === paths.name(from))
    [to, from] = [paths.parent(to), paths.parent(from)];
  return [to, from];
}

/** To the deepest directories that have all the files. */
function narrow({ catalog }: Ledger, draft: Draft): void {
  draft.to = commonNode(
    catalog.paths,
    draft.rows.map((row) => catalog.node(row)),
  );
  draft.from = commonNode(
    catalog.paths,
    draft.originals.map((row) => catalog.node(row)),
  );
}

function commonNode(paths: PathTable, nodes: readonly number[]): number {
  const common = chainOf(paths, nodes[0] ?? 0);
  for (const node of nodes) {
    const chain = chainOf(paths, node);
    const length = common.findIndex((each, depth) => chain[depth] !== each);
    if (length >= 0) common.length = length;
  }
  return common.at(-1) ?? 0;
}

function chainOf(paths: PathTable, node: number): number[] {
  const chain: number[] = [];
  for (let at = node; at >= 0; at = paths.parent(at)) chain.push(at);
  return chain.reverse();
}

const SHAPES: ReadonlySet<number> = new Set([...THIRD_PARTY].map(shapeOf));

/** For every node: the outermost directory of a package manager above it, or -1. A parent's number is always smaller. */
function thirdPartyRoots(paths: PathTable): Int32Array {
  const roots = new Int32Array(paths.size).fill(-1);
  for (let node = 1; node < roots.length; node += 1) {
    const parent = paths.parent(node);
    const above = roots[parent] ?? -1;
    roots[node] = above < 0 && isThirdParty(paths, parent) ? parent : above;
  }
  return roots;
}

function isThirdParty(paths: PathTable, node: number): boolean {
  return SHAPES.has(paths.nameShape(node)) && THIRD_PARTY.has(paths.name(node));
}

/** For every node: bytes of the large visible files below it that could be copies, in trees of package managers and elsewhere. */
export type BytesBelow = { readonly thirdParty: Float64Array; readonly others: Float64Array };

export function bytesBelow(ledger: Ledger): BytesBelow {
  const { catalog } = ledger;
  const { paths } = catalog;
  const roots = thirdPartyRoots(paths);
  const below = { thirdParty: new Float64Array(paths.size), others: new Float64Array(paths.size) };
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (!isLargeFile(catalog, row) || !isOfCopiedClass(ledger, row)) continue;
    const node = catalog.node(row);
    const bytes = (roots[node] ?? -1) < 0 ? below.others : below.thirdParty;
    bytes[node] = (bytes[node] ?? 0) + catalog.size(row);
  }
  for (const bytes of [below.thirdParty, below.others]) sumUp(paths, bytes);
  return below;
}

/** A parent's number is always smaller. */
function sumUp(paths: PathTable, bytes: Float64Array): void {
  for (let node = bytes.length - 1; node > 0; node -= 1) {
    const parent = paths.parent(node);
    bytes[parent] = (bytes[parent] ?? 0) + (bytes[node] ?? 0);
  }
}
