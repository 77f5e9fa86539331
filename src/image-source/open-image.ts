import { stat } from 'node:fs/promises';
import { GateError } from '../errors.ts';
import type { Digest } from '../digest.ts';
import type { Image, ImageReference } from '../image/image.ts';
import { parseImageReference, renderImageReference } from '../image/reference.ts';
import { openArchiveFile } from './archive/archive-file.ts';
import type { BlobStore } from './blob-store.ts';
import { boundJson } from './bounded-store.ts';
import { readDaemonDiffIDs, type EngineOptions } from './engine/engine-request.ts';
import { openLayoutDirectory } from './layout/layout-directory.ts';
import { readImage } from './read-image.ts';
import type { ImagePair, ReadOptions, Two } from './read-options.ts';
import { selectImage } from './layout/select-image.ts';
import type { Selection } from './verified-json.ts';

/** The image that a reference names, wholly read and verified; throws GateError when that is not possible. */
export async function openImage(reference: ImageReference, options: ReadOptions): Promise<Image> {
  const label = options.label ?? renderImageReference(reference);
  const store = boundJson(await openStore(reference, options));
  return readImage(store, selectionOf(reference, options), label);
}

/** The two images that references name as a pair; undefined where they are to be opened one by one. */
export async function findImagePair(
  references: Two<ImageReference>,
  options: EngineOptions,
): Promise<ImagePair | undefined> {
  if (references.some(({ transport }) => transport !== 'docker-daemon')) return undefined;
  const { findDaemonPair } = await import('./engine/daemon.ts');
  return findDaemonPair(references, options);
}

/**
 * The diffIDs of the image that `FROM` names: of a bare name if the daemon has it, else of what the reference leads to.
 * Null where a bare name is not found or no daemon answers.
 */
export async function resolveBaseDiffIDs(
  name: string,
  options: ReadOptions,
): Promise<readonly Digest[] | null> {
  const reference = parseImageReference(name);
  if (reference.isBare !== true) {
    if (reference.transport === 'docker-daemon') return readDaemonDiffIDs(reference, options);
    const store = boundJson(await openStore(reference, options));
    return (await selectImage(store, selectionOf(reference, options))).config.diffIDs;
  }
  try {
    return await readDaemonDiffIDs(reference, options);
  } catch (error) {
    if (error instanceof GateError && error.code === 'engine-unavailable') return null;
    throw error;
  }
}

/** Tags of named images are for the daemon and the registry; those of files choose an image inside. */
function selectionOf(reference: ImageReference, { platform }: ReadOptions): Selection {
  const { transport, name, tag } = reference;
  const isFile = transport === 'oci' || transport === 'oci-archive' || transport === 'docker-archive';
  const spell = isFile
    ? (inside: string) => renderImageReference({ transport, name, tag: inside })
    : (digest: string) => renderImageReference({ transport: 'registry', name, tag: digest });
  return {
    ...(isFile && tag !== undefined ? { tag } : {}),
    ...(platform === undefined ? {} : { platform }),
    spelling: { onlyDigests: !isFile, spell },
  };
}

function openStore(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  if (reference.isBare === true) return openBare(reference, options);
  switch (reference.transport) {
    case 'docker-daemon':
      return openDaemon(reference, options);
    case 'docker-archive':
    case 'oci-archive':
      return openArchiveFile(reference.name, options);
    case 'oci':
      return openLayoutDirectory(reference.name, options);
    case 'registry':
      return openRegistry(reference, options);
  }
}

async function openDaemon(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  const { openDaemonImage } = await import('./engine/daemon.ts');
  return openDaemonImage(reference, options);
}

/** Loaded for those who ask a registry: what encrypts takes its time to start. */
async function openRegistry(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  const { openRegistryImage } = await import('./registry/registry.ts');
  return openRegistryImage(reference, options);
}

/** A bare name: the daemon, then the registry. When both fail, both are reported. */
async function openBare(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  try {
    return await openDaemon(reference, options);
  } catch (first) {
    if (!(first instanceof GateError) || !MAY_BE_ELSEWHERE.has(first.code)) throw first;
    try {
      return await openRegistry(reference, options);
    } catch (second) {
      if (!(second instanceof GateError)) throw second;
      const hint =
        (await pathHint(reference)) ??
        [first.hint, second.hint].filter((text) => text !== undefined).join(' ');
      throw new GateError(second.code, `${first.message}, and ${second.message}`, { hint, cause: second });
    }
  }
}

const MAY_BE_ELSEWHERE: ReadonlySet<string> = new Set(['engine-unavailable', 'image-not-found']);

/** A bare name that nobody has, and that is also a path, or has one behind a word: what to write for what is there. */
async function pathHint(reference: ImageReference): Promise<string | undefined> {
  const text = renderImageReference(reference);
  for (const path of [text, reference.tag ?? text]) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory() === true)
      return `There is a folder \`${path}\`; write \`oci:${path}\` to read it.`;
    if (found !== undefined)
      return `There is a file \`${path}\`; write \`docker-archive:${path}\` to read it.`;
  }
  return undefined;
}
