import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { configJson, digestOf, type ConfigInput, type LayerInput } from './image-builder.ts';
import { entry, rawEntry, tar } from './tar-builder.ts';

export type LayerCompression = 'none' | 'gzip' | 'zstd';

/** An image to write down. Absent: no compression, `example:latest`, no attestation. */
export type StoredInput = {
  readonly layers: readonly LayerInput[];
  readonly config?: ConfigInput;
  readonly compression?: LayerCompression;
  readonly name?: string;
  /** A provenance attestation beside the image, as BuildKit adds it. */
  readonly attestation?: boolean;
  /** Changes parts after they were written: for damaged images. */
  readonly alter?: (files: Map<string, Uint8Array>) => void;
};

/** The shapes of `docker save`: before Docker 25, since then with the overlay2 store, and with the containerd store. */
export type ArchiveShape = 'legacy' | 'overlay2' | 'containerd';

const IMAGE_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const IMAGE_INDEX = 'application/vnd.oci.image.index.v1+json';
const MEDIA_TYPES = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
} as const;

function compress(bytes: Uint8Array, compression: LayerCompression): Uint8Array {
  if (compression === 'none') return bytes;
  return compression === 'gzip' ? gzipSync(bytes) : zstdCompressSync(bytes);
}

/** The files of an OCI layout, by path. */
export function ociFiles(input: StoredInput): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['oci-layout', json({ imageLayoutVersion: '1.0.0' })]]);
  const manifest = addImage(files, input);
  const [, tag] = (input.name ?? 'example:latest').split(':');
  const name = input.name ?? 'example:latest';
  const annotations = {
    'org.opencontainers.image.ref.name': tag ?? 'latest',
    'io.containerd.image.name': `docker.io/${name.includes('/') ? '' : 'library/'}${name}`,
  };
  const top =
    input.attestation === true ? addIndex(files, [manifest, addAttestation(files, manifest)]) : manifest;
  files.set(
    'index.json',
    json({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: [{ ...top, annotations }] }),
  );
  input.alter?.(files);
  return files;
}

/** A layer blob as it is stored; it need not be what it says. */
export type StoredLayer = {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly diffID?: string;
  /** Absent from the layout, as foreign layers are. */
  readonly isAbsent?: boolean;
};

/** The files of an OCI layout whose layers are stored as they are given; `config` as JSON. */
export function ociLayers(
  layers: readonly StoredLayer[],
  { config: text, name }: { readonly config?: Uint8Array; readonly name?: string } = {},
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['oci-layout', json({ imageLayoutVersion: '1.0.0' })]]);
  const diff_ids = layers.map(({ bytes, diffID }) => diffID ?? digestOf(bytes));
  const config = addBlob(
    files,
    'application/vnd.oci.image.config.v1+json',
    text ?? json({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids } }),
  );
  const stored = layers.map(({ mediaType, bytes, isAbsent }) => {
    const descriptor = addBlob(files, mediaType, bytes);
    if (isAbsent === true) files.delete(blob(descriptor.digest));
    return descriptor;
  });
  const manifest = { schemaVersion: 2, mediaType: IMAGE_MANIFEST, config, layers: stored };
  const top = addBlob(files, IMAGE_MANIFEST, json(manifest));
  setIndex(files, top, name);
  return files;
}

/** The layout's own index, in which the image has the name that `docker load` gives it. */
function setIndex(files: Map<string, Uint8Array>, top: Named, name: string | undefined): void {
  const annotations = name === undefined ? {} : { annotations: { 'io.containerd.image.name': name } };
  const manifests = [{ ...top, ...annotations }];
  files.set('index.json', json({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests }));
}

/** Several images as one index with platforms, the way multi-platform builds write it. */
export function ociIndexFiles(inputs: readonly StoredInput[], name?: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['oci-layout', json({ imageLayoutVersion: '1.0.0' })]]);
  const manifests = inputs.flatMap((input) => {
    const manifest = { ...addImage(files, input), platform: input.config?.platform };
    return input.attestation === true ? [manifest, addAttestation(files, manifest)] : [manifest];
  });
  setIndex(files, addIndex(files, manifests), name);
  return files;
}

/** The files of a `docker save` archive, in its order; links are texts that start with `-> `. */
export function dockerFiles(input: StoredInput, shape: ArchiveShape): Map<string, Uint8Array> {
  if (shape === 'legacy') return legacyFiles(input);
  const compression = shape === 'overlay2' ? 'none' : (input.compression ?? 'gzip');
  const files = ociFiles({
    ...input,
    compression,
    attestation: shape === 'containerd',
    alter: () => undefined,
  });
  const config = configJson(input.layers, input.config);
  const layers = input.layers.map((layer) => blob(digestOf(compress(layer.tar, compression))));
  const RepoTags = [input.name ?? 'example:latest'];
  files.set('manifest.json', json([{ Config: blob(digestOf(config)), RepoTags, Layers: layers }]));
  if (shape === 'overlay2') files.set('repositories', json({ example: { latest: 'x' } }));
  input.alter?.(files);
  return files;
}

/** Files as a tar, in the order of the map. */
export function archiveOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].map(([path, content]) => {
    const text = Buffer.from(content.subarray(0, 3)).toString('latin1');
    if (text !== '-> ') return entry({ path, content });
    return rawEntry({ path, type: '2', linkTarget: Buffer.from(content.subarray(3)).toString() });
  });
  return tar(...entries);
}

/** Files as a directory. */
export async function writeFiles(directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Docker 20: a folder per layer, a second copy of a layer is a link to the first, and everything named by `manifest.json`. */
function legacyFiles(input: StoredInput): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const firsts = new Map<string, string>();
  const layers = input.layers.map((layer, ordinal) => {
    const id = digestOf(Buffer.from(`layer ${ordinal}`)).slice(7);
    const diffID = digestOf(layer.tar);
    const first = firsts.get(diffID);
    firsts.set(diffID, first ?? id);
    files.set(`${id}/VERSION`, Buffer.from('1.0'));
    files.set(`${id}/json`, json({ id }));
    files.set(`${id}/layer.tar`, first === undefined ? layer.tar : Buffer.from(`-> ../${first}/layer.tar`));
    return `${id}/layer.tar`;
  });
  const config = configJson(input.layers, input.config);
  const Config = `${digestOf(config).slice(7)}.json`;
  files.set(Config, config);
  files.set('manifest.json', json([{ Config, RepoTags: [input.name ?? 'example:latest'], Layers: layers }]));
  files.set('repositories', json({ example: { latest: 'x' } }));
  input.alter?.(files);
  return files;
}

type Named = { readonly mediaType: string; readonly digest: string; readonly size: number };

function addImage(files: Map<string, Uint8Array>, input: StoredInput): Named {
  const compression = input.compression ?? 'none';
  const config = addBlob(
    files,
    'application/vnd.oci.image.config.v1+json',
    configJson(input.layers, input.config),
  );
  const layers = input.layers.map(({ tar: bytes }) =>
    addBlob(files, MEDIA_TYPES[compression], compress(bytes, compression)),
  );
  return addBlob(
    files,
    IMAGE_MANIFEST,
    json({ schemaVersion: 2, mediaType: IMAGE_MANIFEST, config, layers }),
  );
}

function addAttestation(files: Map<string, Uint8Array>, image: Named): Named {
  const statement = addBlob(
    files,
    'application/vnd.in-toto+json',
    json({ _type: 'https://in-toto.io/Statement/v0.1' }),
  );
  const config = addBlob(files, 'application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const manifest = addBlob(files, IMAGE_MANIFEST, json({ schemaVersion: 2, config, layers: [statement] }));
  const annotations = {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': image.digest,
  };
  return { ...manifest, ...{ annotations, platform: { os: 'unknown', architecture: 'unknown' } } };
}

function addIndex(files: Map<string, Uint8Array>, manifests: readonly Named[]): Named {
  return addBlob(files, IMAGE_INDEX, json({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests }));
}

function addBlob(files: Map<string, Uint8Array>, mediaType: string, bytes: Uint8Array): Named {
  const digest = digestOf(bytes);
  files.set(blob(digest), bytes);
  return { mediaType, digest, size: bytes.length };
}

function blob(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
