import { readBerkeleyDb } from './berkeley-db.ts';
import { readNdb } from './ndb.ts';
import { parseRpmEntry, type RpmEntry } from './rpm-entry.ts';
import { openSqlite } from './sqlite.ts';
import { createHeaderList, type StoredHeaders } from './stored-headers.ts';

/** Packages of a database, and whether all that it has could be read. */
export type RpmPackages = { readonly entries: readonly RpmEntry[]; readonly isWhole: boolean };

/** Signing keys stand in the database like packages. */
const KEY = 'gpg-pubkey';

/** Packages of RPM's database in any of the three formats that it has had; what is no database has none and is not whole. */
export function readRpmPackages(bytes: Uint8Array): RpmPackages {
  const stored = readSqlite(bytes) ?? readNdb(bytes) ?? readBerkeleyDb(bytes);
  if (stored === undefined) return { entries: [], isWhole: false };
  const entries = stored.headers.map(parseRpmEntry);
  return {
    entries: entries.filter((entry) => entry !== undefined).filter(({ name }) => name !== KEY),
    isWhole: stored.isWhole && !entries.includes(undefined),
  };
}

function readSqlite(bytes: Uint8Array): StoredHeaders | undefined {
  const table = openSqlite(bytes)?.table('Packages');
  if (table === undefined) return undefined;
  const list = createHeaderList(bytes.length);
  for (const { values } of table.rows) {
    const blob = values[1];
    if (blob instanceof Uint8Array) list.add(blob);
    else list.damage();
  }
  return { headers: list.headers, isWhole: list.isWhole && table.isWhole };
}
