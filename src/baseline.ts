import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { placeInputs } from './build/input-paths.ts';
import { ignoresHistory, lendHistory } from './build/lend-history.ts';
import { readRepositoryTree } from './build/repository.ts';
import { explainFailure } from './build/uncommitted-sources.ts';
import { openWorktree } from './build/worktree.ts';
import { readTextFile } from './checkout.ts';
import { GateError } from './errors.ts';
import type { Notice } from './policy/policy.ts';
import type { Subject } from './ports.ts';
import type { GateRequest } from './request.ts';
import type { Run } from './run.ts';
import { type Building, buildSubject, type CheckRequest, prepare, readDockerfile } from './subjects.ts';

type BaselineOf = {
  readonly commit: string;
  readonly note: (notice: Notice) => void;
  readonly run: Run;
};

/** The baseline commit's image, built in a worktree of its own with the same inputs; the worktree is gone when it is built. */
export async function makeBaseline(
  request: GateRequest,
  { commit, note, run }: BaselineOf,
): Promise<Subject> {
  if (request.mode !== 'check' || run.scratch === null) {
    throw new GateError('bad-input', 'only `check` builds a baseline', {
      hint: 'Give both images to `compare`.',
    });
  }
  const { world, checkout, scratch } = run;
  const source = { directory: checkout.root, commit, signal: world.signal };
  await using worktree = await openWorktree(
    { ...source, ...(world.token !== null && { token: world.token }) },
    scratch,
  );
  for (const clause of worktree.lacking) note({ code: 'baseline-incomplete', message: incomplete(clause) });
  const here = checkout.relative(resolve('.')) ?? '.';
  const directory = resolve(worktree.directory, here);
  await prepare(request, { label: 'baseline', directory }, run);
  await worktree.settle();
  const build = placeInputs(request.build, (path, kind) => {
    const placed = nameInWorktree(path, here, checkout);
    // Of another step of the job: no commit has it, so it is the same for both images.
    return kind === 'layout' && !existsSync(resolve(directory, placed)) ? resolve(path) : placed;
  });
  const dockerfile = await readDockerfile(run, commit);
  const repository = await readRepositoryTree(worktree.directory);
  const building = { label: 'baseline' as const, build, directory, dockerfile, repository, run };
  return await buildOrExplain(request, building, worktree.directory);
}

/** Where the context lacks what no commit has, that is said instead of buildx's words. */
async function buildOrExplain(request: CheckRequest, building: Building, worktree: string): Promise<Subject> {
  const { build, directory, dockerfile, run } = building;
  const context = resolve(directory, build.context);
  try {
    await using _history = await lendTo(worktree, context, run);
    return await buildSubject(request, building);
  } catch (error) {
    if (!(error instanceof GateError && error.code === 'build-failed') || dockerfile === null) throw error;
    throw await explainFailure({
      error,
      dockerfile,
      buildArgs: build.buildArgs,
      context: relative(worktree, context),
      checkout: { directory: run.checkout.root },
      worktree: { directory: worktree },
      isPrepared: request.prepare !== undefined,
    });
  }
}

function incomplete(clause: string): string {
  return `the baseline's tree is not all that the checkout's is: ${clause}. What the image has of it counts as introduced`;
}

/**
 * What a path of the inputs names in the worktree, relative to the folder that stands for the working directory: an absolute
 * path of the checkout would have the baseline built from what the pull request proposes. What is outside of it stays there.
 */
function nameInWorktree(path: string, here: string, checkout: Run['checkout']): string {
  const inside = checkout.relative(resolve(path));
  return inside === null ? resolve(path) : relative(here, inside) || '.';
}

/** The history is lent where the build can see it: its folder is the context, and no ignore file keeps it out. */
async function lendTo(worktree: string, context: string, { checkout }: Run): Promise<AsyncDisposable | null> {
  if (context !== worktree) return null;
  const dockerfile = resolve(worktree, checkout.dockerfile ?? 'Dockerfile');
  const ignore =
    (await readTextFile(`${dockerfile}.dockerignore`)) ??
    (await readTextFile(resolve(context, '.dockerignore')));
  return ignoresHistory(ignore) ? null : lendHistory(worktree, checkout.root);
}
