import { GateError } from '../../errors.ts';
import type { LayerTable } from '../../files/table/layer-table.ts';
import { createLayerReader, type LayerReader } from '../../files/read-layer.ts';
import type { Digest } from '../../digest.ts';
import {
  createDecompressor,
  EXPANSION_LIMITS,
  type Compression,
  type Decompressor,
  type ExpansionLimits,
} from './decompress.ts';
import { joinWaits } from '../byte-source.ts';
import { createHasher, type Hasher } from './hasher.ts';
import type { LayerBlob } from './known-layers.ts';
import type { ReadOptions } from '../read-options.ts';
import { createTransferEstimate } from './transfer-estimate.ts';

/** A layer blob that is fed; `write` resolves when more can be taken. Both throw `image-unreadable`. */
export type LayerBlobReader = {
  write(chunk: Uint8Array): Promise<unknown> | undefined;
  end(): Promise<LayerBlob>;
};

/** `size`: bytes as stored. `claimed`: the digest that the blob's name says. */
export type LayerBlobOptions = Pick<ReadOptions, 'paths' | 'required' | 'knownLayers'> & {
  readonly what: string;
  readonly size: number;
  readonly compression: Compression;
  readonly claimed?: Digest;
  /** True where a registry serves the blob as it is, so that its size needs no estimate. */
  readonly isServed?: boolean;
  readonly limits?: ExpansionLimits;
};

/** Reads a layer blob as it comes by: digest, table and transfer size in one pass. */
export function createLayerBlobReader(options: LayerBlobOptions): LayerBlobReader {
  const known = options.claimed && options.knownLayers?.get(options.claimed, true);
  if (options.compression === 'none') return createPlainReader(options, known);
  return createCompressedReader(options, options.compression, known);
}

/** The tar's own digest is the diffID, so nothing is hashed twice. */
function createPlainReader(options: LayerBlobOptions, known: LayerBlob | undefined): LayerBlobReader {
  const { size, what, isServed = false } = options;
  const hasher = createHasher(size, what);
  const reader = known === undefined ? createLayerReader(options) : createKnownReader(options, known.table);
  const claimed = knownEstimate(options, known);
  const estimate = isServed || claimed !== undefined ? undefined : createTransferEstimate(size);
  let read = 0;
  return {
    write: (chunk) => {
      read += chunk.length;
      const hashed = hasher.update(chunk);
      reader.push(chunk);
      return joinWaits(hashed, estimate?.write(chunk));
    },
    end: async () => {
      const table = reader.finish(await hasher.digest());
      const estimated = (await estimate?.end()) ?? claimed ?? read;
      return rememberLayer(options, {
        digest: table.diffID,
        size: read,
        compression: 'none',
        table,
        transferBytes: isServed ? read : estimated,
        transferEstimated: !isServed,
      });
    },
  };
}

/** What the same bytes were once estimated to transfer. */
function knownEstimate({ claimed }: LayerBlobOptions, known: LayerBlob | undefined): number | undefined {
  return known?.digest === claimed && known?.transferEstimated ? known.transferBytes : undefined;
}

function createCompressedReader(
  options: LayerBlobOptions,
  compression: Exclude<Compression, 'none'>,
  known: LayerBlob | undefined,
): LayerBlobReader {
  const hasher = createHasher(options.size, options.what);
  const diffIDHasher = createHasher(options.size, options.what);
  const reader = known === undefined ? createLayerReader(options) : undefined;
  const decompressor = reader && toDecompressor(options, compression, { reader, hasher: diffIDHasher });
  let read = 0;
  return {
    write: (chunk) => {
      read += chunk.length;
      return joinWaits(hasher.update(chunk), decompressor?.write(chunk));
    },
    end: async () => {
      await decompressor?.end();
      const digest = await hasher.digest();
      const isKnown = known !== undefined && digest === options.claimed;
      const table = isKnown ? known.table : reader?.finish(await diffIDHasher.digest());
      if (table === undefined) throw digestMismatch(options, digest);
      return rememberLayer(options, {
        digest,
        size: read,
        compression,
        table,
        transferBytes: read,
        transferEstimated: false,
      });
    },
  };
}

function toDecompressor(
  { what, limits }: LayerBlobOptions,
  compression: Exclude<Compression, 'none'>,
  { reader, hasher }: { readonly reader: LayerReader; readonly hasher: Hasher },
): Decompressor {
  const sink = (chunk: Uint8Array): Promise<unknown> | undefined => {
    const hashed = hasher.update(chunk);
    reader.push(chunk);
    return hashed;
  };
  return createDecompressor(compression, sink, { what, limits: limits ?? EXPANSION_LIMITS });
}

/** Reads nothing: the table is there already, if the digest is what the name claims. */
function createKnownReader(options: LayerBlobOptions, known: LayerTable): LayerReader {
  return {
    push: () => undefined,
    finish: (digest) => {
      if (digest !== known.diffID) throw digestMismatch(options, digest);
      return known;
    },
  };
}

function digestMismatch({ what, claimed }: LayerBlobOptions, digest: Digest): GateError {
  return new GateError(
    'image-unreadable',
    `${what} has digest \`${digest}\`, expected \`${claimed ?? 'another'}\``,
    {
      hint: 'The image is damaged: save or build it again.',
    },
  );
}

/** For the next one who asks for it, by its own digest and by its tar's. */
export function rememberLayer({ knownLayers }: LayerBlobOptions, blob: LayerBlob): LayerBlob {
  const { digest, table } = blob;
  knownLayers?.set(digest, blob);
  if (knownLayers?.get(table.diffID) === undefined) knownLayers?.set(table.diffID, blob);
  return blob;
}
