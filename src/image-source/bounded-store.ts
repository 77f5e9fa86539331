import { GateError } from '../errors.ts';
import { MAX_ALL_JSON_BYTES, type BlobStore } from './blob-store.ts';

/** The store with an end to all manifests, indexes, configs and attestations that are read of it: each alone has one already. */
export function boundJson(store: BlobStore): BlobStore {
  let read = 0;
  return {
    what: store.what,
    readLayer: (path, descriptor) => store.readLayer(path, descriptor),
    readJson: async (path, kind) => {
      const bytes = await store.readJson(path, kind);
      read += bytes?.length ?? 0;
      if (read > MAX_ALL_JSON_BYTES) throw tooMuch(store.what, read);
      return bytes;
    },
  };
}

function tooMuch(what: string, read: number): GateError {
  return new GateError(
    'image-unreadable',
    `${what} has manifests and configs of at least ${read} bytes in total, but at most ${MAX_ALL_JSON_BYTES} are read`,
    {
      hint: 'This is the limit `MAX_ALL_JSON_BYTES` of docs/limits.md. Name one image by its digest instead of an index of so many.',
    },
  );
}
