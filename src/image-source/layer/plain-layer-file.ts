import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { GateError } from '../../errors.ts';
import type { LayerTable } from '../../files/table/layer-table.ts';
import type { ReadAt } from '../../files/table/read-at.ts';
import { createLayerReader } from '../../files/read-layer.ts';
import type { Digest } from '../../digest.ts';
import { hashFilePart, type FilePart } from './hasher.ts';
import type { LayerBlob } from './known-layers.ts';
import { rememberLayer, type LayerBlobOptions } from './layer-blob.ts';
import { estimateTransfer } from './transfer-estimate.ts';
import { unreadable } from '../verified-json.ts';

/** Bytes that are read at once: a header, and often all of a small file and the next headers. */
const WINDOW_BYTES = 16 * 1024;
/** The same after a large file, which others like it often follow: a header, and what marks a script or an ELF file. */
const LOOK_BYTES = 1024;
/** Reads of that size until others get their turn. */
const READS_IN_A_ROW = 512;

/**
 * Reads an uncompressed layer that lies in a file: only headers and contents that somebody asks for, while a thread hashes all of
 * it. Throws `image-unreadable`.
 */
export async function readPlainLayerFile(
  part: FilePart,
  options: LayerBlobOptions & { readonly signal?: AbortSignal },
): Promise<LayerBlob> {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const hashed = hashFilePart(part, signal);
  // Told once the rest is done.
  hashed.catch(() => undefined);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(part.file, 'r');
    const readAt = readerOf(descriptor, part);
    const finish = await readTable(part, { ...options, readAt, signal });
    const transferBytes = await estimateTransfer(part.size, readAt);
    const digest = await hashed;
    const table = finish(digest);
    return rememberLayer(options, {
      digest,
      size: part.size,
      compression: 'none',
      table,
      transferBytes,
      transferEstimated: true,
    });
  } catch (error) {
    failed.abort();
    options.signal?.throwIfAborted();
    throw error instanceof GateError ? error : unreadable(`${part.what} cannot be read: ${String(error)}`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readerOf(descriptor: number, { offset, size, what }: FilePart): ReadAt {
  return (into, position) => {
    for (let at = 0; at < into.length;) {
      const most = Math.min(into.length - at, size - position - at);
      const count = most > 0 ? readSync(descriptor, into, at, most, offset + position + at) : 0;
      if (count === 0) throw unreadable(`${what} ends in the middle of an entry`);
      at += count;
    }
  };
}

type Walk = LayerBlobOptions & { readonly readAt: ReadAt; readonly signal: AbortSignal };

/** Gives what makes the table, once the digest is there. */
async function readTable({ size }: FilePart, walk: Walk): Promise<(diffID: Digest) => LayerTable> {
  const { readAt, signal } = walk;
  const reader = createLayerReader(walk);
  const window = new Uint8Array(WINDOW_BYTES);
  for (let at = 0, reads = 1; at < size; reads++) {
    const idle = Math.min(reader.idle(), size - at);
    reader.skip(idle);
    at += idle;
    const bytes = window.subarray(0, Math.min(idle < WINDOW_BYTES ? WINDOW_BYTES : LOOK_BYTES, size - at));
    readAt(bytes, at);
    reader.push(bytes);
    at += bytes.length;
    if (reads % READS_IN_A_ROW === 0) await setImmediate();
    signal.throwIfAborted();
  }
  return (diffID) => reader.finish(diffID);
}
