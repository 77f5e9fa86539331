import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/digest.ts';
import type { Descriptor } from '../../src/image/manifest.ts';
import { MAX_JSON_BYTES, blobPath, type BlobStore } from '../../src/image-source/blob-store.ts';
import { readProvenance } from '../../src/image-source/read-provenance.ts';
import { tooLarge } from '../../src/image-source/read-blob.ts';
import { digestOf } from '../helpers/image-builder.ts';
import { statementOf } from '../helpers/provenance-builder.ts';

const STATEMENT = Buffer.from(JSON.stringify(statementOf({ dockerfile: 'FROM scratch', steps: [] }, 'v1')));
const SBOM = Buffer.from('{"predicateType":"https://spdx.dev/Document","predicate":{}}');

type Stored = Map<string, Uint8Array>;

function put(stored: Stored, bytes: Uint8Array): { readonly digest: Digest; readonly size: number } {
  const digest = digestOf(bytes);
  stored.set(blobPath(digest), bytes);
  return { digest, size: bytes.length };
}

/** A store with one attestation manifest, as buildx writes it. */
function attested(statements: readonly (readonly [type: string, bytes: Uint8Array])[]) {
  const stored: Stored = new Map();
  const layers = statements.map(([type, bytes]) => ({
    mediaType: 'application/vnd.in-toto+json',
    annotations: { 'in-toto.io/predicate-type': type },
    ...put(stored, bytes),
  }));
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', ...put(stored, Buffer.from('{}')) };
  const manifest = put(stored, Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers })));
  const descriptor: Descriptor = { mediaType: 'x', annotations: {}, ...manifest };
  const store: BlobStore = {
    what: '`x`',
    readJson: (path) => {
      const bytes = stored.get(path);
      if (bytes && bytes.length > MAX_JSON_BYTES) return Promise.reject(tooLarge(path));
      return Promise.resolve(bytes);
    },
    readLayer: () => Promise.resolve(undefined),
  };
  return { store, stored, descriptor, layers };
}

const PROVENANCE = 'https://slsa.dev/provenance/v1';

describe('the provenance beside an image', () => {
  test('is found among its attestations', async () => {
    const { store, descriptor } = attested([
      ['https://spdx.dev/Document', SBOM],
      [PROVENANCE, STATEMENT],
    ]);
    const found = await readProvenance(store, [descriptor]);
    expect(found?.dockerfile).toEqual({ name: 'Dockerfile', text: 'FROM scratch' });
  });

  test('is none where there is no attestation, or none about the build', async () => {
    const { store, descriptor } = attested([['https://spdx.dev/Document', SBOM]]);
    expect(await readProvenance(store, [])).toBeNull();
    expect(await readProvenance(store, [descriptor])).toBeNull();
  });

  test.each<[string, (one: ReturnType<typeof attested>) => void]>([
    ['is missing', ({ stored, layers }) => stored.delete(blobPath(layers[0]!.digest))],
    ['has another digest', ({ stored, layers }) => stored.set(blobPath(layers[0]!.digest), SBOM)],
    [
      'is too large',
      ({ stored, layers }) => stored.set(blobPath(layers[0]!.digest), Buffer.alloc(MAX_JSON_BYTES + 1)),
    ],
    ['has no manifest', ({ stored, descriptor }) => stored.delete(blobPath(descriptor.digest))],
    [
      'has a manifest of another digest',
      ({ stored, descriptor }) => stored.set(blobPath(descriptor.digest), Buffer.from('{"manifests":[]}')),
    ],
  ])('is none where it %s, and nothing fails', async (_what, damage) => {
    const one = attested([[PROVENANCE, STATEMENT]]);
    damage(one);
    expect(await readProvenance(one.store, [one.descriptor])).toBeNull();
  });

  test('is none where it is no JSON', async () => {
    const { store, descriptor } = attested([[PROVENANCE, Buffer.from('{')]]);
    expect(await readProvenance(store, [descriptor])).toBeNull();
  });

  test('is not looked for in more than a few attestations', async () => {
    const { store, descriptor } = attested([[PROVENANCE, STATEMENT]]);
    const other = { ...descriptor, digest: digestOf(Buffer.from('other')) };
    let asked = 0;
    const counting: BlobStore = {
      ...store,
      readJson: (path, kind) => {
        asked++;
        return store.readJson(path, kind);
      },
    };
    expect(
      await readProvenance(counting, [...Array.from({ length: 1000 }, () => other), descriptor]),
    ).toBeNull();
    expect(asked).toBeLessThan(100);
  });
});
