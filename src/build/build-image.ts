import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../errors.ts';
import type { ImageReference } from '../image/image.ts';
import type { BuildInputs } from '../request.ts';
import { type BuildOutput, dockerfilePath, toBuildArguments } from './build-arguments.ts';
import { toBuildError } from './build-failure.ts';
import { type BuildLog, openBuildLog } from './build-log.ts';
import { inspectBuilder } from './builder.ts';
import { runCommand } from './command.ts';
import { listImageIDs, removeBuiltImage } from './daemon-images.ts';
import type { Scratch } from './scratch.ts';

export type BuildRequest = BuildInputs & {
  readonly label: 'candidate' | 'baseline';
  /** Folder that context, Dockerfile and build contexts are relative to: the checkout, or the baseline's worktree. */
  readonly directory: string;
  /** One for both images, so that layers they share are written once. */
  readonly scratch: Scratch;
  readonly log: BuildLog;
  readonly tell?: (message: string) => void;
  /** Added to the builder's environment: values of secrets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** An image that this run built. Disposing removes it from the daemon, unless it was there before. */
export type BuiltImage = {
  readonly reference: ImageReference;
  /** What people call it: the same in every run. */
  readonly imageName: string;
} & AsyncDisposable;

/**
 * Builds one image with buildx. Throws `bad-input` where there is no Dockerfile, `engine-unavailable` without Docker, buildx or
 * daemon, `build-failed` with the failing instruction.
 */
export async function buildImage(request: BuildRequest): Promise<BuiltImage> {
  await checkDockerfile(request);
  const builder = await inspectBuilder(request.builder, request.signal);
  request.tell?.(
    builder.output === 'daemon'
      ? `building the ${request.label} as an image in the Docker daemon: ${builder.reason}`
      : `building the ${request.label} as an OCI layout: ${builder.reason}`,
  );
  if (builder.output === 'daemon') return buildInDaemon(request);
  const { scratch, label } = request;
  const name = `final-stage:${label}`;
  const layout: BuildOutput = { kind: 'oci', directory: join(scratch.directory, 'oci'), name };
  if (await runBuild(request, layout)) return toBuiltImage(request, layout);
  request.tell?.(`the builder cannot write a folder: writing the ${label} as an OCI archive`);
  const archive: BuildOutput = { kind: 'oci-archive', file: join(scratch.directory, `${label}.tar`), name };
  await runBuild(request, archive);
  return toBuiltImage(request, archive);
}

async function checkDockerfile(request: BuildRequest): Promise<void> {
  const status = await stat(dockerfilePath(request, request.directory)).catch(() => undefined);
  if (status?.isFile()) return;
  throw new GateError('bad-input', `no Dockerfile at \`${displayedDockerfile(request)}\``, {
    hint: 'Name it with `file` (Action) or `--file` (command line), and its folder with `context`.',
  });
}

function displayedDockerfile({ dockerfile, context }: BuildInputs): string {
  return dockerfile ?? join(context, 'Dockerfile');
}

const BEFORE = new WeakMap<Scratch, ReturnType<typeof listImageIDs>>();

/** What the daemon had before the run's first build: an image that both builds give is the run's own, not an older one. */
function imagesBefore(scratch: Scratch): ReturnType<typeof listImageIDs> {
  const listed = BEFORE.get(scratch) ?? listImageIDs();
  BEFORE.set(scratch, listed);
  return listed;
}

/** The tag is noted before the build, so that a run that is killed in it leaves nothing for ever. */
async function buildInDaemon(request: BuildRequest): Promise<BuiltImage> {
  const tag = `final-stage/run:${request.scratch.runID}-${request.label}`;
  const before = await imagesBefore(request.scratch);
  await request.scratch.note({ kind: 'image', tag, before: before && [...before] });
  await runBuild(request, { kind: 'daemon', tag });
  return toBuiltImage(request, { kind: 'daemon', tag }, before);
}

const MAX_LOG_CHARACTERS = 64 * 1024;
const UNSUPPORTED =
  /unknown (?:option|attribute|key)[^\n]*tar|tar=false[^\n]*not supported|output directory is not supported/i;

/** False where the builder cannot write that kind of output. */
async function runBuild(request: BuildRequest, output: BuildOutput): Promise<boolean> {
  const { label, scratch, signal } = request;
  const files = {
    iidFile: join(scratch.directory, `${label}.iid`),
    metadataFile: join(scratch.directory, `${label}.metadata.json`),
  };
  const args = toBuildArguments({ inputs: request, directory: request.directory, output, ...files });
  let tail = '';
  using log = openBuildLog(request.log, `Build ${label}`);
  const decoder = new TextDecoder();
  const result = await runCommand('docker', args, {
    environment: request.environment ?? {},
    onOutput: (data) => {
      tail = (tail + decoder.decode(data, { stream: true })).slice(-MAX_LOG_CHARACTERS);
      log.write(data);
    },
    ...(signal && { signal }),
  });
  if (!('missing' in result) && result.exitCode === 0) return true;
  if (output.kind === 'oci' && UNSUPPORTED.test(tail)) return false;
  throw toBuildError({ label, dockerfile: displayedDockerfile(request), log: tail });
}

async function toBuiltImage(
  request: BuildRequest,
  output: BuildOutput,
  before: ReadonlySet<string> | null = null,
): Promise<BuiltImage> {
  const suffix = request.target === undefined || request.target === '' ? '' : ` (${request.target})`;
  return {
    reference: await toReference(request, output),
    imageName: `${request.label} of ${displayedDockerfile(request)}${suffix}`,
    [Symbol.asyncDispose]: async () => {
      if (output.kind === 'daemon') await removeBuiltImage(output.tag, before);
    },
  };
}

/** In a layout that both images share, the digest names the image: names can be taken over by a later build. */
async function toReference(request: BuildRequest, output: BuildOutput): Promise<ImageReference> {
  if (output.kind === 'daemon') return { transport: 'docker-daemon', name: output.tag };
  const file = join(request.scratch.directory, `${request.label}.metadata.json`);
  const metadata: unknown = JSON.parse(await readFile(file, 'utf8'));
  const digest = (metadata as Readonly<Record<string, unknown>>)['containerimage.digest'];
  const tag = typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : output.name;
  return output.kind === 'oci'
    ? { transport: 'oci', name: output.directory, tag }
    : { transport: 'oci-archive', name: output.file, tag };
}
