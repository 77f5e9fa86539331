import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { parseDockerArchiveManifest } from '../../../src/image/manifest.ts';
import { archiveOf } from '../../helpers/archive-builder.ts';
import { digestOf } from '../../helpers/image-builder.ts';

type Request = { readonly archive: string; readonly name: string; readonly file: string };

/**
 * Writes an archive anew in the shape that kaniko's `--tarPath` gives it, as recorded from kaniko: the config named `sha256:…`, layers
 * named by the digest of their gzip, the manifest last.
 */
export async function writeKanikoArchive({ archive, name, file }: Request): Promise<void> {
  const members = await readMembers(archive);
  const [entry] = parseDockerArchiveManifest(members.get('manifest.json') ?? Buffer.from(''), archive);
  const config = members.get(entry?.config ?? '');
  if (entry === undefined || config === undefined) throw new Error(`${archive} has no image`);
  const layers = entry.layers.map((path) => gzipSync(members.get(path) ?? '', { level: 1 }));
  const paths = layers.map((bytes) => `${digestOf(bytes).slice('sha256:'.length)}.tar.gz`);
  const manifest = [{ Config: digestOf(config), RepoTags: [name], Layers: paths }];
  const files = new Map<string, Uint8Array>([[digestOf(config), config]]);
  for (const [ordinal, path] of paths.entries()) files.set(path, layers[ordinal] ?? Buffer.from(''));
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  await writeFile(file, archiveOf(files));
}

/** Names of an archive's members in order, digests replaced by `DIGEST`. */
export async function memberShape(archive: string): Promise<readonly string[]> {
  const names = [...(await readMembers(archive)).keys()];
  return names.map((name) => name.replaceAll(/[0-9a-f]{64}/g, 'DIGEST'));
}

async function readMembers(archive: string): Promise<ReadonlyMap<string, Buffer>> {
  const members = new Map<string, Buffer>();
  const unpacker = extract();
  unpacker.end(await readFile(archive));
  for await (const entry of unpacker) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === 'file') members.set(entry.header.name, Buffer.concat(chunks));
  }
  return members;
}
