import type { FileCatalog } from '../../files/catalog.ts';
import type { PathTable } from '../../files/table/path-table.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isHashed } from '../../scan/place-names.ts';
import { addUp, type SumTree } from './pick-nodes.ts';

/** Content bytes of both images by path. What lies at one path in several layers is one file. */
export function directoryTree(baseline: Ledger | null, candidate: Ledger): SumTree {
  const { paths } = candidate.catalog;
  const nodes = baseline && nodesIn(paths, baseline.catalog);
  // Only now the table has all paths of both images.
  const { size } = paths;
  const after = bytesByNode(candidate.catalog, size, (node) => node);
  const before = baseline && nodes && bytesByNode(baseline.catalog, size, (node) => nodes[node] ?? 0);
  const tree = {
    size,
    candidate: after,
    baseline: before,
    churn:
      before === null
        ? new Float64Array(size)
        : after.map((bytes, node) => Math.abs(bytes - (before[node] ?? 0))),
    files: after.map((bytes, node) => (bytes > 0 || (before?.[node] ?? 0) > 0 ? 1 : 0)),
    parent: (node: number) => paths.parent(node),
    name: (node: number) => (node === 0 ? '/' : paths.name(node)),
    kind: (node: number) =>
      node === 0 || paths.firstChild(node) >= 0 ? ('directory' as const) : ('file' as const),
    isNameless: (node: number) => isHashed(paths.name(node)),
  };
  addUp(tree);
  return tree;
}

/** Nodes of the candidate's table by those of another: images that were read apart do not share one. */
function nodesIn(paths: PathTable, { paths: own }: FileCatalog): Int32Array {
  const nodes = new Int32Array(own.size);
  for (let node = 1; node < own.size; node++) {
    nodes[node] = own === paths ? node : paths.child(nodes[own.parent(node)] ?? 0, own.name(node));
  }
  return nodes;
}

function bytesByNode(catalog: FileCatalog, size: number, place: (node: number) => number): Float64Array {
  const sums = new Float64Array(size);
  for (let row = 0; row < catalog.rowCount; row++) {
    const bytes = catalog.bytes(row);
    if (bytes === 0) continue;
    const node = place(catalog.node(row));
    sums[node] = (sums[node] ?? 0) + bytes;
  }
  return sums;
}
