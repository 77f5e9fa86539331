import type { RequestFile } from '../database.ts';
import type { SqliteValue } from './sqlite-record.ts';
import { openSqlite, type SqliteTable } from './sqlite.ts';

const MIB = 1024 * 1024;

/** Says of a package's name whether somebody asked for it. */
type IsAsked = (name: string) => boolean;

const DNF5 = '/usr/lib/sysimage/libdnf5/packages.toml';
const DNF4 = '/var/lib/dnf/history.sqlite';
const ZYPPER = '/var/lib/zypp/AutoInstalled';

/** What the package managers over RPM note, each in a file of its own. */
export const RPM_REQUESTS: readonly RequestFile[] = [
  { path: DNF5, start: DNF5, pattern: /toml$/, maxBytes: 8 * MIB, read: ({ text }) => parseDnfReasons(text) },
  {
    path: DNF4,
    start: DNF4,
    pattern: /sqlite$/,
    maxBytes: 32 * MIB,
    read: ({ bytes }) => parseDnfHistory(bytes),
  },
  {
    path: ZYPPER,
    start: ZYPPER,
    pattern: /AutoInstalled$/,
    maxBytes: 8 * MIB,
    read: ({ text }) => parseAutoInstalled(text),
  },
];

const MAX_LINE = 1_000;
/** A package by name and architecture, in quotes where it has a dot. */
const KEY = /^(?:\[packages\.)?"?([^"\s=]+?)\.[a-z0-9_]+"?\]?(?:\s|=|$)/;
const REASON = /\breason\s*=\s*"([^"]*)"/;

/** Of DNF 5: a package and its reason on one line, or on two. https://github.com/rpm-software-management/dnf5, libdnf5/system/state.cpp */
export function parseDnfReasons(text: string): IsAsked {
  const automatic = new Set<string>();
  let name = '';
  for (const line of text.split('\n').filter(({ length }) => length < MAX_LINE)) {
    name = KEY.exec(line)?.[1] ?? name;
    const reason = REASON.exec(line)?.[1];
    if (reason !== undefined && /dependency$/i.test(reason)) automatic.add(name);
  }
  return (one) => !automatic.has(one);
}

/** Reasons of DNF 4: a dependency, and one that is only recommended. https://github.com/rpm-software-management/libdnf, TransactionItemReason */
const DEPENDENCIES: ReadonlySet<SqliteValue> = new Set([1, 4]);

/** DNF's history until version 4: the last reason that it notes of each package. */
export function parseDnfHistory(bytes: Uint8Array): IsAsked | undefined {
  const database = openSqlite(bytes);
  const [packages, items] = [database?.table('rpm'), database?.table('trans_item')];
  if (packages === undefined || items === undefined) return undefined;
  const names = new Map(pairsOf(packages, 'item_id', 'name'));
  const automatic = new Map<SqliteValue | undefined, boolean>();
  for (const [item, reason] of pairsOf(items, 'item_id', 'reason'))
    automatic.set(names.get(item), DEPENDENCIES.has(reason));
  return (name) => automatic.get(name) !== true;
}

/** Values of two columns, row by row, in the order of the rows' numbers. */
function pairsOf({ columns, rows }: SqliteTable, one: string, other: string) {
  const [first, second] = [columns.indexOf(one), columns.indexOf(other)];
  return rows.map(({ values }): readonly [SqliteValue, SqliteValue] => [
    values[first] ?? null,
    values[second] ?? null,
  ]);
}

/** Names that zypper noted as installed only as a dependency, one a line. */
export function parseAutoInstalled(text: string): IsAsked {
  const automatic = new Set(text.split('\n').map((line) => line.trim()));
  return (name) => !automatic.has(name);
}
