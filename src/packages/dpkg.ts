import { MIB } from './database.ts';
import type {
  DatabaseFile,
  DatabaseImage,
  DatabaseReader,
  PackageDatabase,
  Registration,
} from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

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
  /** Package that a list was given to, as a package URL. */
  readonly given: Map<string, string>;
};

function openDpkg({ distribution }: DatabaseImage): DatabaseReader {
  const state: State = { installed: new Map(), lists: new Map(), complete: new Set(), given: new Map() };
  return {
    read(files) {
      const status = files.findLast(({ path }) => path === STATUS);
      if (status !== undefined) state.installed = parseStatus(status.text, distribution);
      for (const file of files) readList(state, file);
      const registrations = giveLists(state);
      return { registrations, ...(status && { installed: [...new Set(state.installed.values())] }) };
    },
  };
}

function parseStatus(text: string, distribution: string | undefined): ReadonlyMap<string, Package> {
  const installed = new Map<string, Package>();
  for (const entry of parseDpkgStatus(text)) {
    const pkg = toDebianPackage(entry, distribution);
    if (!installed.has(entry.name)) installed.set(entry.name, pkg);
    if (entry.architecture !== undefined) installed.set(`${entry.name}:${entry.architecture}`, pkg);
  }
  return installed;
}

function readList(state: State, file: DatabaseFile): void {
  const [, name, kind] = LIST.exec(file.path) ?? [];
  if (name === undefined || (kind === 'md5sums' && state.complete.has(name))) return;
  if (kind === 'list') state.complete.add(name);
  state.lists.set(name, () => (kind === 'list' ? parseFileList : parseMd5sums)(file.text));
  state.given.delete(name);
}

function giveLists({ installed, lists, given }: State): readonly Registration[] {
  const registrations: Registration[] = [];
  for (const [name, files] of lists) {
    const pkg = installed.get(name) ?? installed.get(name.replace(/:[^:]*$/, ''));
    if (pkg === undefined || given.get(name) === pkg.purl) continue;
    given.set(name, pkg.purl);
    registrations.push({ package: pkg, files: files() });
  }
  return registrations;
}

/** An entry as a package of a distribution; `debian` where the image does not say which. */
export function toDebianPackage(entry: DpkgEntry, distribution: string | undefined): Package {
  const { name, version, architecture, depends, provides, section, summary } = entry;
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
  };
}

/** One entry of dpkg's database, as far as the gate reads it. */
export type DpkgEntry = {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | undefined;
  readonly section: string | undefined;
  readonly summary: string | undefined;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
};

const MAX_ENTRIES = 100_000;
const MAX_RELATIONS = 2_000;
const FIELDS = new Set([
  'package',
  'status',
  'version',
  'architecture',
  'section',
  'depends',
  'pre-depends',
  'provides',
  'description',
]);

/** Fields of one deb822 paragraph, lower-case; of a field over many lines the first line. deb-control(5). */
function parseFields(paragraph: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of paragraph.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (FIELDS.has(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Package names of a relation field, the first alternative of each; versions, architectures and profiles left out. */
export function parseRelations(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const names = text
    .split(',', MAX_RELATIONS)
    .map((relation) => /^[a-z0-9][a-z0-9+.-]*/i.exec(relation.trim())?.[0])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

/** Files are there in these states; in `config-files` only configuration is left. dpkg(1), "Package states". */
const INSTALLED =
  /(?:^|\s)(?:installed|unpacked|half-installed|half-configured|triggers-awaited|triggers-pending)$/;

function toEntry(fields: ReadonlyMap<string, string>): DpkgEntry | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  if (!INSTALLED.test(fields.get('status') ?? 'install ok installed')) return undefined;
  return {
    name,
    version,
    architecture: isPackageWord(fields.get('architecture')) ? fields.get('architecture') : undefined,
    section: fields.get('section')?.slice(0, 60),
    summary: fields.get('description')?.slice(0, 200),
    depends: parseRelations([fields.get('pre-depends'), fields.get('depends')].filter(Boolean).join(',')),
    provides: parseRelations(fields.get('provides')),
  };
}

/** Installed packages of `var/lib/dpkg/status` or a file of `status.d`; an entry that makes no sense is skipped. */
export function parseDpkgStatus(text: string): readonly DpkgEntry[] {
  return text
    .split(/\n[ \t]*\n/, MAX_ENTRIES)
    .map((paragraph) => toEntry(parseFields(paragraph)))
    .filter((entry) => entry !== undefined);
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
