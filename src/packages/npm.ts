import { isPackageWord } from './purl.ts';

/** Name and version of an installed npm package. */
export type NpmEntry = { readonly namespace?: string; readonly name: string; readonly version: string };

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Directory of an installed package that a package.json path lies in, or undefined for any other package.json. */
const PACKAGE_JSON = /\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/;

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

function splitScope(full: string): Omit<NpmEntry, 'version'> {
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
