import { MIB } from './database.ts';
import type {
  DatabaseFile,
  DatabaseImage,
  DatabaseReader,
  PackageDatabase,
  Registration,
} from './database.ts';
import { parseObject } from './json.ts';
import { developmentFlags } from './node-tree.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

const LOCK = '/node_modules/.package-lock.json';

/** Directory of an installed package that a package.json path lies in, or undefined for any other package.json. */
const PACKAGE_JSON = /\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/;

/** Packages in `node_modules`, with the flags of npm's own lock file. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export const npm: PackageDatabase = {
  name: 'npm',
  type: 'npm',
  kind: 'language',
  files: [
    { end: '/package.json', pattern: PACKAGE_JSON, maxBytes: MIB / 2 },
    { end: LOCK, pattern: /json$/, maxBytes: 32 * MIB },
  ],
  open: openNpm,
};

function openNpm({ catalog }: DatabaseImage): DatabaseReader {
  /** Development flags by package directory: what npm noted wins over what manifests say. */
  const flags = developmentFlags(catalog);
  return {
    read(files) {
      for (const { path, text } of files.filter((file) => file.path.endsWith(LOCK))) {
        const project = path.slice(0, -LOCK.length);
        for (const [directory, isDevelopment] of parseNpmLock(text))
          flags.set(`${project}/${directory}`, isDevelopment);
      }
      return { registrations: files.flatMap((file) => toRegistration(file, flags)) };
    },
  };
}

function toRegistration(
  { path, text }: DatabaseFile,
  flags: ReadonlyMap<string, boolean>,
): readonly Registration[] {
  const entry = isNpmPackage(path) ? parseNpmPackage(path, text) : undefined;
  if (entry === undefined) return [];
  const directory = path.slice(0, path.lastIndexOf('/'));
  const isDevelopment = flags.get(directory);
  return [
    {
      package: { ...toNpmPackage(entry), ...(isDevelopment !== undefined && { isDevelopment }) },
      directories: [{ path: directory, claim: 'whole' }],
    },
  ];
}

/** A package of npm; what it depends on stands elsewhere. */
export function toNpmPackage({ namespace, name, version }: NpmEntry): Package {
  const purl = toPurl({ type: 'npm', ...(namespace !== undefined && { namespace }), name, version });
  return {
    type: 'npm',
    name: namespace === undefined ? name : `${namespace}/${name}`,
    version,
    purl,
    depends: [],
  };
}

/** Name and version of an installed npm package. */
export type NpmEntry = { readonly namespace?: string; readonly name: string; readonly version: string };

/** Whether a path is the manifest of an installed package. */
export function isNpmPackage(path: string): boolean {
  return PACKAGE_JSON.test(path);
}

/** Package at `path`; where its package.json gives no name, the directory does. */
export function parseNpmPackage(path: string, text: string): NpmEntry | undefined {
  const { name, version } = parseObject(text);
  const full = typeof name === 'string' && name !== '' ? name : PACKAGE_JSON.exec(path)?.[1];
  if (!isPackageWord(full)) return undefined;
  return {
    ...splitScope(full),
    version: typeof version === 'string' && isPackageWord(version) ? version : '',
  };
}

/** `@babel/core` as scope and name. */
export function splitScope(full: string): Omit<NpmEntry, 'version'> {
  const [, namespace, name] = /^(@[^/]+)\/([^/]+)$/.exec(full) ?? [];
  return namespace === undefined || name === undefined ? { name: full } : { namespace, name };
}

/** By package directory relative to the project (`node_modules/x`): whether it is only a development dependency. */
export function parseNpmLock(text: string): ReadonlyMap<string, boolean> {
  const { packages } = parseObject(text);
  const flags = new Map<string, boolean>();
  if (typeof packages !== 'object' || packages === null) return flags;
  for (const [directory, entry] of Object.entries(packages as Readonly<Record<string, unknown>>)) {
    if (typeof entry !== 'object' || entry === null) continue;
    flags.set(directory, 'dev' in entry && entry.dev === true);
  }
  return flags;
}
