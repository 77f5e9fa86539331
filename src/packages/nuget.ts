import { MIB } from './database.ts';
import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import { parseObject, toFields, type Fields } from './json.ts';
import { isPackageWord, toPurl } from './purl.ts';

const DEPS = '.deps.json';

/** NuGet packages of a published .NET program or of a shared framework. https://github.com/dotnet/sdk, documentation/specs/runtime-configuration-file.md */
export const nuget: PackageDatabase = {
  name: '.NET',
  type: 'nuget',
  kind: 'language',
  files: [{ end: DEPS, pattern: /\/[^/]+\.deps\.json$/, maxBytes: 16 * MIB }],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistrations) }) }),
};

function toRegistrations({ path, text }: DatabaseFile): readonly Registration[] {
  const directory = path.slice(0, path.lastIndexOf('/'));
  return parseDepsJson(text).map(({ name, version, depends, files }) => ({
    package: { type: 'nuget', name, version, depends, purl: toPurl({ type: 'nuget', name, version }) },
    files: files.map((file) => `${directory}/${file}`),
  }));
}

/** A package with its files as publishing lays them out, relative to the program's directory. */
export type NugetEntry = {
  readonly name: string;
  readonly version: string;
  readonly depends: readonly string[];
  readonly files: readonly string[];
};

const MAX_ENTRIES = 20_000;
/** `runtimepack.` stands before what a program brings of .NET itself. */
const LIBRARY = /^(?:runtimepack\.)?([^/]+)\/([^/]+)$/;
const PACKAGES: ReadonlySet<unknown> = new Set(['package', 'runtimepack']);

/** Packages of a `*.deps.json`; the program's own projects are none. */
export function parseDepsJson(text: string): readonly NugetEntry[] {
  const { libraries, targets } = parseObject(text);
  const parts = new Map<string, Fields>();
  for (const target of Object.values(toFields(targets)))
    for (const [key, fields] of Object.entries(toFields(target))) parts.set(key, toFields(fields));
  return Object.entries(toFields(libraries))
    .slice(0, MAX_ENTRIES)
    .flatMap(([key, library]) => {
      const [, name, version] = LIBRARY.exec(key) ?? [];
      if (!PACKAGES.has(toFields(library)['type']) || !isPackageWord(name) || !isPackageWord(version))
        return [];
      const target = parts.get(key) ?? {};
      const depends = Object.keys(toFields(target['dependencies'])).filter(isPackageWord);
      return [{ name, version, depends, files: filesOf(target) }];
    });
}

/** Assemblies and native libraries are laid flat, texts in a directory of their language, the rest as it is in the package. */
function filesOf({ runtime, native, resources, runtimeTargets }: Fields): readonly string[] {
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const texts = Object.entries(toFields(resources)).map(
    ([path, fields]) => `${String(toFields(fields)['locale'])}/${nameOf(path)}`,
  );
  const flat = [runtime, native].flatMap((one) => Object.keys(toFields(one)).map(nameOf));
  return [...flat, ...texts, ...Object.keys(toFields(runtimeTargets))];
}
