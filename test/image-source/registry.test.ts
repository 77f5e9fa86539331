import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { readImage } from '../../src/image-source/read-image.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import { openRegistryImage } from '../../src/image-source/registry/registry.ts';
import type { RegistrySettings } from '../../src/image-source/registry/settings.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { ociFiles } from '../helpers/archive-builder.ts';
import { catalogLines } from '../helpers/catalog-rows.ts';
import { digestOf, image, layer, NOTHING_REQUIRED, whiteout } from '../helpers/image-builder.ts';
import {
  breakOff,
  openRegistryDouble,
  reset,
  serve,
  status,
  type Answering,
  type RegistryDouble,
  type Visit,
} from '../helpers/registry-double.ts';

const large = layer({ '/app/noise': { content: randomBytes(3_000_000).toString('latin1') } });
const layers = [layer({ '/bin/sh': 'x', '/gone': 'y' }), large, layer(whiteout('/gone'))];
const files = ociFiles({ layers, compression: 'gzip' });
const expected = image(layers);
const largeDigest = digestOf(gzipSync(large.tar));
const largeSize = gzipSync(large.tar).length;

const isLarge = ({ path }: Visit): boolean => path.endsWith(`/blobs/${largeDigest}`);
const isManifest = ({ path }: Visit): boolean => path.includes('/manifests/');

const NO_SETTINGS: RegistrySettings = { mirrors: [], isInsecure: () => Promise.resolve(false) };

type Opening = {
  readonly settings?: RegistrySettings;
  readonly options?: Partial<ReadOptions>;
  readonly name?: string;
};

/** What was read, and how long was waited for it in milliseconds. */
async function read(
  host: string,
  { settings = NO_SETTINGS, options = {}, name = 'team/app:v1' }: Opening = {},
): Promise<{ readonly image: Image; readonly waits: readonly number[] }> {
  const waits: number[] = [];
  const world = {
    pause: (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    settings: () => Promise.resolve(settings),
  };
  const reading = { paths: createPathTable(), required: NOTHING_REQUIRED, ...options };
  const store = await openRegistryImage(parseImageReference(`registry:${host}/${name}`), reading, world);
  return { image: await readImage(store, {}, 'it'), waits };
}

function expectSame(found: Image): void {
  const lines = ({ layers: all }: Image) => catalogLines(catalogLayers(all.map(({ table }) => table)));
  expect(lines(found)).toEqual(lines(expected));
  expect(found.imageID).toBe(expected.imageID);
}

const visitsOf = (double: RegistryDouble, wanted: (visit: Visit) => boolean) => double.visits.filter(wanted);

describe('a connection that breaks', () => {
  test('goes on where it stopped', async () => {
    await using double = await openRegistryDouble(files, (visit) =>
      isLarge(visit) && visit.nth < 3 ? breakOff(500_000, visit) : undefined,
    );
    expectSame((await read(double.host)).image);
    const ranges = visitsOf(double, isLarge).map(({ range }) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(ranges).toEqual([0, 500_000, 1_000_000, 1_500_000]);
  });

  test('starts over where the server only knows the whole, and feeds no byte twice', async () => {
    await using double = await openRegistryDouble(files, (visit) => {
      if (!isLarge(visit)) return undefined;
      return visit.nth < 2 ? breakOff(1_000_000) : serve({ range: undefined });
    });
    expectSame((await read(double.host)).image);
    expect(visitsOf(double, isLarge)).toHaveLength(3);
  });

  test.each([
    ['starts elsewhere', (from: number) => `bytes ${from + 1}-${largeSize - 1}/${largeSize}`],
    ['is of another blob', (from: number) => `bytes ${from}-${largeSize - 1}/${largeSize + 1}`],
    ['is not told', () => ''],
  ])('refuses a range that %s', async (_title, range) => {
    await using double = await openRegistryDouble(files, (visit) => {
      if (!isLarge(visit)) return undefined;
      if (visit.nth === 0) return breakOff(1000);
      return (response, bytes) => {
        response.writeHead(206, { 'content-range': range(1000) }).end(bytes?.subarray(1000));
      };
    });
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(`expected \`bytes 1000-${largeSize - 1}/${largeSize}\``),
    });
  });

  test('is given up when it breaks again and again', async () => {
    await using double = await openRegistryDouble(files, (visit) =>
      isLarge(visit) ? breakOff(10, visit) : undefined,
    );
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(/broke off after 50 bytes of \d+, 5 times in a row$/),
    });
    expect(visitsOf(double, isLarge)).toHaveLength(5);
  });

  test('is taken up as often as it takes while it brings the blob on', async () => {
    await using double = await openRegistryDouble(files, (visit) =>
      isLarge(visit) ? breakOff(visit.nth % 4 === 3 ? 1_100_000 : 10, visit) : undefined,
    );
    expectSame((await read(double.host)).image);
    expect(visitsOf(double, isLarge).length).toBeGreaterThan(8);
  });

  test('is asked again for a manifest, whole', async () => {
    await using double = await openRegistryDouble(files, (visit) =>
      isManifest(visit) && visit.nth === 0 ? breakOff(100) : undefined,
    );
    expectSame((await read(double.host)).image);
    expect(visitsOf(double, isManifest).map(({ range }) => range)).toEqual([undefined, undefined]);
  });
});

describe('an answer that may pass', () => {
  test.each<[string, Answering]>([
    ['429', status(429)],
    ['500', status(500)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a reset', reset],
  ])('is asked for again after %s', async (_title, answering) => {
    await using double = await openRegistryDouble(files, (visit) => (visit.nth < 2 ? answering : undefined));
    const { image: found, waits } = await read(double.host);
    expectSame(found);
    expect(waits).toHaveLength(2 * 5);
    expect(waits.every((wait) => wait > 100 && wait < 2000)).toBe(true);
  });

  test.each<[string, Answering, string]>([
    ['500', status(500), 'responded with 500 when asked for `HOST/team/app:v1`, 5 times in a row'],
    ['503', status(503), 'responded with 503 when asked for `HOST/team/app:v1`, 5 times in a row'],
    ['429', status(429), 'responded with 429 when asked for `HOST/team/app:v1` (too many requests)'],
    ['a reset', reset, '`HOST` does not respond (ECONNRESET)'],
  ])('is final after five times %s', async (_title, answering, message) => {
    await using double = await openRegistryDouble(files, () => answering);
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(message.replaceAll('HOST', double.host)),
    });
    expect(double.visits).toHaveLength(5);
  });

  test('is waited for as long as the registry asks', async () => {
    await using double = await openRegistryDouble(files, (visit) =>
      isManifest(visit) && visit.nth === 0 ? status(429, { 'retry-after': '7' }) : undefined,
    );
    expect((await read(double.host)).waits).toEqual([7000]);
  });

  test.each([
    ['in seconds', () => '3600'],
    ['by a date', () => new Date(Date.now() + 3_600_000).toUTCString()],
  ])('is not waited for where the registry asks for an hour %s', async (_, inAnHour) => {
    await using double = await openRegistryDouble(files, () => status(429, { 'retry-after': inAnHour() }));
    await expect(read(double.host)).rejects.toMatchObject({
      message: expect.stringMatching(/\(too many requests\), and asks to wait for 3(600|59\d) s$/),
      hint: expect.stringContaining('Log in'),
    });
    expect(double.visits).toHaveLength(1);
  });

  test.each([
    [400, 'image-unreadable'],
    [403, 'registry-denied'],
    [404, 'image-not-found'],
    [405, 'image-unreadable'],
    [408, 'image-unreadable'],
    [416, 'image-unreadable'],
    [501, 'image-unreadable'],
  ])('is not %i', async (code, error) => {
    await using double = await openRegistryDouble(files, () => status(code));
    await expect(read(double.host)).rejects.toMatchObject({ code: error });
    expect(double.visits).toHaveLength(1);
  });

  test('ends at once when the run is cancelled', async () => {
    const cancelling = new AbortController();
    await using double = await openRegistryDouble(files, () => (response) => {
      cancelling.abort();
      response.destroy();
    });
    const options = { signal: cancelling.signal };
    await expect(read(double.host, { options })).rejects.toMatchObject({ name: 'AbortError' });
    expect(double.visits.length).toBeLessThanOrEqual(1);
  });
});

describe('what the registry sends', () => {
  const changed = Buffer.from(gzipSync(large.tar));
  changed[1000] = changed[1000]! ^ 1;

  test.each<[string, (visit: Visit) => Answering | undefined, RegExp]>([
    [
      'a blob with another length',
      (visit) => (isLarge(visit) ? (response) => void response.end('short') : undefined),
      /has 5 bytes, expected \d+$/,
    ],
    [
      'a blob that ends early and has no more',
      (visit) => {
        if (!isLarge(visit)) return undefined;
        return (response) => {
          response.write('short');
          response.end();
        };
      },
      /has 5 bytes, expected \d+$/,
    ],
    [
      'a blob that does not end',
      (visit) =>
        isLarge(visit)
          ? (response, bytes) => {
              response.write(bytes);
              response.end('more');
            }
          : undefined,
      /has more bytes, expected \d+$/,
    ],
    [
      'a blob with another digest',
      (visit) => (isLarge(visit) ? (response) => void response.end(changed) : undefined),
      /layer 1 of .* has digest `sha256:[0-9a-f]{64}`, expected|cannot be decompressed|has diffID/,
    ],
  ])('is refused when it is %s', async (_title, answer, message) => {
    await using double = await openRegistryDouble(files, answer);
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(message),
    });
  });

  test('is refused when it is another manifest than the digest that was asked for', async () => {
    await using double = await openRegistryDouble(files);
    const other = `sha256:${'0'.repeat(64)}`;
    const answer = files.get('index.json');
    await using wrong = await openRegistryDouble(files, (visit) =>
      isManifest(visit) ? (response) => void response.end(answer) : undefined,
    );
    await expect(read(wrong.host, { name: `team/app@${other}` })).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(`expected \`${other}\``),
    });
    const [manifest] = [...files.keys()].filter((path) => path.startsWith('blobs/')).slice(-1);
    const digest = manifest!.replace('blobs/', '').replace('/', ':');
    expectSame((await read(double.host, { name: `team/app@${digest}` })).image);
  });

  test('is not asked for where the layer is known', async () => {
    await using double = await openRegistryDouble(files);
    const options = { knownLayers: new Map(), paths: createPathTable() };
    const one = await read(double.host, { options });
    const before = double.visits.length;
    const two = await read(double.host, { options });
    expect(two.image).toEqual(one.image);
    expect(double.visits.slice(before).map(({ path }) => path)).toEqual([
      '/v2/team/app/manifests/v1',
      expect.stringContaining('/blobs/sha256:'),
    ]);
  });
});

describe('a redirect', () => {
  const SECRET = 'Bearer for-the-registry-only';
  const challenge = (host: string) => ({ 'www-authenticate': `Bearer realm="http://${host}/token"` });

  /** A registry that wants a token and sends everybody elsewhere for blobs. */
  function openRedirecting(to: (visit: Visit) => string): Promise<RegistryDouble> {
    return openRegistryDouble(files, (visit) => {
      const token = SECRET.replace('Bearer ', '');
      if (visit.path === '/token') return (response) => void response.end(JSON.stringify({ token }));
      if (visit.authorization !== SECRET)
        return (response) => {
          status(401, challenge(response.req.headers.host ?? ''))(response, undefined);
        };
      return visit.path.includes('/blobs/') ? status(307, { location: to(visit) }) : undefined;
    });
  }

  test('takes no login to another host', async () => {
    await using storage = await openRegistryDouble(files);
    await using double = await openRedirecting(({ path }) => `http://${storage.host}${path}?signature=x`);
    expectSame((await read(double.host)).image);
    expect(storage.visits.length).toBeGreaterThan(3);
    expect(storage.visits.map(({ authorization }) => authorization)).toEqual(
      storage.visits.map(() => undefined),
    );
  });

  test('takes no login back from there', async () => {
    const hosts: string[] = [];
    await using storage = await openRegistryDouble(files, ({ path }) =>
      status(307, { location: `http://${hosts[0] ?? ''}${path}` }),
    );
    await using double = await openRedirecting(({ path }) => `http://${storage.host}${path}`);
    hosts.push(double.host);
    await expect(read(double.host)).rejects.toMatchObject({ code: 'registry-denied' });
  });

  test('keeps the login on the registry itself', async () => {
    await using double = await openRegistryDouble(files, (visit) => {
      if (visit.path === '/token') return (response) => void response.end('{"token":"t"}');
      if (visit.authorization !== 'Bearer t')
        return (response) => {
          status(401, challenge(response.req.headers.host ?? ''))(response, undefined);
        };
      const moved = visit.path.replace('/team/app/', '/moved/app/');
      return moved === visit.path ? undefined : status(302, { location: moved });
    });
    expectSame((await read(double.host)).image);
  });

  test('gives no login to whoever asks for one there', async () => {
    await using storage = await openRegistryDouble(files, () =>
      status(401, { 'www-authenticate': 'Basic realm="storage"' }),
    );
    await using double = await openRedirecting(({ path }) => `http://${storage.host}${path}`);
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(`\`${storage.host}\` responded with 401`),
    });
    expect(storage.visits).toHaveLength(1);
  });

  test.each([
    ['http://storage.example/x', 'redirects to `storage.example` without TLS'],
    ['ftp://storage.example/x', 'redirects to `storage.example` by `ftp:`'],
  ])('to %s is not followed', async (location, message) => {
    await using double = await openRegistryDouble(files, (visit) =>
      visit.path.includes('/blobs/') ? status(307, { location }) : undefined,
    );
    await expect(read(double.host)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(message),
    });
  });

  test('that never ends is given up', async () => {
    await using double = await openRegistryDouble(files, ({ path }) =>
      status(302, { location: `${path}/x` }),
    );
    await expect(read(double.host)).rejects.toMatchObject({
      message: `\`${double.host}\` redirects more than 5 times`,
    });
    expect(double.visits).toHaveLength(6);
  });
});
