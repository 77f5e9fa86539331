import type { FileCatalog } from '../files/catalog.ts';
import { decodePathText } from '../files/path-text.ts';
import { parseApkInstalled, type ApkEntry } from './apk.ts';
import { createPathFinder } from './directory-links.ts';
import { parseDpkgStatus, parseFileList, parseMd5sums, type DpkgEntry } from './dpkg.ts';
import { toPurl } from './purl.ts';
import type { PackageRegister } from './register.ts';

/** Who owns a path by the system's package databases, as they are after the layers that were applied so far. */
export type SystemOwners = {
  /** Takes in the databases that one layer wrote; rows that have content, ascending. */
  apply(rows: readonly number[]): void;
  /** Number of the package that owns the node now, or -1. */
  owner(node: number): number;
};

type State = {
  readonly catalog: FileCatalog;
  readonly register: PackageRegister;
  readonly distribution: string | undefined;
  readonly find: (path: string) => number;
  readonly ownerOfNode: Int32Array;
  /** Package numbers by the name that file lists have: `libc6:amd64`, `make`; status.d files by their file's name. */
  installed: Map<string, number>;
  readonly single: Map<string, number>;
  readonly lists: Map<string, Int32Array>;
  /** Names whose list is dpkg's own, which has more than the sums. */
  readonly complete: Set<string>;
  readonly assigned: Map<string, number>;
  apk: readonly number[];
  live: Uint8Array;
};

const STATUS = /^\/var\/lib\/dpkg\/status$/;
const SINGLE = /^\/var\/lib\/dpkg\/status\.d\/([^/]+?)(\.md5sums)?$/;
const LIST = /^\/var\/lib\/dpkg\/info\/([^/]+)\.(list|md5sums)$/;
const APK = /^\/(?:usr\/)?lib\/apk\/db\/installed$/;

export function createSystemOwners(
  catalog: FileCatalog,
  register: PackageRegister,
  distribution: string | undefined,
): SystemOwners {
  const state: State = {
    catalog,
    register,
    distribution,
    find: createPathFinder(catalog),
    ownerOfNode: new Int32Array(catalog.paths.size).fill(-1),
    installed: new Map(),
    single: new Map(),
    lists: new Map(),
    complete: new Set(),
    assigned: new Map(),
    apk: [],
    live: new Uint8Array(0),
  };
  return {
    apply(rows) {
      const readers = rows.map((row) => readDatabase(state, row));
      if (!readers.includes(true)) return;
      assignLists(state, state.catalog.layer(rows[0] ?? 0));
      state.live = liveOf(state);
    },
    owner(node) {
      const number = state.ownerOfNode[node] ?? -1;
      return number >= 0 && state.live[number] === 1 ? number : -1;
    },
  };
}

function readDatabase(state: State, row: number): boolean {
  const path = state.catalog.path(row);
  const content = state.catalog.facts(row)?.content;
  if (content === undefined) return false;
  if (STATUS.test(path)) state.installed = readStatus(state, decodePathText(content));
  else if (APK.test(path)) readApk(state, decodePathText(content), state.catalog.layer(row));
  else return readPart(state, path, content);
  return true;
}

function readPart(state: State, path: string, content: Uint8Array): boolean {
  const single = SINGLE.exec(path);
  const list = LIST.exec(path);
  if (single?.[1] !== undefined) readStatusPart(state, single, decodePathText(content));
  else if (list?.[1] !== undefined) readList(state, list, decodePathText(content));
  else return false;
  return true;
}

function readStatusPart(state: State, [, file = '', sums]: readonly string[], text: string): void {
  if (sums === undefined) readSingle(state, file, text);
  else addList(state, `status.d/${file}`, parseMd5sums(text));
}

function readList(state: State, [, name = '', kind]: readonly string[], text: string): void {
  if (kind === 'list') {
    addList(state, name, parseFileList(text));
    state.complete.add(name);
  } else if (!state.complete.has(name)) addList(state, name, parseMd5sums(text));
}

function toPackageNumber(state: State, entry: DpkgEntry): number {
  const { architecture, ...told } = entry;
  const identity = { type: 'deb', name: entry.name, version: entry.version } as const;
  const namespace = state.distribution ?? 'debian';
  return state.register.number({
    ...identity,
    purl: toPurl({ ...identity, namespace, ...(architecture !== undefined && { architecture }) }),
    depends: told.depends,
    ...(told.provides.length > 0 && { provides: told.provides }),
    ...(told.section !== undefined && { section: told.section }),
    ...(told.summary !== undefined && { summary: told.summary }),
  });
}

function readStatus(state: State, text: string): Map<string, number> {
  const installed = new Map<string, number>();
  for (const entry of parseDpkgStatus(text)) {
    const number = toPackageNumber(state, entry);
    if (!installed.has(entry.name)) installed.set(entry.name, number);
    if (entry.architecture !== undefined) installed.set(`${entry.name}:${entry.architecture}`, number);
  }
  return installed;
}

/** A file of status.d holds one package; where it holds more, its list belongs to the first. */
function readSingle(state: State, file: string, text: string): void {
  parseDpkgStatus(text).forEach((entry, index) => {
    const key = index === 0 ? `status.d/${file}` : `status.d/${file} ${index}`;
    state.single.set(key, toPackageNumber(state, entry));
  });
}

function addList(state: State, name: string, listed: readonly string[]): void {
  state.lists.set(name, Int32Array.from(listed.map(state.find).filter((node) => node >= 0)));
  state.assigned.delete(name);
}

function assignLists(state: State, layer: number): void {
  for (const [name, nodes] of state.lists) {
    const number =
      state.single.get(name) ?? state.installed.get(name) ?? state.installed.get(name.replace(/:[^:]*$/, ''));
    if (number === undefined || state.assigned.get(name) === number) continue;
    state.assigned.set(name, number);
    state.register.note(number, layer);
    for (const node of nodes) state.ownerOfNode[node] = number;
  }
}

function toApkNumber(state: State, entry: ApkEntry): number {
  const { name, version, architecture, depends, provides } = entry;
  const namespace = state.distribution ?? 'alpine';
  return state.register.number({
    type: 'apk',
    name,
    version,
    purl: toPurl({
      type: 'apk',
      namespace,
      name,
      version,
      ...(architecture !== undefined && { architecture }),
    }),
    depends,
    ...(provides.length > 0 && { provides }),
  });
}

/** The database of all packages is written anew for each: registered is what it did not have before. */
function readApk(state: State, text: string, layer: number): void {
  const before = new Set(state.apk);
  state.apk = parseApkInstalled(text).map((entry) => {
    const number = toApkNumber(state, entry);
    if (!before.has(number)) state.register.note(number, layer);
    for (const path of entry.files) {
      const node = state.find(path);
      if (node >= 0) state.ownerOfNode[node] = number;
    }
    return number;
  });
}

function liveOf(state: State): Uint8Array {
  const live = new Uint8Array(state.register.packages.length);
  for (const number of state.installed.values()) live[number] = 1;
  for (const number of state.single.values()) live[number] = 1;
  for (const number of state.apk) live[number] = 1;
  return live;
}
