import { readFile, stat } from 'node:fs/promises';
import { isDigest, type Digest } from '../../digest.ts';
import { toProvenance, type BuildProvenance } from '../../image/provenance.ts';

/** What buildx reports of a finished build. */
export type BuildMetadata = {
  readonly digest: Digest | undefined;
  /** From the build record (buildx 0.14 and later), which there is for every builder, whatever it can store beside an image. */
  readonly provenance: BuildProvenance | undefined;
};

const MAX_METADATA_BYTES = 64 * 1024 * 1024;
const RECORD = 'buildx.build.provenance';

/** Asks buildx for the whole record, where the user has not said otherwise; older versions do not know the variable. */
export function recordEnvironment(): Readonly<Record<string, string>> {
  const name = 'BUILDX_METADATA_PROVENANCE';
  return process.env[name] === undefined ? { [name]: 'max' } : {};
}

/** What `--metadata-file` wrote; nothing where there is no such file or it is too large. https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file */
export async function readMetadata(file: string): Promise<BuildMetadata> {
  const metadata = new Map(Object.entries((await readJson(file)) ?? {}));
  const digest: unknown = metadata.get('containerimage.digest');
  // One key for each platform, `buildx.build.provenance/linux/amd64`, where several could have been built.
  const key = [...metadata.keys()].find((name) => name === RECORD || name.startsWith(`${RECORD}/`));
  return {
    digest: typeof digest === 'string' && isDigest(digest) ? digest : undefined,
    provenance: toProvenance(metadata.get(key ?? RECORD)) ?? undefined,
  };
}

async function readJson(file: string): Promise<object | null> {
  const size = (await stat(file).catch(() => undefined))?.size ?? Infinity;
  return size > MAX_METADATA_BYTES ? null : (JSON.parse(await readFile(file, 'utf8')) as object | null);
}
