import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Image, Platform } from '../../../src/image/image.ts';
import { requiredContent } from '../../../src/scan/required-files.ts';
import { ociFiles, ociIndexFiles, ociLayers } from '../../helpers/archive-builder.ts';
import {
  configJson,
  digestOf,
  image,
  layer,
  rawLayer,
  whiteout,
  type ConfigInput,
  type LayerInput,
} from '../../helpers/image-builder.ts';
import { entry } from '../../helpers/tar-builder.ts';

/** An image that starts as an OCI layout written here, since no engine writes such a thing; one per platform that it has. */
export type LayoutImage = {
  readonly title: string;
  /** The layout's files; `name` is what an engine calls the image. */
  readonly write: (name: string) => ReadonlyMap<string, Uint8Array>;
  /** Docker's manifests know no zstd, and skopeo writes none into its archives. */
  readonly hasZstd?: boolean;
  /** The containerd store saves an image without them. */
  readonly hasForeign?: boolean;
  /** Among several entries of an index, skopeo does not find the image. */
  readonly hasReferrer?: boolean;
  readonly expected: readonly { readonly platform: Platform; readonly image: Image }[];
};

const AMD64 = { os: 'linux', architecture: 'amd64' };
const PLATFORMS: readonly Platform[] = [
  AMD64,
  { os: 'linux', architecture: 'arm64' },
  { os: 'linux', architecture: 'arm', variant: 'v7' },
];

function expectedOf(layers: readonly LayerInput[], config: ConfigInput): LayoutImage['expected'][number] {
  return {
    platform: config.platform ?? AMD64,
    image: image(layers, config, { required: requiredContent(null) }),
  };
}

function single(title: string, layers: readonly LayerInput[]): LayoutImage {
  const config = { workingDir: '/' };
  return {
    title,
    write: (name) => ociFiles({ layers, name, config, compression: 'gzip', attestation: true }),
    expected: [expectedOf(layers, config)],
  };
}

function referred(title: string): LayoutImage {
  const layers = [layer({ '/file': 'stated' })];
  const config = { workingDir: '/' };
  return {
    title,
    hasReferrer: true,
    write: (name) => ociFiles({ layers, name, config, compression: 'gzip', alter: addReferrer }),
    expected: [expectedOf(layers, config)],
  };
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/**
 * A statement about the image that the layout's index names beside it, as Docker 29 saves what refers to an image. OCI image-spec,
 * manifest.md, `subject`; github.com/containerd/containerd, core/images/annotations.go.
 */
function addReferrer(files: Map<string, Uint8Array>): void {
  const put = (mediaType: string, text: string) => {
    const bytes = Buffer.from(text);
    const digest = digestOf(bytes);
    files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const index = JSON.parse(Buffer.from(files.get('index.json') ?? []).toString()) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  const [subject] = index.manifests;
  const annotations = { 'io.containerd.manifest.subject': subject?.digest };
  const artifactType = 'application/vnd.in-toto+json';
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    artifactType,
    config: put('application/vnd.oci.empty.v1+json', '{}'),
    layers: [put(artifactType, '{"_type":"https://in-toto.io/Statement/v1"}')],
    subject,
  });
  const manifests = [...index.manifests, { ...put(MANIFEST, text), artifactType, annotations }];
  files.set('index.json', Buffer.from(JSON.stringify({ ...index, manifests })));
}

/** The second entry of a name wins on extraction; both are in the ledger. */
const twice = rawLayer(
  entry({ path: 'etc/', type: '5', mode: 0o755 }),
  entry({ path: 'etc/file', content: 'first, and longer' }),
  entry({ path: 'other', content: 'other' }),
  entry({ path: 'etc/file', content: 'second' }),
  entry({ path: 'etc/', type: '5', mode: 0o700 }),
);

/** Most layers that images are known to have: the limit of old storage drivers. */
const MOST_LAYERS = 127;
const deep = Array.from({ length: MOST_LAYERS }, (_, ordinal) =>
  layer({ '/counter': `layer ${ordinal}`, [`/own/${ordinal}`]: 'x'.repeat(ordinal) }),
);

/** Frames beside each other, one of them to be skipped, as zstd:chunked has them. RFC 8878, 3.1.2. */
function chunked(bytes: Uint8Array): Uint8Array {
  const half = Math.floor(bytes.length / 2);
  const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
  return Buffer.concat([
    zstdCompressSync(bytes.subarray(0, half)),
    skipped,
    zstdCompressSync(bytes.subarray(half)),
  ]);
}

/** Members beside each other, as estargz has them. RFC 1952, 2.2. */
function members(bytes: Uint8Array): Uint8Array {
  const half = Math.floor(bytes.length / 2);
  return Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
}

type Stored = readonly [mediaType: string, compress: (bytes: Uint8Array) => Uint8Array];

const ZSTD: Stored = ['application/vnd.oci.image.layer.v1.tar+zstd', chunked];
const GZIP: Stored = ['application/vnd.oci.image.layer.v1.tar+gzip', members];
const PLAIN: Stored = ['application/vnd.oci.image.layer.v1.tar', (bytes) => bytes];
const FOREIGN: Stored = ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', members];

function mixed(title: string, stored: readonly Stored[]): LayoutImage {
  const layers = stored.map((_, ordinal) =>
    layer(
      { [`/file-${ordinal}`]: randomBytes(30_000), '/same': String(ordinal) },
      ordinal === 2 ? whiteout('/file-0') : {},
    ),
  );
  const config = { workingDir: '/' };
  const blobs = stored.map(([mediaType, compress], ordinal) => ({
    mediaType,
    bytes: compress(layers[ordinal]?.tar ?? new Uint8Array(0)),
  }));
  return {
    title,
    hasZstd: stored.includes(ZSTD),
    hasForeign: stored.includes(FOREIGN),
    write: (name) => ociLayers(blobs, { config: configJson(layers, config), name: `docker.io/${name}` }),
    expected: [expectedOf(layers, config)],
  };
}

function platforms(): LayoutImage {
  const inputs = PLATFORMS.map((platform) => {
    const text = `${platform.architecture} ${platform.variant ?? ''}`;
    return {
      layers: [layer({ '/shared': 'of all' }), layer({ '/platform': text })],
      config: { platform, workingDir: '/' },
    };
  });
  return {
    title: 'an index of three platforms with attestations (T14)',
    write: (name) =>
      ociIndexFiles(
        inputs.map((input) => ({ ...input, compression: 'gzip', attestation: true })),
        `docker.io/${name}`,
      ),
    expected: inputs.map(({ layers, config }) => expectedOf(layers, config)),
  };
}

export const LAYOUT_IMAGES: readonly LayoutImage[] = [
  single('entries twice in one tar (T3)', [twice, layer({ '/etc/more': 'more' })]),
  single(`${MOST_LAYERS} layers (T10)`, deep),
  mixed('a layer of every compression (T13)', [ZSTD, GZIP, PLAIN]),
  mixed('a foreign layer (T13)', [GZIP, FOREIGN]),
  platforms(),
  referred('an image with a statement that refers to it (T14)'),
];
