import { resolve } from 'node:path';
import { type BaseImage, contextFor } from '../dockerfile/base-image.ts';
import { readFileAt } from '../build/git/repository.ts';
import { openRunFolder } from '../build/run-folder.ts';
import { openCheckout, readCheckoutFile } from './checkout.ts';
import { GateError } from '../errors.ts';
import { createPathTable } from '../files/table/path-table.ts';
import type { Digest } from '../digest.ts';
import { renderImageReference } from '../image/reference.ts';
import { completeName } from '../image/stage-start.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';
import { resolveBaseDiffIDs } from '../image-source/open-image.ts';
import { openImages } from './open-images.ts';
import type { GateAndFixPorts } from '../gate/fix-ports.ts';
import type { GatePorts, Side } from '../gate/ports.ts';
import type { GateRequest } from '../gate/request.ts';
import { readPolicy } from './policy-text.ts';
import { findBaseline, makeCandidate } from './sides.ts';
import { openReadingTime } from './reading-time.ts';
import type { Run, Environment } from './run.ts';
import { VERSION } from '../version.ts';

/** What lasts as long as a run. */
export type RunPorts = GateAndFixPorts & AsyncDisposable;

/** The gate's edges, bound to the real world. Disposing removes built images, worktree and temporary folder, and keeps what was read for later. */
export async function openPorts(request: GateRequest, environment: Environment): Promise<RunPorts> {
  const checkout = await openCheckout(request, environment.workspace);
  const runFolder = request.mode === 'check' ? await openRunFolder({ log: environment.log }) : null;
  const made: AsyncDisposable[] = runFolder ? [runFolder] : [];
  const inPlace = request.readInPlace === true ? new Map<Digest, LayerBlob>() : null;
  const readingTime = openReadingTime(environment.readMinutes, environment.signal);
  const records = { isRefused: false, hasBegun: false, baseDiffIDs: new Map(), read: new Map() };
  const run: Run = { environment, checkout, runFolder, made, inPlace, readingTime, records };
  const ports = createPorts(run);
  return {
    ...ports,
    forFixes: async () => ({ ...ports, ...(await import('./baseline.ts')).fixPorts(run) }),
    [Symbol.asyncDispose]: async () => {
      readingTime[Symbol.dispose]();
      environment.layerCache?.flush();
      for (const one of made.toReversed()) await one[Symbol.asyncDispose]();
    },
  };
}

function createPorts(run: Run): GatePorts {
  const { environment, checkout } = run;
  return {
    version: VERSION,
    baselineCommit: async (request) => {
      if (request.mode !== 'check') return { none: 'no commit is compared' };
      const { baselineCommit } = await import('./baseline.ts');
      return baselineCommit(request, run);
    },
    dockerfilePath: () => Promise.resolve(checkout.dockerfile),
    dockerfileAsWritten: () => Promise.resolve(checkout.dockerfileAsWritten),
    readText: (commit, path) =>
      commit === null
        ? readCheckoutFile(resolve(checkout.root, path), checkout.root)
        : readFileAt(checkout.root, commit, path),
    readPolicy: (request, commit) => readPolicy(request, commit, checkout),
    whyChanged: async (request, commit) => {
      if (request.mode !== 'check') return 'no image is built';
      const { whyChanged } = await import('./baseline.ts');
      return whyChanged(request, commit, run);
    },
    explain: environment.explain ?? environment.log,
    makeCandidate: async (request) => {
      await prepareCandidate(request, run);
      return makeCandidate(request, run);
    },
    makeBaseline: async (request, commit, note) => {
      const { makeBaseline } = await import('./baseline.ts');
      return makeBaseline(request, { commit, note, run });
    },
    findBaseline: (request, commit) => findBaseline(request, commit, run),
    openImages: (sides, required) => openImages(sides, required, run),
    isCacheRefuted: () => environment.layerCache?.isRefuted() === true,
    isRecordRefused: () => run.records.isRefused,
    refuseRecord: (why) => {
      run.records.isRefused = true;
      environment.log(`the recorded baseline is not used, and the baseline is built: ${why}`);
    },
    recordImages: async (request, read, commit) => {
      const { recordImages } = await import('./baseline.ts');
      await recordImages(request, { read, commit }, run);
    },
    baseDiffIDs: async (side, base, fits) => {
      const found = await baseDiffIDs(side, { ...base, fits }, run);
      run.records.baseDiffIDs.set(side, found);
      return found;
    },
    waiver: (label) => waiver(label, run),
  };
}

async function prepareCandidate(request: GateRequest, run: Run): Promise<void> {
  if (request.mode !== 'check' || request.image !== undefined || request.prepare?.inCandidate !== true)
    return;
  const { prepare } = await import('./baseline.ts');
  await prepare(request, { label: 'candidate', directory: resolve('.') }, run);
}

async function waiver(label: string, { environment, checkout: { event } }: Run) {
  if (event.kind !== 'pull_request') return null;
  const { readWaiver } = await import('../github/publishing.ts');
  return readWaiver(environment.client, event, label);
}

type FittingBase = BaseImage & { readonly fits: (diffIDs: readonly Digest[]) => boolean };

async function baseDiffIDs(side: Side, base: FittingBase, { environment, readingTime }: Run) {
  const { record } = side;
  if (record !== undefined)
    return record.baseDiffIDs && base.fits(record.baseDiffIDs) ? record.baseDiffIDs : null;
  return readingTime.read(`the base image of \`${side.label}\``, (signal) =>
    readBaseDiffIDs(side, base, { ...environment, signal }),
  );
}

/** A base that the user names must be readable; what a Dockerfile names is evidence only where somebody has it. */
async function readBaseDiffIDs(
  side: Side,
  base: FittingBase,
  environment: Environment,
): Promise<readonly Digest[] | null> {
  const options = {
    paths: createPathTable(),
    required: { wantsContent: () => false, gitBlobSizes: new Set<number>() },
    insecureRegistries: environment.insecureRegistries,
    ...(side.platform && { platform: side.platform }),
  };
  if (side.base) {
    return resolveBaseDiffIDs(renderImageReference(side.base), { ...options, signal: environment.signal });
  }
  for (const reference of referencesOf(side, base)) {
    // The builder has read the same: a registry that takes longer than this has nothing that is needed.
    const signal = AbortSignal.any([AbortSignal.timeout(BASE_MILLISECONDS), environment.signal]);
    const found = await orNull(() => resolveBaseDiffIDs(reference, { ...options, signal }));
    environment.signal.throwIfAborted();
    if (found && base.fits(found)) return found;
  }
  return null;
}

const BASE_MILLISECONDS = 20_000;

async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GateError || (error instanceof Error && error.name === 'TimeoutError')) return null;
    throw error;
  }
}

/** The daemon's image of the name, then the registry's of the digest. */
function referencesOf(side: Side, { name, digest }: BaseImage): readonly string[] {
  const daemon = name === null ? null : baseReference(side, name);
  const registry =
    name === null || digest === null ? [] : [`registry:${withoutTag(completeName(name))}@${digest}`];
  return [...(daemon === null ? [] : [daemon]), ...registry];
}

function withoutTag(name: string): string {
  return name.replace(/:[^/:]*$/, '');
}

/**
 * What a Dockerfile's base image is, unless a build context replaces it: always one of the daemon's images, however the name
 * is spelt. https://docs.docker.com/reference/cli/docker/buildx/build/#build-context
 */
function baseReference({ buildContexts }: Side, baseName: string): string | null {
  const context = contextFor(buildContexts, baseName);
  const source = context?.slice(context.indexOf('=') + 1) ?? `docker-image://${baseName}`;
  const image = /^docker-image:\/\/(.+)$/.exec(source)?.[1];
  if (image !== undefined) return `docker-daemon:${image}`;
  const [, folder, tag = 'latest'] = /^oci-layout:\/\/([^:@]+)(?:[:@](.+))?$/.exec(source) ?? [];
  return folder === undefined ? null : `oci:${folder}:${tag}`;
}
