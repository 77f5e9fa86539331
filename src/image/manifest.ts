import * as z from 'zod';
import { GateError } from '../errors.ts';
import { isDigest, type Digest } from '../digest.ts';
import type { HistoryEntry, ImageConfig, Platform } from './image.ts';
import { foldKeys } from './json-keys.ts';
import { isManifestType } from './media-types.ts';
import { record, RUN_CONFIG_FIELDS, runConfig, text, texts, textOrEmpty } from './run-config.ts';

/** Points to a blob. `size` in bytes. OCI image-spec, descriptor.md. */
export type Descriptor = {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations: Readonly<Record<string, string>>;
  readonly artifactType?: string;
};

/** An OCI image manifest or Docker's schema 2. OCI image-spec, manifest.md. */
export type Manifest = {
  readonly kind: 'manifest';
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType?: string;
};

/** An OCI image index or Docker's manifest list. OCI image-spec, image-index.md. */
export type ImageIndex = { readonly kind: 'index'; readonly manifests: readonly Descriptor[] };

/** One entry of `manifest.json` in a docker-archive; paths are members of the archive. */
export type DockerArchiveEntry = {
  readonly config: string;
  readonly repoTags: readonly string[];
  readonly layers: readonly string[];
};

const digest = z.string().refine(isDigest, { error: 'expected sha256 and 64 hex digits' });

const platform = z
  .object({ os: z.string(), architecture: z.string(), variant: text })
  .transform(({ os, architecture, variant }): Platform => toPlatform(os, architecture, variant));

const descriptor = z
  .object({
    mediaType: text,
    digest,
    size: z.int().min(0),
    platform: platform.nullish(),
    annotations: record,
    artifactType: text,
  })
  .transform((found): Descriptor => ({
    mediaType: found.mediaType ?? '',
    digest: found.digest,
    size: found.size,
    annotations: found.annotations,
    ...(found.platform ? { platform: found.platform } : {}),
    ...(found.artifactType === undefined ? {} : { artifactType: found.artifactType }),
  }));

const descriptors = z
  .array(descriptor)
  .nullish()
  .transform((list) => list ?? []);

const manifest = z
  .object({ config: descriptor, layers: descriptors, artifactType: text })
  .transform(({ config: named, layers, artifactType }) => ({
    config: named,
    layers,
    ...(artifactType === undefined ? {} : { artifactType }),
  }));
const index = z.object({ manifests: descriptors });

const dockerArchive = z.array(
  z
    .object({ Config: textOrEmpty, RepoTags: texts, Layers: texts })
    .transform((entry): DockerArchiveEntry => ({
      config: entry.Config,
      repoTags: entry.RepoTags,
      layers: entry.Layers,
    })),
);

const historyEntry = z
  .object({ created_by: text, comment: text, created: text, empty_layer: z.boolean().nullish() })
  .nullable()
  .transform((found): HistoryEntry => ({
    emptyLayer: found?.empty_layer ?? false,
    ...givenTexts({ createdBy: found?.created_by, comment: found?.comment, created: found?.created }),
  }));

function givenTexts<Name extends string>(
  given: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<
    Record<Name, string>
  >;
}

const NO_RUN_CONFIG = { env: [], entrypoint: [], cmd: [], labels: {} };

const config = z.object({
  os: text,
  architecture: text,
  variant: text,
  config: runConfig.nullish(),
  rootfs: z.object({
    diff_ids: z
      .array(digest)
      .nullish()
      .transform((list) => list ?? []),
  }),
  history: z
    .array(historyEntry)
    .nullish()
    .transform((list) => list ?? []),
});

/** JSON text to a manifest or an index; throws `image-unreadable` naming `what`. */
export function parseManifest(bytes: Uint8Array, what: string): Manifest | ImageIndex {
  const json = foldKeys(parseJson(bytes, what), MANIFEST_FIELDS, what);
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(json);
  refuseStrangers(fields, what);
  return 'manifests' in fields
    ? { kind: 'index', ...check(index, json, what) }
    : { kind: 'manifest', ...check(manifest, json, what) };
}

/** What is no manifest of an image, each in its own words. */
function refuseStrangers(fields: Readonly<Record<string, unknown>>, what: string): void {
  const { mediaType = '', schemaVersion } = fields;
  if (schemaVersion === 1 || 'fsLayers' in fields) {
    throw new GateError('image-unreadable', `${what} is in Docker's old schema 1`, {
      hint: 'Push the image again with a version of Docker that is newer than 2016.',
    });
  }
  if (typeof mediaType === 'string' && !isManifestType(mediaType)) {
    throw new GateError('image-unreadable', `${what} is of media type \`${mediaType.slice(0, 200)}\``, {
      hint: 'Name an image: an OCI or Docker image manifest, or an index of them.',
    });
  }
  refuseAmbiguous(fields, what);
}

/** Two readers might see two images. https://github.com/opencontainers/image-spec/security/advisories/GHSA-77vh-xpmg-72qh */
function refuseAmbiguous(fields: Readonly<Record<string, unknown>>, what: string): void {
  if ('manifests' in fields && ('layers' in fields || 'config' in fields)) {
    throw new GateError('image-unreadable', `${what} is an index and a manifest at once`, {
      hint: 'Build and push the image again.',
    });
  }
}

const MANIFEST_FIELDS = [
  ...['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'manifests', 'fsLayers'],
  ...['digest', 'size', 'platform', 'os', 'architecture', 'variant', 'annotations'],
];
const ARCHIVE_FIELDS = ['Config', 'RepoTags', 'Layers'];
const CONFIG_FIELDS = [
  ...['os', 'architecture', 'variant', 'config', 'rootfs', 'diff_ids', 'history'],
  ...['created_by', 'comment', 'created', 'empty_layer'],
  ...RUN_CONFIG_FIELDS,
];

/** `manifest.json` of a docker-archive; throws `image-unreadable` naming `what`. */
export function parseDockerArchiveManifest(bytes: Uint8Array, what: string): readonly DockerArchiveEntry[] {
  return check(dockerArchive, foldKeys(parseJson(bytes, what), ARCHIVE_FIELDS, what), what);
}

/** Image config, OCI's or Docker's; throws `image-unreadable` naming `what`. OCI image-spec, config.md. */
export function parseImageConfig(bytes: Uint8Array, what: string): ImageConfig {
  const found = check(config, foldKeys(parseJson(bytes, what), CONFIG_FIELDS, what), what);
  return {
    platform: toPlatform(found.os ?? 'linux', found.architecture ?? 'unknown', found.variant),
    ...(found.config ?? NO_RUN_CONFIG),
    diffIDs: found.rootfs.diff_ids,
    history: found.history,
  };
}

/** The history entry of each layer ordinal; where the counts differ the history says nothing and the list is empty. */
export function layerHistory({ history, diffIDs }: ImageConfig): readonly HistoryEntry[] {
  const withLayer = history.filter(({ emptyLayer }) => !emptyLayer);
  return withLayer.length === diffIDs.length ? withLayer : [];
}

function toPlatform(os: string, architecture: string, variant: string | undefined): Platform {
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new GateError('image-unreadable', `${what} is not JSON`, { cause });
  }
}

function check<Output>(schema: z.ZodType<Output>, json: unknown, what: string): Output {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  const where = place === '' ? '' : ` \`${place.slice(0, 200)}\``;
  throw new GateError('image-unreadable', `${what} is not valid:${where} ${issue?.message ?? 'is wrong'}`);
}
