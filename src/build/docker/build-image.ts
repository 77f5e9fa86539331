import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../../errors.ts';
import type { ImageReference } from '../../image/image.ts';
import type { BuildProvenance } from '../../image/provenance.ts';
import type { StageStart } from '../../image/stage-start.ts';
import type { BuildInputs } from '../../gate/request.ts';
import { type BuildOutput, dockerfilePath, toBuildArguments } from './build-arguments.ts';
import { type BuildLabel, builderWords, toBuildError } from './build-failure.ts';
import { type BuildLog, openBuildLog } from './build-log.ts';
import { readMetadata, recordEnvironment } from './build-metadata.ts';
import { inspectBuilder } from './builder.ts';
import { runCommand } from '../command.ts';
import { listImageIDs, removeBuiltImage } from './daemon-images.ts';
import type { RunFolder } from '../run-folder.ts';
import { createStageStartReader } from './stage-starts.ts';

export type BuildRequest = BuildInputs & {
  readonly label: BuildLabel;
  /** Folder that context, Dockerfile and build contexts are relative to: the checkout, or the baseline's worktree. */
  readonly directory: string;
  /** One for both images, so that layers they share are written once. */
  readonly runFolder: RunFolder;
  readonly buildLog: BuildLog;
  readonly log?: (message: string) => void;
  /** Nothing of an earlier build is taken. */
  readonly noCache?: boolean;
  /** Added to the builder's environment: values of secrets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** An image that this run built. Disposing removes it from the daemon, unless it was there before. */
export type BuiltImage = {
  readonly reference: ImageReference;
  /** What people call it: the same in every run. */
  readonly imageName: string;
  /** The build's own record, where buildx reports it; what is stored beside the image is another. */
  readonly provenance?: BuildProvenance;
  /** What the builder said each stage started from. */
  readonly starts: readonly StageStart[];
} & AsyncDisposable;

/**
 * Builds one image with buildx. Throws `bad-input` where there is no Dockerfile, `engine-unavailable` without Docker, buildx or
 * daemon, `build-failed` with the failing instruction.
 */
export async function buildImage(request: BuildRequest): Promise<BuiltImage> {
  await checkDockerfile(request);
  const builder = await inspectBuilder(request.builder, request.signal);
  request.log?.(
    builder.output === 'daemon'
      ? `building the ${request.label} as an image in the Docker daemon: ${builder.reason}`
      : `building the ${request.label} as an OCI layout: ${builder.reason}`,
  );
  return builder.output === 'daemon' ? buildInDaemon(request) : buildAsLayout(request);
}

/** What an OCI build asks for; an older builder may lack one or the other. */
type Asked = { readonly folder: boolean; readonly provenance: boolean };

/** Both images' layouts are one folder, so that blobs that they share are sent once. */
async function buildAsLayout(
  request: BuildRequest,
  asked: Asked = { folder: true, provenance: true },
): Promise<BuiltImage> {
  const { label, runFolder } = request;
  const name = `final-stage:${label}`;
  const output: BuildOutput = asked.folder
    ? { kind: 'oci', directory: join(runFolder.directory, 'oci'), name }
    : { kind: 'oci-archive', file: join(runFolder.directory, `${label}.tar`), name };
  const { lacking, starts } = await runBuild(request, output, asked);
  if (lacking === undefined) return toBuiltImage(request, { output, starts });
  request.log?.(
    lacking === 'folder'
      ? `the builder cannot write a folder, so the ${label} is written as an OCI archive`
      : `the builder records no provenance, so the image history says which line made which layer of the ${label}`,
  );
  return buildAsLayout(request, { ...asked, [lacking]: false });
}

async function checkDockerfile(request: BuildRequest): Promise<void> {
  const status = await stat(dockerfilePath(request, request.directory)).catch(() => undefined);
  if (status?.isFile()) return;
  throw new GateError('bad-input', `there is no Dockerfile at \`${displayedDockerfile(request)}\``, {
    hint: 'Give its path with `file` (Action) or `--file` (command line), and its folder with `context`.',
  });
}

function displayedDockerfile({ dockerfile, context }: BuildInputs): string {
  return dockerfile ?? join(context, 'Dockerfile');
}

const BEFORE = new WeakMap<RunFolder, ReturnType<typeof listImageIDs>>();

/** What the daemon had before the run's first build: an image that both builds give is the run's own, not an older one. */
function imagesBefore(runFolder: RunFolder): ReturnType<typeof listImageIDs> {
  const listed = BEFORE.get(runFolder) ?? listImageIDs();
  BEFORE.set(runFolder, listed);
  return listed;
}

/** The tag is noted before the build, so that a run that is killed in it leaves nothing for ever. */
async function buildInDaemon(request: BuildRequest): Promise<BuiltImage> {
  const tag = `final-stage/run:${request.runFolder.runID}-${request.label}`;
  const before = await imagesBefore(request.runFolder);
  await request.runFolder.note({ kind: 'image', tag, before: before && [...before] });
  const output = { kind: 'daemon', tag } as const;
  const { starts } = await runBuild(request, output, { folder: false, provenance: false });
  return toBuiltImage(request, { output, starts }, before);
}

const MAX_LOG_CHARACTERS = 64 * 1024;
const LACKING: Readonly<Record<keyof Asked, RegExp>> = {
  folder:
    /unknown (?:option|attribute|key)[^\n]*tar|tar=false[^\n]*not supported|output directory is not supported/i,
  provenance: /attestations? (?:is|are) not supported|unknown flag: --provenance/i,
};

type Ran = {
  /** What was asked for and the builder cannot give; undefined: it was built. */
  readonly lacking?: keyof Asked;
  readonly starts: readonly StageStart[];
};

/** Throws `build-failed` where something else is wrong than what the builder can give. */
async function runBuild(request: BuildRequest, output: BuildOutput, asked: Asked): Promise<Ran> {
  const { label, runFolder, signal } = request;
  const args = toBuildArguments({
    inputs: request,
    directory: request.directory,
    output,
    provenance: asked.provenance,
    noCache: request.noCache === true,
    iidFile: join(runFolder.directory, `${label}.iid`),
    metadataFile: metadataFile(request),
  });
  let tail = '';
  using log = openBuildLog(request.buildLog, `Build ${label}`);
  const decoder = new TextDecoder();
  const stages = createStageStartReader();
  const result = await runCommand('docker', args, {
    environment: { ...recordEnvironment(), ...request.environment },
    onOutput: (data) => {
      const text = decoder.decode(data, { stream: true });
      tail = (tail + text).slice(-MAX_LOG_CHARACTERS);
      stages.write(text);
      log.write(data);
    },
    ...(signal && { signal }),
  });
  if (!('missing' in result) && result.exitCode === 0) return { starts: stages.starts };
  const lacking = (['folder', 'provenance'] as const).find(
    (what) => asked[what] && LACKING[what].test(builderWords(tail)),
  );
  if (lacking !== undefined) return { lacking, starts: [] };
  throw toBuildError({ label, dockerfile: displayedDockerfile(request), log: tail });
}

async function toBuiltImage(
  request: BuildRequest,
  { output, starts }: { readonly output: BuildOutput; readonly starts: readonly StageStart[] },
  before: ReadonlySet<string> | null = null,
): Promise<BuiltImage> {
  const suffix = request.target === undefined || request.target === '' ? '' : ` (${request.target})`;
  const metadata = await readMetadata(metadataFile(request));
  return {
    reference: toReference(output, metadata.digest),
    imageName: `${request.label} of ${displayedDockerfile(request)}${suffix}`,
    ...(metadata.provenance && { provenance: metadata.provenance }),
    starts,
    [Symbol.asyncDispose]: async () => {
      if (output.kind === 'daemon') await removeBuiltImage(output.tag, before);
    },
  };
}

function metadataFile({ runFolder, label }: BuildRequest): string {
  return join(runFolder.directory, `${label}.metadata.json`);
}

/** In a layout that both images share, the digest names the image: names can be taken over by a later build. */
function toReference(output: BuildOutput, digest: string | undefined): ImageReference {
  if (output.kind === 'daemon') return { transport: 'docker-daemon', name: output.tag };
  const tag = digest ?? output.name;
  return output.kind === 'oci'
    ? { transport: 'oci', name: output.directory, tag }
    : { transport: 'oci-archive', name: output.file, tag };
}
