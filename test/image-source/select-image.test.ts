import { describe, expect, test } from '@jest/globals';
import { selectImage } from '../../src/image-source/select-image.ts';
import type { BlobStore } from '../../src/image-source/blob-store.ts';
import { ociFiles } from '../helpers/archive-builder.ts';
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
    return { ...manifest, annotations: { 'io.containerd.manifest.subject': subject } };
  };
  const attestation = attest('{"of":"this"}', image.digest);
  const other = attest('{"of":"another"}', digestOf(Buffer.from('another')));
  const manifests = [image, attestation, other];
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
  return { store: storeOf(files), attestation };
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
});
