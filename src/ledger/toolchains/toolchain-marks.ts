import type { FileCatalog } from '../../files/catalog.ts';
import type { ElfFacts } from '../../files/table/content-facts.ts';
import { shapeOf } from '../../files/table/text-pool.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import type { Package } from '../../packages/package.ts';
import { isProgram, packageTools, type OwnedCatalog, type PackageTools } from './package-tools.ts';
import { TOOLCHAINS } from './toolchain-packages.ts';
import type { ToolMarker, Toolchain } from './toolchain.ts';

/** Which tool a package or a path is. Numbers index `tools`; -1 is none. */
export type ToolchainMarks = {
  readonly tools: readonly Toolchain[];
  /** By package index. */
  readonly ofPackage: Int16Array;
  /**
   * Tool of a row: by its system package where that is one and its content does not say otherwise, else by the
   * directory that it lies in, else by its language package.
   */
  ofRow(row: number): number;
  /** Path of the tool's directory or single file that a row lies in, where `ofRow` goes by that; else -1. */
  rootOf(row: number): number;
  readonly roots: readonly ToolRoot[];
};

/** Path of a tool's own directory, or of its single file, with the version that the path has and the row that marks it. */
export type ToolRoot = {
  readonly tool: number;
  readonly node: number;
  readonly row: number;
  readonly version: string | undefined;
};

/** Directories that no tool has for itself. */
const SHARED_DIRECTORY =
  /^\/?(?:(?:usr|usr\/local|opt|root|home|home\/[^/]+|app|srv|var|tmp|mnt|etc|workspace|build|src|code)?(?:\/?(?:s?bin|lib|lib64|libexec|share|src|\.local|\.local\/share))?)$/;
const TRIPLET_PREFIX =
  /^[a-z0-9_]+(?:-[a-z0-9_]+)?-(?:linux|none|w64|elf)-?(?:gnu|musl|mingw32|eabi)?[a-z0-9]*-/;
const VERSION_SUFFIX = /-\d[\d.]*$/;

const MARKERS = new Map<string, { readonly tool: number; readonly marker: ToolMarker }[]>();
const PROGRAMS = new Map<string, number>();
TOOLCHAINS.forEach((toolchain, tool) => {
  for (const marker of toolchain.markers ?? []) {
    for (const name of marker.names) MARKERS.set(name, [...(MARKERS.get(name) ?? []), { tool, marker }]);
  }
  for (const program of toolchain.programs ?? []) if (!PROGRAMS.has(program)) PROGRAMS.set(program, tool);
});

const MARKER_SHAPES: ReadonlySet<number> = new Set([...MARKERS.keys()].map(shapeOf));

const isSystem = (pkg: Package | undefined): boolean => pkg !== undefined && isSystemPackage(pkg);

function identify(elf: ElfFacts): number {
  const isExecutable = elf.type === 2 || elf.interpreter !== null;
  return TOOLCHAINS.findIndex(({ identity }) => {
    if (identity === undefined) return false;
    if (elf.goMainPath !== undefined && identity.goMainPath?.test(elf.goMainPath) === true) return true;
    const patterns = identity.needed;
    if (!isExecutable || patterns === undefined) return false;
    return patterns.every((pattern) => elf.needed?.some((name) => pattern.test(name)) === true);
  });
}

type Marking = { readonly catalog: FileCatalog; readonly roots: ToolRoot[] };

function markMarker(
  { catalog, roots }: Marking,
  row: number,
  found: { tool: number; marker: ToolMarker },
): void {
  const { paths } = catalog;
  const node = catalog.node(row);
  const { tool, marker } = found;
  const match = marker.path.exec(paths.path(node));
  if (match === null) return;
  const own = match[1];
  const version = match[2];
  const isShared = own === undefined || SHARED_DIRECTORY.test(own);
  const root = isShared ? node : paths.find(own);
  roots.push({ tool, node: root, row, version });
  for (const name of isShared ? [] : (marker.beside ?? [])) {
    const sibling = paths.findChild(paths.parent(root), name);
    if (sibling >= 0) roots.push({ tool, node: sibling, row, version });
  }
}

/** Compilers whose names no application has: they are what they are called, wherever they lie. */
const PLAIN_COMPILER =
  /^(?:gcc|g\+\+|cc1|cc1plus|lto1|tcc|clang|clang\+\+|rustc|javac|swiftc|ocamlopt|gfortran|gdc)$/;

function programTool(catalog: FileCatalog, row: number): number {
  const name = catalog.paths.name(catalog.node(row));
  const plain = name.replace(VERSION_SUFFIX, '').replace(TRIPLET_PREFIX, '');
  if (!isProgram(catalog, row) && !PLAIN_COMPILER.test(plain)) return -1;
  return PROGRAMS.get(name) ?? PROGRAMS.get(plain) ?? -1;
}

function markElf({ catalog, roots }: Marking, row: number): void {
  const elf = catalog.facts(row)?.elf;
  if (elf === undefined) return;
  const identified = identify(elf);
  const tool = identified >= 0 ? identified : programTool(catalog, row);
  const version = elf.goMainPath?.startsWith('cmd/') === true ? elf.goVersion?.replace(/^go/, '') : undefined;
  if (tool >= 0) roots.push({ tool, node: catalog.node(row), row, version });
}

/** First root of each path: its own or its parent's; a parent's number is always smaller than its children's. */
function spread(catalog: FileCatalog, roots: readonly ToolRoot[]): Int32Array {
  const ofNode = new Int32Array(catalog.paths.size).fill(-1);
  for (const [index, { node }] of roots.entries()) if ((ofNode[node] ?? -1) < 0) ofNode[node] = index;
  for (let node = 1; node < ofNode.length; node += 1) {
    if ((ofNode[node] ?? -1) < 0) ofNode[node] = ofNode[catalog.paths.parent(node)] ?? -1;
  }
  return ofNode;
}

function rootsOf({ catalog }: OwnedCatalog): readonly ToolRoot[] {
  const marking: Marking = { catalog, roots: [] };
  const { paths } = catalog;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (!MARKER_SHAPES.has(paths.nameShape(node))) continue;
    for (const marker of MARKERS.get(paths.name(node)) ?? []) markMarker(marking, row, marker);
  }
  for (const row of catalog.factRows) markElf(marking, row);
  return marking.roots;
}

/** What system packages claim, and which of the claims the content of their files contradicts. */
type Claims = {
  /** By package. */
  readonly isSystem: readonly boolean[];
  readonly roots: readonly ToolRoot[];
  /** System packages some file of which is a tool that the package is not. */
  readonly contradicted: ReadonlySet<number>;
};

/** Roots that count: those that no system package owns, and those whose content is another thing than the owner says. */
function weighClaims(view: OwnedCatalog, { tools, ofPackage }: PackageTools): Claims {
  const isSystemPackage = view.packages.map(isSystem);
  const all = rootsOf(view);
  const contradicted = new Set<number>();
  const bundled = bundlingPackages(view, all);
  const roots = all.filter(({ tool, row }) => {
    const owner = view.ownerIndex(row);
    if (isSystemPackage[owner] !== true) return true;
    if (!isContradicted(tools[tool], tools[ofPackage[owner] ?? -1], bundled.has(owner))) return false;
    contradicted.add(owner);
    return true;
  });
  return { isSystem: isSystemPackage, roots, contradicted };
}

/** A compiler's or SDK's package may bring other tools with it; of a lesser tool's, each file is what it is. */
function isContradicted(
  found: Toolchain | undefined,
  claimed: Toolchain | undefined,
  isBundling: boolean,
): boolean {
  if (found === undefined || (found.ownOnly === true && isBundling)) return false;
  return claimed === undefined || (found !== claimed && !claimed.isSdk);
}

const RUNTIME_PROGRAM = /^(?:node|nodejs|php[\d.]*|python[\d.]*)$/;

/** System packages that bring a runtime, and its package manager with it, as NodeSource's `nodejs` does npm. */
function bundlingPackages(view: OwnedCatalog, roots: readonly ToolRoot[]): ReadonlySet<number> {
  const { catalog } = view;
  const managers = roots.filter(({ tool }) => TOOLCHAINS[tool]?.ownOnly === true);
  const owners = new Set(managers.map(({ row }) => view.ownerIndex(row)));
  if (owners.size === 0) return owners;
  const isRuntime = (row: number): boolean =>
    isProgram(catalog, row) && RUNTIME_PROGRAM.test(catalog.paths.name(catalog.node(row)));
  return new Set(
    catalog.factRows
      .filter(
        (row) => owners.has(view.ownerIndex(row)) && isRuntime(row) && catalog.facts(row)?.elf !== undefined,
      )
      .map((row) => view.ownerIndex(row)),
  );
}

const memo = new WeakMap<FileCatalog, ToolchainMarks>();

/** Finds the build tools of an image once; later calls for the same catalog answer from memory. */
export function markToolchains(view: OwnedCatalog): ToolchainMarks {
  const known = memo.get(view.catalog);
  if (known !== undefined) return known;
  const { catalog } = view;
  const named = packageTools(view);
  const { tools, ofPackage } = named;
  const claims = weighClaims(view, named);
  const { roots } = claims;
  const ofNode = spread(catalog, roots);
  const rootAt = (row: number): ToolRoot | undefined => {
    const owner = view.ownerIndex(row);
    const isBelieved = claims.isSystem[owner] === true && !claims.contradicted.has(owner);
    return isBelieved ? undefined : roots[ofNode[catalog.node(row)] ?? -1];
  };
  const marks: ToolchainMarks = {
    tools,
    ofPackage,
    roots,
    rootOf: (row) => rootAt(row)?.node ?? -1,
    ofRow: (row) => rootAt(row)?.tool ?? ofPackage[view.ownerIndex(row)] ?? -1,
  };
  memo.set(catalog, marks);
  return marks;
}
