import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import Docker from 'dockerode';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import {
  archiveOf,
  dockerFiles,
  ociFiles,
  ociIndexFiles,
  writeFiles,
  type ArchiveShape,
  type LayerCompression,
  type StoredInput,
} from '../helpers/archive-builder.ts';
import { configJson, digestOf, image, layer, NOTHING_REQUIRED, whiteout } from '../helpers/image-builder.ts';
import { catalogLines } from '../helpers/catalog-rows.ts';
import { tableRows } from '../helpers/table-rows.ts';

const first = layer({
  '/etc/passwd': 'root',
  '/bin/sh': { content: 'x'.repeat(3000), mode: 0o755 },
  '/a': { hardlink: '/bin/sh' },
});
const layers = [first, layer({ '/etc/passwd': 'root2' }, whiteout('/a')), first];
const input: StoredInput = { layers, config: { env: ['A=1'], entrypoint: ['/bin/sh'], user: 'app' } };
const expected = image(layers, input.config);

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'final-stage-source-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

function open(reference: string, options: Partial<ReadOptions> = {}): Promise<Image> {
  return openImage(parseImageReference(reference), {
    paths: createPathTable(),
    required: NOTHING_REQUIRED,
    ...options,
  });
}

let files = 0;

async function written(bytes: Uint8Array): Promise<string> {
  const file = join(directory, `image-${++files}.tar`);
  await writeFile(file, bytes);
  return file;
}

/** An engine that gives one archive for every name, at once. */
async function withDaemon<Answer>(
  archive: Uint8Array,
  ask: (daemon: Docker) => Promise<Answer>,
): Promise<Answer> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/get') === true) response.end(archive);
    else response.writeHead(404).end('{"message":"no such image"}');
  });
  const port = await listen(server);
  try {
    return await ask(new Docker({ host: '127.0.0.1', port, protocol: 'http' }));
  } finally {
    server.close();
  }
}

/** The same on a socket, in chunks, as real ones give it. */
async function withSocket<Answer>(
  archive: Uint8Array,
  ask: (daemon: Docker) => Promise<Answer>,
): Promise<Answer> {
  const server = createServer((_request, response) => {
    for (let at = 0; at < archive.length; at += 32_768) response.write(archive.subarray(at, at + 32_768));
    response.end();
  });
  const socketPath = join(directory, `engine-${++files}.sock`);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  try {
    return await ask(new Docker({ socketPath }));
  } finally {
    server.close();
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function expectSame(found: Image): void {
  expect(catalogLines(catalogLayers(found.layers.map(({ table }) => table)))).toEqual(
    catalogLines(catalogLayers(expected.layers.map(({ table }) => table))),
  );
  expect(found).toMatchObject({
    imageID: expected.imageID,
    platform: expected.platform,
    config: expected.config,
  });
  expect(found.layers.map(({ history }) => history)).toEqual(expected.layers.map(({ history }) => history));
}

const SHAPES: readonly ArchiveShape[] = ['legacy', 'overlay2', 'containerd'];
const COMPRESSIONS: readonly LayerCompression[] = ['none', 'gzip', 'zstd'];

describe('openImage', () => {
  test.each(SHAPES)('reads the same image from an archive that docker save wrote (%s)', async (shape) => {
    const archive = archiveOf(dockerFiles(input, shape));
    expectSame(await open(`docker-archive:${await written(archive)}`));
    expectSame(await open(`docker-archive:${await written(gzipSync(archive))}`));
    expectSame(await withDaemon(archive, (daemon) => open('docker-daemon:example', { daemon })));
    expectSame(await withSocket(archive, (daemon) => open('docker-daemon:example', { daemon })));
    expectSame(await withDaemon(archive, (daemon) => open('example', { daemon })));
  });

  test('reads a compressed archive to its last frame and member, and refuses a damaged one by its name', async () => {
    const archive = archiveOf(dockerFiles(input, 'containerd'));
    const [head, tail] = [archive.subarray(0, 1000), archive.subarray(1000)];
    for (const compress of [gzipSync, zstdCompressSync]) {
      const whole = Buffer.concat([compress(head), compress(tail)]);
      expectSame(await open(`docker-archive:${await written(whole)}`));
      const padded = Buffer.concat([whole, Buffer.from('garbage')]);
      for (const damaged of [whole.subarray(0, -5), padded]) {
        const file = await written(damaged);
        await expect(open(`docker-archive:${file}`)).rejects.toMatchObject({
          code: 'image-unreadable',
          message: expect.stringContaining(`\`${file}\` cannot be decompressed: `),
        });
      }
    }
  });

  test('reads the JSON of other builders as Go does: names in other cases, and null for nothing', async () => {
    const files = dockerFiles(input, 'legacy');
    const edit = (path: string, from: RegExp, to: string) =>
      files.set(path, Buffer.from(Buffer.from(files.get(path)!).toString('utf8').replace(from, to)));
    edit('manifest.json', /"(Config|RepoTags|Layers)"/g, '"$1"');
    edit('manifest.json', /"Layers"/, '"layers"');
    edit('manifest.json', /"RepoTags":\[[^\]]*\]/, '"repotags":null');
    files.set('index.json', Buffer.from('{"schemaVersion":2,"manifests":null}'));
    expectSame(await open(`docker-archive:${await written(archiveOf(files))}`));
    edit('manifest.json', /"Config"/, '"config":"x","Config"');
    await expect(open(`docker-archive:${await written(archiveOf(files))}`)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('has the field `Config` twice, in different cases'),
    });
  });

  test.each([
    ['xz', Buffer.from('\xfd7zXZ\0rest', 'latin1'), 'is compressed with xz, which is not supported'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'is compressed with bzip2, which is not supported'],
  ])('says of an archive by %s that it must be decompressed first', async (_name, bytes, sentence) => {
    await expect(open(`docker-archive:${await written(bytes)}`)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(sentence),
      hint: expect.stringContaining('Decompress it first'),
    });
  });

  test('says of a folder in place of an archive what it is', async () => {
    await expect(open(`docker-archive:${directory}`)).rejects.toMatchObject({
      code: 'image-not-found',
      message: `\`${directory}\` is a folder, expected an image archive`,
      hint: `Write \`oci:${directory}\` for an OCI layout.`,
    });
  });

  test.each(COMPRESSIONS)(
    'reads large layers from a socket as from a file, compressed by %s',
    async (compression) => {
      const large = [1, 2].map((ordinal) =>
        layer({ '/script': '#!/bin/sh\n', [`/noise-${ordinal}`]: randomBytes(5_000_000) }),
      );
      const archive = archiveOf(ociFiles({ layers: large, compression }));
      const options = { required: { ...NOTHING_REQUIRED, contentSums: true } };
      const socket = await withSocket(archive, (daemon) =>
        open('docker-daemon:example', { daemon, ...options }),
      );
      const file = await open(`oci-archive:${await written(archive)}`, options);
      expect(socket.layers.map(({ table }) => tableRows(table))).toEqual(
        file.layers.map(({ table }) => tableRows(table)),
      );
      expect(socket.layers.map(transferOf)).toEqual(file.layers.map(transferOf));
    },
  );

  test.each(COMPRESSIONS)(
    'reads the same image from an OCI layout with layers compressed by %s',
    async (compression) => {
      for (const attestation of [false, true]) {
        const parts = ociFiles({ ...input, compression, attestation });
        const folder = join(directory, `layout-${compression}-${attestation}`);
        await writeFiles(folder, parts);
        expectSame(await open(`oci:${folder}`));
        expectSame(await open(`oci:${folder}:latest`));
        expectSame(await open(`oci-archive:${await written(archiveOf(parts))}:latest`));
      }
    },
  );

  test.each(COMPRESSIONS)(
    'reads the same image from a registry with layers compressed by %s',
    async (compression) => {
      const parts = ociFiles({ ...input, compression, attestation: true });
      await withRegistry(parts, async (host) => {
        const found = await open(`registry:${host}/team/app:latest`);
        expectSame(found);
        expect(found.layers.every(({ transferEstimated }) => !transferEstimated)).toBe(true);
        await expect(open(`registry:${host}/team/other:latest`)).rejects.toMatchObject({
          code: 'image-not-found',
        });
        await expect(open(`registry:${host}/team/secret:latest`)).rejects.toMatchObject({
          code: 'registry-denied',
        });
      });
    },
  );

  test('says exactly what a compressed layer transfers, and estimates what an uncompressed one would', async () => {
    const gzip = await open(
      `oci-archive:${await written(archiveOf(ociFiles({ ...input, compression: 'gzip' })))}`,
    );
    expect(gzip.layers.map((found) => [found.transferBytes, found.transferEstimated])).toEqual(
      layers.map((one) => [gzipSync(one.tar).length, false]),
    );
    const archive = archiveOf(dockerFiles(input, 'overlay2'));
    const plain = await open(`docker-archive:${await written(archive)}`);
    for (const [ordinal, found] of plain.layers.entries()) {
      expect(found.transferEstimated).toBe(true);
      expect(Math.abs(found.transferBytes - gzipSync(layers[ordinal]!.tar).length)).toBeLessThan(20);
    }
    const streamed = await withDaemon(archive, (daemon) => open('docker-daemon:example', { daemon }));
    expect(streamed.layers.map(({ transferBytes }) => transferBytes)).toEqual(
      plain.layers.map(({ transferBytes }) => transferBytes),
    );
  });

  test('does not parse a layer twice that it knows by digest', async () => {
    const knownLayers = new Map();
    const paths = createPathTable();
    const archive = await written(archiveOf(ociFiles({ ...input, compression: 'gzip' })));
    const one = await open(`oci-archive:${archive}`, { knownLayers, paths });
    const two = await open(`oci-archive:${archive}`, { knownLayers, paths });
    expect(two.layers.map(({ table }, ordinal) => table === one.layers[ordinal]!.table)).toEqual([
      true,
      true,
      true,
    ]);
    expect(one.layers[0]!.table).toBe(one.layers[2]!.table);
    expect([...knownLayers.keys()].sort()).toEqual(
      [...new Set(layers.flatMap((known) => [digestOf(known.tar), digestOf(gzipSync(known.tar))]))].sort(),
    );
  });

  test.each<[string, LayerCompression, (parts: Map<string, Uint8Array>) => Promise<string>]>([
    ['an OCI layout', 'gzip', layoutOf],
    ['an OCI layout', 'none', layoutOf],
    ['an archive', 'zstd', async (parts) => `oci-archive:${await written(archiveOf(parts))}`],
    ['an archive', 'none', async (parts) => `oci-archive:${await written(archiveOf(parts))}`],
  ])('reads no blob of %s that it knows by digest (%s)', async (_title, compression, place) => {
    const knownLayers = new Map();
    const paths = createPathTable();
    const one = await open(await place(ociFiles({ ...input, compression })), { knownLayers, paths });
    const zeroed = new Map(ociFiles({ ...input, compression }));
    for (const { path } of layerBlobs(zeroed)) zeroed.set(path, new Uint8Array(zeroed.get(path)!.length));
    const two = await open(await place(zeroed), { knownLayers, paths });
    expect(two).toEqual({ ...one, reference: expect.any(String) });
    for (const { path } of layerBlobs(zeroed)) zeroed.set(path, new Uint8Array(zeroed.get(path)!.length + 1));
    await expect(open(await place(zeroed), { knownLayers, paths })).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });

  test('asks a registry for no layer that it knows, whatever way that one came', async () => {
    for (const compression of COMPRESSIONS) {
      const parts = ociFiles({ ...input, compression });
      const served = await withRegistry(parts, (host) => open(`registry:${host}/team/app:latest`));
      const knownLayers = new Map();
      const paths = createPathTable();
      await open(await layoutOf(parts), { knownLayers, paths });
      const bare = new Map(parts);
      for (const { path } of layerBlobs(parts)) bare.delete(path);
      await withRegistry(bare, async (host) => {
        const found = await open(`registry:${host}/team/app:latest`, { knownLayers, paths });
        expectSame(found);
        expect(found.layers.map(transferOf)).toEqual(served.layers.map(transferOf));
      });
    }
  });

  test('takes the platform that is asked for, and lists those there are', async () => {
    const platforms = [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
      { os: 'linux', architecture: 'arm', variant: 'v7' },
    ];
    const inputs = platforms.map((platform) => ({ ...input, attestation: true, config: { platform } }));
    const archive = await written(archiveOf(ociIndexFiles(inputs)));
    for (const platform of platforms) {
      expect((await open(`oci-archive:${archive}`, { platform })).platform).toEqual(platform);
    }
    const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };
    expect((await open(`oci-archive:${archive}`, { platform: arm64 })).platform).toEqual(platforms[1]);
    await expect(
      open(`oci-archive:${archive}`, { platform: { os: 'linux', architecture: 's390x' } }),
    ).rejects.toMatchObject({
      code: 'image-not-found',
      message: expect.stringContaining('`linux/s390x`, only for linux/amd64, linux/arm/v7, linux/arm64'),
    });
  });

  test.each<[string, (parts: Map<string, Uint8Array>) => void, RegExp]>([
    [
      'a layer that was changed',
      (parts) => {
        change(parts, blobOf(gzipSync(first.tar)), 40);
      },
      /digest|decompressed|diffID|checksum/,
    ],
    [
      'a layer that is cut',
      (parts) => {
        cut(parts, blobOf(gzipSync(first.tar)));
      },
      /cannot be decompressed/,
    ],
    [
      'a layer that is missing',
      (parts) => parts.delete(blobOf(gzipSync(first.tar))),
      /layer 0 of `.*` is missing/,
    ],
    [
      'a config that was changed',
      (parts) => {
        change(parts, blobOf(configJson(layers, input.config)), 5);
      },
      /config of .* has digest/,
    ],
    [
      'a layer that is none',
      (parts) => parts.set(blobOf(gzipSync(first.tar)), Buffer.from('hello')),
      /is not a layer: its first bytes are neither tar nor gzip nor zstd/,
    ],
  ])('refuses %s, from a file as from a stream', async (_title, alter, message) => {
    const archive = archiveOf(ociFiles({ ...input, compression: 'gzip', alter }));
    const refused = { code: 'image-unreadable', message: expect.stringMatching(message) };
    await expect(open(`oci-archive:${await written(archive)}`)).rejects.toMatchObject(refused);
    await expect(withDaemon(archive, (daemon) => open('docker-daemon:x', { daemon }))).rejects.toMatchObject(
      refused,
    );
  });

  test('names the part in which a truncated archive stops', async () => {
    const archive = archiveOf(dockerFiles(input, 'overlay2')).subarray(0, 8000);
    const refused = {
      code: 'image-unreadable',
      message: expect.stringMatching(/`blobs\/sha256\/[0-9a-f]{64}` .*has \d+ bytes, expected \d+/),
    };
    await expect(open(`docker-archive:${await written(archive)}`)).rejects.toMatchObject(refused);
    await expect(withDaemon(archive, (daemon) => open('docker-daemon:x', { daemon }))).rejects.toMatchObject(
      refused,
    );
  });

  test('refuses a diffID that is not the layer’s', async () => {
    const other = { ...input, layers: [layers[1]!, ...layers.slice(1)] };
    const archive = archiveOf(
      dockerFiles(
        {
          ...input,
          alter: (parts) => {
            replaceLayer(parts, other.layers[0]!.tar);
          },
        },
        'legacy',
      ),
    );
    await expect(open(`docker-archive:${await written(archive)}`)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(
        `diffID \`${digestOf(layers[1]!.tar)}\`, expected \`${digestOf(first.tar)}\``,
      ),
    });
  });

  test.each<[string, string, string]>([
    ['docker-archive:/no/such/file.tar', 'image-not-found', 'cannot be opened'],
    ['oci:/no/such/folder', 'image-not-found', 'has no `index.json`'],
  ])('says that %s is not there', async (reference, code, message) => {
    await expect(open(reference)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test('proposes the way in that a file has, where a folder is named', async () => {
    const file = await written(archiveOf(dockerFiles({ layers }, 'legacy')));
    await expect(open(`oci:${file}`)).rejects.toMatchObject({
      message: `\`${file}\` is a file, expected the folder of an OCI layout`,
      hint: `Write \`oci-archive:${file}\`.`,
    });
    expect((await open(`oci-archive:${file}`)).layers).toHaveLength(layers.length);
  });

  test('reads `~/` as shells do, which leave it alone behind a colon', async () => {
    const file = await written(archiveOf(dockerFiles({ layers }, 'legacy')));
    const path = `~/${relative(homedir(), file)}`;
    expect((await open(`docker-archive:${path}`)).layers).toHaveLength(layers.length);
    await expect(open(`oci:${path}`)).rejects.toMatchObject({
      message: expect.stringContaining('is a file'),
    });
  });

  test('tells a missing image from an engine that does not respond', async () => {
    const gone = new Docker({ socketPath: join(directory, 'no.sock') });
    await expect(open('docker-daemon:x', { daemon: gone })).rejects.toMatchObject({
      code: 'engine-unavailable',
      hint: expect.stringContaining('DOCKER_HOST'),
    });
    const empty = createServer((_request, response) =>
      response.writeHead(404).end('{"message":"no such image"}'),
    );
    const daemon = new Docker({ host: '127.0.0.1', port: await listen(empty), protocol: 'http' });
    await expect(open('docker-daemon:x', { daemon })).rejects.toMatchObject({
      code: 'image-not-found',
      message: 'the Docker engine has no image `x:latest`',
    });
    empty.close();
  });

  test.each([
    ['example', 'example:latest'],
    ['host:5000/team/app', 'host:5000/team/app:latest'],
    ['example:1.0', 'example:1.0'],
    ['3f57d9401f8d', '3f57d9401f8d'],
    ['0a'.repeat(32), '0a'.repeat(32)],
    [`sha256:${'0a'.repeat(32)}`, `sha256:${'0a'.repeat(32)}`],
  ])('asks an engine for one image, not for all tags: %s', async (reference, asked) => {
    const urls: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      urls.push(request.url);
      response.writeHead(404).end('{"message":"no such image"}');
    });
    const daemon = new Docker({ host: '127.0.0.1', port: await listen(server), protocol: 'http' });
    await expect(open(`docker-daemon:${reference}`, { daemon })).rejects.toMatchObject({
      code: 'image-not-found',
      message: `the Docker engine has no image \`${asked}\``,
    });
    server.close();
    expect(urls).toEqual([`/images/${asked}/get`]);
  });

  test('refuses a file that is no archive', async () => {
    const file = await written(Buffer.from('not a tar'));
    await expect(open(`docker-archive:${file}`)).rejects.toMatchObject({ code: 'image-unreadable' });
  });
});

function transferOf({ transferBytes, transferEstimated }: Image['layers'][number]) {
  return { transferBytes, transferEstimated };
}

async function layoutOf(parts: Map<string, Uint8Array>): Promise<string> {
  const folder = join(directory, `layout-${++files}`);
  await writeFiles(folder, parts);
  return `oci:${folder}`;
}

/** The blobs that a layout has for layers: those that its manifest names. */
function layerBlobs(parts: Map<string, Uint8Array>): readonly { readonly path: string }[] {
  const index = JSON.parse(Buffer.from(parts.get('index.json')!).toString()) as Listing;
  const manifest = JSON.parse(
    Buffer.from(parts.get(toPath(index.manifests![0]!.digest))!).toString(),
  ) as Listing;
  return manifest.layers!.map(({ digest }) => ({ path: toPath(digest) }));
}

type Listing = {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly layers?: readonly { readonly digest: string }[];
};

function toPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function blobOf(bytes: Uint8Array): string {
  return `blobs/${digestOf(bytes).replace(':', '/')}`;
}

function change(parts: Map<string, Uint8Array>, path: string, at: number): void {
  const bytes = Buffer.from(parts.get(path)!);
  bytes[at] = bytes[at]! ^ 1;
  parts.set(path, bytes);
}

function cut(parts: Map<string, Uint8Array>, path: string): void {
  parts.set(path, parts.get(path)!.subarray(0, -20));
}

function replaceLayer(parts: Map<string, Uint8Array>, tar: Uint8Array): void {
  const path = [...parts.keys()].find((name) => name.endsWith('/layer.tar'))!;
  parts.set(path, tar);
}

/** A registry that wants a token, serves one image repository and keeps another from everybody. */
async function withRegistry<Answer>(
  parts: Map<string, Uint8Array>,
  use: (host: string) => Promise<Answer>,
): Promise<Answer> {
  let host = '';
  const index = JSON.parse(Buffer.from(parts.get('index.json')!).toString()) as {
    manifests: { digest: string }[];
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${host}`);
    const scope = url.searchParams.get('scope') ?? '';
    if (url.pathname === '/token') {
      response.writeHead(scope.includes('secret') ? 401 : 200).end(JSON.stringify({ token: scope }));
      return;
    }
    const [, repository, kind, name] = /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(url.pathname) ?? [];
    const wanted = `repository:${repository ?? ''}:pull`;
    if (request.headers.authorization !== `Bearer ${wanted}`) {
      const challenge = `Bearer realm="http://${host}/token",service="test",scope="${wanted}"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    const digest = kind === 'manifests' && name === 'latest' ? index.manifests[0]!.digest : (name ?? '');
    const bytes = repository === 'team/app' ? parts.get(`blobs/${digest.replace(':', '/')}`) : undefined;
    if (bytes === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  });
  host = `127.0.0.1:${await listen(server)}`;
  try {
    return await use(host);
  } finally {
    server.close();
  }
}
