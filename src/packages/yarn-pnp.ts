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
  const own = entries.filter(({ isOwn }) => isOwn);
  const asked = new Set(own.flatMap(({ depends }) => depends.map(({ name }) => name)));
  return entries
    .filter(({ isOwn }) => !isOwn)
    .map((entry) => ({
      package: {
        ...toNpmPackage({ ...splitScope(entry.name), version: entry.version }),
        depends: [...new Set(entry.depends.map(({ name }) => name))],
        isDevelopment: !needed.has(versionKey(entry)),
        isRequested: asked.has(entry.name),
      },
      ...placeOf(join(root, realLocation(entry.location))),
    }));
}

/** A package for each set of peers has a path of its own, which leads to the same archive: `x/__virtual__/hash/1/rest` is `rest` beside `x`. */
function realLocation(location: string): string {
  const [, before, levels, rest] =
    /^(.*?)(?:__virtual__|\$\$virtual)\/[^/]+\/(\d{1,2})\/(.*)$/.exec(location) ?? [];
  if (before === undefined || levels === undefined || rest === undefined) return location;
  return join(before, '../'.repeat(Number(levels)), rest);
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

/** Packages that the project's own parts lead to; of a part without a manifest, all that the map has counts as needed. */
function neededBy(
  entries: readonly PnpEntry[],
  needs: (location: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const starts = entries
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ location, depends }) => {
      const wanted = needs(location);
      return depends.filter(({ alias }) => wanted?.includes(alias) ?? true);
    });
  const reached = new Set(starts.map(({ key }) => key));
  for (const key of reached) for (const next of byKey.get(key)?.depends ?? []) reached.add(next.key);
  return new Set(entries.filter(({ key }) => reached.has(key)).map(versionKey));
}

/** A package has an entry for each set of peers that it is used with. */
function versionKey({ name, version }: PnpEntry): string {
  return `${name}@${version}`;
}

/** What a package asks for by a name of its choice, and which one it gets. */
type Dependency = { readonly alias: string; readonly name: string; readonly key: string };

/** A package in the map. `key`: its name and reference. `location`: relative to the map's directory. */
export type PnpEntry = {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly location: string;
  readonly depends: readonly Dependency[];
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

/** The project's own parts are workspaces; the one at its root has no name, too. */
function toEntry(named: unknown, [reference, value]: readonly unknown[]): readonly PnpEntry[] {
  const { packageLocation: location, packageDependencies } = toFields(value);
  if (typeof location !== 'string') return [];
  const name = typeof named === 'string' ? named : '';
  const key = `${name}@${String(reference)}`;
  const depends = toList(packageDependencies)
    .flatMap(toDependency)
    .filter((one) => one.key !== key);
  if (named === null || /^workspace:/.test(String(reference)))
    return [{ key, name: '', version: '', location, depends, isOwn: true }];
  const version = versionOf(String(reference));
  if (!isPackageWord(name) || !isPackageWord(version)) return [];
  return [{ key, name, version, location, depends, isOwn: false }];
}

/** `npm:1.0.0`, `virtual:HASH#npm:1.0.0`, `patch:NAME@npm%3A1.0.0#…`. https://yarnpkg.com/protocols */
function versionOf(reference: string): string | undefined {
  const patched = /(?:^|#)patch:(?:@[^@]+|[^@]+)@npm(?:%3A|:)([^#]+)#/i.exec(reference)?.[1];
  return patched ?? /(?:^|#)npm:([^#]+)$/.exec(reference)?.[1];
}

/** A name and a reference, or under an alias a name with one; null where a peer is not there. */
function toDependency(one: unknown): readonly Dependency[] {
  const [alias, target] = toList(one);
  if (typeof alias !== 'string' || target === null) return [];
  const [name, reference] = typeof target === 'string' ? [alias, target] : toList(target);
  if (typeof name !== 'string' || !isPackageWord(name)) return [];
  return [{ alias, name, key: `${name}@${String(reference)}` }];
}
