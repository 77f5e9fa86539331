import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { readImage } from '../../src/image-source/read-image.ts';
import { openRegistryImage } from '../../src/image-source/registry/registry.ts';
import { readLogin } from '../../src/image-source/registry/auth.ts';
import { parseChallenges } from '../../src/image-source/registry/challenge.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { ociFiles } from '../helpers/archive-builder.ts';
import { image, layer, NOTHING_REQUIRED } from '../helpers/image-builder.ts';
import {
  breakOff,
  openRegistryDouble,
  status,
  type Answering,
  type Visit,
} from '../helpers/registry-double.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const layers = [layer({ '/app': 'x'.repeat(2000) })];
const files = ociFiles({ layers });

const before = { DOCKER_CONFIG: process.env['DOCKER_CONFIG'], PATH: process.env['PATH'] };
let config = '';
beforeEach(() => {
  config = mkdtempSync(join(folder, 'docker-'));
  process.env['DOCKER_CONFIG'] = config;
});
afterEach(() => {
  Object.assign(process.env, before);
});

function writeConfig(json: unknown): void {
  writeFileSync(join(config, 'config.json'), JSON.stringify(json));
}

/** A credential helper that runs this script with the key in `$key`. */
function writeHelper(name: string, script: string): void {
  const programs = join(config, 'bin');
  mkdirSync(programs, { recursive: true });
  const file = join(programs, `docker-credential-${name}`);
  writeFileSync(file, `#!/bin/sh\n[ "$1" = get ] || exit 9\nkey=$(cat)\n${script}\n`);
  chmodSync(file, 0o755);
  process.env['PATH'] = `${programs}:${before.PATH ?? ''}`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('readLogin', () => {
  test.each<[string, string, unknown, unknown]>([
    ['nothing where there is no entry', 'ghcr.io', { auths: { 'quay.io': { auth: base64('a:b') } } }, {}],
    [
      'user and password',
      'ghcr.io',
      { auths: { 'ghcr.io': { auth: base64('me:pass:word') } } },
      { credentials: { username: 'me', password: 'pass:word' } },
    ],
    [
      'an entry that an old client wrote as an address',
      'ghcr.io',
      { auths: { 'https://ghcr.io/v1/': { auth: base64('me:x') } } },
      { credentials: { username: 'me', password: 'x' } },
    ],
    [
      'Docker Hub by its old address',
      'docker.io',
      { auths: { 'https://index.docker.io/v1/': { auth: base64('me:x') } } },
      { credentials: { username: 'me', password: 'x' } },
    ],
    [
      'user and password written plainly',
      'ghcr.io',
      { auths: { 'ghcr.io': { username: 'me', password: 'x' } } },
      { credentials: { username: 'me', password: 'x' } },
    ],
    [
      'an identity token without a user',
      'ghcr.io',
      { auths: { 'ghcr.io': { identitytoken: 'id' } } },
      { credentials: { identityToken: 'id' } },
    ],
    [
      'a token for the registry',
      'ghcr.io',
      { auths: { 'ghcr.io': { registrytoken: 'rt' } } },
      { credentials: { registryToken: 'rt' } },
    ],
    [
      'no login of a host whose name only begins alike',
      'ghcr.io',
      { auths: { 'ghcr.io.evil.example': { auth: base64('a:b') } } },
      {},
    ],
  ])('finds %s', async (_title, host, json, login) => {
    writeConfig(json);
    expect(await readLogin(host)).toEqual(login);
  });

  test('asks the helper of the host before the store, and the store before the file', async () => {
    const say = (user: string) => `printf '{"Username":"%s","Secret":"%s"}' ${user} "$key"`;
    writeHelper('one', say('of-the-host'));
    writeHelper(
      'all',
      `case $key in *known*) ${say('of-the-store')};; *) echo "credentials not found in native keychain"; exit 1;; esac`,
    );
    writeConfig({
      auths: {
        'file.example': { auth: base64('of-the-file:x') },
        'known.example': { auth: base64('of-the-file:x') },
      },
      credHelpers: { 'own.example': 'one' },
      credsStore: 'all',
    });
    const userOf = async (host: string) => (await readLogin(host)).credentials;
    expect(await userOf('own.example')).toEqual({ username: 'of-the-host', password: 'own.example' });
    expect(await userOf('known.example')).toEqual({ username: 'of-the-store', password: 'known.example' });
    expect(await userOf('file.example')).toEqual({ username: 'of-the-file', password: 'x' });
    expect(await readLogin('nobody.example')).toEqual({});
  });

  test('takes the identity token that a helper gives in place of a password', async () => {
    writeHelper('id', `printf '{"Username":"<token>","Secret":"id"}'`);
    writeConfig({ credHelpers: { 'azurecr.example': 'id' } });
    expect(await readLogin('azurecr.example')).toEqual({ credentials: { identityToken: 'id' } });
  });

  test.each([
    ['is not on PATH', 'absent', 'is not on PATH'],
    ['fails', 'broken', 'ended with code 3'],
    ['says what is no login', 'babbling', 'returned no login'],
    ['is no program name', '../evil', 'an invalid name'],
  ])('tells a helper that %s, and not what it printed', async (_title, name, trouble) => {
    writeHelper('broken', 'echo secret; echo secret >&2; exit 3');
    writeHelper('babbling', 'echo secret');
    writeConfig({ credHelpers: { 'ghcr.io': name } });
    const login = await readLogin('ghcr.io');
    expect(login).toEqual({ trouble: expect.stringContaining(trouble) });
    expect(login.trouble).not.toContain('secret');
  });

  test('refuses a config that is not JSON', async () => {
    writeFileSync(join(config, 'config.json'), '{"auths":');
    await expect(readLogin('ghcr.io')).rejects.toMatchObject({
      code: 'registry-denied',
      message: expect.stringContaining('is not JSON'),
    });
  });
});

describe('parseChallenges', () => {
  test.each([
    ['Basic', [['basic', {}]]],
    ['Basic realm="a registry"', [['basic', { realm: 'a registry' }]]],
    [
      'Bearer realm="https://a/token",service="r, b=c",scope="repository:x:pull,push"',
      [['bearer', { realm: 'https://a/token', service: 'r, b=c', scope: 'repository:x:pull,push' }]],
    ],
    ['Bearer realm=https://a/token, service=r', [['bearer', { realm: 'https://a/token', service: 'r' }]]],
    [
      'Negotiate, Basic realm="x", Bearer realm="https://a/"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'https://a/' }],
      ],
    ],
    [String.raw`Basic realm="a \"quoted\" one"`, [['basic', { realm: 'a "quoted" one' }]]],
    ['', []],
  ])('reads %s', (header, expected) => {
    const found = parseChallenges(header);
    expect(found.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(expected);
  });
});

async function read(host: string): Promise<string> {
  const world = {
    pause: () => Promise.resolve(),
    settings: () => Promise.resolve({ mirrors: [], isInsecure: () => Promise.resolve(false) }),
  };
  const options = { paths: createPathTable(), required: NOTHING_REQUIRED };
  const reference = parseImageReference(`registry:${host}/team/app:v1`);
  return (await readImage(await openRegistryImage(reference, options, world), {}, 'it')).imageID;
}

const imageID = image(layers).imageID;

/** A registry that wants tokens, each good until the next one is given; `grant`: to whom. */
function openTokenRegistry(
  grant: (visit: Visit) => boolean,
  answer: (visit: Visit) => Answering | undefined = () => undefined,
) {
  let tokens = 0;
  return openRegistryDouble(files, (visit) => {
    if (visit.path === '/token') {
      if (!grant(visit)) return status(401);
      return (response) => void response.end(JSON.stringify({ access_token: `t${++tokens}` }));
    }
    const answering = answer(visit);
    if (answering !== undefined) return answering;
    if (tokens > 0 && visit.authorization === `Bearer t${tokens}`) return undefined;
    return (response) => {
      const realm = `http://${response.req.headers.host ?? ''}/token`;
      status(401, { 'www-authenticate': `Bearer realm="${realm}",service="s"` })(response, undefined);
    };
  });
}

describe('a registry that wants a login', () => {
  test('is read without one where anonymous tokens are given', async () => {
    await using double = await openTokenRegistry(() => true);
    expect(await read(double.host)).toBe(imageID);
    const [asked, ...more] = double.visits.filter(({ path }) => path === '/token');
    expect(more).toEqual([]);
    expect(asked!.authorization).toBeUndefined();
    expect(Object.fromEntries(asked!.query)).toEqual({ service: 's', scope: 'repository:team/app:pull' });
  });

  test('gets user and password at the token server, and the token alone elsewhere', async () => {
    await using double = await openTokenRegistry(
      ({ authorization }) => authorization === `Basic ${base64('me:pw')}`,
    );
    writeConfig({ auths: { [double.host]: { auth: base64('me:pw') } } });
    expect(await read(double.host)).toBe(imageID);
    const elsewhere = double.visits.filter(({ path }) => path !== '/token');
    expect(elsewhere.every(({ authorization = 'Bearer ' }) => authorization.startsWith('Bearer '))).toBe(
      true,
    );
  });

  test('gets an identity token by a form', async () => {
    await using double = await openTokenRegistry(({ method, body }) => {
      const form = new URLSearchParams(body);
      return (
        method === 'POST' && form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === 'id'
      );
    });
    writeConfig({ auths: { [double.host]: { identitytoken: 'id' } } });
    expect(await read(double.host)).toBe(imageID);
    expect(double.visits.some(({ query }) => query.toString().includes('id'))).toBe(false);
  });

  test('gets Basic where it offers nothing else', async () => {
    await using double = await openRegistryDouble(files, ({ authorization }) =>
      authorization === `Basic ${base64('me:pw')}`
        ? undefined
        : status(401, { 'www-authenticate': 'Basic realm="r"' }),
    );
    writeConfig({ auths: { [double.host]: { auth: base64('me:pw') } } });
    expect(await read(double.host)).toBe(imageID);
  });

  test('is asked for one new token when the old one has expired half way', async () => {
    let isExpired = false;
    await using double = await openTokenRegistry(
      () => true,
      (visit) => {
        if (!visit.path.includes('/blobs/') || visit.path.endsWith(imageID)) return undefined;
        if (visit.range === undefined) {
          isExpired = true;
          return breakOff(700);
        }
        if (!isExpired) return undefined;
        isExpired = false;
        return (response) => {
          const realm = `http://${response.req.headers.host ?? ''}/token`;
          status(401, { 'www-authenticate': `Bearer realm="${realm}"` })(response, undefined);
        };
      },
    );
    expect(await read(double.host)).toBe(imageID);
    expect(double.visits.filter(({ path }) => path === '/token')).toHaveLength(2);
    expect(double.visits.at(-1)).toMatchObject({ range: 'bytes=700-', authorization: 'Bearer t2' });
  });

  test('is not asked for tokens without end', async () => {
    await using double = await openTokenRegistry(
      () => true,
      ({ path }) =>
        path.includes('/blobs/')
          ? (response) => {
              const realm = `http://${response.req.headers.host ?? ''}/token`;
              status(401, { 'www-authenticate': `Bearer realm="${realm}"` })(response, undefined);
            }
          : undefined,
    );
    await expect(read(double.host)).rejects.toMatchObject({ code: 'registry-denied' });
    expect(double.visits.filter(({ path }) => path === '/token')).toHaveLength(2);
  });

  test.each([
    ['nobody', {}, 'does not let us read', 'Log in with `docker login'],
    [
      'somebody',
      { auth: base64('me:wrong') },
      "does not let the login of Docker's config read",
      'Log in again',
    ],
  ])('that refuses %s is told with the way out', async (_title, entry, message, hint) => {
    await using double = await openTokenRegistry(() => false);
    writeConfig({ auths: { [double.host]: entry } });
    const error = await read(double.host).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'registry-denied',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
    expect(JSON.stringify(error)).not.toContain('wrong');
  });

  test('tells a helper that failed', async () => {
    await using double = await openTokenRegistry(() => false);
    writeConfig({ credHelpers: { [double.host]: 'absent' } });
    await expect(read(double.host)).rejects.toMatchObject({
      hint: expect.stringContaining(
        '`docker-credential-absent` of Docker’s config is not on PATH'.replace('’', "'"),
      ),
    });
  });

  test.each(['http://token.example/', 'ftp://token.example/', 'nowhere'])(
    'gives no password to a token server at %s',
    async (realm) => {
      await using double = await openRegistryDouble(files, () =>
        status(401, { 'www-authenticate': `Bearer realm="${realm}"` }),
      );
      writeConfig({ auths: { [double.host]: { auth: base64('me:pw') } } });
      await expect(read(double.host)).rejects.toMatchObject({
        code: 'registry-denied',
        message: `registry \`${double.host}\` asks for a login without TLS`,
      });
    },
  );
});
