import { describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readWhole, toResumableSource } from '../../src/image-source/registry/blob.ts';
import { createRegistryClient } from '../../src/image-source/registry/client.ts';
import { openEndpoints, type Endpoint } from '../../src/image-source/registry/endpoint.ts';
import { toRegistryName } from '../../src/image-source/registry/name.ts';
import { readRegistrySettings, type RegistrySettings } from '../../src/image-source/registry/settings.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { ociFiles } from '../helpers/archive-builder.ts';
import { layer } from '../helpers/image-builder.ts';
import { breakOff, openRegistryDouble, reset, status, type Answering } from '../helpers/registry-double.ts';

const files = ociFiles({ layers: [layer({ '/app': 'x'.repeat(2000) })] });

/** An engine that says this of itself. */
async function withEngine<Answer>(info: unknown, use: (daemon: Docker) => Promise<Answer>): Promise<Answer> {
  const server = createServer((_request, response) => response.end(JSON.stringify(info)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await use(new Docker({ host: '127.0.0.1', port, protocol: 'http' }));
  } finally {
    server.close();
  }
}

const settings = (info: unknown): Promise<RegistrySettings> =>
  withEngine(info, (daemon) => readRegistrySettings({ daemon }));

describe('readRegistrySettings', () => {
  const RegistryConfig = {
    InsecureRegistryCIDRs: ['127.0.0.0/8', 'nonsense/99', '10.0.0.0/33'],
    IndexConfigs: {
      'docker.io': { Name: 'docker.io', Secure: true, Mirrors: ['https://mirror.example/'] },
      'plain.example:5000': { Name: 'plain.example:5000', Secure: false },
    },
    Mirrors: ['https://mirror.example/', 'ftp://no.example/', 'nonsense'],
  };

  test('finds the mirrors that the engine has', async () => {
    expect((await settings({ RegistryConfig })).mirrors.map(String)).toEqual(['https://mirror.example/']);
  });

  test.each([
    ['plain.example:5000', true],
    ['plain.example', false],
    ['docker.io', false],
    ['127.1:5000', true],
    ['192.0.2.1', false],
  ])('says of %s whether it may do without TLS: %s', async (host, isInsecure) => {
    expect(await (await settings({ RegistryConfig })).isInsecure(host)).toBe(isInsecure);
  });

  test.each([[{}], [{ RegistryConfig: { Mirrors: null, IndexConfigs: null } }], ['nonsense']])(
    'has none where the engine says %j',
    async (info) => {
      const found = await settings(info);
      expect([found.mirrors, await found.isInsecure('plain.example:5000')]).toEqual([[], false]);
    },
  );

  test('has none where no engine answers', async () => {
    const found = await readRegistrySettings({ daemon: new Docker({ socketPath: '/no/such/engine.sock' }) });
    expect([found.mirrors, await found.isInsecure('plain.example:5000')]).toEqual([[], false]);
  });
});

test('registries that the user names are insecure whatever the engine says', async () => {
  const daemon = new Docker({ socketPath: '/no/such/engine.sock' });
  const found = await readRegistrySettings({ daemon, insecureRegistries: ['registry:5000'] });
  expect([await found.isInsecure('registry:5000'), await found.isInsecure('registry')]).toEqual([
    true,
    false,
  ]);
});

describe('openEndpoints', () => {
  const open = (name: string, found: RegistrySettings) =>
    openEndpoints(toRegistryName(parseImageReference(`registry:${name}`)), {
      settings: found,
      signal: undefined,
    });
  const basesOf = async (name: string, found: Partial<RegistrySettings>) =>
    (await open(name, { mirrors: [], isInsecure: () => Promise.resolve(false), ...found })).map(
      ({ base }) => base,
    );
  const mirrors = [new URL('https://mirror.example/hub/'), new URL('http://plain.example:5000')];

  test.each([
    ['nginx', 'docker.io'],
    ['docker.io/library/nginx', 'docker.io'],
    ['index.docker.io/nginx', 'docker.io'],
  ])('asks the mirrors of Docker Hub first for %s', async (name) => {
    const hub = 'https://registry-1.docker.io';
    expect(await basesOf(name, { mirrors })).toEqual([
      'https://mirror.example/hub',
      'http://plain.example:5000',
      hub,
    ]);
  });

  test('asks no mirror of Docker Hub for another registry, and by TLS', async () => {
    expect(await basesOf('ghcr.io/org/app', { mirrors })).toEqual(['https://ghcr.io']);
    expect(await basesOf('10.1.2.3:5000/app', { mirrors })).toEqual(['https://10.1.2.3:5000']);
  });

  test('does without TLS where nothing answers by it and the engine was told so, or on this machine', async () => {
    await using double = await openRegistryDouble(files);
    const [, port = ''] = double.host.split(':');
    expect(await basesOf(`127.0.0.1:${port}/app`, {})).toEqual([`http://127.0.0.1:${port}`]);
    expect(await basesOf(`127.1:${port}/app`, {})).toEqual([`https://127.0.0.1:${port}`]);
    const isInsecure = () => Promise.resolve(true);
    expect(await basesOf(`127.1:${port}/app`, { isInsecure })).toEqual([`http://127.0.0.1:${port}`]);
  });

  test('lets only an endpoint without TLS lead to where there is none, and only where that is allowed', async () => {
    const isInsecure = (host: string) => Promise.resolve(host === 'plain.example:5000');
    const [secure, plain, hub] = await open('nginx', { mirrors, isInsecure });
    const may = (endpoint: Endpoint | undefined, hosts: readonly string[]) =>
      Promise.all(hosts.map(async (host) => endpoint?.mayBePlain(host)));
    const hosts = ['plain.example:5000', 'other.example', '127.0.0.1:80', 'mirror.example'];
    expect(await may(plain, hosts)).toEqual([true, false, false, false]);
    expect(await may(secure, hosts)).toEqual([false, false, false, false]);
    expect(await may(hub, hosts)).toEqual([false, false, false, false]);
  });
});

describe('a mirror', () => {
  const config = [...files.keys()]
    .filter((path) => path.startsWith('blobs/'))[0]!
    .replace('blobs/sha256/', '');
  const request = { path: `blobs/sha256:${config}`, part: '`it`', accept: '*/*' };
  const retrying = { pause: () => Promise.resolve(), signal: undefined };

  function endpoint(host: string, isMirror: boolean): Endpoint {
    const anonymous = () => Promise.resolve({});
    return {
      base: `http://${host}`,
      host,
      isMirror,
      login: anonymous,
      mayBePlain: () => Promise.resolve(true),
    };
  }

  /** What came of two questions in a row, and how often both were asked. */
  async function askTwice(answering: Answering | undefined) {
    await using mirror = await openRegistryDouble(files, () => answering);
    await using own = await openRegistryDouble(files);
    const endpoints = [endpoint(mirror.host, true), endpoint(own.host, false)];
    const client = createRegistryClient({ endpoints, repository: 'library/app', retrying });
    const open = async () => (await client.request(request))!;
    for (const attempt of [1, 2]) {
      const bytes = await readWhole({ what: `part ${attempt}`, retrying, open }, await open());
      expect(Buffer.from(bytes)).toEqual(Buffer.from(files.get(`blobs/sha256/${config}`)!));
    }
    return { mirror: mirror.visits.length, own: own.visits.length };
  }

  test('that has everything leaves the registry alone', async () => {
    expect(await askTwice(undefined)).toEqual({ mirror: 2, own: 0 });
  });

  test('that lacks a part is asked for the next one all the same', async () => {
    expect(await askTwice(status(404))).toEqual({ mirror: 2, own: 2 });
  });

  test.each<[string, Answering]>([
    ['answers 500', status(500)],
    ['answers 429', status(429)],
    ['wants a login that nobody has', status(401, { 'www-authenticate': 'Basic realm="mirror"' })],
    ['does not respond', reset],
  ])('that %s is not asked again', async (_title, answering) => {
    expect(await askTwice(answering)).toEqual({ mirror: 1, own: 2 });
  });

  test('gets no login of the registry', async () => {
    await using mirror = await openRegistryDouble(files, () =>
      status(401, { 'www-authenticate': 'Basic realm="mirror"' }),
    );
    await using own = await openRegistryDouble(files, ({ authorization }) =>
      authorization === undefined ? status(401, { 'www-authenticate': 'Basic realm="own"' }) : undefined,
    );
    const login = () => Promise.resolve({ credentials: { username: 'me', password: 'pw' } });
    const endpoints = [endpoint(mirror.host, true), { ...endpoint(own.host, false), login }];
    const client = createRegistryClient({ endpoints, repository: 'library/app', retrying });
    const answer = await client.request(request);
    answer?.body.destroy();
    expect(answer?.status).toBe(200);
    expect(mirror.visits.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(own.visits.map(({ authorization }) => authorization)).toEqual([undefined, 'Basic bWU6cHc=']);
  });

  test('that breaks off half way is followed by the registry at the same byte', async () => {
    await using mirror = await openRegistryDouble(files, ({ nth }) =>
      nth === 0 ? breakOff(100) : status(500),
    );
    await using own = await openRegistryDouble(files);
    const endpoints = [endpoint(mirror.host, true), endpoint(own.host, false)];
    const client = createRegistryClient({ endpoints, repository: 'library/app', retrying });
    const whole = files.get(`blobs/sha256/${config}`)!;
    const parts: Uint8Array[] = [];
    const source = toResumableSource(
      {
        what: 'it',
        retrying,
        size: whole.length,
        open: async (from) => (await client.request({ ...request, from }))!,
      },
      (await client.request(request))!,
    );
    await source((chunk) => void parts.push(chunk));
    expect(Buffer.concat(parts)).toEqual(Buffer.from(whole));
    expect(own.visits.map(({ range }) => range)).toEqual(['bytes=100-']);
  });
});
