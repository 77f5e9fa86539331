import type { Ledger } from '../../ledger/ledger.ts';
import { keysBy, type SumColumn } from '../../ledger/sums.ts';
import { addUp, type SumTree } from './pick-nodes.ts';

/** By which column first, and by which one within each of its groups. */
export type Columns = { readonly outer: SumColumn; readonly inner: SumColumn };

/** What one image has of an inner group. */
type Amount = { bytes: number; files: number };
type Inner = { readonly label: string; readonly before: Amount; readonly after: Amount };
type Outer = { label: string; readonly inner: Map<string, Inner> };
type Groups = Map<string, Outer>;

/** Content bytes of both images by two columns of their ledgers. Labels are the candidate's. */
export function groupTree(baseline: Ledger | null, candidate: Ledger, columns: Columns): SumTree {
  const groups: Groups = new Map();
  addRows(groups, { ledger: candidate, side: 'after' }, columns);
  if (baseline !== null) addRows(groups, { ledger: baseline, side: 'before' }, columns);
  const tree = toSumTree(groups, { hasBaseline: baseline !== null, isByPath: columns.inner === 'directory' });
  addUp(tree);
  return tree;
}

type Side = { readonly ledger: Ledger; readonly side: 'before' | 'after' };

function addRows(groups: Groups, { ledger, side }: Side, { outer, inner }: Columns): void {
  const { catalog } = ledger;
  const [outerKey, innerKey] = [keysBy(ledger, outer), keysBy(ledger, inner)];
  for (let row = 0; row < catalog.rowCount; row++) {
    const bytes = catalog.bytes(row);
    if (bytes === 0) continue;
    const amount = innerOf(groups, outerKey(row), innerKey(row))[side];
    amount.bytes += bytes;
    amount.files++;
  }
}

type Keyed = ReturnType<ReturnType<typeof keysBy>>;

function innerOf(groups: Groups, outer: Keyed, inner: Keyed): Inner {
  let group = groups.get(outer.key);
  if (group === undefined) groups.set(outer.key, (group = { label: outer.label, inner: new Map() }));
  let found = group.inner.get(inner.key);
  if (found === undefined) {
    found = { label: inner.label, before: { bytes: 0, files: 0 }, after: { bytes: 0, files: 0 } };
    group.inner.set(inner.key, found);
  }
  return found;
}

type Kind = { readonly hasBaseline: boolean; readonly isByPath: boolean };
type Leaf = { readonly label: string; readonly parent: number; readonly inner: Inner | null };

/** The root, the groups, and behind them all that is in them. */
function toSumTree(groups: Groups, { hasBaseline, isByPath }: Kind): SumTree {
  const outer = [...groups.values()];
  const nodes: readonly Leaf[] = [
    { label: '', parent: -1, inner: null },
    ...outer.map(({ label }) => ({ label, parent: 0, inner: null })),
    ...outer.flatMap(({ inner }, index) =>
      [...inner.values()].map((one) => ({ label: one.label, parent: index + 1, inner: one })),
    ),
  ];
  const column = (value: (inner: Inner) => number) =>
    Float64Array.from(nodes, ({ inner }) => (inner === null ? 0 : value(inner)));
  return {
    size: nodes.length,
    candidate: column(({ after }) => after.bytes),
    baseline: hasBaseline ? column(({ before }) => before.bytes) : null,
    churn: column(({ before, after }) => (hasBaseline ? Math.abs(after.bytes - before.bytes) : 0)),
    files: column(({ before, after }) => Math.max(before.files, after.files)),
    parent: (node) => nodes[node]?.parent ?? -1,
    name: (node) => nodes[node]?.label ?? '',
    kind: (node) => (node > outer.length && isByPath ? 'directory' : 'group'),
    isNameless: () => false,
  };
}
