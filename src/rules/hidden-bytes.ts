import type { Ledger } from '../ledger/ledger.ts';
import { findHiddenGroups, type HiddenGroup } from './waste/hidden-rows.ts';
import { rewrittenDatabases } from './fix/database-fix.ts';
import { removedFix, REMOVED_FIX, rewrittenFix } from './fix/removed-fix.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';

/** Less than this is the noise of every rebuild. */
export const HIDDEN_BYTES_FLOOR = 1024 * 1024;

/** Bytes that every pull downloads and no container sees: exactly those that writing each file once, or not at all, would save. */
export const hiddenBytes = defineLedgerRule({
  id: 'hidden-bytes',
  category: 'waste',
  headline: 'bytes that a later instruction removed or rewrote',
  severity: 'warning',
  since: '0.1.0',
  fix: REMOVED_FIX,
  evidence: 'thing',
  examples: {
    catches: [
      'a compiler that one `RUN` installs and a later one removes',
      'files that `RUN chown -R` or `chmod -R` wrote a second time',
      'files of the base image that an instruction deletes: they are still downloaded',
      'package databases that several instructions write, each as a whole, as a note',
    ],
    ignores: [
      'files that the same `RUN` adds and removes',
      'package databases that the first installation writes again; logs, users and groups',
      'anything below 1 MiB',
    ],
  },
  inspect(ledger) {
    return findHiddenGroups(ledger)
      .filter(({ bytes }) => bytes >= HIDDEN_BYTES_FLOOR)
      .map((group) => toMatch(ledger, group));
  },
});

const DONE = { removed: 'removed', rewritten: 'rewrote' } as const;

function toMatch(ledger: Ledger, group: HiddenGroup): ThingMatch {
  const { subject, kind, rows, hiders } = group;
  if (kind === 'databases') return { subject, rows, ...rewrittenDatabases(ledger, group), atMost: 'note' };
  const origin = ledger.origins[hiders[0] ?? -1];
  const hider = origin?.kind === 'instruction' ? origin.instruction : undefined;
  const by = hider === undefined ? '' : `, most of them by \`${hider.text.slice(0, 80)}\``;
  const fix = kind === 'rewritten' ? rewrittenFix(ledger, rows, hider) : removedFix(ledger, rows);
  return { subject, message: `Files that a later instruction ${DONE[kind]}${by}`, fix, rows };
}
