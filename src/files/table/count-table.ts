import type { LayerTable } from './layer-table.ts';
import { weighFacts } from './reading-limits.ts';
import { isSharedSize } from './shared-contents.ts';

/** Counts a table that was not read from a layer's bytes as if it had been; throws `image-unreadable` where it goes too far. */
export function countTable(table: LayerTable, what: string): void {
  const { paths, rowCount, whiteouts, opaqueDirectories } = table;
  const { tally } = paths;
  const removals = whiteouts.length + opaqueDirectories.length;
  tally.add('entries', rowCount + removals, what);
  tally.add('whiteouts', removals, what);
  tally.check('pathNodes', paths.size, what);
  tally.check('nameBytes', paths.nameBytes, what);
  countLinks(table, what);
  for (const row of table.factRows) {
    const facts = table.facts(row) ?? {};
    tally.add('factBytes', weighFacts(facts), what);
    // Large ones were counted when their pages were taken in.
    if (!isSharedSize(table.size(row))) tally.add('contentBytes', facts.content?.length ?? 0, what);
  }
}

function countLinks(table: LayerTable, what: string): void {
  const { tally } = table.paths;
  let links = 0;
  let bytes = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const kind = table.type(row);
    if (kind !== 'symlink' && kind !== 'hardlink') continue;
    if (kind === 'symlink') links++;
    // In the pool a length stands before each.
    bytes += (table.linkTarget(row) ?? '').length + 1;
  }
  tally.add('symbolicLinks', links, what);
  tally.add('linkTargetBytes', bytes, what);
}
