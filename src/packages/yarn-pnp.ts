import { join } from 'node:path/posix';
import type { FileCatalog } from '../files/catalog.ts';
import { decodePathText } from '../files/table/path-text.ts';
import { MIB } from './database.ts';
import type { DatabaseFile, OwnedPath, PackageDatabase, Registration } from './database.ts';
import { parseObject, toFields, toList } from './json.ts';
import { parseManifest } from './node-manifest.ts';
import { splitScope, toNpmPackage } from './npm.ts';
import { isPackageWord } from './purl.ts';

const MAP = /^(.*)\/\.pnp\.(?:cjs|data\.json)$/;

/** Packages that Yarn keeps in archives, as its map has them. https://yarnpkg.com/advanced/pnp-spec */
export const yarnPnp: PackageDatabase = {
  name: "Yarn Plug'n'Play",
  type: 'npm',
  kind: 'language',
  files: [
    { end: '/.pnp.cjs', pattern: MAP, maxBytes: 32 * MIB },
    { end: '/.pnp.data.json', pattern: MAP, maxBytes: 32 * MIB },
  ],
  open: ({ catalog }) => ({
    read: (files) => ({ registrations: files.flatMap((file) => toRegistrations(file, catalog)) }),
  }),
};

function toRegistrations({ path, text }: DatabaseFile, catalog: FileCatalog): readonly Registration[] {
  const root = MAP.exec(path)?.[1] ?? '';
  const entries = parsePnpMap(text);
  const needed = neededBy(entries, (location) => needsOf(catalog, join(root, location)));
  const asked = new Set(entries.filter(({ isOwn }) => isOwn).flatMap(({ depends }) => depends));
  return entries
    .filter(({ isOwn }) => !isOwn)
    .map(({ name, version, depends, location }) => ({
      package: {
        ...toNpmPackage({ ...splitScope(name), version }),
        depends,
        isDevelopment: !needed.has(name),
        isRequested: asked.has(name),
      },
      ...placeOf(join(root, location)),
    }));
}

/** An archive is a package's own; so is the directory of one that had to be unpacked. */
function placeOf(path: string): {
  readonly files: readonly string[];
  readonly directories: readonly OwnedPath[];
} {
  const archive = /^(.*?\.zip)\//.exec(path)?.[1];
  if (archive !== undefined) return { files: [archive], directories: [] };
  return { files: [], directories: [{ path: path.replace(/\/$/, ''), claim: 'whole' }] };
}

/** What a project's manifest says that it needs; undefined where there is none. */
function needsOf(catalog: FileCatalog, directory: string): readonly string[] | undefined {
  const row = catalog.resolve(join(directory, 'package.json'));
  const content = row < 0 ? undefined : catalog.facts(row)?.content;
  return content === undefined ? undefined : parseManifest(decodePathText(content)).needs;
}

/** Names that the project's own parts lead to; of a part without a manifest, all that the map has counts as needed. */
function neededBy(
  entries: readonly PnpEntry[],
  needs: (location: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const byName = new Map<string, Set<string>>();
  for (const { name, depends } of entries) {
    const known = byName.get(name) ?? new Set();
    byName.set(name, known);
    for (const one of depends) known.add(one);
  }
  const own = entries.filter(({ isOwn }) => isOwn);
  const reached = new Set(own.flatMap(({ location, depends }) => needs(location) ?? depends));
  for (const name of reached) for (const next of byName.get(name) ?? []) reached.add(next);
  return reached;
}

/** A package in the map. `location`: relative to the map's directory. */
export type PnpEntry = {
  readonly name: string;
  readonly version: string;
  readonly location: string;
  readonly depends: readonly string[];
  /** Whether it is a part of the project itself. */
  readonly isOwn: boolean;
};

const MAX_ENTRIES = 100_000;

/** Packages of a map, by itself or within the program that reads it, and the project's own parts. */
export function parsePnpMap(text: string): readonly PnpEntry[] {
  const entries: PnpEntry[] = [];
  for (const one of toList(parseObject(mapIn(text))['packageRegistryData'])) {
    const [name, references] = toList(one);
    for (const reference of toList(references)) {
      if (entries.length < MAX_ENTRIES) entries.push(...toEntry(name, toList(reference)));
    }
  }
  return entries;
}

/** The program has the map as a text in quotes, of one line that goes on over many. */
function mapIn(text: string): string {
  const start = text.indexOf("'{");
  if (text.startsWith('{') || start < 0) return text;
  const end = text.indexOf("';", start);
  return text
    .slice(start + 1, end < 0 ? undefined : end)
    .replace(/\\(\n|.)/g, (_, next) => (next === '\n' ? '' : String(next)));
}

/** The project's own parts are linked softly; the one at its root has no name. */
function toEntry(name: unknown, [reference, value]: readonly unknown[]): readonly PnpEntry[] {
  const { packageLocation: location, packageDependencies, linkType } = toFields(value);
  if (typeof location !== 'string') return [];
  const needed = toList(packageDependencies).map((one) => toList(one)[0]);
  const depends = needed
    .filter((one) => typeof one === 'string')
    .filter((one) => one !== name && isPackageWord(one));
  if (linkType === 'SOFT') return [{ name: '', version: '', location, depends, isOwn: true }];
  const version = /(?:^|#)npm:([^#]+)$/.exec(String(reference))?.[1];
  if (typeof name !== 'string' || !isPackageWord(name) || !isPackageWord(version)) return [];
  return [{ name, version, location, depends, isOwn: false }];
}
