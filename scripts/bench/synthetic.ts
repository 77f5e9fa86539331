import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { pax, rawEntry } from '../../test/helpers/tar-builder.ts';

type Blob = { readonly digest: string; readonly size: number };

const BLOCK = 512;
const FILES_IN_DIRECTORY = 1000;
const BATCH_BYTES = 4 * 1024 * 1024;
const CONTENT = 'One small file of very many, as dependencies bring them.\n';

/** Writes an OCI layout of uncompressed layers, each with so many small files. */
export function writeFilesLayout(directory: string, files: number, layers: number): void {
  writeLayout(
    directory,
    Array.from({ length: layers }, (_, ordinal) => writeFilesLayer(directory, files, ordinal)),
  );
}

/** Writes an OCI layout of one layer with one file of so many bytes, all zeros: a hole that takes no room on the disk. */
export async function writeLargeFileLayout(directory: string, bytes: number): Promise<void> {
  const file = temporaryBlob(directory);
  const head = Buffer.concat([pax({ size: String(bytes) }), rawEntry({ path: 'large.bin' })]);
  writeFileSync(file, head);
  truncateSync(file, head.length + Math.ceil(bytes / BLOCK) * BLOCK + 2 * BLOCK);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: BATCH_BYTES }))
    hash.update(chunk as Buffer);
  writeLayout(directory, [keepBlob(directory, file, hash.digest('hex'))]);
}

function writeFilesLayer(directory: string, files: number, ordinal: number): Blob {
  const file = temporaryBlob(directory);
  const descriptor = openSync(file, 'w');
  const hash = createHash('sha256');
  let batch: Uint8Array[] = [];
  const flush = (): void => {
    const bytes = Buffer.concat(batch);
    batch = [];
    hash.update(bytes);
    writeSync(descriptor, bytes);
  };
  for (let index = 0; index < files; index += 1) {
    const folder = `srv/layer-${ordinal}/package-${Math.floor(index / FILES_IN_DIRECTORY)}`;
    if (index % FILES_IN_DIRECTORY === 0) batch.push(rawEntry({ path: `${folder}/`, type: '5' }));
    batch.push(rawEntry({ path: `${folder}/module-${index}.data`, content: CONTENT }));
    if (batch.length * 2 * BLOCK > BATCH_BYTES) flush();
  }
  batch.push(Buffer.alloc(2 * BLOCK));
  flush();
  closeSync(descriptor);
  return keepBlob(directory, file, hash.digest('hex'));
}

function temporaryBlob(directory: string): string {
  mkdirSync(join(directory, 'blobs', 'sha256'), { recursive: true });
  return join(directory, 'blobs', 'layer');
}

function keepBlob(directory: string, file: string, hex: string): Blob {
  const { size } = statSync(file);
  renameSync(file, join(directory, 'blobs', 'sha256', hex));
  return { digest: `sha256:${hex}`, size };
}

function writeLayout(directory: string, layers: readonly Blob[]): void {
  const diffIDs = layers.map(({ digest }) => digest);
  const history = layers.map(() => ({
    created_by: 'COPY . /srv # buildkit',
    comment: 'buildkit.dockerfile.v0',
  }));
  const config = writeJson(directory, {
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: diffIDs },
    history,
  });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = writeJson(directory, {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: layers.map((layer) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer })),
  });
  const index = { schemaVersion: 2, manifests: [{ mediaType, ...manifest }] };
  writeFileSync(join(directory, 'index.json'), JSON.stringify(index));
  writeFileSync(join(directory, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

function writeJson(directory: string, value: unknown): Blob {
  const bytes = Buffer.from(JSON.stringify(value));
  const hex = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(directory, 'blobs', 'sha256', hex), bytes);
  return { digest: `sha256:${hex}`, size: bytes.length };
}
