import type { FileCatalog } from '../files/catalog.ts';
import { MIB } from './database.ts';
import type { DatabaseFile, OwnedPath, PackageDatabase, Registration } from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';
import { findPythonLocks, isLockedForDevelopment, lockOf, type FoundLock } from './python-locks.ts';
import { normalise, parseRequirements } from './python-requirements.ts';

const INSTALLER = /\.dist-info\/INSTALLER$/;

/** Distributions in `site-packages`. https://packaging.python.org/en/latest/specifications/recording-installed-packages/ */
export const python: PackageDatabase = {
  name: 'Python distributions',
  type: 'pypi',
  kind: 'language',
  files: [
    { end: '/RECORD', pattern: /\.dist-info\/RECORD$/, maxBytes: 16 * MIB },
    { end: '/METADATA', pattern: /\.dist-info\/METADATA$/, maxBytes: MIB },
    { end: '/PKG-INFO', pattern: /\.egg-info\/PKG-INFO$/, maxBytes: MIB },
    { end: '/installed-files.txt', pattern: /\.egg-info\/installed-files\.txt$/, maxBytes: 16 * MIB },
    { end: '/INSTALLER', pattern: INSTALLER, maxBytes: 1024 },
    { end: '.egg-info', pattern: /\.egg-info$/, maxBytes: MIB },
  ],
  open: ({ catalog }) => {
    const locks = findPythonLocks(catalog);
    return { read: (files) => ({ registrations: registrationsOf(files, { catalog, locks }) }) };
  },
};

type Image = { readonly catalog: FileCatalog; readonly locks: readonly FoundLock[] };

const METADATA = /(?:METADATA|PKG-INFO|\.egg-info)$/;

/** What is said of a distribution in another file than that which registers it, by its metadata's directory or file. */
type Relations = ReadonlyMap<string, Pick<Package, 'alsoNeeds' | 'recommends' | 'isRequested'>>;

function registrationsOf(files: readonly DatabaseFile[], { catalog, locks }: Image): readonly Registration[] {
  const relations = relationsIn(files, catalog);
  return files
    .flatMap((file) => toRegistration(file, relations))
    .map((one) => {
      const path = one.directories?.[0]?.path ?? '';
      const isDevelopment = isLockedForDevelopment(lockOf(locks, path), one.package);
      return isDevelopment === undefined ? one : { ...one, package: { ...one.package, isDevelopment } };
    });
}

/** pip marks what it was asked for; where it marked nothing, another tool installed, and uv marks all. PEP 376, REQUESTED */
function relationsIn(files: readonly DatabaseFile[], catalog: FileCatalog): Relations {
  const infos = new Set(files.map(({ path }) => infoOf(path)));
  const isMarked = (info: string): boolean => {
    const node = catalog.paths.find(`${info}/REQUESTED`);
    return node >= 0 && catalog.visibleRow(node) >= 0;
  };
  const byUv = new Set(
    files
      .filter(({ path, text }) => INSTALLER.test(path) && text.trim() === 'uv')
      .map(({ path }) => infoOf(path)),
  );
  const marked = new Set([...infos].filter((info) => !byUv.has(info) && isMarked(info)));
  const metadata = new Map(
    files.filter(({ path }) => METADATA.test(path)).map((file) => [infoOf(file.path), file]),
  );
  return new Map(
    [...infos].map((info) => [
      info,
      {
        ...parseRequirements(metadata.get(info)?.text),
        ...(marked.size > 0 && !byUv.has(info) && { isRequested: marked.has(info) }),
      },
    ]),
  );
}

function infoOf(path: string): string {
  return path.endsWith('.egg-info') ? path : parentOf(path);
}

/** METADATA, where it was kept, names a distribution better than the directory. */
function toRegistration({ path, text }: DatabaseFile, relations: Relations): readonly Registration[] {
  if (INSTALLER.test(path)) return [];
  const isMetadata = METADATA.test(path);
  const entry = parseDistribution(path, isMetadata ? text : undefined);
  if (entry === undefined) return [];
  const info = infoOf(path);
  const owned = isMetadata ? byName(entry.name, parentOf(info)) : byRecord(path, text, info);
  return [
    {
      package: {
        ...{ type: 'pypi', ...entry, purl: toPurl({ type: 'pypi', ...entry }), depends: [] },
        ...relations.get(info),
      },
      files: owned.files,
      directories: [{ path: info, claim: 'whole' }, ...owned.directories],
    },
  ];
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

type Owned = { readonly files: readonly string[]; readonly directories: readonly OwnedPath[] };

/** `installed-files.txt` is relative to the metadata directory, RECORD to `site-packages`. */
function byRecord(path: string, text: string, info: string): Owned {
  const isRecord = path.endsWith('/RECORD');
  const site = parentOf(info);
  const start = isRecord ? site : info;
  const listed = parseRecord(text);
  return {
    files: listed.map((file) => (file.startsWith('/') ? file : `${start}/${file}`)),
    directories: isRecord ? tops(listed, site) : [],
  };
}

/** Directories of `site-packages` that a RECORD lists files in: what is written there later is the package's, too. */
function tops(listed: readonly string[], site: string): readonly OwnedPath[] {
  const names = new Set(listed.map((file) => /^([^/.][^/]*)\//.exec(file)?.[1]));
  return [...names].flatMap((name) =>
    name === undefined ? [] : [{ path: `${site}/${name}`, claim: 'shared' }],
  );
}

function byName(name: string, site: string): Owned {
  const spellings = [name, name.replaceAll('-', '_')];
  return {
    files: [],
    directories: spellings.map((spelling) => ({ path: `${site}/${spelling}`, claim: 'unclaimed' })),
  };
}

/** Name and version of an installed Python distribution. */
export type PythonEntry = { readonly name: string; readonly version: string };

const METADATA_DIRECTORY = /\/([^/]+?)-(\d[^/-]*|[^/-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info(?:\/|$)/;

/** Distribution of a `*.dist-info` or `*.egg-info` path: by its METADATA or PKG-INFO, else by its directory's name. */
export function parseDistribution(path: string, metadata: string | undefined): PythonEntry | undefined {
  const [, directoryName, directoryVersion] = METADATA_DIRECTORY.exec(path) ?? [];
  const header = metadata?.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const name = headerOf(header, 'Name') ?? directoryName;
  const version = headerOf(header, 'Version') ?? directoryVersion;
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  return { name: normalise(name), version };
}

/** A field of the metadata's header. */
export function headerOf(header: string, field: 'Name' | 'Version'): string | undefined {
  return new RegExp(`^${field}: *(\\S+)\\s*$`, 'im').exec(header)?.[1];
}

/** First field of every line of a RECORD: a path relative to site-packages, or absolute. PEP 376, RFC 4180. */
export function parseRecord(text: string): readonly string[] {
  const paths: string[] = [];
  for (const line of text.split('\n')) {
    const path = firstField(line);
    if (path !== undefined && path.trim() !== '') paths.push(path.trim());
  }
  return paths;
}

/** Undefined where a quoted field has no end. A regular expression would take a level of its stack for every character. */
function firstField(line: string): string | undefined {
  if (!line.startsWith('"')) return line.split(',', 1)[0];
  for (let end = line.indexOf('"', 1); end >= 0; end = line.indexOf('"', end + 2)) {
    if (line[end + 1] !== '"') return line.slice(1, end).replaceAll('""', '"');
  }
  return undefined;
}
