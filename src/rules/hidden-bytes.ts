import type { Ledger } from '../ledger/ledger.ts';
import { findHiders } from './hiders.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';

/** Less than this is the noise of every rebuild: logs, caches of the linker, a rewritten `/etc/passwd`. */
export const HIDDEN_BYTES_FLOOR = 1024 * 1024;

/** What every installation rewrites. Nobody can help it, so it is told by the sizes and not counted here. */
const CHURN =
  /^\/(var\/lib\/(dpkg|rpm|apt|dnf|pacman)|usr\/lib\/(apk|sysimage\/rpm)|lib\/apk|var\/cache\/(debconf|ldconfig|fontconfig|man)|var\/log)\/|^\/etc\/(ld\.so\.cache|passwd-?|group-?|g?shadow-?|apk\/world|ssl\/certs\/ca-certificates\.crt)$/;

const REMOVED_FIX = 'Delete them in the instruction that makes them, or make them in an earlier stage';
const REWRITTEN_FIX =
  'Write them once: set owner and mode with `COPY --chown --chmod`, or join the instructions that write them';

/** Bytes that every pull downloads and no container sees: exactly those that writing each file once, or not at all, would save. */
export const hiddenBytes = defineLedgerRule({
  id: 'hidden-bytes',
  category: 'waste',
  headline: 'bytes that a later instruction removed or rewrote',
  severity: 'warning',
  since: '1.0.0',
  fix: REMOVED_FIX,
  evidence: 'thing',
  examples: {
    catches: [
      'a compiler that one `RUN` installs and a later one removes',
      'files that `RUN chown -R` or `chmod -R` wrote a second time',
      'files of the base image that an instruction deletes: they are still downloaded',
    ],
    ignores: [
      'files that the same `RUN` adds and removes',
      'package databases, logs, the linker’s cache',
      'less than 1 MiB',
    ],
  },
  inspect(ledger) {
    const rows = readHiddenRows(ledger);
    const hiders = findHiders(ledger, rows);
    const groups = new Map<string, number[]>();
    for (const row of rows) {
      const subject = subjectOf(ledger, row, hiders.get(row) ?? -1);
      if (subject !== undefined) append(groups, subject, row);
    }
    return [...groups]
      .filter(([, members]) => bytesOf(ledger, members) >= HIDDEN_BYTES_FLOOR)
      .map(([subject, members]) => toMatch(ledger, { subject, rows: members }, hiders));
  },
});

function readHiddenRows(ledger: Ledger): readonly number[] {
  const { catalog } = ledger;
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.bytes(row) === 0 || catalog.isVisible(row)) continue;
    if (ledger.fileClass(row) !== 'package-database' && !CHURN.test(catalog.path(row))) rows.push(row);
  }
  return rows;
}

/** Undefined where the base image itself hid the bytes: that is nobody's mistake here. */
function subjectOf(ledger: Ledger, row: number, hider: number): string | undefined {
  if (hider < 0 || ledger.origins[hider]?.kind === 'base-image') return undefined;
  const what = ledger.catalog.visibility(row) === 'overwritten' ? 'rewritten files' : 'removed files';
  return ledger.isInherited(row) ? `${what} of the base image` : what;
}

function append(groups: Map<string, number[]>, subject: string, row: number): void {
  const rows = groups.get(subject);
  if (rows) rows.push(row);
  else groups.set(subject, [row]);
}

function bytesOf({ catalog }: Ledger, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + catalog.bytes(row), 0);
}

type Hidden = { readonly subject: string; readonly rows: readonly number[] };

function toMatch(ledger: Ledger, { subject, rows }: Hidden, hiders: ReadonlyMap<number, number>): ThingMatch {
  const origin = ledger.origins[findWorst(ledger, rows, hiders)];
  const by =
    origin?.kind === 'instruction' ? `, most of them by \`${origin.instruction.text.slice(0, 80)}\`` : '';
  const isRewritten = subject.startsWith('rewritten');
  return {
    subject,
    message: `Files that a later instruction ${isRewritten ? 'rewrote' : 'removed'}${by}`,
    fix: isRewritten ? REWRITTEN_FIX : REMOVED_FIX,
    rows,
  };
}

/** Ordinal of the layer that hid most of the bytes. */
function findWorst(
  { catalog }: Ledger,
  rows: readonly number[],
  hiders: ReadonlyMap<number, number>,
): number {
  const bytes = new Map<number, number>();
  for (const row of rows) {
    const hider = hiders.get(row) ?? -1;
    bytes.set(hider, (bytes.get(hider) ?? 0) + catalog.bytes(row));
  }
  return [...bytes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
}
