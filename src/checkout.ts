import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { repositoryRoot } from './build/repository.ts';
import { GateError } from './errors.ts';
import type { GateRequest, GitHubEvent } from './request.ts';

const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** Where the request's files are. */
export type Checkout = {
  /** Top folder of the git checkout that holds the Dockerfile, else the working directory. Absolute. */
  readonly root: string;
  readonly isRepository: boolean;
  /** Dockerfile relative to `root`; null when none is named. */
  readonly dockerfile: string | null;
  readonly event: GitHubEvent;
  /** A path relative to `root`, `/` between components; null outside. */
  relative(path: string): string | null;
};

/** Finds the checkout of a request. */
export async function openCheckout(request: GateRequest): Promise<Checkout> {
  const dockerfile = namedDockerfile(request);
  const start = await existingFolder(resolve(dockerfile === null ? '.' : dirname(dockerfile)));
  const found = dockerfile === null ? await rootIfAny(start) : await repositoryRoot(start);
  const root = found ?? (await realpath('.'));
  const inside = (path: string): string | null => {
    const name = relative(root, path).split(sep).join('/');
    return name.startsWith('../') || name === '..' ? null : name;
  };
  const real =
    dockerfile === null ? null : join(start, relative(resolve(dirname(dockerfile)), resolve(dockerfile)));
  return {
    root,
    isRepository: found !== null,
    dockerfile: real === null ? null : (inside(real) ?? dockerfile),
    event: request.event,
    relative: inside,
  };
}

/** Whoever looks at an image alone needs no git. */
async function rootIfAny(directory: string): Promise<string | null> {
  try {
    return await repositoryRoot(directory);
  } catch (error) {
    if (error instanceof GateError && error.code === 'git-unavailable') return null;
    throw error;
  }
}

/** Text of a file on disk, or null where there is none. Throws `bad-input` for what is no file or too large. */
export async function readTextFile(path: string): Promise<string | null> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return null;
  if (!status.isFile() || status.size > MAX_TEXT_BYTES) {
    const found = status.isFile() ? `has ${status.size} bytes` : 'is no file';
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
