import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Run } from './run.ts';
import { buildImage } from './build/build-image.ts';
import type { BuildLog } from './build/build-log.ts';
import { readFileAt, readRepositoryTree, repositoryRoot } from './build/repository.ts';
import { ignoresHistory, lendHistory } from './build/lend-history.ts';
import { placeInputs } from './build/input-paths.ts';
import { prepareTree } from './build/prepare.ts';
import { openWorktree } from './build/worktree.ts';
import { readCheckoutFile, readTextFile } from './checkout.ts';
import { GateError } from './errors.ts';
import type { ImageReference } from './image/image.ts';
import { renderImageReference } from './image/reference.ts';
import { variableOf } from './inputs/secrets.ts';
import type { RepositoryTree } from './ledger/ledger.ts';
import type { Notice } from './policy/policy.ts';
import type { Subject } from './ports.ts';
import type { BuildInputs, GateRequest } from './request.ts';

type CheckRequest = GateRequest & { readonly mode: 'check' };

/** The image of the checkout: built, or the one that was given. */
export async function makeCandidate(request: GateRequest, run: Run): Promise<Subject> {
  if (request.mode !== 'check') {
    return givenSubject(request, {
      reference: request.candidate,
      ...(request.base && { base: request.base }),
      run,
    });
  }
  if (request.image === undefined && request.prepare?.inCandidate === true) {
    await prepare(request, { label: 'candidate', directory: resolve('.') }, run);
  }
  const repository = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile = await readDockerfile(run, null);
  if (request.image === undefined) {
    return buildSubject(request, {
      label: 'candidate',
      build: request.build,
      directory: resolve('.'),
      dockerfile,
      repository,
      run,
    });
  }
  return {
    ...toSubject(request.build, request.image),
    label: renderImageReference(request.image),
    dockerfile,
    repository,
  };
}

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
  await using _history = await lendTo(worktree.directory, resolve(directory, build.context), run);
  return await buildSubject(request, { label: 'baseline', build, directory, dockerfile, repository, run });
}

function incomplete(clause: string): string {
  return `the baseline's tree is not all that the checkout's is: ${clause}. What the image has of it counts as introduced`;
}

type Place = { readonly label: 'candidate' | 'baseline'; readonly directory: string };

/** Runs the command that the request names, if it names one, without what only this program may know. */
async function prepare({ prepare, build }: CheckRequest, place: Place, { world }: Run): Promise<void> {
  if (prepare === undefined) return;
  world.tell(`preparing the ${place.label}: ${prepare.command}`);
  await prepareTree({
    ...place,
    command: prepare.command,
    log: world.log ?? STANDARD_ERROR,
    secrets: {
      values: [...(world.token === null ? [] : [world.token]), ...world.secrets.values()],
      variables: build.secrets.map(variableOf),
    },
    signal: world.signal,
  });
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

/** A baseline that was given by reference. */
export async function findBaseline(request: GateRequest, commit: string | null, run: Run): Promise<Subject> {
  if (request.mode === 'compare') {
    const base = request.baselineBase;
    return givenSubject(request, { reference: request.baseline, ...(base && { base }), run });
  }
  if (request.mode !== 'check' || request.baseline.kind !== 'reference') {
    throw new GateError('bad-input', 'no baseline image was named', { hint: 'Give one with `--baseline`.' });
  }
  const { reference } = request.baseline;
  const repository = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile =
    (commit === null ? null : await readDockerfile(run, commit)) ?? (await readDockerfile(run, null));
  return {
    ...toSubject(request.build, reference),
    label: renderImageReference(reference),
    dockerfile,
    repository,
  };
}

type Building = {
  readonly label: 'candidate' | 'baseline';
  /** The request's inputs, with paths that lead into `directory`. */
  readonly build: BuildInputs;
  readonly directory: string;
  readonly dockerfile: Subject['dockerfile'];
  readonly repository: RepositoryTree | null;
  readonly run: Run;
};

async function buildSubject(request: CheckRequest, building: Building): Promise<Subject> {
  const { label, build, directory, dockerfile, repository, run } = building;
  const { world, scratch, made } = run;
  if (scratch === null)
    throw new GateError('bad-input', 'only `check` builds images', { hint: 'Use `check`.' });
  const image = await buildImage({
    ...build,
    label,
    directory,
    scratch,
    log: world.log ?? STANDARD_ERROR,
    tell: world.tell,
    environment: Object.fromEntries(world.secrets),
    signal: world.signal,
  });
  made.push(image);
  return {
    ...toSubject(request.build, image.reference),
    label: image.imageName,
    dockerfile,
    repository,
    ...(image.provenance && { provenance: image.provenance }),
    starts: image.starts,
  };
}

const STANDARD_ERROR: BuildLog = { isWorkflow: false, write: (text) => void process.stderr.write(text) };

function toSubject({ platform, target, buildArgs, buildContexts }: BuildInputs, reference: ImageReference) {
  return {
    reference,
    ...(platform && { platform }),
    ...(target !== undefined && { target }),
    buildArgs,
    buildContexts,
  };
}

type GivenRequest = Exclude<GateRequest, { readonly mode: 'check' }>;
type Given = { readonly reference: ImageReference; readonly base?: ImageReference; readonly run: Run };

async function givenSubject(request: GivenRequest, { reference, base, run }: Given): Promise<Subject> {
  const dockerfile = await readDockerfile(run, null);
  if (request.dockerfile !== undefined && dockerfile === null) {
    throw new GateError('bad-input', `no Dockerfile at \`${request.dockerfile}\``, {
      hint: 'Name an existing file.',
    });
  }
  return {
    label: renderImageReference(reference),
    reference,
    ...(request.platform && { platform: request.platform }),
    dockerfile,
    ...(request.target !== undefined && { target: request.target }),
    buildArgs: request.buildArgs,
    buildContexts: [],
    ...(base && { base }),
    repository: await givenRepository(request, run),
  };
}

async function givenRepository(
  { repository }: GivenRequest,
  { checkout }: Run,
): Promise<RepositoryTree | null> {
  if (repository === undefined) {
    return checkout.dockerfile !== null && checkout.isRepository ? readRepositoryTree(checkout.root) : null;
  }
  // Who names a submodule means it.
  const root = await repositoryRoot(resolve(repository), resolve(repository));
  if (root !== null) return readRepositoryTree(root);
  throw new GateError('bad-input', `\`${relative('.', repository) || repository}\` is no git checkout`, {
    hint: 'Name a folder of the repository whose tracked files count as source.',
  });
}

/** Of a commit by the name as written, as it is built there: a link that the checkout has need not be in the commit. */
async function readDockerfile({ checkout }: Run, commit: string | null): Promise<Subject['dockerfile']> {
  const path = checkout.dockerfile;
  if (path === null) return null;
  const text =
    commit === null
      ? await readCheckoutFile(resolve(checkout.root, path), checkout.root)
      : await readFileAt(checkout.root, commit, checkout.dockerfileAsWritten ?? path);
  return text === null ? null : { path, text };
}
