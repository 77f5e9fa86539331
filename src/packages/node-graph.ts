import type { FileCatalog } from '../files/catalog.ts';
import { decodePathText } from '../files/table/path-text.ts';
import { parseManifest, type NodeManifest } from './node-manifest.ts';
import { isNpmPackage } from './npm.ts';

/** Which packages in `node_modules` need each other, as Node.js finds them, by the numbers of their owners. */
export type NodeGraph = {
  readonly direct: readonly (readonly [number, number])[];
  /** Whether a project's manifest asks for a package, or it was installed for all; undefined where nothing says. */
  isAskedFor(number: number): boolean | undefined;
};

const MANIFEST = '/package.json';
const IN_MODULES = '/node_modules/';
/** Length of all paths together that are looked for: a deep tree asks for each name in each folder above. */
export const MAX_LOOKUP_CHARACTERS = 100_000_000;

type Reading = {
  readonly catalog: FileCatalog;
  readonly owner: (row: number) => number;
  left: number;
};

/** Of what the root filesystem shows: what a later layer removed says nothing. */
export function nodeGraph(catalog: FileCatalog, owner: (row: number) => number): NodeGraph {
  const reading = { catalog, owner, left: MAX_LOOKUP_CHARACTERS };
  const manifests = catalog.factRows.filter(
    (row) => catalog.visibility(row) === 'visible' && catalog.path(row).endsWith(MANIFEST),
  );
  const direct: (readonly [number, number])[] = [];
  const asked = new Map<number, boolean>();
  const ask = (number: number, isAsked: boolean): void => {
    if (number >= 0) asked.set(number, isAsked || asked.get(number) === true);
  };
  const projects = new Set<string>();
  for (const row of manifests.filter((one) => !catalog.path(one).includes(IN_MODULES))) {
    const { needs, development } = manifestOf(catalog, row);
    const from = directoryOf(catalog.path(row));
    projects.add(from);
    for (const to of find(reading, [...needs, ...development], from)) ask(to, true);
  }
  for (const row of manifests.filter((one) => isNpmPackage(catalog.path(one)))) {
    const [path, number] = [catalog.path(row), owner(row)];
    if (isGlobal(path)) ask(number, true);
    else if (isAnswered(path, projects)) ask(number, false);
    const needed = number < 0 ? [] : find(reading, manifestOf(catalog, row).needs, directoryOf(path));
    for (const to of needed) direct.push([number, to]);
  }
  return { direct, isAskedFor: (number) => asked.get(number) };
}

function directoryOf(manifest: string): string {
  return manifest.slice(0, -MANIFEST.length);
}

/** `npm install --global` puts each package beside the others, and what it needs into it. https://docs.npmjs.com/cli/configuring-npm/folders */
function isGlobal(path: string): boolean {
  return /^(?:\/[^/]+)*\/lib\/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path) && isTop(path);
}

function isTop(path: string): boolean {
  return path.indexOf(IN_MODULES) === path.lastIndexOf(IN_MODULES);
}

/** Whether something would say that the package was asked for: its project's manifest, or its place. */
function isAnswered(path: string, projects: ReadonlySet<string>): boolean {
  const top = path.slice(0, path.indexOf(IN_MODULES));
  return projects.has(top) || top.endsWith('/lib');
}

function manifestOf(catalog: FileCatalog, row: number): NodeManifest {
  const content = (catalog.facts(row) ?? catalog.facts(catalog.groupOf(row)))?.content;
  return parseManifest(content === undefined ? '' : decodePathText(content));
}

function find(reading: Reading, names: readonly string[], from: string): readonly number[] {
  const folders = names.length === 0 ? [] : foldersAbove(reading.catalog, from);
  return names.map((name) => findPackage(reading, name, folders)).filter((number) => number >= 0);
}

/** Every `node_modules` in which Node.js looks, the nearest first. https://nodejs.org/api/modules.html#all-together */
function foldersAbove({ paths }: FileCatalog, from: string): readonly string[] {
  const folders: string[] = [];
  for (let at = from; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const isFolder = !at.endsWith('/node_modules') && paths.find(`${at}/node_modules`) >= 0;
    if (isFolder) folders.push(`${at}${IN_MODULES}`);
    if (at === '') return folders;
  }
}

/** Owner of a package's manifest, links followed; -1: not installed. */
function findPackage(reading: Reading, name: string, folders: readonly string[]): number {
  for (const folder of folders) {
    const path = `${folder}${name}${MANIFEST}`;
    reading.left -= path.length;
    if (reading.left < 0) return -1;
    const row = reading.catalog.resolve(path);
    if (row >= 0) return reading.owner(row);
  }
  return -1;
}
