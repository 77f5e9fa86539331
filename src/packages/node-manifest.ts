import { parseObject } from './json.ts';

/** What a `package.json` asks for, by the names of directories in `node_modules`. */
export type NodeManifest = {
  /** What it does not run without, and what it runs better with. */
  readonly needs: readonly string[];
  /** What only those need who work on it. */
  readonly development: readonly string[];
};

/** A name that leads to nothing but a directory in `node_modules`. */
const DIRECTORY_NAME = /^(?:@[^/@]+\/)?[^/@.][^/]*$/;

export function parseManifest(text: string): NodeManifest {
  const manifest = parseObject(text);
  const names = (field: string): readonly string[] => {
    const value = manifest[field];
    if (typeof value !== 'object' || value === null) return [];
    return Object.keys(value).filter((name) => DIRECTORY_NAME.test(name));
  };
  const mayLack = optionalPeers(manifest['peerDependenciesMeta']);
  return {
    needs: [
      ...names('dependencies'),
      ...names('optionalDependencies'),
      ...names('peerDependencies').filter((name) => !mayLack.has(name)),
    ],
    development: names('devDependencies'),
  };
}

function optionalPeers(meta: unknown): ReadonlySet<string> {
  if (typeof meta !== 'object' || meta === null) return new Set();
  const isOptional = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'optional' in value && value.optional === true;
  return new Set(Object.entries(meta).flatMap(([name, value]) => (isOptional(value) ? [name] : [])));
}
