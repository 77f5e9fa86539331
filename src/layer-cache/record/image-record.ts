import { isDigest, type Digest } from '../../digest.ts';
import { createByteReader, createByteWriter } from '../../files/table/byte-columns.ts';
import type { LayerTable } from '../../files/table/layer-table.ts';
import type { ImageRecord } from '../../image/image-record.ts';
import { decodeLayer, encodeLayer } from './layer-record.ts';
import type { RecordOptions } from './restore-table.ts';
import { imageRecordSchema } from './image-record-schema.ts';

/** Most bytes of all that a record says beside the rows of layers. */
const MAX_HEAD_BYTES = 64 * 1024 * 1024;
const MAX_LAYERS = 1000;
const MAX_LAYER_BYTES = 256 * 1024 * 1024;

/** A record as it was read back: rows are read when somebody asks. */
export type ReadImageRecord = {
  readonly record: ImageRecord;
  /** As `decodeLayer`: undefined where something is required that the record does not have. */
  readonly readTable: (
    diffID: Digest,
    options: Pick<RecordOptions, 'paths' | 'required'>,
  ) => LayerTable | undefined;
};

/** Rows of a layer as a record has them; undefined where it was read without what a record needs of it. */
export function encodeRows(table: LayerTable): Uint8Array | undefined {
  const isNoted = table.notes !== undefined && table.contentSumKind === 'crc32';
  return isNoted ? encodeLayer(table, table.notes) : undefined;
}

/** `rows`: of each layer, by diffID. Throws RangeError past a limit. */
export function encodeImageRecord(record: ImageRecord, rows: ReadonlyMap<Digest, Uint8Array>): Uint8Array {
  const writer = createByteWriter();
  const head = Buffer.from(JSON.stringify(toJson(record)));
  if (head.length > MAX_HEAD_BYTES) throw new RangeError(`its description has ${head.length} bytes`);
  writer.number(head.length);
  writer.bytes(head);
  writer.number(rows.size);
  for (const [diffID, bytes] of rows) {
    writer.text(diffID);
    writer.number(bytes.length);
    writer.bytes(bytes);
  }
  return writer.finish();
}

/** Throws RangeError for what `encodeImageRecord` never writes. Texts in it stay as hostile as those of an image. */
export function decodeImageRecord(bytes: Uint8Array): ReadImageRecord {
  const reader = createByteReader(bytes);
  const head = reader.bytes(reader.number(MAX_HEAD_BYTES));
  const record = parseHead(head);
  const layers = new Map<Digest, Uint8Array>();
  for (let left = reader.number(MAX_LAYERS); left > 0; left--) {
    const diffID = reader.text(DIGEST_BYTES);
    if (!isDigest(diffID)) throw new RangeError('a layer has no diffID');
    layers.set(diffID, reader.bytes(reader.number(MAX_LAYER_BYTES)));
  }
  reader.finish();
  checkLayers(record, layers);
  return {
    record,
    readTable: (diffID, options) =>
      decodeLayer(layers.get(diffID) ?? new Uint8Array(0), { ...options, diffID }),
  };
}

const DIGEST_BYTES = 71;

function checkLayers({ layers, image }: ImageRecord, rows: ReadonlyMap<Digest, Uint8Array>): void {
  const { diffIDs } = image.config;
  const isWhole =
    layers.length === diffIDs.length &&
    layers.every(({ diffID }, ordinal) => diffID === diffIDs[ordinal] && rows.has(diffID));
  if (!isWhole) throw new RangeError('the layers are not those of the configuration');
}

function toJson({ repository, ...record }: ImageRecord): unknown {
  return {
    ...record,
    repository: repository && { sizes: [...repository.sizes], pathsByBlob: [...repository.pathsByBlob] },
  };
}

function parseHead(head: Uint8Array): ImageRecord {
  const parsed = imageRecordSchema.safeParse(parseJson(head));
  if (!parsed.success) throw new RangeError(`it is no record: ${parsed.error.issues[0]?.message ?? ''}`);
  const { repository, ...record } = parsed.data;
  return {
    ...record,
    repository: repository && {
      sizes: new Set(repository.sizes),
      pathsByBlob: new Map(repository.pathsByBlob),
    },
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch (cause) {
    throw new RangeError('it is no JSON', { cause });
  }
}
