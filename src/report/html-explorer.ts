import type { BreakdownTree } from '../compare/breakdown/breakdown.ts';
import { PAGE, type PageData, type PageTree } from './html-data.ts';
import type { GateReport } from './report.ts';
import { shorten, visible } from '../visible.ts';

/** Characters of a name: the most that leaves the data small enough counts. */
const NAME_LENGTHS = [200, 60, 20] as const;

/** What the page's script is given, and the place where it puts what it makes of it; empty where there is none that fits. */
export function renderExplorer(report: GateReport, maxBytes: number): string {
  const data = toData(report);
  if (data === null) return '';
  const texts = NAME_LENGTHS.map((length) => toJson(withNames(data, length)));
  const text = texts.find((one) => Buffer.byteLength(one) <= maxBytes);
  if (text === undefined) return '';
  return `<div id="${PAGE.explorer}" hidden></div>
<script type="application/json" id="${PAGE.data}">${text}</script>`;
}

/** JSON that no element ends in, whatever is in it. */
function toJson(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function toData({ breakdown, ledger }: GateReport): PageData | null {
  if (breakdown === undefined) return null;
  return {
    directories: toPageTree(breakdown.directories),
    instructions: toPageTree(breakdown.instructions),
    packages: toPageTree(breakdown.packages),
    classes: toPageTree(breakdown.classes),
    packageCount: ledger.byOwner.length,
  };
}

function toPageTree(tree: BreakdownTree): PageTree {
  const hasBaseline = tree[0]?.baseline !== null;
  return {
    parents: tree.map(({ parent }) => parent),
    kinds: tree.map(({ kind }) => kind.slice(0, 1)).join(''),
    // Names that somebody else wrote may be of any length.
    names: tree.map(({ name }) => visible(shorten(name, NAME_LENGTHS[0]))),
    baseline: hasBaseline ? tree.map(({ baseline }) => baseline ?? 0) : null,
    candidate: tree.map(({ candidate }) => candidate),
    files: tree.map(({ files }) => files),
  };
}

function withNames(data: PageData, length: number): PageData {
  const shortened = (tree: PageTree) => ({ ...tree, names: tree.names.map((name) => shorten(name, length)) });
  return {
    directories: shortened(data.directories),
    instructions: shortened(data.instructions),
    packages: shortened(data.packages),
    classes: shortened(data.classes),
    packageCount: data.packageCount,
  };
}
