import { afterAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { openImageTools, openToolRoom } from '../../scripts/engine/image-tools.ts';
import { openRegistry, type Registry, type RegistryAuth } from '../../scripts/engine/registry.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import { readImage } from '../../src/image-source/read-image.ts';
import { openRegistryImage } from '../../src/image-source/registry/registry.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { archiveOf, dockerFiles, ociIndexFiles } from '../helpers/archive-builder.ts';
import { catalogLines } from '../helpers/catalog-rows.ts';
import { clientOf, describeEngines } from '../helpers/engines.ts';
import { layer, NOTHING_REQUIRED, opaque, whiteout } from '../helpers/image-builder.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { openTokenServer } from '../helpers/token-server.ts';
import { reportUntested } from '../helpers/untested.ts';

const USER = { username: 'me', password: 'secret' };
/** The password above, hashed. */
const HTPASSWD = 'me:$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n';
const BASIC = `Basic ${Buffer.from('me:secret').toString('base64')}`;

const folder = temporaryFolder();
const life = { seconds: 60 };
const tokens = await openTokenServer({
  grants: (authorization, name) => authorization === BASIC || name.startsWith('public/'),
  seconds: () => life.seconds,
});

/** A real server for each way to be let in, or why there is none. */
const servers = await openServers([
  { kind: 'none' },
  { kind: 'htpasswd', line: HTPASSWD },
  { kind: 'token', ...tokens },
]);

async function openServers(auths: readonly RegistryAuth[]) {
  const opened = [];
  for (const auth of auths) opened.push({ kind: auth.kind, server: await openRegistry(auth) });
  return opened;
}

const running = servers.flatMap(({ kind, server }) => ('unavailable' in server ? [] : [{ kind, server }]));
const [missing] = servers.flatMap(({ server }) => ('unavailable' in server ? [server.unavailable] : []));

afterAll(async () => {
  for (const { server } of running) await server[Symbol.asyncDispose]();
  await tokens[Symbol.asyncDispose]();
});

function logIn(hosts: readonly string[]): void {
  const auth = Buffer.from('me:secret').toString('base64');
  const directory = join(folder, randomUUID());
  mkdirSync(directory);
  const auths = Object.fromEntries(hosts.map((host) => [host, { auth }]));
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ auths }));
  process.env['DOCKER_CONFIG'] = directory;
}

const reading = (): ReadOptions => ({ paths: createPathTable(), required: NOTHING_REQUIRED });
const open = (reference: string, options: Partial<ReadOptions> = {}): Promise<Image> =>
  openImage(parseImageReference(reference), { ...reading(), ...options });
const linesOf = ({ layers }: Image) => catalogLines(catalogLayers(layers.map(({ table }) => table)));

/** Runs what the engine streams to its end; throws what it says went wrong. */
async function finish(stream: NodeJS.ReadableStream): Promise<void> {
  const reported: string[] = [];
  for await (const chunk of stream) reported.push(String(chunk));
  expect(reported.join('')).not.toContain('errorDetail');
}

/** Loads an image into the engine and pushes it; its names there are removed afterwards. */
async function withPushed(
  daemon: Docker,
  { host }: Registry,
  use: (name: string) => Promise<void>,
): Promise<void> {
  const local = `final-stage-test/registry:${randomUUID()}`;
  const repo = `${host}/team/app`;
  const tag = local.slice(local.indexOf(':') + 1);
  const archive = archiveOf(dockerFiles({ layers, name: local }, 'overlay2'));
  await finish(await daemon.loadImage(Buffer.from(archive) as unknown as NodeJS.ReadableStream));
  try {
    await daemon.getImage(local).tag({ repo, tag });
    const pushed = daemon.getImage(`${repo}:${tag}`);
    try {
      await finish(await pushed.push({ authconfig: { ...USER, serveraddress: host } }));
      await use(`${repo}:${tag}`);
    } finally {
      await pushed.remove();
    }
  } finally {
    await daemon.getImage(local).remove();
  }
}

const layers = [
  layer({
    '/bin/tool': { content: 'x'.repeat(50_000), mode: 0o4755 },
    '/bin/alias': { hardlink: '/bin/tool' },
    '/lib': { symlink: 'usr/lib' },
    '/usr/lib/x.so': 'library',
    '/cache/a': 'a',
    '/cache/b/c': 'c',
    '/run/pipe': { fifo: true, mode: 0o600 },
    [`/deep/${'x'.repeat(120)}/${'y'.repeat(90)}`]: 'long',
    '/ünï/文': 'text',
  }),
  layer({ '/cache/new': 'new' }, opaque('/cache'), whiteout('/bin/tool')),
  layer({ '/usr/lib/x.so': 'newer' }, whiteout('/cache/new')),
];

if (missing !== undefined) {
  describe('a real registry', () => {
    reportUntested(`not tested: ${missing}`);
  });
}

describeEngines('an image that the engine pushed to a real registry', (engine) => {
  const daemon = clientOf(engine);

  test.each(running)('has the same rows there as in the engine (auth: $kind)', async ({ kind, server }) => {
    await withPushed(daemon, server, async (name) => {
      logIn([server.host]);
      const here = await open(`docker-daemon:${name}`, { daemon });
      const there = await open(`registry:${name}`);
      expect(linesOf(there)).toEqual(linesOf(here));
      expect(there).toMatchObject({ imageID: here.imageID, config: here.config, platform: here.platform });
      expect(there.layers.map(({ diffID }) => diffID)).toEqual(here.layers.map(({ diffID }) => diffID));
      expect(there.layers.every(({ transferEstimated }) => !transferEstimated)).toBe(true);
      logIn([]);
      if (kind === 'none') expect((await open(`registry:${name}`)).imageID).toBe(here.imageID);
      else await expect(open(`registry:${name}`)).rejects.toMatchObject({ code: 'registry-denied' });
    });
  });
});

const tools = await openImageTools();

describe('an image that skopeo copied into a real registry', () => {
  if ('unavailable' in tools) {
    reportUntested(`not tested: ${tools.unavailable}`);
    return;
  }
  const cases = running.flatMap(({ kind, server }) =>
    (['gzip', 'zstd'] as const).map((compression) => ({ kind, server, compression })),
  );
  test.each(cases)(
    'has the rows of the archive (auth: $kind, $compression)',
    async ({ server, compression }) => {
      const room = join(folder, randomUUID());
      mkdirSync(room);
      const archive = join(room, 'image.tar');
      writeFileSync(archive, archiveOf(dockerFiles({ layers }, 'overlay2')));
      const { run } = await openToolRoom(tools, room);
      const to = [
        '--dest-tls-verify=false',
        '--dest-creds',
        'me:secret',
        '--dest-compress-format',
        compression,
      ];
      const name = `${server.host}/copied/app:${compression}`;
      await run('skopeo', [
        'copy',
        ...to,
        '--format',
        'oci',
        `docker-archive:${archive}`,
        `docker://${name}`,
      ]);
      logIn([server.host]);
      const [here, there] = [await open(`docker-archive:${archive}`), await open(`registry:${name}`)];
      expect(linesOf(there)).toEqual(linesOf(here));
      expect(there.config).toEqual(here.config);
    },
  );
});

describe('a real registry', () => {
  test.each(running.filter(({ kind }) => kind === 'none'))(
    'has the platform that is asked for',
    async ({ server }) => {
      const platforms = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }));
      const inputs = platforms.map((platform, ordinal) => ({
        layers: layers.slice(0, ordinal + 1),
        attestation: true,
        compression: 'gzip' as const,
        config: { platform },
      }));
      await pushLayout(server, ociIndexFiles(inputs));
      const name = `registry:${server.host}/team/multi:v1`;
      for (const [ordinal, platform] of platforms.entries()) {
        const image = await open(name, { platform });
        expect([image.platform, image.layers.length]).toEqual([platform, ordinal + 1]);
      }
      await expect(open(name, { platform: { os: 'linux', architecture: 's390x' } })).rejects.toMatchObject({
        message: expect.stringContaining('only for linux/amd64, linux/arm64'),
      });
      await expect(open(`registry:${server.host}/team/multi:v2`)).rejects.toMatchObject({
        code: 'image-not-found',
      });
    },
  );

  test.each(running.filter(({ kind }) => kind === 'token'))(
    'gets a new token when one has expired',
    async ({ server }) => {
      logIn([server.host]);
      life.seconds = 3600;
      const authorization = await pushToken(server);
      await pushLayout(server, ociIndexFiles([{ layers, compression: 'gzip' }]), authorization);
      life.seconds = 2;
      const before = tokens.asked.length;
      const reference = parseImageReference(`registry:${server.host}/team/multi:v1`);
      const store = await openRegistryImage(reference, reading());
      await sleep(4000);
      life.seconds = 60;
      expect((await readImage(store, {}, 'it')).layers).toHaveLength(layers.length);
      expect(tokens.asked.slice(before)).toEqual([
        { authorization: BASIC, scope: 'repository:team/multi:pull' },
        { authorization: BASIC, scope: 'repository:team/multi:pull' },
      ]);
    },
  );
});

async function pushToken({ host }: Registry): Promise<string> {
  const url = `${tokens.realm}?service=registry&scope=repository:team/multi:pull,push`;
  const response = await fetch(url, { headers: { authorization: BASIC } });
  expect((await fetch(`http://${host}/v2/`)).status).toBe(401);
  return `Bearer ${((await response.json()) as { readonly token: string }).token}`;
}

/** Puts every blob and manifest of a layout into the registry, as `team/multi:v1`. OCI distribution-spec, "Push". */
async function pushLayout(
  { host }: Registry,
  files: ReadonlyMap<string, Uint8Array>,
  authorization = '',
): Promise<void> {
  const base = `http://${host}/v2/team/multi`;
  const headers = authorization === '' ? {} : { authorization };
  const manifests: { readonly digest: string; readonly mediaType: string; readonly bytes: Uint8Array }[] = [];
  for (const [path, bytes] of files) {
    if (!path.startsWith('blobs/')) continue;
    const digest = path.replace('blobs/', '').replace('/', ':');
    const upload = await fetch(`${base}/blobs/uploads/`, { method: 'POST', headers });
    const put = new URL(upload.headers.get('location') ?? '', base);
    put.searchParams.set('digest', digest);
    const body = Buffer.from(bytes);
    expect((await fetch(put, { method: 'PUT', body, headers })).status).toBe(201);
    const json = bytes[0] === 0x7b ? (JSON.parse(body.toString()) as { readonly mediaType?: string }) : {};
    const isIndex = 'manifests' in json;
    if (isIndex || 'layers' in json) {
      const kind = isIndex ? 'index' : 'manifest';
      manifests.push({ digest, mediaType: `application/vnd.oci.image.${kind}.v1+json`, bytes });
    }
  }
  // An index comes after all that it names.
  for (const { digest, mediaType, bytes } of manifests) {
    for (const tag of mediaType.includes('index') ? [digest, 'v1'] : [digest]) {
      const init = {
        method: 'PUT',
        headers: { ...headers, 'content-type': mediaType },
        body: Buffer.from(bytes),
      };
      expect((await fetch(`${base}/manifests/${tag}`, init)).status).toBe(201);
    }
  }
}
