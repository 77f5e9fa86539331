import { constants } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type GitRepository, readGit, runGit, tryGit } from './git.ts';
import { checkOutPaths, type IndexEntry, matchingPaths, placeOf, readIndex } from './index-entries.ts';
import { type Trees, WITHOUT_CONTENTS } from './sparse-checkout.ts';

/** Every file that is kept by Git LFS, by the attributes of the working tree. gitattributes(5) */
const LFS_FILES = ':(attr:filter=lfs)';

/** A pointer is smaller than this and starts so. https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 1024;
const POINTER = /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//;

const CONTENTS = [
  'filter.lfs.smudge=git-lfs smudge -- %f',
  'filter.lfs.process=git-lfs filter-process',
  'filter.lfs.required=true',
];

/** What cannot be had stays a pointer. https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc */
const ENVIRONMENT = { GIT_LFS_SKIP_SMUDGE: '0', GIT_LFS_SKIP_DOWNLOAD_ERRORS: '1' };

/**
 * Whether a checkout has contents where Git LFS keeps files, as far as they say: of each, and of one that it does not have.
 */
export type LfsState = { readonly byPath: ReadonlyMap<string, boolean>; readonly others: boolean };

/** What the checkout holds of Git LFS. */
export async function readLfsState(checkout: GitRepository): Promise<LfsState> {
  const paths = new Set(await matchingPaths(checkout, LFS_FILES));
  const files = paths.size === 0 ? [] : (await readIndex(checkout)).filter(({ path }) => paths.has(path));
  const heads = await Promise.all(files.map(({ path }) => readHead(checkout.directory, path)));
  const present = files.filter((_file, index) => heads[index] !== undefined);
  const pointers = await committedPointers(checkout, present);
  const byPath = new Map<string, boolean>();
  files.forEach(({ path, object }, index) => {
    const head = heads[index];
    if (head !== undefined && pointers.has(object)) byPath.set(path, !POINTER.test(head));
  });
  const others = byPath.size > 0 ? [...byPath.values()].includes(true) : await fetchesContents(checkout);
  return { byPath, others };
}

/**
 * Objects among these files' that are pointers: a file that a commit holds itself, whatever its attributes, says nothing of
 * Git LFS, and a pull request could bring one.
 */
async function committedPointers(
  checkout: GitRepository,
  files: readonly IndexEntry[],
): Promise<ReadonlySet<string>> {
  const listed = await readObjects(
    checkout,
    '--batch-check',
    files.map(({ object }) => object),
  );
  const small = [...listed.toString().matchAll(/^([0-9a-f]+) blob (\d+)$/gm)].filter(
    ([, , size]) => Number(size) < MAX_POINTER_BYTES,
  );
  return pointersOf(
    await readObjects(
      checkout,
      '--batch',
      small.map(([, object = '']) => object),
    ),
  );
}

async function readObjects(
  repository: GitRepository,
  how: '--batch' | '--batch-check',
  objects: readonly string[],
): Promise<Buffer> {
  if (objects.length === 0) return Buffer.alloc(0);
  const input = Buffer.from(objects.map((object) => `${object}\n`).join(''));
  return (await runGit(repository, ['cat-file', how], { input })).stdout;
}

/** git-cat-file(1), "BATCH OUTPUT": a line with object, type and size, then so many bytes and a line break. */
function pointersOf(batch: Buffer): ReadonlySet<string> {
  const pointers = new Set<string>();
  let at = 0;
  while (at < batch.length) {
    const end = batch.indexOf('\n', at);
    const [object = '', , size = '0'] = batch.toString('latin1', at, end).split(' ');
    const next = end + 1 + Number(size);
    if (POINTER.test(batch.toString('latin1', end + 1, next))) pointers.add(object);
    at = next + 1;
  }
  return pointers;
}

/** A checkout without such files has fetched some before, or was told to, as actions/checkout does for `lfs: true`. */
async function fetchesContents(checkout: GitRepository): Promise<boolean> {
  const filter = await tryGit(checkout, ['config', '--local', 'filter.lfs.smudge']);
  if (filter !== undefined && !filter.includes('--skip')) return true;
  const store = resolve(
    checkout.directory,
    await readGit(checkout, ['rev-parse', '--git-common-dir']),
    'lfs/objects',
  );
  return (await readdir(store).catch(() => [])).some((name) => /^[0-9a-f]{2}$/.test(name));
}

/**
 * Gives those files of a worktree their contents that have them in the checkout; all are pointers before. Paths of those
 * whose contents cannot be had.
 */
export async function fillContents(
  { worktree, list }: Pick<Trees, 'worktree' | 'list'>,
  state: LfsState,
): Promise<readonly string[]> {
  const paths = await matchingPaths(worktree, LFS_FILES);
  const wanted = await pointersAmong(
    worktree.directory,
    paths.filter((path) => state.byPath.get(path) ?? state.others),
  );
  const { token: _, ...asConfigured } = worktree;
  let missing = wanted;
  // A header that the checkout kept and ours would be two, which servers refuse.
  for (const repository of worktree.token === undefined ? [asConfigured] : [asConfigured, worktree]) {
    if (missing.length === 0) break;
    missing = await smudge(repository, { paths: missing, list });
  }
  return missing.map((path) => Buffer.from(path, 'latin1').toString('utf8'));
}

type Smudged = { readonly paths: readonly string[]; readonly list: string };

/** Git writes a file anew only where there is none. Gives those that are pointers still. */
async function smudge(repository: GitRepository, { paths, list }: Smudged): Promise<readonly string[]> {
  const { directory } = repository;
  for (const path of paths) await rm(placeOf(directory, path));
  await checkOutPaths(repository, { paths, list }, { settings: CONTENTS, environment: ENVIRONMENT });
  const absent: string[] = [];
  for (const path of paths) {
    if ((await readHead(directory, path)) === undefined) absent.push(path);
  }
  if (absent.length > 0)
    await checkOutPaths(repository, { paths: absent, list }, { settings: WITHOUT_CONTENTS });
  return pointersAmong(directory, paths);
}

async function pointersAmong(directory: string, paths: readonly string[]): Promise<readonly string[]> {
  const pointers: string[] = [];
  for (const path of paths) {
    if (POINTER.test((await readHead(directory, path)) ?? '')) pointers.push(path);
  }
  return pointers;
}

/** No link is followed, and nothing waits for a writer. */
const HARMLESSLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The first bytes of a file as long as a pointer may be, of a longer one some; undefined where there is none. */
async function readHead(directory: string, path: string): Promise<string | undefined> {
  const file = await open(placeOf(directory, path), HARMLESSLY).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const status = await file.stat();
    if (!status.isFile()) return undefined;
    if (status.size >= MAX_POINTER_BYTES) return 'contents';
    return (await file.readFile()).toString('latin1');
  } finally {
    await file.close();
  }
}
