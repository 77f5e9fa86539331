import { realpathSync } from 'node:fs';
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nearestCheckout } from '../build/git/checkout-root.ts';
import { pathsOfInputs } from '../build/docker/input-paths.ts';
import { repositoryRoot } from '../build/git/repository.ts';
import { GateError } from '../errors.ts';
import type { GateRequest, GitHubEvent } from '../gate/request.ts';

const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** Where the request's files are. */
export type Checkout = {
  /** Top folder of the git checkout that holds the Dockerfile, else the working directory. Absolute. */
  readonly root: string;
  readonly isRepository: boolean;
  /** Dockerfile relative to `root`; null when none is named. */
  readonly dockerfile: string | null;
  /** The same as the user wrote it, links not followed. */
  readonly dockerfileAsWritten: string | null;
  readonly event: GitHubEvent;
  /** A path relative to `root`, `/` between components; null outside. */
  relative(path: string): string | null;
};

/** Finds the checkout of a request. `workspace`: GITHUB_WORKSPACE, null outside of a workflow. */
export async function openCheckout(request: GateRequest, workspace: string | null): Promise<Checkout> {
  const dockerfile = namedDockerfile(request);
  if (request.mode === 'check') await refuseLinks(pathsOfInputs(request.build), workspace);
  const start = await existingFolder(resolve(dockerfile === null ? '.' : dirname(dockerfile)));
  const found =
    dockerfile === null ? await rootIfAny(start, workspace) : await repositoryRoot(start, workspace);
  const root = found ?? (await realpath('.'));
  const inside = (path: string) => nameBelow(root, path);
  return {
    root,
    isRepository: found !== null,
    dockerfile: dockerfile === null ? null : nameInCheckout(dockerfile, start, inside),
    dockerfileAsWritten: dockerfile === null ? null : inside(resolve(dockerfile)),
    event: request.event,
    relative: inside,
  };
}

/**
 * Name below the top of the checkout, also where the path leads to the top through a link: a workspace that is one itself must
 * not have its files taken for those of another place. Links below the top stay as they are written.
 */
function nameBelow(root: string, path: string): string | null {
  const top = isInside(root, path) ? root : foldersAbove(path).find((folder) => realPathOf(folder) === root);
  return top === undefined ? null : relative(top, path).split(sep).join('/');
}

/** The outermost first, the path itself last. */
function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [...foldersAbove(above), path];
}

function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** What is built lies in the checkout that its path names, as it is written. */
async function refuseLinks(paths: readonly string[], workspace: string | null): Promise<void> {
  for (const path of paths.map((name) => resolve(name))) {
    const holds = workspace !== null && isInside(workspace, path);
    const root = holds ? workspace : await nearestCheckout(dirname(path));
    if (root !== null) await refuseEscape(path, root);
  }
}

function nameInCheckout(dockerfile: string, start: string, inside: Checkout['relative']): string {
  const real = join(start, relative(resolve(dirname(dockerfile)), resolve(dockerfile)));
  return inside(real) ?? dockerfile;
}

/** Whoever looks at an image alone needs no git. */
async function rootIfAny(directory: string, workspace: string | null): Promise<string | null> {
  try {
    return await repositoryRoot(directory, workspace);
  } catch (error) {
    if (error instanceof GateError && error.code === 'git-unavailable') return null;
    throw error;
  }
}

/**
 * Throws `bad-input` where a path inside of a checkout leads out of it, or into its `.git`, through a link: who wrote the files
 * would choose what of this machine is read. A path that is outside as written is its user's own choice. Both absolute.
 */
async function refuseEscape(path: string, root: string): Promise<void> {
  const [real, top] = await Promise.all([realpath(path).catch(() => null), realpath(root)]);
  const name = isInside(root, path) ? relative(root, path) : nameBelow(top, path);
  if (real === null || name === null) return;
  if (isInside(top, real) && !isInGit(relative(top, real))) return;
  throw leadsOut(name);
}

function leadsOut(name: string): GateError {
  return new GateError(
    'bad-input',
    `\`${name.slice(0, 200)}\` is a link that leads out of the checkout, expected a file or folder of the repository`,
    { hint: 'Replace the link with what it points to.' },
  );
}

/**
 * Throws `bad-input` for a layer cache inside of the checkout, links followed: a pull request could bring its entries along,
 * and they are believed. `workspace`: GITHUB_WORKSPACE; null: the checkout is the one that holds the working directory.
 */
export async function refuseCacheInCheckout(directory: string, workspace: string | null): Promise<void> {
  const root = workspace ?? (await nearestCheckout(resolve('.')));
  if (root === null) return;
  const [top, place] = await Promise.all([existingFolder(root), existingFolder(resolve(directory))]);
  if (!isInside(top, place) && !isInside(root, resolve(directory))) return;
  throw new GateError(
    'bad-input',
    `the layer cache \`${directory}\` is inside of the checkout, expected a folder that no commit can fill`,
    { hint: 'Name a folder outside of it, such as `${{ runner.temp }}/final-stage` in a workflow.' },
  );
}

/**
 * Throws `bad-input` for a report's file that a link in the checkout leads out of it, or into its `.git`: who wrote the files would
 * choose what of this machine is overwritten. `workspace`: GITHUB_WORKSPACE, null outside of a workflow.
 */
export async function refuseLinkedOutput(path: string, workspace: string | null): Promise<void> {
  const file = resolve(path);
  const isLink = (await lstat(file).catch(() => null))?.isSymbolicLink() === true;
  for (const root of [workspace, await nearestCheckout(resolve('.')), await nearestCheckout(dirname(file))]) {
    if (root === null || !isInside(root, file)) continue;
    // A link to nothing is written through, too.
    if (isLink && (await realpath(file).catch(() => null)) === null) throw leadsOut(relative(root, file));
    await refuseEscape(isLink ? file : dirname(file), root);
  }
}

function isInside(root: string, path: string): boolean {
  const name = relative(root, path);
  return name !== '..' && !name.startsWith(`..${sep}`);
}

function isInGit(name: string): boolean {
  return name.split(sep).some((part) => part.toLowerCase() === '.git');
}

/** Text of a file of a checkout, or null where there is none. Throws `bad-input` also for what leads out of it. */
export async function readCheckoutFile(path: string, root: string): Promise<string | null> {
  await refuseEscape(path, root);
  return readTextFile(path);
}

/** Text of a file on disk, or null where there is none. Throws `bad-input` for what is no file or too large. */
export async function readTextFile(path: string): Promise<string | null> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return null;
  if (!status.isFile() || status.size > MAX_TEXT_BYTES) {
    const found = status.isFile() ? `has ${status.size} bytes` : 'is not a file';
    throw new GateError(
      'bad-input',
      `\`${path}\` ${found}, expected a text file of at most ${MAX_TEXT_BYTES} bytes`,
      {
        hint: 'Name another file.',
      },
    );
  }
  return readFile(path, 'utf8');
}

/** Relative to the working directory, as the user wrote it. */
function namedDockerfile(request: GateRequest): string | null {
  if (request.mode !== 'check') return request.dockerfile ?? null;
  return request.build.dockerfile ?? join(request.build.context, 'Dockerfile');
}

/** Real path of a folder; of one that does not exist: of the nearest above it. */
async function existingFolder(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  return real ?? (await existingFolder(dirname(path)));
}
