import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Docker from 'dockerode';
import { archiveOf, dockerFiles, type ArchiveShape, type StoredInput } from './archive-builder.ts';
import { configJson, digestOf } from './image-builder.ts';

/** An image that the engine has; its name has a tag. */
export type EngineImage = StoredInput & { readonly name: string };

type Parts = Map<string, Uint8Array>;

/** What an engine has, and how it answers where it does not respond as it should. */
export type EngineInput = {
  /** Absent: it listens on a port of this machine. */
  readonly socket?: string;
  readonly shape: ArchiveShape;
  readonly images: readonly EngineImage[];
  /** What it sends when it is asked for several images, in its order; a number is a status instead. */
  readonly several?: (parts: Parts) => Parts | Uint8Array | number;
  /** What it says of any image, instead of the truth. */
  readonly inspect?: unknown;
};

/** An engine on a socket. `asked`: the paths of all requests, in their order. */
export type EngineDouble = AsyncDisposable & {
  readonly daemon: Docker;
  readonly environment: Readonly<Record<string, string>>;
  readonly asked: readonly string[];
};

type Answer = { readonly status: number; readonly body: Uint8Array };

export async function openEngineDouble(input: EngineInput): Promise<EngineDouble> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, body } = answer(input, request.url ?? '');
    response.writeHead(status);
    for (let at = 0; at < body.length; at += 32_768) response.write(body.subarray(at, at + 32_768));
    response.end();
  });
  return {
    ...(await listen(server, input.socket)),
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function listen(server: Server, socket: string | undefined) {
  await new Promise<void>((resolve) => {
    if (socket === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socket, resolve);
  });
  if (socket !== undefined)
    return {
      daemon: new Docker({ socketPath: socket }),
      environment: { DOCKER_HOST: `unix://${socket}` },
    };
  const { port } = server.address() as AddressInfo;
  return {
    daemon: new Docker({ host: '127.0.0.1', port, protocol: 'http' }),
    environment: { DOCKER_HOST: `tcp://127.0.0.1:${port}` },
  };
}

function answer(input: EngineInput, url: string): Answer {
  const { pathname, searchParams } = new URL(url, 'http://engine');
  if (pathname === '/images/get') return sendSeveral(input, searchParams.getAll('names'));
  const [, name, what] = /^\/images\/(.+)\/(json|get)$/.exec(decodeURI(pathname)) ?? [];
  const found = input.images.find((image) => image.name === name);
  if (found === undefined) return failure(404, `No such image: ${String(name)}`);
  if (what === 'get') return { status: 200, body: archiveOf(dockerFiles(found, input.shape)) };
  const truth = input.inspect === undefined ? inspected(found, input.shape) : input.inspect;
  return { status: 200, body: Buffer.from(JSON.stringify(truth)) };
}

function sendSeveral({ images, shape, several }: EngineInput, names: readonly string[]): Answer {
  const found = names.map((name) => images.find((image) => image.name === name));
  const parts = joinFiles(found.flatMap((image) => (image === undefined ? [] : dockerFiles(image, shape))));
  const sent = several === undefined ? parts : several(parts);
  if (typeof sent === 'number') return failure(sent, 'reading both is beyond me');
  return { status: 200, body: sent instanceof Map ? archiveOf(sent) : sent };
}

function failure(status: number, message: string): Answer {
  return { status, body: Buffer.from(JSON.stringify({ message })) };
}

function inspected(image: EngineImage, shape: ArchiveShape): unknown {
  const layers = image.layers.map(({ tar }) => digestOf(tar));
  const files = dockerFiles({ ...image, alter: () => undefined }, shape);
  const index = JSON.parse(Buffer.from(files.get('index.json') ?? '{"manifests":[]}').toString()) as Listing;
  const config = digestOf(configJson(image.layers, image.config));
  const Id = shape === 'containerd' ? index.manifests[0]?.digest : config;
  return { Id, RepoTags: [image.name], RootFS: { Type: 'layers', Layers: layers } };
}

type Listing = { readonly manifests: readonly { readonly digest: string }[] };

/** Several archives as an engine makes one of them: every part once, and lists of all images. */
export function joinFiles(archives: readonly Parts[]): Parts {
  const joined: Parts = new Map(archives.flatMap((parts) => [...parts]));
  const lists = archives.map((parts) => parts.get('manifest.json'));
  joined.set('manifest.json', toJson(lists.flatMap((bytes) => fromJson(bytes) ?? [])));
  const indexes = archives.flatMap(
    (parts) => (fromJson(parts.get('index.json')) as Listing | undefined) ?? [],
  );
  const [first] = indexes;
  if (first !== undefined)
    joined.set('index.json', toJson({ ...first, manifests: indexes.flatMap(({ manifests }) => manifests) }));
  return joined;
}

function fromJson(bytes: Uint8Array | undefined): unknown {
  return bytes && JSON.parse(Buffer.from(bytes).toString());
}

function toJson(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
