import { GateError } from '../errors.ts';
import { parseManifest, type Descriptor } from '../image/manifest.ts';
import { toProvenance, type BuildProvenance } from '../image/provenance.ts';
import type { BlobStore } from './blob-store.ts';
import { readVerified } from './verified-json.ts';

/** Most attestation manifests of one image that are looked into, and attestations in one of them. */
export const MAX_ATTESTATIONS = 16;
const PREDICATE_TYPE = 'in-toto.io/predicate-type';

/**
 * What the builder recorded, from the attestations beside an image; each is verified by its digest and at most MAX_JSON_BYTES long.
 * Null where there is none that can be read: nothing of the image is missing then.
 * https://docs.docker.com/build/metadata/attestations/attestation-storage/
 */
export async function readProvenance(
  store: BlobStore,
  attestations: readonly Descriptor[],
): Promise<BuildProvenance | null> {
  for (const attestation of attestations.slice(0, MAX_ATTESTATIONS)) {
    for (const statement of await orNone(() => readStatements(store, attestation), [])) {
      const provenance = toProvenance(statement);
      if (provenance !== null) return provenance;
    }
  }
  return null;
}

async function readStatements(store: BlobStore, attestation: Descriptor): Promise<readonly unknown[]> {
  const bytes = await readVerified(store, attestation, { name: 'attestation', kind: 'manifest' });
  const manifest = parseManifest(bytes, `attestation of ${store.what}`);
  const layers = manifest.kind === 'manifest' ? manifest.layers.slice(0, MAX_ATTESTATIONS) : [];
  const statements: unknown[] = [];
  for (const layer of layers.filter(isProvenance)) {
    const blob = await readVerified(store, layer, { name: 'provenance', kind: 'blob' });
    statements.push(JSON.parse(Buffer.from(blob).toString('utf8')));
  }
  return statements;
}

function isProvenance({ annotations }: Descriptor): boolean {
  return annotations[PREDICATE_TYPE]?.startsWith('https://slsa.dev/provenance/') === true;
}

async function orNone<Value>(read: () => Promise<Value>, none: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GateError || error instanceof SyntaxError) return none;
    throw error;
  }
}
