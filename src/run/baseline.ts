import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { placeInputs } from '../build/docker/input-paths.ts';
import { ignoresHistory, shareHistory } from '../build/git/share-history.ts';
import { readRepositoryTree } from '../build/git/repository.ts';
import { type BuiltBaseline, findIgnoredFiles } from '../build/git/ignored-files.ts';
import { explainFailure, WAYS_OUT } from '../build/git/uncommitted-sources.ts';
import { openWorktree } from '../build/git/worktree.ts';
import type { RunFolder } from '../build/run-folder.ts';
import { readTextFile } from './checkout.ts';
import { GateError } from '../errors.ts';
import type { Notice } from '../policy/policy.ts';
import type { Side } from '../gate/ports.ts';
import type { GateRequest } from '../gate/request.ts';
import { prepare } from './prepare.ts';
import { restoreBaseline } from './recorded.ts';
import type { CheckRequest, Run } from './run.ts';
import { type Building, buildSide, readDockerfile } from './sides.ts';

// What else is needed besides the candidate: one part of `dist`.
export { fixPorts } from './fixed.ts';
export { whyChanged } from './changed.ts';
export { prepare } from './prepare.ts';
export { baselineCommit } from './judging-commit.ts';
export { openGroups, openLines } from './image-log.ts';
export { gateImages } from './many.ts';
export { mergeReports } from './merge.ts';
export { planImages } from './plan-images.ts';
export { reportRun } from './report-run.ts';
export { listFiles, makeStarters } from './starters.ts';
export { nameOfInputs } from './name-of-inputs.ts';
export { keepNoVerdict, mergeAndPublish, publishSeveral } from './several-action.ts';
export { readRecordedImage, recordImages } from './recorded.ts';

type BaselineOf = {
  readonly commit: string;
  readonly note: (notice: Notice) => void;
  readonly run: Run;
};

/** The baseline commit's image, built in a worktree of its own with the same inputs; the worktree is gone when it is built. */
export async function makeBaseline(given: GateRequest, { commit, note, run }: BaselineOf): Promise<Side> {
  const request = given.mode === 'check' ? { ...given, build: given.baselineBuild ?? given.build } : given;
  if (request.mode !== 'check' || run.runFolder === null) {
    throw new GateError('bad-input', 'only `check` builds a baseline', {
      hint: 'Give both images to `compare`.',
    });
  }
  const recorded = await restoreBaseline(request, commit, run);
  return recorded ?? buildBaseline(request, { commit, note, run }, run.runFolder);
}

async function buildBaseline(
  request: CheckRequest,
  { commit, note, run }: BaselineOf,
  runFolder: RunFolder,
): Promise<Side> {
  const { environment, checkout } = run;
  const source = { directory: checkout.root, commit, signal: environment.signal };
  await using worktree = await openWorktree(
    { ...source, ...(environment.token !== null && { token: environment.token }) },
    runFolder,
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
  const ignoreFile = await readIgnoreFile(worktree.directory, building);
  const tree = { worktree: worktree.directory, ignoreFile, note };
  return await buildOrExplain(request, building, tree);
}

type BaselineTree = Pick<BaselineOf, 'note'> & {
  readonly worktree: string;
  readonly ignoreFile: string | null;
};

/** Where the context lacks what no commit has, that is said: instead of buildx's words, or besides the image that lacks it. */
async function buildOrExplain(request: CheckRequest, building: Building, tree: BaselineTree): Promise<Side> {
  const { build, directory, dockerfile, run } = building;
  const place = resolve(directory, build.context);
  const trees = {
    context: relative(tree.worktree, place),
    checkout: { directory: run.checkout.root },
    worktree: { directory: tree.worktree },
  };
  // What is outside of the checkout is no commit's, and no reason to say more.
  const known = dockerfile === null || trees.context.startsWith('..') ? null : { ...trees, dockerfile };
  try {
    await using _history = await shareTo(place, tree, run);
    const side = await buildSide(request, building);
    if (known !== null) await noteIgnored({ ...known, stage: build, ignoreFile: tree.ignoreFile }, tree.note);
    return side;
  } catch (error) {
    const isOurs = known !== null && error instanceof GateError && error.code === 'build-failed';
    if (!isOurs) throw error;
    const isPrepared = request.prepare !== undefined;
    throw await explainFailure({ ...known, error, buildArgs: build.buildArgs, isPrepared });
  }
}

const MAX_PATHS = 3;

async function noteIgnored(built: BuiltBaseline, note: BaselineOf['note']): Promise<void> {
  const taken = await findIgnoredFiles(built);
  if (taken.length === 0) return;
  const { path: dockerfile } = built.dockerfile;
  const paths = taken
    .slice(0, MAX_PATHS)
    .map(({ path, line }) => `\`${path.replaceAll('`', "'").slice(0, 200)}\` (\`${dockerfile}:${line}\`)`);
  const more = taken.length > MAX_PATHS ? ` and ${taken.length - MAX_PATHS} more` : '';
  const clause = `the image takes ${paths.join(', ')}${more} from the context, which no commit contains`;
  note({ code: 'baseline-incomplete', message: `${incomplete(clause)}. ${WAYS_OUT}` });
}

function incomplete(clause: string): string {
  return `the baseline's tree lacks something that the checkout has: ${clause}. What the image contains of it counts as introduced`;
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
async function shareTo(
  context: string,
  { worktree, ignoreFile }: BaselineTree,
  { checkout }: Run,
): Promise<AsyncDisposable | null> {
  return context !== worktree || ignoresHistory(ignoreFile) ? null : shareHistory(worktree, checkout.root);
}

/** The Dockerfile's own ignore file, else the context's. */
async function readIgnoreFile(worktree: string, { build, directory, run }: Building): Promise<string | null> {
  const dockerfile = resolve(worktree, run.checkout.dockerfile ?? 'Dockerfile');
  const own = await readTextFile(`${dockerfile}.dockerignore`);
  return own ?? (await readTextFile(resolve(directory, build.context, '.dockerignore')));
}
