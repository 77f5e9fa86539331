import { createHash } from 'node:crypto';
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { isDigest, type Digest } from '../../digest.ts';
import { MAX_JSON_BYTES, type BlobStore } from '../blob-store.ts';
import type { LayerBlob } from '../layer/known-layers.ts';
import { socketOf } from '../docker-endpoint.ts';
import { readOverlay2Layer, type Overlay2Layer } from './overlay2-layer.ts';
import type { ReadOptions } from '../read-options.ts';
import { openTarSplit } from './tar-split.ts';
import { unreadable } from '../verified-json.ts';

/** Where an engine on this machine keeps what overlay2 stores. */
type Overlay2Folders = { readonly layers: string; readonly contents: string; readonly images: string };

/** An image as `docker-daemon:` names it. `read`: layers that this run has read in place. */
export type Overlay2Image = {
  readonly name: string;
  readonly daemon: Docker;
  readonly read: Map<Digest, LayerBlob>;
  /** What the engine answers to GET of this path. */
  readonly ask: (path: string) => Promise<unknown>;
};

/**
 * The image out of the engine's own folders; throws GateError that says why it cannot be read there. Layers lie there as
 * moby/layer/filestore.go and daemon/graphdriver/overlay2 write them, the config as moby/image/fs.go does.
 */
export async function openOverlay2Image(
  { name, daemon, read, ask }: Overlay2Image,
  options: ReadOptions,
): Promise<BlobStore> {
  const what = `\`${name}\``;
  const image = (await ask(`/images/${encodeURI(name)}/json`)) as Docker.ImageInspectInfo;
  const { Id: id } = image;
  const folders = await findFolders({ daemon, ask }, image);
  if (!isDigest(id)) throw unreadable(`${what} has no config digest`);
  const config = await readSmallFile(join(folders.images, hexOf(id)));
  const diffIDs = readDiffIDs(config, what);
  const layers = await Promise.all(
    chainIDs(diffIDs).map((chainID, ordinal) => findLayer(folders, chainID, `layer ${ordinal} of ${what}`)),
  );
  const archive = [
    { Config: `${hexOf(id)}.json`, RepoTags: [], Layers: layers.map((_, ordinal) => String(ordinal)) },
  ];
  const parts = new Map([
    ['manifest.json', Buffer.from(JSON.stringify(archive))],
    [`${hexOf(id)}.json`, config],
  ]);
  // All of them before anybody relies on it: there is another way while none was given out.
  await readLayers(layers, read, options);
  return {
    what,
    readJson: (path) => Promise.resolve(parts.get(path)),
    readLayer: (path) => {
      const layer = layers[Number(path)];
      return Promise.resolve(layer && read.get(layer.diffID));
    },
  };
}

/** While the files of one layer are read, the next tar-split is decompressed, and the last transfer size worked out. */
async function readLayers(
  layers: readonly Overlay2Layer[],
  read: Map<Digest, LayerBlob>,
  options: ReadOptions,
): Promise<void> {
  const byDigest = new Map(layers.map((layer) => [layer.diffID, layer]));
  const unread = [...byDigest.values()].filter(({ diffID }) => !read.has(diffID));
  const start = (layer: Overlay2Layer | undefined) =>
    layer && { layer, split: openTarSplit(layer.tarSplit, layer.what) };
  let last: Promise<unknown> = Promise.resolve();
  let current = start(unread[0]);
  for (let index = 1; current !== undefined; index++) {
    const { layer, split } = current;
    current = start(unread[index]);
    const { blob } = await readOverlay2Layer(layer, split, options);
    await last;
    last = blob.then((known) => read.set(layer.diffID, known));
  }
  await last;
}

async function findFolders(
  { daemon, ask }: Pick<Overlay2Image, 'daemon' | 'ask'>,
  image: Docker.ImageInspectInfo,
): Promise<Overlay2Folders> {
  if ((await socketOf(daemon)) === undefined)
    throw unreadable('the Docker engine is not reached through a socket of this machine');
  const root = await asked(realpath(rootOf(image.GraphDriver) ?? (await askRoot(ask))));
  const folders = {
    layers: join(root, 'image', 'overlay2', 'layerdb', 'sha256'),
    contents: join(root, 'overlay2'),
    images: join(root, 'image', 'overlay2', 'imagedb', 'content', 'sha256'),
  };
  for (const folder of Object.values(folders)) await asked(access(folder, constants.R_OK | constants.X_OK));
  return folders;
}

/** Where the engine keeps everything, as the place of the image's top layer shows: to ask for it takes the engine longer. */
function rootOf(driver: Answered): string | undefined {
  const { Name: name, Data: found } = driver ?? {};
  const directory = (found as Answered)?.['UpperDir'];
  if (name !== 'overlay2' || typeof directory !== 'string') return undefined;
  return /^(\/.+)\/overlay2\/[0-9a-z]+\/diff$/.exec(directory)?.[1];
}

/** Newer engines may leave it out. */
type Answered = Readonly<Record<string, unknown>> | null | undefined;

async function askRoot(ask: Overlay2Image['ask']): Promise<string> {
  const info = (await ask('/info')) as Readonly<Record<string, unknown>>;
  const { Driver: driver, DockerRootDir: found } = info;
  if (driver !== 'overlay2' || typeof found !== 'string')
    throw unreadable(`the Docker engine stores images with \`${String(driver)}\`, expected \`overlay2\``);
  return found;
}

/** What the file system refuses is a reason, not a failure. */
async function asked<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(`the Docker engine's folders cannot be read: ${reason}`);
  }
}

async function readSmallFile(path: string): Promise<Buffer> {
  const { size } = await asked(stat(path));
  if (size > MAX_JSON_BYTES)
    throw unreadable(`\`${path}\` has ${size} bytes, expected at most ${MAX_JSON_BYTES}`);
  return asked(readFile(path));
}

function readDiffIDs(config: Buffer, what: string): readonly Digest[] {
  const parsed = JSON.parse(config.toString('utf8')) as {
    readonly rootfs?: { readonly diff_ids?: readonly string[] };
  };
  const diffIDs = parsed.rootfs?.diff_ids ?? [];
  if (!diffIDs.every(isDigest)) throw unreadable(`config of ${what} has layers that are not digests`);
  return diffIDs;
}

/** OCI image-spec, config.md#layer-chainid. */
function chainIDs(diffIDs: readonly Digest[]): readonly string[] {
  const chain: string[] = [];
  for (const diffID of diffIDs) {
    const below = chain.at(-1);
    const hash = createHash('sha256');
    chain.push(below === undefined ? hexOf(diffID) : hash.update(`sha256:${below} ${diffID}`).digest('hex'));
  }
  return chain;
}

async function findLayer(folders: Overlay2Folders, chainID: string, what: string): Promise<Overlay2Layer> {
  const folder = join(folders.layers, chainID);
  const diffID = (await readSmallFile(join(folder, 'diff'))).toString('utf8').trim();
  if (!isDigest(diffID)) throw unreadable(`${what} has no diffID in the engine's folders`);
  const cacheID = (await readSmallFile(join(folder, 'cache-id'))).toString('utf8').trim();
  if (!/^[0-9a-z]{25,64}$/.test(cacheID)) throw unreadable(`${what} has no folder among those of the engine`);
  const directory = join(folders.contents, cacheID, 'diff');
  if ((await asked(realpath(directory))) !== directory) throw unreadable(`the folder of ${what} is a link`);
  return { diffID, directory, tarSplit: join(folder, 'tar-split.json.gz'), what };
}

function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}
