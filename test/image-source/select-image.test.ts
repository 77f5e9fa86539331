import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { selectImage } from '../../src/image-source/layout/select-image.ts';
import type { BlobStore } from '../../src/image-source/blob-store.ts';
import { dockerFiles, ociFiles, ociIndexFiles } from '../helpers/archive-builder.ts';
import { configJson, digestOf, layer } from '../helpers/image-builder.ts';

const layers = [layer({ '/file': 'content' })];
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

type Described = { readonly mediaType: string; readonly digest: string; readonly size: number };
type Index = { readonly manifests: readonly (Described & { readonly annotations?: object })[] };

function storeOf(files: ReadonlyMap<string, Uint8Array>): BlobStore {
  return {
    what: '`x`',
    readJson: (path) => Promise.resolve(files.get(path)),
    readLayer: () => Promise.resolve(undefined),
  };
}

function put(files: Map<string, Uint8Array>, mediaType: string, text: string): Described {
  const bytes = Buffer.from(text);
  const digest = digestOf(bytes);
  files.set(`blobs/${digest.replace(':', '/')}`, bytes);
  return { mediaType, digest, size: bytes.length };
}

/** As Docker 29 saves an image for one platform: without its index, and what that named beside it is in the layout's own. */
function savedForOnePlatform() {
  const files = ociFiles({ layers });
  const index = JSON.parse(Buffer.from(files.get('index.json') ?? []).toString()) as Index;
  const [image] = index.manifests;
  if (image === undefined) throw new Error('there is no image in the layout');
  const attest = (text: string, subject: string) => {
    // Until 0.32 BuildKit called it the config of an image, and gave it the platform of none.
    const config = put(files, 'application/vnd.oci.image.config.v1+json', configOf('unknown'));
    const statement = put(files, 'application/vnd.in-toto+json', text);
    const manifest = put(files, MANIFEST, JSON.stringify({ schemaVersion: 2, config, layers: [statement] }));
    return { ...manifest, config, annotations: { 'io.containerd.manifest.subject': subject } };
  };
  const attestation = attest('{"of":"this"}', image.digest);
  const other = attest('{"of":"another"}', digestOf(Buffer.from('another')));
  const described = ({ config: _config, ...descriptor }: typeof attestation) => descriptor;
  const manifests = [image, described(attestation), described(other)];
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
  const configPath = `blobs/${attestation.config.digest.replace(':', '/')}`;
  return { store: storeOf(files), files, configPath, attestation };
}

function configOf(name: string): string {
  return Buffer.from(configJson([], { platform: { os: name, architecture: name } })).toString();
}

describe('an image among what refers to it', () => {
  const config = Buffer.from(configJson(layers));

  test('is the one that is no attestation', async () => {
    const { store } = savedForOnePlatform();
    expect((await selectImage(store, {})).imageID).toBe(digestOf(config));
  });

  test('has the attestations that name it as their subject', async () => {
    const { store, attestation } = savedForOnePlatform();
    const { attestations } = await selectImage(store, {});
    expect(attestations.map(({ digest }) => digest)).toEqual([attestation.digest]);
  });

  test('is the index’s where `manifest.json` names an attestation instead, as Docker 26 does', async () => {
    const { files, configPath } = savedForOnePlatform();
    const entry = { Config: configPath, RepoTags: ['x:1'], Layers: [] };
    files.set('manifest.json', Buffer.from(JSON.stringify([entry])));
    expect((await selectImage(storeOf(files), {})).imageID).toBe(digestOf(config));
  });
});

type Entry = {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
};

const other = [layer({ '/file': 'other content' })];
const OTHER = Buffer.from(configJson(other));

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return Buffer.from(files.get(path) ?? []).toString();
}

function indexOf(files: ReadonlyMap<string, Uint8Array>): Index {
  return JSON.parse(textOf(files, 'index.json')) as Index;
}

/** Two images in one archive; each of the two lists names those that are said. */
function twoImages(
  [one, two]: readonly [one: string | null, two: string | null],
  { inIndex = 'both' }: { readonly inIndex?: 'both' | 'first' | 'none' } = {},
) {
  const nameOf = (name: string | null) => (name === null ? {} : { name });
  const files = dockerFiles({ layers, ...nameOf(one) }, 'overlay2');
  const more = dockerFiles({ layers: other, ...nameOf(two) }, 'overlay2');
  const lists = [files, more].map((from, place) => ({
    entries: (JSON.parse(textOf(from, 'manifest.json')) as readonly Entry[]).map((entry) =>
      [one, two][place] === null ? { ...entry, RepoTags: null } : entry,
    ),
    manifests: indexOf(from).manifests.map(({ annotations, ...rest }) =>
      [one, two][place] === null ? rest : { ...rest, annotations },
    ),
  }));
  for (const [path, bytes] of more) if (path.startsWith('blobs/')) files.set(path, bytes);
  files.set('manifest.json', Buffer.from(JSON.stringify(lists.flatMap(({ entries }) => entries))));
  const manifests = lists.slice(0, inIndex === 'both' ? 2 : 1).flatMap((list) => list.manifests);
  const index = { schemaVersion: 2, manifests: inIndex === 'none' ? null : manifests };
  files.set('index.json', Buffer.from(JSON.stringify(index)));
  return files;
}

const spelling = { onlyDigests: false, spell: (name: string) => `x:${name}` };

/** What a hint says, followed to the letter, one after the other. */
async function followed(files: ReadonlyMap<string, Uint8Array>, tag?: string): Promise<readonly string[]> {
  const store = storeOf(files);
  const refusal: unknown = await selectImage(store, {
    spelling,
    ...(tag === undefined ? {} : { tag }),
  }).catch((error: unknown) => error);
  const hint = refusal instanceof GateError ? (refusal.hint ?? '') : '';
  const names = [...hint.matchAll(/`x:([^`]*)`/g)].map(([, name = '']) => name);
  const found = await Promise.all(names.map((name) => selectImage(store, { spelling, tag: name })));
  return found.map(({ imageID }) => imageID).sort();
}

describe('several images in one archive', () => {
  const both = [digestOf(Buffer.from(configJson(layers))), digestOf(OTHER)].sort();

  test.each<[string, Parameters<typeof twoImages>[0]]>([
    ['two repositories with one tag', ['a:1', 'b:1']],
    ['one repository with two tags', ['a:1', 'a:2']],
    ['one name for both', ['a:1', 'a:1']],
    ['a name within the other', ['ghcr.io/a:1', 'a:1']],
    ['no name at all', [null, null]],
    ['a name and none', ['a:1', null]],
  ])('are told so that every name leads to one: %s', async (_title, names) => {
    for (const inIndex of ['both', 'first', 'none'] as const)
      expect(await followed(twoImages(names, { inIndex }))).toEqual(both);
  });

  test('are asked for again where a tag means both', async () => {
    for (const inIndex of ['both', 'first', 'none'] as const)
      expect(await followed(twoImages(['a:1', 'b:1'], { inIndex }), '1')).toEqual(both);
  });

  test('are not one of them without a word where the two lists do not agree', async () => {
    const files = twoImages(['a:1', 'b:1'], { inIndex: 'first' });
    await expect(selectImage(storeOf(files), {})).rejects.toMatchObject({
      code: 'image-not-found',
      message: '`x` has 2 images in `index.json` and `manifest.json`, but exactly one is expected',
      hint: 'Name one of them: `b:1`, `docker.io/library/a:1`.',
    });
  });

  test.each([
    ['b:1', 'b:1'],
    ['b', 'b:latest'],
    ['docker.io/library/b', 'b:latest'],
    ['library/b:1', 'b:1'],
    ['app/b', 'ghcr.io/app/b:latest'],
    ['localhost/b', 'localhost/b:latest'],
  ])('%s means %s', async (tag, name) => {
    for (const inIndex of ['both', 'first', 'none'] as const) {
      const { imageID } = await selectImage(storeOf(twoImages(['a:1', name], { inIndex })), { tag });
      expect(imageID).toBe(digestOf(OTHER));
    }
  });

  test('tells the names where a tag means none', async () => {
    await expect(selectImage(storeOf(twoImages(['a:1', 'b:1'])), { tag: 'c' })).rejects.toMatchObject({
      message: '`x` has no image `c`',
      hint: expect.stringContaining('`docker.io/library/a:1`, `docker.io/library/b:1`') as unknown,
    });
  });
});

describe('an index', () => {
  test('of nothing beside a manifest.json that has an image is no objection to it', async () => {
    const files = dockerFiles({ layers }, 'overlay2');
    for (const manifests of [null, []]) {
      files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
      const config = digestOf(Buffer.from(configJson(layers)));
      expect((await selectImage(storeOf(files), {})).imageID).toBe(config);
      expect((await selectImage(storeOf(files), { tag: 'example' })).imageID).toBe(config);
    }
  });

  test('whose manifest is not there is told by it', async () => {
    const files = ociFiles({ layers });
    const [image] = indexOf(files).manifests;
    files.delete(`blobs/${image?.digest.replace(':', '/') ?? ''}`);
    await expect(selectImage(storeOf(files), {})).rejects.toMatchObject({
      code: 'image-unreadable',
      message: `manifest \`${image?.digest ?? ''}\` of \`x\` is missing`,
    });
  });

  test('may lead to images that only a digest can tell apart', async () => {
    const platform = { os: 'linux', architecture: 'amd64' };
    const files = ociIndexFiles([
      { layers, config: { platform } },
      { layers: other, config: { platform } },
    ]);
    expect(await followed(files)).toHaveLength(2);
  });

  test('with a signature, an SBOM and an attestation beside the image has one image of any platform', async () => {
    const config = { platform: { os: 'linux', architecture: 's390x' } };
    const files = ociFiles({ layers, config });
    const index = indexOf(files);
    const attached = [
      'application/vnd.dev.cosign.simplesigning.v1+json',
      'application/vnd.dsse.envelope.v1+json',
      'text/spdx+json',
      'application/vnd.in-toto+json',
    ].map((mediaType) => {
      const empty = put(files, 'application/vnd.oci.image.config.v1+json', configOf(''));
      const statement = put(files, mediaType, mediaType);
      return put(files, MANIFEST, JSON.stringify({ schemaVersion: 2, config: empty, layers: [statement] }));
    });
    const manifests = [...attached, ...index.manifests];
    files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
    const { imageID } = await selectImage(storeOf(files), {});
    expect(imageID).toBe(digestOf(Buffer.from(configJson(layers, config))));
  });
});
