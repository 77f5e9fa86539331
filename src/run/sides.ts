import { relative, resolve } from 'node:path';
import type { CheckRequest, Run } from './run.ts';
import type { BuildLabel } from '../build/docker/build-failure.ts';
import { buildImage } from '../build/docker/build-image.ts';
import { STANDARD_ERROR } from '../build/docker/build-log.ts';
import { readFileAt, readRepositoryTree, repositoryRoot } from '../build/git/repository.ts';
import { readCheckoutFile } from './checkout.ts';
import { GateError } from '../errors.ts';
import type { ImageReference } from '../image/image.ts';
import { renderImageReference } from '../image/reference.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import type { Side } from '../gate/ports.ts';
import type { BuildInputs, GateRequest } from '../gate/request.ts';

/** The image of the checkout: built, or the one that was given. */
export async function makeCandidate(request: GateRequest, run: Run): Promise<Side> {
  if (request.mode !== 'check') {
    return givenSide(request, {
      reference: request.candidate,
      ...(request.base && { base: request.base }),
      run,
    });
  }
  const repository = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile = await readDockerfile(run, null);
  if (request.image === undefined) {
    return buildSide(request, {
      label: 'candidate',
      build: request.build,
      directory: resolve('.'),
      dockerfile,
      repository,
      run,
    });
  }
  return {
    ...toSide(request.build, request.image),
    label: renderImageReference(request.image),
    dockerfile,
    repository,
  };
}

/** A baseline that was given by reference. */
export async function findBaseline(request: GateRequest, commit: string | null, run: Run): Promise<Side> {
  if (request.mode === 'compare') {
    const base = request.baselineBase;
    return givenSide(request, { reference: request.baseline, ...(base && { base }), run });
  }
  if (request.mode !== 'check' || request.baseline.kind !== 'reference') {
    throw new GateError('bad-input', 'no baseline image was named', { hint: 'Give one with `--baseline`.' });
  }
  const { reference } = request.baseline;
  const repository = run.checkout.isRepository ? await readRepositoryTree(run.checkout.root) : null;
  const dockerfile =
    (commit === null ? null : await readDockerfile(run, commit)) ?? (await readDockerfile(run, null));
  return {
    ...toSide(request.build, reference),
    label: renderImageReference(reference),
    dockerfile,
    repository,
  };
}

export type Building = {
  readonly label: BuildLabel;
  /** The request's inputs, with paths that lead into `directory`. */
  readonly build: BuildInputs;
  readonly directory: string;
  readonly dockerfile: Side['dockerfile'];
  readonly repository: RepositoryTree | null;
  readonly noCache?: boolean;
  readonly run: Run;
};

export async function buildSide(request: CheckRequest, building: Building): Promise<Side> {
  const { label, build, directory, dockerfile, repository, noCache = false, run } = building;
  const { environment, runFolder, made } = run;
  if (runFolder === null)
    throw new GateError('bad-input', 'only `check` builds images', { hint: 'Use `check`.' });
  const image = await buildImage({
    ...build,
    label,
    directory,
    noCache,
    runFolder,
    buildLog: environment.buildLog ?? STANDARD_ERROR,
    log: environment.log,
    environment: Object.fromEntries(environment.secrets),
    signal: environment.signal,
  });
  made.push(image);
  return {
    ...toSide(request.build, image.reference),
    label: image.imageName,
    dockerfile,
    repository,
    ...(image.provenance && { provenance: image.provenance }),
    starts: image.starts,
  };
}

export function toSide(
  { platform, target, buildArgs, buildContexts }: BuildInputs,
  reference: ImageReference,
) {
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

async function givenSide(request: GivenRequest, { reference, base, run }: Given): Promise<Side> {
  const dockerfile = await readDockerfile(run, null);
  if (request.dockerfile !== undefined && dockerfile === null) {
    throw new GateError('bad-input', `there is no Dockerfile at \`${request.dockerfile}\``, {
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
  throw new GateError('bad-input', `\`${relative('.', repository) || repository}\` is not a git checkout`, {
    hint: 'Name a folder of the repository whose tracked files count as source.',
  });
}

/** Of a commit by the name as written, as it is built there: a link that the checkout has need not be in the commit. */
export async function readDockerfile({ checkout }: Run, commit: string | null): Promise<Side['dockerfile']> {
  const path = checkout.dockerfile;
  if (path === null) return null;
  const text =
    commit === null
      ? await readCheckoutFile(resolve(checkout.root, path), checkout.root)
      : await readFileAt(checkout.root, commit, checkout.dockerfileAsWritten ?? path);
  return text === null ? null : { path, text };
}
