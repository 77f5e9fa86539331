import type { FileCatalog } from '../../files/catalog.ts';
import type { KeptFiles } from '../../files/table/required-files.ts';
import { isSystemPackage, upstreamVersion } from '../../packages/databases.ts';
import { createWalk, wideDependencyGraph } from '../../packages/dependency-graph.ts';
import { soleDependenciesOf } from '../../packages/sole-dependencies.ts';
import { cameAlong, type Package } from '../../packages/package.ts';
import type { Ledger } from '../ledger.ts';
import { ownTools } from './own-tools.ts';
import { withParts } from './tool-parts.ts';
import { markToolchains, type ToolchainMarks } from './toolchain-marks.ts';
import type { Toolchain, ToolchainFound } from './toolchain.ts';

export type { Toolchain } from './toolchain.ts';
export { toolchainOf } from './toolchain-packages.ts';

const MAX_VERSION_FILE = 16 * 1024;

/** Files that may have a tool's version. */
export const VERSION_FILES: KeptFiles = {
  id: 'version-file',
  keeps: 'content',
  maxBytes: MAX_VERSION_FILE,
  wants: (path, size) => size <= MAX_VERSION_FILE && (path.endsWith('/VERSION') || path.endsWith('/release')),
};

type Draft = {
  readonly rows: number[];
  readonly bytesByPackage: Map<number, number>;
  files: number;
  isOwn: boolean;
};

/**
 * Packages that only build tools need or recommend, each given to the first tool that leads to it. Development files get none: the
 * library that they are for is for running.
 */
function companions(packages: readonly Package[], marks: ToolchainMarks): Companions {
  const roots = packages.flatMap((_, index) => {
    const tool = marks.tools[marks.ofPackage[index] ?? -1];
    return tool === undefined || tool.atMost === 'warning' ? [] : [index];
  });
  const wide = wideDependencyGraph(packages);
  const needed = new Set(soleDependenciesOf(packages, roots));
  // What is only recommended counts where the record says that it came along.
  const along = soleDependenciesOf(packages, roots, { graph: wide }).filter((index) =>
    cameAlong(packages[index]),
  );
  const free = new Set([...needed, ...along]);
  const given = new Map<number, number>();
  // What is behind another tool is that one's, and no package is gone through twice.
  const walk = createWalk(wide, roots);
  for (const root of roots) {
    for (const index of walk([root])) if (free.has(index)) given.set(index, marks.ofPackage[root] ?? -1);
  }
  return { given, needed };
}

type Companions = {
  /** By package the number of the tool that it is given to. */
  readonly given: ReadonlyMap<number, number>;
  /** Those among them that a tool depends on; the others are only recommended. */
  readonly needed: ReadonlySet<number>;
};

type View = {
  readonly ledger: Ledger;
  readonly marks: ToolchainMarks;
  readonly given: ReadonlyMap<number, number>;
  /** Roots of `hiddenRoots`. */
  readonly hidden: ReadonlySet<number>;
};

/** Tool of a row, or the one that alone needs its package; -1 for what a build left inside of an inherited tool. */
function toolOf({ ledger, marks, given }: View, row: number, isOwnTool: (row: number) => boolean): number {
  const marked = marks.ofRow(row);
  if (marked < 0) return given.get(ledger.ownerIndex(row)) ?? -1;
  return ledger.isInherited(row) || isOwnTool(row) ? marked : -1;
}

function collectRows(view: View): Map<number, Draft> {
  const { ledger, marks } = view;
  const drafts = new Map<number, Draft>();
  const isOwnTool = ownTools(ledger, marks);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const tool = toolOf(view, row, isOwnTool);
    if (tool < 0 || !isEvidence(view, row, marks.tools[tool])) continue;
    let draft = drafts.get(tool);
    if (draft === undefined) drafts.set(tool, (draft = emptyDraft()));
    draft.rows.push(row);
    if (marks.ofRow(row) >= 0) countMarked(draft, ledger, row);
  }
  return drafts;
}

const emptyDraft = (): Draft => ({ rows: [], bytesByPackage: new Map(), files: 0, isOwn: false });

/** What an inherited tool needs does not make it ours, however it is written. */
function evidenceRows(ledger: Ledger, { rows, isOwn }: Draft): readonly number[] {
  return isOwn ? rows : rows.filter((row) => ledger.isInherited(row));
}

function countMarked(draft: Draft, ledger: Ledger, row: number): void {
  const owner = ledger.ownerIndex(row);
  draft.isOwn ||= !ledger.isInherited(row);
  if (ledger.catalog.size(row) > 0) draft.files += 1;
  if (owner < 0) return;
  draft.bytesByPackage.set(owner, (draft.bytesByPackage.get(owner) ?? 0) + ledger.catalog.bytes(row));
}

function isEvidence({ ledger, marks, hidden }: View, row: number, tool: Toolchain | undefined): boolean {
  if (ledger.catalog.type(row) === 'directory' || tool === undefined) return false;
  if (tool.ownOnly === true && ledger.isInherited(row)) return false;
  // What a compiler downloads is reported as a cache; a package manager may itself live in one (Corepack).
  if (tool.fileClass === 'package-manager' || ledger.fileClass(row) !== 'cache') return true;
  return hidden.has(marks.rootOf(row));
}

/** Compilers and SDKs that lie in a cache as a whole: no cache of theirs, whatever the directory is called. */
function hiddenRoots(ledger: Ledger, { roots, tools }: ToolchainMarks): ReadonlySet<number> {
  const found = roots.filter(
    ({ tool, row }) => tools[tool]?.isSdk === true && ledger.fileClass(row) === 'cache',
  );
  return new Set(found.map(({ node }) => node));
}

const PATH_VERSION = /(?:^|[-_]|[a-z])v?(\d+(?:\.\d+)*)/i;

function versionInFile(catalog: FileCatalog, root: number, tool: Toolchain): string | undefined {
  if (tool.version === undefined) return undefined;
  const node = catalog.paths.findChild(root, tool.version.file);
  const row = node < 0 ? -1 : catalog.visibleRow(node);
  const content = row < 0 ? undefined : catalog.facts(row)?.content;
  if (content === undefined) return undefined;
  return tool.version.pattern.exec(new TextDecoder().decode(content.subarray(0, MAX_VERSION_FILE)))?.[1];
}

function firstOf<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const value = read(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

function versionOf(
  ledger: Ledger,
  marks: ToolchainMarks,
  found: { tool: number; main: Package | undefined },
): string | null {
  const { tool: number, main } = found;
  if (main !== undefined && isSystemPackage(main)) return upstreamVersion(main);
  const tool = marks.tools[number];
  const { catalog } = ledger;
  const roots = marks.roots.filter((root) => root.tool === number);
  const sources: readonly (() => string | undefined)[] = [
    () => firstOf(roots, ({ node }) => tool && versionInFile(catalog, node, tool)),
    () => firstOf(roots, ({ version }) => version),
    () => main?.version,
    () => firstOf(roots, ({ node }) => PATH_VERSION.exec(catalog.paths.name(node))?.[1]),
  ];
  return firstOf(sources, (source) => source()) ?? null;
}

/** The package that is the tool itself, whose version is reported; else its largest. */
function mainOf(ledger: Ledger, { subject }: Toolchain, tools: readonly number[]): Package | undefined {
  const packages = tools.flatMap((index) => ledger.packages[index] ?? []);
  return packages.find(({ name }) => name === subject.toLowerCase()) ?? packages[0];
}

function mainFirst(
  { packages }: Ledger,
  tools: readonly number[],
  main: Package | undefined,
): readonly number[] {
  return [
    ...tools.filter((index) => packages[index] === main),
    ...tools.filter((index) => packages[index] !== main),
  ];
}

const memo = new WeakMap<Ledger, readonly ToolchainFound[]>();

/** The build tools of an image in the order of the table, each with all its rows; computed once per ledger. */
export function findToolchains(ledger: Ledger): readonly ToolchainFound[] {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const marks = markToolchains(ledger);
  const { given, needed } = companions(ledger.packages, marks);
  const found = [...collectRows({ ledger, marks, given, hidden: hiddenRoots(ledger, marks) })]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, draft]): ToolchainFound[] => {
      const tool = marks.tools[number];
      if (tool === undefined || draft.files === 0) return [];
      const own = [...draft.bytesByPackage].sort(([a, x], [b, y]) => y - x || a - b).map(([index]) => index);
      const tools = own.filter((index) => marks.ofPackage[index] === number);
      const others = [...given].filter(([, each]) => each === number).map(([index]) => index);
      const main = mainOf(ledger, tool, tools);
      const version = versionOf(ledger, marks, { tool: number, main });
      return [
        {
          tool,
          version,
          rows: evidenceRows(ledger, draft),
          packages: [...mainFirst(ledger, tools, main), ...others.sort((a, b) => a - b)],
          companions: others.length,
          hasRecommended: others.some((index) => !needed.has(index)),
        },
      ];
    });
  const complete = withParts(ledger, found);
  memo.set(ledger, complete);
  return complete;
}
