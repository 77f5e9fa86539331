import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type GitRepository, readGit, serverOf, tryGit } from './git.ts';
import { absoluteAddress, type Module, readModules } from './gitmodules.ts';
import { exists, type IndexEntry, readIndex } from './index-entries.ts';
import { fillContents, type LfsState, readLfsState } from './lfs-contents.ts';
import { addressOf, checkOutSubmodule, findClone, gitFolderOf, homesOf } from './submodule-clone.ts';
import { settleGitFolder } from './submodule-folder.ts';
import type { Trees } from './sparse-checkout.ts';

/** What the worktree lacks that the checkout has, in whole clauses; and what has to be done before it is built. */
export type FilledSubmodules = {
  readonly lacking: readonly string[];
  /** Gives each submodule the `.git` that it has in the checkout. */
  readonly settle: () => Promise<void>;
};

/** A repository of the checkout and the same in the worktree: the one at the top, or a submodule. */
type Level = {
  /** Null where the checkout does not have this submodule. */
  readonly checkout: string | null;
  /** Whether submodules of a submodule that the checkout does not have are to be there: as those of its others are. */
  readonly isDeep: boolean;
  readonly worktree: string;
  /** Of the worktree. */
  readonly commit: string;
  /** Path from the top, for people; empty, or with a slash at its end. */
  readonly prefix: string;
  /** The clone that it is made from. */
  readonly clone: string | undefined;
  /** Where that would be if the worktree were the checkout. */
  readonly gitFolder: string;
  readonly url: string | null;
  readonly lfs: LfsState;
};

type Work = {
  readonly homes: readonly string[];
  readonly remote: Pick<GitRepository, 'token' | 'submodule' | 'signal'>;
  readonly list: string;
  readonly lacking: string[];
  readonly settling: (() => Promise<void>)[];
};

/**
 * Gives a worktree those submodules that the checkout has, from its own clones, and from their servers where these lack a
 * commit; the others stay empty folders, as they are there.
 */
export async function fillSubmodules(
  { checkout, worktree, list }: Trees,
  { commit, lfs }: { readonly commit: string; readonly lfs: LfsState },
): Promise<FilledSubmodules> {
  const { token, signal } = worktree;
  const work: Work = {
    homes: await homesOf(checkout),
    remote: {
      submodule: { server: await serverOf(checkout) },
      ...(token !== undefined && { token }),
      ...(signal && { signal }),
    },
    list,
    lacking: [],
    settling: [],
  };
  await fillLevel(
    {
      checkout: checkout.directory,
      isDeep: false,
      worktree: worktree.directory,
      commit,
      prefix: '',
      clone: await realpath(await readGit(checkout, ['rev-parse', '--absolute-git-dir'])),
      gitFolder: join(worktree.directory, '.git'),
      url: (await tryGit(checkout, ['remote', 'get-url', 'origin'])) ?? null,
      lfs,
    },
    work,
  );
  return {
    lacking: work.lacking,
    settle: async () => {
      // The innermost first: they lie in the others.
      for (const one of work.settling.toReversed()) await one();
    },
  };
}

async function fillLevel(level: Level, work: Work): Promise<void> {
  const links = submodulesOf(await readIndex({ directory: level.worktree }));
  if (links.length === 0) return;
  const modules = await readModules({ directory: level.worktree }, level.commit);
  const theirs = await submodulesOfCheckout(level.checkout);
  for (const { path, object } of links) {
    const module = modules.find((one) => one.path === path) ?? { name: path, path, url: null };
    await fillOne({ module, commit: object, level, theirs }, work);
  }
}

type Link = { readonly path: string; readonly object: string };

function submodulesOf(index: readonly IndexEntry[]): readonly Link[] {
  return index
    .filter(({ mode, isSkipped }) => mode === '160000' && !isSkipped)
    .map(({ path, object }) => ({ path: Buffer.from(path, 'latin1').toString('utf8'), object }));
}

/** Submodules that the checkout's commit has here: where each is, and whether its files are there. */
type Theirs = { readonly pathOf: ReadonlyMap<string, string>; readonly filled: ReadonlyMap<string, boolean> };

async function submodulesOfCheckout(checkout: string | null): Promise<Theirs> {
  if (checkout === null) return { pathOf: new Map(), filled: new Map() };
  const links = submodulesOf(await readIndex({ directory: checkout }));
  const modules = links.length === 0 ? [] : await readModules({ directory: checkout }, '');
  const filled = await Promise.all(
    links.map(async ({ path }) => [path, await exists(join(checkout, path, '.git'))] as const),
  );
  return { pathOf: new Map(modules.map(({ name, path }) => [name, path])), filled: new Map(filled) };
}

type One = {
  readonly module: Module;
  readonly commit: string;
  readonly level: Level;
  readonly theirs: Theirs;
};

async function fillOne(one: One, work: Work): Promise<void> {
  const { module, commit, level, theirs } = one;
  const shown = `${level.prefix}${module.path}`;
  const directory = join(level.worktree, module.path);
  const found = await findInCheckout(one, work);
  const { checkout, clone, isWanted } = found;
  if (isWanted === undefined)
    work.lacking.push(`submodule \`${shown}\` is left empty, because ${NONE_TO_COMPARE}`);
  if (isWanted !== true || !(await isEmptyFolder(level.worktree, directory))) return;
  const gitFolder = join(level.gitFolder, 'modules', module.name);
  const url = await addressFor(module, level, clone);
  const why = await checkOutSubmodule(directory, { commit, clone, url, remote: work.remote });
  work.settling.push(() => settleGitFolder(directory, { checkout, gitFolder }));
  if (why !== undefined) {
    work.lacking.push(`submodule \`${shown}\` at commit ${commit.slice(0, 12)} cannot be fetched: ${why}`);
    return;
  }
  const isDeep = checkout === null && (await goesDeeper(level, theirs));
  const lfs = checkout === null ? level.lfs : await readLfsState({ directory: checkout });
  const inner = {
    checkout,
    isDeep,
    worktree: directory,
    commit,
    prefix: `${shown}/`,
    clone,
    gitFolder,
    url,
    lfs,
  };
  await fillPointers(inner, work);
  await fillLevel(inner, work);
}

async function fillPointers(
  { worktree, prefix, lfs }: Level,
  { remote, list, lacking }: Work,
): Promise<void> {
  const pointers = await fillContents({ worktree: { directory: worktree, ...remote }, list }, lfs);
  lacking.push(...pointers.map((path) => pointerWords(`${prefix}${path}`)));
}

type Found = {
  /** The submodule's folder in the checkout, null where it has none. */
  readonly checkout: string | null;
  readonly clone: string | undefined;
  /** Whether its files are to be there; undefined where nothing says so. */
  readonly isWanted: boolean | undefined;
};

async function findInCheckout({ module, level, theirs }: One, { homes }: Work): Promise<Found> {
  const there = placeInCheckout(module, theirs);
  const checkout = there === undefined || level.checkout === null ? null : join(level.checkout, there);
  const folders = [
    checkout === null ? undefined : await gitFolderOf(checkout),
    level.clone === undefined ? undefined : join(level.clone, 'modules', module.name),
  ];
  const clone = await findClone(folders, homes);
  const isWanted =
    there === undefined ? isFilledElsewhere({ level, theirs, clone }) : theirs.filled.get(there);
  return { checkout, clone, isWanted };
}

/** What is said of a file whose contents cannot be had. */
export function pointerWords(path: string): string {
  return `the contents of \`${path}\`, which Git LFS stores, cannot be fetched`;
}

/** Moved submodules keep their name. */
function placeInCheckout({ name, path }: Module, { pathOf, filled }: Theirs): string | undefined {
  return [pathOf.get(name), path].find((place) => place !== undefined && filled.has(place));
}

const NONE_TO_COMPARE = 'the checkout has no submodule that shows whether it would have this one';

type Absent = Pick<One, 'level' | 'theirs'> & { readonly clone: string | undefined };

/**
 * A submodule that the checkout's commit lacks would be there where others are; without others, where it was before, and
 * undefined where nothing says so.
 */
function isFilledElsewhere({ level, theirs: { filled }, clone }: Absent): boolean | undefined {
  if (level.checkout === null) return level.isDeep;
  if (filled.size > 0) return [...filled.values()].includes(true);
  return clone === undefined ? undefined : true;
}

/** Whether submodules of the checkout's submodules are there. */
async function goesDeeper({ checkout, isDeep }: Level, { filled }: Theirs): Promise<boolean> {
  if (checkout === null) return isDeep;
  for (const [path, isFilled] of filled) {
    const inner = isFilled ? await submodulesOfCheckout(join(checkout, path)) : undefined;
    if (inner !== undefined && [...inner.filled.values()].includes(true)) return true;
  }
  return false;
}

/** Nothing is written but into the folder that git has made for it. */
async function isEmptyFolder(top: string, directory: string): Promise<boolean> {
  const status = await lstat(directory).catch(() => undefined);
  if (!status?.isDirectory()) return false;
  const real = await realpath(directory);
  const isInside =
    real === join(await realpath(top), relative(top, directory)) && !real.includes(`${sep}.git${sep}`);
  return isInside && (await readdir(directory)).length === 0;
}

/** As the clone has it, as the checkout is configured to, as `.gitmodules` says. */
async function addressFor(module: Module, level: Level, clone: string | undefined): Promise<string | null> {
  const known = clone === undefined ? null : await addressOf(clone);
  return known ?? (module.url === null ? null : absoluteAddress(module.url, level.url));
}
