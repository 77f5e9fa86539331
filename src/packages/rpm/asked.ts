import type { IsAsked, RequestFile, RequestFolder } from '../database.ts';
import type { SqliteValue } from './sqlite-record.ts';
import { withWriteAheadLog } from './sqlite-wal.ts';
import { openSqlite, type SqliteTable } from './sqlite.ts';

const MIB = 1024 * 1024;

const DNF5 = '/usr/lib/sysimage/libdnf5/packages.toml';
const DNF4 = '/var/lib/dnf/history.sqlite';
const ZYPPER = '/var/lib/zypp/AutoInstalled';
const TDNF = ['/var/lib/tdnf/history.db', '/usr/lib/sysimage/tdnf/history.db'];
const YUM = '/var/lib/yum/yumdb/';
/** `b/0f4c…-bash-4.2.46-35.el7_9-x86_64/reason`: a checksum, name, version, release and architecture. */
const YUM_REASON = /^\/var\/lib\/yum\/yumdb\/[^/]+\/[0-9a-f]{40}-([^/]+)-[^/-]+-[^/-]+-[^/-]+\/reason$/;

/** What the package managers over RPM note, each in its own files. SQLite's log is asked for by the pattern of its file. */
export const RPM_REQUESTS: readonly (RequestFile | RequestFolder)[] = [
  { path: DNF5, start: DNF5, pattern: /toml$/, maxBytes: 8 * MIB, read: ({ text }) => parseDnfReasons(text) },
  sqliteRequest(DNF4, parseDnfHistory),
  ...TDNF.map((path) => sqliteRequest(path, parseTdnfHistory)),
  {
    path: ZYPPER,
    start: ZYPPER,
    pattern: /AutoInstalled$/,
    maxBytes: 8 * MIB,
    read: ({ text }) => parseAutoInstalled(text),
  },
  { start: YUM, pattern: YUM_REASON, maxBytes: 1024, read: parseYumReasons },
];

function sqliteRequest(path: string, parse: (bytes: Uint8Array) => IsAsked | undefined): RequestFile {
  return {
    ...{ path, hasLog: true, start: path, pattern: /\.(?:sqlite|db)(?:-wal)?$/, maxBytes: 32 * MIB },
    read: ({ bytes, log }) => parse(withWriteAheadLog(bytes, log)),
  };
}

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

/** What tdnf noted of a name last: 1 where it came only as a dependency. https://github.com/vmware/tdnf, history/history.c */
export function parseTdnfHistory(bytes: Uint8Array): IsAsked | undefined {
  const database = openSqlite(bytes);
  const [names, flags] = [database?.table('names'), database?.table('flag_set')];
  if (names === undefined || flags === undefined) return undefined;
  const column = names.columns.indexOf('name');
  const nameOf = new Map<SqliteValue, SqliteValue>(
    names.rows.map(({ id, values }) => [id, values[column] ?? null]),
  );
  const automatic = new Map<SqliteValue | undefined, boolean>();
  for (const [name, value] of pairsOf(flags, 'name_id', 'value'))
    automatic.set(nameOf.get(name), value === 1);
  return (name) => automatic.get(name) !== true;
}

/** Of yum until version 3: `user` or `dep`, a file for each package. https://yum.baseurl.org, yumdb */
function parseYumReasons(
  files: readonly { readonly path: string; readonly text: string }[],
): IsAsked | undefined {
  const automatic = new Set(
    files.filter(({ text }) => text.trim() === 'dep').map(({ path }) => YUM_REASON.exec(path)?.[1]),
  );
  return files.length === 0 ? undefined : (name) => !automatic.has(name);
}

/** Names that zypper noted as installed only as a dependency, one a line. */
export function parseAutoInstalled(text: string): IsAsked {
  const automatic = new Set(text.split('\n').map((line) => line.trim()));
  return (name) => !automatic.has(name);
}
