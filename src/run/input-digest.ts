import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { join } from 'node:path/posix';
import { placeInputs, pathOfContext } from '../build/docker/input-paths.ts';
import { type CommitEntry, describeCheckout, listCommit } from '../build/git/commit-entries.ts';
import { historyWords, matters } from '../build/git/changed-inputs.ts';
import { readFileAt } from '../build/git/repository.ts';
import type { Digest } from '../digest.ts';
import { parseCertainIgnore } from '../dockerfile/certain-ignore.ts';
import { GateError } from '../errors.ts';
import { renderPlatform } from '../image/platform.ts';
import { seenBy, type Sent } from './changed.ts';
import type { CheckRequest, Run } from './run.ts';

/** Digest of all that the image of a commit is built from, or why it has none: one clause without a dot. */
type InputDigest = { readonly digest: Digest } | { readonly why: string };

/**
 * Two commits, or two runs, have one digest where the builder is asked for the same and is sent the same. What it fetches by
 * itself, such as base images, is not in it.
 */
export async function digestInputs(request: CheckRequest, commit: string, run: Run): Promise<InputDigest> {
  if (request.prepare !== undefined) return { why: '`prepare` makes files that no commit has' };
  try {
    return await digestCommit(request, commit, run);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { why: error.message };
  }
}

async function digestCommit(request: CheckRequest, commit: string, run: Run): Promise<InputDigest> {
  const { checkout, environment } = run;
  const repository = { directory: checkout.root, signal: environment.signal };
  const places = placesOf(request, run);
  if ('why' in places) return places;
  const entries = await listCommit(repository, commit);
  const sent = await readRules(places, { commit, run });
  const seen = seenBy(sent, places.files);
  if (seen.sees('.git')) return { why: historyWords('.git') };
  const relevant = entries.filter(({ path }) => matters(path, seen));
  const odd = findOdd(relevant, places);
  if (odd !== undefined) return { why: odd };
  const state = await describeCheckout(repository);
  if ('why' in state) return state;
  const hash = createHash('sha256').update(JSON.stringify([identityOf(request, run), state.text]));
  for (const { path, mode, object } of relevant) hash.update(`\0${mode} ${object} ${path}`);
  return { digest: `sha256:${hash.digest('hex')}` as Digest };
}

type Places = {
  readonly context: string;
  readonly others: readonly string[];
  /** Dockerfile and ignore files. */
  readonly files: readonly [string, string, string];
};

function placesOf({ build }: CheckRequest, { checkout }: Run): Places | { readonly why: string } {
  const { dockerfile, dockerfileAsWritten } = checkout;
  const [context, ...others] = [build.context, ...build.buildContexts.flatMap(pathOfContext)].map((path) =>
    checkout.relative(resolve(path)),
  );
  if (dockerfile === null || dockerfile !== dockerfileAsWritten || context == null)
    return { why: 'the Dockerfile or the build context is outside of the checkout' };
  const inside = others.filter((path) => path !== null);
  if (inside.length < others.length) return { why: 'a build context is outside of the checkout' };
  return {
    context,
    others: inside,
    files: [dockerfile, `${dockerfile}.dockerignore`, join(context, '.dockerignore')],
  };
}

/** As the commit has them. */
async function readRules(
  { context, others, files: [, own, shared] }: Places,
  { commit, run }: { readonly commit: string; readonly run: Run },
): Promise<readonly Sent[]> {
  const { root } = run.checkout;
  const text = (await readFileAt(root, commit, own)) ?? (await readFileAt(root, commit, shared)) ?? '';
  const nothing = parseCertainIgnore('');
  return [
    { folder: context, ignored: parseCertainIgnore(text) },
    ...others.map((folder) => ({ folder, ignored: nothing })),
  ];
}

/** Links on the way to what is read, and files that only another repository has. */
function findOdd(entries: readonly CommitEntry[], { context, others, files }: Places): string | undefined {
  const places = [context, ...others, ...files];
  const onTheWay = entries.find(
    ({ path, mode }) =>
      mode === '120000' && places.some((place) => place === path || place.startsWith(`${path}/`)),
  );
  if (onTheWay !== undefined) return 'a build context or the Dockerfile is reached through a link';
  return entries.some(({ mode }) => mode === '160000') ? 'the build sees a submodule' : undefined;
}

/** Everything that the builder is asked for, with paths as they are in the repository. Values are in the digest alone. */
function identityOf({ build }: CheckRequest, { checkout }: Run): unknown {
  const { context, dockerfile, buildContexts } = placeInputs(
    { ...build, dockerfile: checkout.dockerfile ?? '' },
    (path) => checkout.relative(resolve(path)) ?? path,
  );
  return {
    ...{ context, dockerfile, buildContexts },
    target: build.target ?? null,
    // What buildx builds for where nobody says otherwise.
    platform: build.platform
      ? renderPlatform(build.platform)
      : (process.env['DOCKER_DEFAULT_PLATFORM'] ?? process.arch),
    buildArgs: build.buildArgs.toSorted(),
    network: build.network ?? null,
    secrets: build.secrets.map((spec) => /(?:^|,)id=([^,]*)/.exec(spec)?.[1] ?? '').toSorted(),
  };
}
