import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { configJson, digestOf } from './image-builder.ts';
import type { ConfigInput, LayerInput } from './image-builder.ts';

type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number };

/** Writes one image as an OCI layout with gzip layers. OCI image-spec, image-layout.md. */
export async function writeOciLayout(
  directory: string,
  layers: readonly LayerInput[],
  config: ConfigInput = {},
): Promise<void> {
  const blobs = join(directory, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const write = async (kind: string, bytes: Uint8Array): Promise<Descriptor> => {
    const digest = digestOf(bytes);
    await writeFile(join(blobs, digest.slice('sha256:'.length)), bytes);
    return { mediaType: `application/vnd.oci.image.${kind}`, digest, size: bytes.length };
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: await write('config.v1+json', configJson(layers, config)),
    layers: await Promise.all(layers.map((layer) => write('layer.v1.tar+gzip', gzipSync(layer.tar)))),
  };
  const descriptor = await write('manifest.v1+json', Buffer.from(JSON.stringify(manifest)));
  await writeFile(join(directory, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(
    join(directory, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }),
  );
}
