import { MIB } from './database.ts';
import type {
  DatabaseFile,
  DatabaseImage,
  DatabaseReader,
  PackageDatabase,
  Registration,
} from './database.ts';
import { MAX_ENTRIES, parseDpkgStatus, type DpkgEntry } from './dpkg-status.ts';
import type { Package } from './package.ts';
import { toPurl } from './purl.ts';

const STATUS = '/var/lib/dpkg/status';
const LIST = /^\/var\/lib\/dpkg\/info\/([^/]+)\.(list|md5sums)$/;

/** dpkg's database of Debian, Ubuntu and what is made of them. dpkg(1), dpkg-query(1) */
export const dpkg: PackageDatabase = {
  name: 'dpkg',
  type: 'deb',
  kind: 'system',
  files: [
    { start: STATUS, pattern: /status$/, maxBytes: 48 * MIB },
    { start: '/var/lib/dpkg/info/', pattern: LIST, maxBytes: 16 * MIB },
  ],
  requests: [
    {
      path: '/var/lib/apt/extended_states',
      start: '/var/lib/apt/extended_states',
      pattern: /states$/,
      maxBytes: 8 * MIB,
      read({ text }) {
        const automatic = parseExtendedStates(text);
        return (name) => !automatic.has(name);
      },
    },
  ],
  upstreamVersion: (version) =>
    version
      .replace(/^\d+:/, '')
      .replace(/-[^-]*$/, '')
      .replace(/[+~](?:dfsg|ds|deb|really|repack).*$/, ''),
  open: openDpkg,
};

type State = {
  /** Packages by the name that file lists have: `libc6:amd64`, `make`. */
  installed: ReadonlyMap<string, Package>;
  /** Files of a list, by its name. A list is kept as it was read, since its package may get another version. */
  readonly lists: Map<string, () => readonly string[]>;
  /** Names whose list is dpkg's own, which has more than the sums. */
  readonly complete: Set<string>;
  /** Names that have sums, which dpkg itself makes where a package brings none. */
  readonly summed: Set<string>;
  /** Packages whose entry is as dpkg writes it. */
  written: ReadonlySet<Package>;
  /** Package that a list was given to, as a package URL. */
  readonly given: Map<string, string>;
};

function openDpkg({ distribution }: DatabaseImage): DatabaseReader {
  const state: State = {
    ...{ installed: new Map(), lists: new Map(), given: new Map() },
    ...{ complete: new Set(), summed: new Set(), written: new Set() },
  };
  return {
    read(files) {
      const status = files.findLast(({ path }) => path === STATUS);
      if (status !== undefined) Object.assign(state, parseStatus(status.text, distribution));
      for (const file of files) readList(state, file);
      const registrations = giveLists(state);
      return { registrations, ...(status && { installed: [...new Set(state.installed.values())] }) };
    },
  };
}

/** dpkg sorts the entries that it writes: one that is out of order was put there by another. */
function parseStatus(text: string, distribution: string | undefined): Pick<State, 'installed' | 'written'> {
  const installed = new Map<string, Package>();
  const written = new Set<Package>();
  let last = '';
  for (const entry of parseDpkgStatus(text)) {
    const pkg = toDebianPackage(entry, distribution);
    if (!installed.has(entry.name)) installed.set(entry.name, pkg);
    if (entry.architecture !== undefined) installed.set(`${entry.name}:${entry.architecture}`, pkg);
    if (entry.isComplete && entry.name >= last) written.add(pkg);
    if (entry.name > last) last = entry.name;
  }
  return { installed, written };
}

function readList(state: State, file: DatabaseFile): void {
  const [, name, kind] = LIST.exec(file.path) ?? [];
  if (name !== undefined && kind === 'md5sums') state.summed.add(name);
  if (name === undefined || (kind === 'md5sums' && state.complete.has(name))) return;
  if (kind === 'list') state.complete.add(name);
  state.lists.set(name, () => (kind === 'list' ? parseFileList : parseMd5sums)(file.text));
  state.given.delete(name);
}

function giveLists({ installed, lists, given, complete, summed, written }: State): readonly Registration[] {
  const registrations: Registration[] = [];
  for (const [name, files] of lists) {
    const pkg = installed.get(name) ?? installed.get(name.replace(/:[^:]*$/, ''));
    if (pkg === undefined || given.get(name) === pkg.purl) continue;
    given.set(name, pkg.purl);
    const isComplete = complete.has(name) && summed.has(name) && written.has(pkg);
    registrations.push({ package: pkg, files: files(), isComplete });
  }
  return registrations;
}

/** An entry as a package of a distribution; `debian` where the image does not say which. */
export function toDebianPackage(entry: DpkgEntry, distribution: string | undefined): Package {
  const { name, version, architecture, depends, provides, section, summary, alsoNeeds, recommends } = entry;
  const namespace = distribution ?? 'debian';
  return {
    type: 'deb',
    name,
    version,
    purl: toPurl({
      type: 'deb',
      namespace,
      name,
      version,
      ...(architecture !== undefined && { architecture }),
    }),
    depends,
    ...(provides.length > 0 && { provides }),
    ...(section !== undefined && { section }),
    ...(summary !== undefined && { summary }),
    ...(alsoNeeds.length > 0 && { alsoNeeds }),
    ...(recommends.length > 0 && { recommends }),
  };
}

/** Absolute paths of an `info/*.list`, directories among them. */
export function parseFileList(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length > 2 && line.startsWith('/'));
}

/** Absolute paths of a `.md5sums` list: regular files only, written without the leading `/`. */
export function parseMd5sums(text: string): readonly string[] {
  const paths: string[] = [];
  for (const line of text.split('\n')) {
    const path = /^[0-9a-f]{32} [ *](.+)$/.exec(line)?.[1];
    if (path !== undefined) paths.push(`/${path.replace(/^\.?\/+/, '')}`);
  }
  return paths;
}

/** Names that apt noted as installed only as a dependency. apt-mark(8). */
export function parseExtendedStates(text: string): ReadonlySet<string> {
  const automatic = new Set<string>();
  for (const paragraph of text.split(/\n[ \t]*\n/, MAX_ENTRIES)) {
    const name = /^Package: *(\S+)/m.exec(paragraph)?.[1];
    if (name !== undefined && /^Auto-Installed: *1/m.test(paragraph)) automatic.add(name);
  }
  return automatic;
}
