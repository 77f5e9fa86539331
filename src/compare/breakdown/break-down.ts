import type { Ledger } from '../../ledger/ledger.ts';
import type { Breakdown } from './breakdown.ts';
import { directoryTree } from './directory-tree.ts';
import { groupTree, type Columns } from './group-tree.ts';
import { hiddenFiles } from './hidden-files.ts';
import { pickNodes } from './pick-nodes.ts';

/** Nodes of each tree, besides the rests. */
const MAX_NODES = { directories: 2000, instructions: 400, packages: 600, classes: 200 } as const;

/** Where the content bytes of both images are. In linear time, but for the sorting of sums. */
export function breakDown(baseline: Ledger | null, candidate: Ledger): Breakdown {
  const byGroup = (columns: Columns, max: number) => pickNodes(groupTree(baseline, candidate, columns), max);
  return {
    directories: pickNodes(directoryTree(baseline, candidate), MAX_NODES.directories),
    instructions: byGroup({ outer: 'instruction', inner: 'directory' }, MAX_NODES.instructions),
    packages: byGroup({ outer: 'owner', inner: 'directory' }, MAX_NODES.packages),
    classes: byGroup({ outer: 'class', inner: 'owner' }, MAX_NODES.classes),
    hidden: hiddenFiles(candidate),
  };
}
