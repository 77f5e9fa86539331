import { describe, expect, test } from '@jest/globals';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { readImage } from '../../src/image-source/read-image.ts';
import { openRegistryImage } from '../../src/image-source/registry/registry.ts';
import type { Platform } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { ociFiles, ociIndexFiles } from '../helpers/archive-builder.ts';
import { digestOf, layer, NOTHING_REQUIRED } from '../helpers/image-builder.ts';
import { openRegistryDouble } from '../helpers/registry-double.ts';

type Json = Readonly<Record<string, unknown>>;

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const layers = [layer({ '/app': 'x' }), layer({ '/b': 'y' })];

type Parts = Map<string, Uint8Array>;

function put(files: Parts, value: unknown): { readonly digest: string; readonly size: number } {
  const bytes = Buffer.from(JSON.stringify(value));
  files.set(`blobs/${digestOf(bytes).replace(':', '/')}`, bytes);
  return { digest: digestOf(bytes), size: bytes.length };
}

function read(files: ReadonlyMap<string, Uint8Array>, digest: string): Json {
  return JSON.parse(Buffer.from(files.get(`blobs/${digest.replace(':', '/')}`)!).toString()) as Json;
}

/** What a tag leads to in place of the image's manifest, which is given. */
function withRoot(change: (manifest: Json, files: Parts) => Json): Parts {
  const files = ociFiles({ layers, compression: 'gzip' });
  const index = JSON.parse(Buffer.from(files.get('index.json')!).toString()) as {
    readonly manifests: readonly [{ readonly digest: string }];
  };
  const root = put(files, change(read(files, index.manifests[0].digest), files));
  files.set('index.json', Buffer.from(JSON.stringify({ manifests: [{ mediaType: MANIFEST, ...root }] })));
  return files;
}

async function open(files: ReadonlyMap<string, Uint8Array>, platform?: Platform) {
  await using double = await openRegistryDouble(files);
  const world = {
    pause: () => Promise.resolve(),
    settings: () => Promise.resolve({ mirrors: [], isInsecure: () => Promise.resolve(false) }),
  };
  const options = { paths: createPathTable(), required: NOTHING_REQUIRED };
  const reference = parseImageReference(`registry:${double.host}/app:v1`);
  const store = await openRegistryImage(reference, options, world);
  const image = await readImage(store, platform === undefined ? {} : { platform }, 'it');
  return { image, paths: double.visits.map(({ path }) => path) };
}

const descriptors = (manifest: Json) => manifest['layers'] as readonly Json[];
const retyped = (manifest: Json, mediaType: string): Json => ({
  ...manifest,
  layers: descriptors(manifest).map((one) => ({ ...one, mediaType })),
});
const empty = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: digestOf(Buffer.from('{}')),
  size: 2,
};

describe('what is no image that can be judged is told in one sentence', () => {
  test.each<[string, (manifest: Json, files: Parts) => Json, RegExp, string]>([
    [
      'encrypted layers',
      (manifest) => retyped(manifest, `${LAYER}+encrypted`),
      /cannot be read: layer 0 is encrypted \(`[^`]+\+encrypted`\), layer 1 is encrypted \(`[^`]+`\)$/,
      'Judge the image before it is encrypted.',
    ],
    [
      'layers of an unknown media type',
      (manifest) => retyped(manifest, 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'),
      /cannot be read: layer 0 is of media type `application\/vnd\.cncf\.helm\.chart\.content\.v1\.tar\+gzip`, layer 1/,
      'Layers must be tar, tar+gzip or tar+zstd. Name an image, not something that is attached to one.',
    ],
    [
      'a foreign layer',
      (manifest) => ({
        ...manifest,
        layers: descriptors(manifest).map((one, ordinal) =>
          ordinal === 0
            ? {
                ...one,
                mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
                digest: `sha256:${'1'.repeat(64)}`,
                urls: ['http://127.0.0.1:1/never-asked'],
              }
            : one,
        ),
      }),
      /layer 0 of .* is a foreign layer \(`application\/vnd\.docker\.image\.rootfs\.foreign\.diff\.tar\.gzip`\) without a blob$/,
      'Images with layers that may not be distributed cannot be judged.',
    ],
    [
      'an artifact with an empty config',
      (manifest) => ({ ...manifest, config: empty, artifactType: 'application/vnd.example.sbom' }),
      /^`[^`]+` is not an image but an artifact: `application\/vnd\.example\.sbom`$/,
      'Name the image that it belongs to.',
    ],
    [
      'an artifact with a config of its own',
      (manifest) => ({
        ...manifest,
        config: { ...empty, mediaType: 'application/vnd.cncf.helm.config.v1+json' },
      }),
      /is not an image but an artifact: `application\/vnd\.cncf\.helm\.config\.v1\+json`$/,
      'Name the image that it belongs to.',
    ],
    [
      'an index of nothing but artifacts',
      (manifest, files) => ({
        mediaType: INDEX,
        manifests: [{ mediaType: MANIFEST, ...put(files, { ...manifest, config: empty }) }],
      }),
      /is not an image but an artifact: `application\/vnd\.oci\.empty\.v1\+json`$/,
      'Name the image that it belongs to.',
    ],
    [
      'a manifest of an unknown media type',
      (manifest) => ({ ...manifest, mediaType: 'application/vnd.oci.artifact.manifest.v1+json' }),
      /^manifest of `[^`]+` is of media type `application\/vnd\.oci\.artifact\.manifest\.v1\+json`$/,
      'Name an image: an OCI or Docker image manifest, or an index of them.',
    ],
    [
      'the old schema',
      () => ({ schemaVersion: 1, name: 'app', fsLayers: [], history: [] }),
      /^manifest of `[^`]+` is in Docker's old schema 1$/,
      'Push the image again with a version of Docker that is newer than 2016.',
    ],
    [
      'an index that is a manifest, too',
      (manifest) => ({ ...manifest, manifests: [] }),
      /^manifest of `[^`]+` is an index and a manifest at once$/,
      'Build and push the image again.',
    ],
  ])('(%s)', async (_title, change, message, hint) => {
    await expect(open(withRoot(change))).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(message),
      hint,
    });
  });
});

describe('an index', () => {
  const platforms = [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64' },
    { os: 'linux', architecture: 's390x' },
  ];
  const inputs = platforms.map((platform) => ({ layers, attestation: true, config: { platform } }));

  test.each(platforms)(
    'gives the image for $architecture, and no other manifest is asked for',
    async (platform) => {
      const { image, paths } = await open(ociIndexFiles(inputs), platform);
      expect(image.platform).toEqual(platform);
      const manifests = paths.filter((path) => path.includes('/manifests/'));
      // The tag's index, the image, and its attestation.
      expect(manifests).toHaveLength(3);
    },
  );

  test('lists the platforms that there are in place of one that there is not', async () => {
    await expect(open(ociIndexFiles(inputs), { os: 'windows', architecture: 'amd64' })).rejects.toMatchObject(
      {
        code: 'image-not-found',
        message: expect.stringContaining('`windows/amd64`, only for linux/amd64, linux/arm64, linux/s390x'),
      },
    );
  });

  test('is read past artifacts and what is no manifest at all', async () => {
    const files = withRoot((manifest, all) => ({
      mediaType: INDEX,
      manifests: [
        { mediaType: 'application/vnd.example.unknown', digest: `sha256:${'2'.repeat(64)}`, size: 9 },
        { mediaType: MANIFEST, ...put(all, { ...manifest, config: empty }), platform: platforms[0] },
        { mediaType: MANIFEST, ...put(all, manifest) },
      ],
    }));
    expect((await open(files)).image.layers).toHaveLength(2);
    expect((await open(files, platforms[0])).image.layers).toHaveLength(2);
  });
});
