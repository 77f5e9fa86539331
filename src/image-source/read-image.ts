import { availableParallelism } from 'node:os';
import { GateError } from '../errors.ts';
import type { Image, Layer } from '../image/image.ts';
import { layerHistory } from '../image/manifest.ts';
import type { BlobStore } from './blob-store.ts';
import type { LayerBlob } from './layer/known-layers.ts';
import { readProvenance } from './read-provenance.ts';
import { selectImage, type LayerSource, type SelectedImage } from './layout/select-image.ts';
import type { Selection } from './verified-json.ts';

const MAX_LAYERS_AT_ONCE = 4;

/** Reads the image that is meant out of a store, all layers to their ends, and verifies every digest and size. */
export async function readImage(store: BlobStore, selection: Selection, reference: string): Promise<Image> {
  const selected = await selectImage(store, selection);
  const { config, imageID } = selected;
  const blobs = await readLayers(store, selected.layers);
  verifyDiffIDs(store, selected, blobs);
  const provenance = await readProvenance(store, selected.attestations);
  return {
    reference,
    imageID,
    platform: config.platform,
    config,
    layers: toLayers(selected, blobs),
    ...(provenance !== null && { provenance }),
  };
}

/**
 * Several layers side by side: what decompresses one of them is a thread of its own, so that two take little more time than one.
 * After a failure no other is begun, and of several failures the lowest layer's is reported.
 */
async function readLayers(store: BlobStore, sources: readonly LayerSource[]): Promise<readonly LayerBlob[]> {
  const blobs: LayerBlob[] = [];
  const failures = new Map<number, unknown>();
  const queue = sources.entries();
  const work = async (): Promise<void> => {
    for (const [ordinal, source] of queue) {
      if (failures.size > 0) return;
      try {
        blobs[ordinal] = await readLayer(store, source, ordinal);
      } catch (error) {
        failures.set(ordinal, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), MAX_LAYERS_AT_ONCE) }, work));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return blobs;
}

async function readLayer(store: BlobStore, source: LayerSource, ordinal: number): Promise<LayerBlob> {
  const blob = await store.readLayer(source.path, source.descriptor);
  if (blob === undefined) throw missingLayer(store, source, ordinal);
  const { descriptor } = source;
  if (descriptor === undefined) return blob;
  if (blob.digest !== descriptor.digest) {
    throw damaged(
      `layer ${ordinal} of ${store.what} has digest \`${blob.digest}\`, expected \`${descriptor.digest}\``,
    );
  }
  if (blob.size !== descriptor.size) {
    throw damaged(`layer ${ordinal} of ${store.what} has ${blob.size} bytes, expected ${descriptor.size}`);
  }
  return blob;
}

function missingLayer(store: BlobStore, { path, descriptor }: LayerSource, ordinal: number): GateError {
  const mediaType = descriptor?.mediaType ?? '';
  const isForeign = mediaType.includes('foreign') || mediaType.includes('nondistributable');
  return new GateError(
    'image-unreadable',
    isForeign
      ? `layer ${ordinal} of ${store.what} is a foreign layer (\`${mediaType}\`) without a blob`
      : `layer ${ordinal} of ${store.what} is missing: there is no \`${path}\``,
    {
      hint: isForeign
        ? 'Images with layers that may not be distributed cannot be judged.'
        : 'Save or build the image again, complete and for this platform.',
    },
  );
}

/** All layers that do not fit at once, since one damaged blob often comes with others. */
function verifyDiffIDs(store: BlobStore, { config }: SelectedImage, blobs: readonly LayerBlob[]): void {
  const wrong = blobs.flatMap(({ table }, ordinal) => {
    const expected = config.diffIDs[ordinal];
    if (expected === undefined || table.diffID === expected) return [];
    return [`layer ${ordinal} of ${store.what} has diffID \`${table.diffID}\`, expected \`${expected}\``];
  });
  if (wrong.length > 0) throw damaged(wrong.join('; '));
}

function toLayers({ config }: SelectedImage, blobs: readonly LayerBlob[]): readonly Layer[] {
  const history = layerHistory(config);
  return blobs.map(({ digest, table, transferBytes, transferEstimated }, ordinal) => {
    const entry = history[ordinal];
    return {
      ordinal,
      diffID: table.diffID,
      digest,
      ...(entry === undefined ? {} : { history: entry }),
      table,
      transferBytes,
      transferEstimated,
    };
  });
}

function damaged(message: string): GateError {
  return new GateError('image-unreadable', message, {
    hint: 'The image is damaged: save or build it again.',
  });
}
