import type { FileCatalog } from '../files/catalog.ts';
import { decodePathText } from '../files/table/path-text.ts';
import type { KeptFiles } from '../files/table/required-files.ts';
import { parseManifest, type NodeManifest } from './node-manifest.ts';

/** Most bytes of a project's own `package.json` that are read. */
const MAX_MANIFEST_BYTES = 64 * 1024;
const MANIFEST = '/package.json';
const IN_MODULES = '/node_modules/';

/** What says what a Node.js project depends on. */
export const PROJECT_MANIFESTS: KeptFiles = {
  id: 'project-manifest',
  keeps: 'content',
  maxBytes: MAX_MANIFEST_BYTES,
  wants: (path, size) => isProjectManifest(path) && size <= MAX_MANIFEST_BYTES,
};

function isProjectManifest(path: string): boolean {
  return path.endsWith(MANIFEST) && !path.includes(IN_MODULES);
}

/**
 * By directory of an installed package whether only development needs it, as the projects' `package.json` and those of
 * the packages say: what `devDependencies` lead to and `dependencies` do not. It holds for Yarn, pnpm, Bun and an old npm,
 * which leave no note of it beside the packages; trees that npm noted itself are left out.
 */
export function developmentFlags(catalog: FileCatalog): Map<string, boolean> {
  const flags = new Map<string, boolean>();
  const projects = catalog.factRows
    .filter((row) => catalog.visibility(row) === 'visible' && isProjectManifest(catalog.path(row)))
    .map((row) => ({
      directory: catalog.path(row).slice(0, -MANIFEST.length),
      manifest: manifestOf(catalog, row),
    }))
    .filter(({ directory }) => !isNoted(catalog, directory));
  // What a program needs comes first, of every project: a workspace's needs may lie in the root's directory.
  for (const wanted of ['needs', 'development'] as const) {
    for (const { directory, manifest } of projects) {
      follow(catalog, flags, {
        names: manifest[wanted],
        from: directory,
        isDevelopment: wanted === 'development',
      });
    }
  }
  return flags;
}

function manifestOf(catalog: FileCatalog, row: number): NodeManifest {
  const content = (catalog.facts(row) ?? catalog.facts(catalog.groupOf(row)))?.content;
  return parseManifest(content === undefined ? '' : decodePathText(content));
}

function isNoted(catalog: FileCatalog, directory: string): boolean {
  return catalog.resolve(`${directory}/node_modules/.package-lock.json`) >= 0;
}

type Start = { readonly names: readonly string[]; readonly from: string; readonly isDevelopment: boolean };

function follow(
  catalog: FileCatalog,
  flags: Map<string, boolean>,
  { names, from, isDevelopment }: Start,
): void {
  const open = names.map((name) => ({ name, from }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const row = findPackage(catalog, next.name, next.from);
    if (row < 0) continue;
    const directory = catalog.path(row).slice(0, -MANIFEST.length);
    // A link may lead to a workspace's own directory, which is a project by itself.
    if (flags.has(directory) || !directory.includes(IN_MODULES)) continue;
    flags.set(directory, isDevelopment);
    for (const name of manifestOf(catalog, row).needs) open.push({ name, from: directory });
  }
}

/** Row of a package's manifest as Node.js looks it up, links followed; -1: not installed. https://nodejs.org/api/modules.html#all-together */
function findPackage(catalog: FileCatalog, name: string, from: string): number {
  for (let at = from; ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (!at.endsWith('/node_modules')) {
      const row = catalog.resolve(`${at}${IN_MODULES}${name}${MANIFEST}`);
      if (row >= 0) return row;
    }
    if (at === '') return -1;
  }
}
