import type { Ledger } from '../ledger/ledger.ts';
import { ARCHIVES } from './waste/archive-members.ts';
import { PACKAGE_ARCHIVES } from './waste/archive-scan.ts';
import { installedArchive } from './waste/installed-archive.ts';
import { findUnpackedArchives } from './waste/unpacked-archive.ts';
import { mountFix } from './fix/removed-fix.ts';
import { bringerOf } from './fix/case.ts';
import { defineLedgerRule } from './rule.ts';

/** An archive is of no use once its package is installed, or its files are unpacked. What it holds is read in the archive itself, whatever it is called. */
export const packageArchive = defineLedgerRule({
  id: 'package-archive',
  category: 'waste',
  headline: 'archive whose content is installed or unpacked in the image',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Mount the archives where they are installed (`RUN --mount=type=bind,from=build,source=/wheels,target=/wheels …`) instead of copying them',
  evidence: 'user-files',
  reads: [PACKAGE_ARCHIVES, ARCHIVES],
  examples: {
    catches: [
      '`/wheels/lxml-5.2.1-cp311-cp311-manylinux_2_28_x86_64.whl` where lxml 5.2.1 is installed',
      '`/tmp/server_1.2-1_amd64.deb` where the package `server` 1.2-1 is installed',
      'a `.gem`, an Alpine package, a source distribution of Python or what `npm pack` made, if its package is installed',
      'an `.rpm` whose files are in the image',
      '`lib/app-1.0-sources.jar` beside `app-1.0.jar`',
      'a `.tar`, `.tar.gz`, `.tar.zst`, `.zip`, `.jar` or `.war` whose files lie unpacked in one directory of the image',
    ],
    ignores: [
      'an archive whose package is not installed, or in a different version: somebody may install it later',
      'an archive of which nothing lies unpacked: data, or one for download; and any that lies where web servers have their files (`html`, `public`, `downloads`)',
      'a file that is named like an archive but is not one by its content',
      'archives in a package manager’s cache, which `package-cache` reports',
    ],
  },
  inspect(ledger) {
    const rows = new Map<string, number[]>();
    const add = (subject: string, row: number): void =>
      void rows.set(subject, [...(rows.get(subject) ?? []), row]);
    const unpacked = new Set(findUnpackedArchives(ledger).map(({ row }) => row));
    for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
      const kind = isOwn(ledger, row) ? installedArchive(ledger, row) : undefined;
      if (kind !== undefined) add(`installed ${kind}`, row);
      else if (unpacked.has(row)) add(UNPACKED, row);
    }
    return [...rows].map(([subject, found]) => {
      const fix = mountFix(ledger, found) ?? madeFix(ledger, found);
      return { subject, ...(fix !== undefined && { fix }), rows: found };
    });
  },
});

const UNPACKED = 'unpacked archives';

function isOwn(ledger: Ledger, row: number): boolean {
  return ledger.catalog.isVisible(row) && !ledger.isInherited(row);
}

/** What helps against archives that an instruction of the same stage fetched or made. */
function madeFix(ledger: Ledger, rows: readonly number[]): string | undefined {
  if (bringerOf({ ledger, rows }).kind !== 'run') return undefined;
  return 'Delete them in the `RUN` that brings them as soon as they are installed or unpacked (`curl … | tar -xz` leaves none), or make them in another stage and mount them from there';
}
