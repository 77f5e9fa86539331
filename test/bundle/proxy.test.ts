import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ociFiles } from '../helpers/archive-builder.ts';
import { createCertificate, type Identity } from '../helpers/certificate.ts';
import { layer } from '../helpers/image-builder.ts';
import { hangUp, holdOn, openProxyDouble, refusal } from '../helpers/proxy-double.ts';
import {
  breakOff,
  openRegistryDouble,
  type Answering,
  type RegistryDouble,
  type Visit,
} from '../helpers/registry-double.ts';
import { CLI_BUNDLE } from '../helpers/run-cli.ts';
import { machineEnvironment, runProgram } from '../helpers/run-program.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const authority = join(folder, 'authority.pem');
const noise = randomBytes(2_000_000);
const files = ociFiles({ layers: [layer({ '/app/noise': noise })], compression: 'gzip' });
let identity: Identity;

beforeAll(async () => {
  // The second name is this machine, too, but not one that is known never to need a proxy.
  identity = createCertificate('registry.example', ['DNS:registry.example', 'IP:0.0.0.0']);
  await writeFile(authority, identity.certificate);
});

const isBlob = ({ path }: Visit): boolean => path.includes('/blobs/');
const openRegistry = (answer?: (visit: Visit) => Answering | undefined) =>
  openRegistryDouble(files, answer, identity);
const portOf = ({ host }: RegistryDouble): string => host.slice(host.indexOf(':') + 1);

type Inspecting = {
  readonly host: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
};

/** A run that does not end has no exit code: it is killed after far more time than a slow machine needs. */
function inspect({ host, environment, args = [] }: Inspecting) {
  const commandLine = ['inspect', `registry:${host}/team/app:v1`, '--format', 'json', ...args];
  return runProgram(CLI_BUNDLE, commandLine, {
    cwd: folder,
    environment: {
      ...machineEnvironment(),
      DOCKER_CONFIG: folder,
      DOCKER_HOST: `unix://${join(folder, 'no-engine')}`,
      NODE_EXTRA_CA_CERTS: authority,
      ...environment,
    },
    maxMilliseconds: 100_000,
  });
}

function expectRead({ exitCode, stdout, stderr }: Awaited<ReturnType<typeof inspect>>): void {
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ size: { content: { candidate: noise.length } } });
}

describe('a registry behind a proxy', () => {
  test.each([
    ['HTTPS_PROXY', 'http://'],
    ['https_proxy', ''],
  ])('is read through the one of %s', async (variable, scheme) => {
    await using registry = await openRegistry();
    await using proxy = await openProxyDouble();
    const host = `registry.example:${portOf(registry)}`;
    expectRead(await inspect({ host, environment: { [variable]: `${scheme}${proxy.host}` } }));
    const asked = new Set(proxy.visits.map((visit) => visit.asked));
    expect([...asked]).toEqual([`CONNECT ${host}`]);
    // Connections are used again.
    expect(proxy.visits.length).toBeLessThan(registry.visits.length);
  });

  test('is read through one that wants a password, which no output repeats', async () => {
    await using registry = await openRegistry();
    const expected = `Basic ${Buffer.from('me:s3cret word').toString('base64')}`;
    await using proxy = await openProxyDouble(({ authorization }) =>
      authorization === expected ? undefined : refusal(407),
    );
    const host = `registry.example:${portOf(registry)}`;
    expectRead(
      await inspect({ host, environment: { HTTPS_PROXY: `http://me:s3cret%20word@${proxy.host}` } }),
    );
    const refused = await inspect({ host, environment: { HTTPS_PROXY: `http://me:wr0ng@${proxy.host}` } });
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain(
      `The proxy of \`HTTPS_PROXY\` does not connect to \`${host}\`: it responded with 407.\nWrite the user and password into`,
    );
    expect(refused.stderr).not.toContain('wr0ng');
  });

  test('goes on where a connection broke', async () => {
    await using registry = await openRegistry((visit) =>
      isBlob(visit) && visit.nth < 2 ? breakOff(500_000, visit) : undefined,
    );
    await using proxy = await openProxyDouble();
    const host = `registry.example:${portOf(registry)}`;
    expectRead(await inspect({ host, environment: { HTTPS_PROXY: `http://${proxy.host}` } }));
    const ranges = registry.visits.filter(isBlob).flatMap(({ range }) => range ?? []);
    expect(ranges).toEqual(['bytes=500000-', 'bytes=1000000-']);
  });

  test('takes neither a login along to another host nor that host past the proxy', async () => {
    await using storage = await openRegistry();
    await using registry = await openRegistry((visit) => {
      if (visit.authorization === undefined)
        return (response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      if (!isBlob(visit)) return undefined;
      const location = `https://0.0.0.0:${portOf(storage)}${visit.path}`;
      return (response) => response.writeHead(307, { location }).end();
    });
    const host = `registry.example:${portOf(registry)}`;
    const auth = Buffer.from('me:pw').toString('base64');
    await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
    await using proxy = await openProxyDouble();
    expectRead(await inspect({ host, environment: { HTTPS_PROXY: `http://${proxy.host}` } }));
    expect(registry.visits.some(({ authorization }) => authorization === `Basic ${auth}`)).toBe(true);
    expect(storage.visits.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
    expect(proxy.visits.map(({ asked }) => asked)).toContain(`CONNECT 0.0.0.0:${portOf(storage)}`);
  });

  test('is asked directly where NO_PROXY names it', async () => {
    await using registry = await openRegistry();
    await using proxy = await openProxyDouble();
    const environment = { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: 'other.example, 0.0.0.0' };
    expectRead(await inspect({ host: `0.0.0.0:${portOf(registry)}`, environment }));
    expect(proxy.visits).toEqual([]);
  });

  test('is asked directly on this machine, and where only the other scheme has a proxy', async () => {
    await using plain = await openRegistryDouble(files);
    await using registry = await openRegistry();
    await using proxy = await openProxyDouble();
    const address = `http://${proxy.host}`;
    expectRead(
      await inspect({ host: plain.host, environment: { HTTP_PROXY: address, HTTPS_PROXY: address } }),
    );
    expectRead(await inspect({ host: `0.0.0.0:${portOf(registry)}`, environment: { HTTP_PROXY: address } }));
    expect(proxy.visits).toEqual([]);
  });

  test('without TLS is asked for by its whole address, not through a tunnel', async () => {
    await using registry = await openRegistryDouble(files);
    await using proxy = await openProxyDouble(({ asked }) =>
      asked.startsWith('CONNECT') ? refusal(403) : undefined,
    );
    const host = `0.0.0.0:${portOf(registry)}`;
    const address = `http://${proxy.host}`;
    const args = ['--insecure-registry', host];
    expectRead(await inspect({ host, args, environment: { HTTP_PROXY: address, HTTPS_PROXY: address } }));
    expect(proxy.visits.map(({ asked }) => asked)).toContain(`GET http://${host}/v2/team/app/manifests/v1`);
  });
});

describe('a proxy that does not do its work', () => {
  const host = 'registry.example';

  test('is named with what it answers', async () => {
    await using proxy = await openProxyDouble(() => refusal(403));
    const { exitCode, stderr } = await inspect({
      host,
      environment: { https_proxy: `http://${proxy.host}` },
    });
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      'The proxy of `https_proxy` does not connect to `registry.example`: it responded with 403.',
    );
    expect(proxy.visits).toHaveLength(1);
  });

  test.each([
    [
      'answers with an error of its own',
      refusal(502),
      'is behind a proxy that responds with 502, 5 times in a row',
    ],
    ['hangs up', hangUp, 'does not respond (UND_ERR_SOCKET)'],
  ])(
    'is asked five times where it %s',
    async (_title, refusing, message) => {
      await using proxy = await openProxyDouble(() => refusing);
      const { exitCode, stderr } = await inspect({
        host,
        environment: { HTTPS_PROXY: `http://${proxy.host}` },
      });
      expect(exitCode).toBe(3);
      expect(stderr).toContain(`\`registry.example\` ${message}`);
      expect(proxy.visits).toHaveLength(5);
    },
    30_000,
  );

  test('holds the job no longer than `--read-timeout` where it says nothing', async () => {
    await using proxy = await openProxyDouble(() => holdOn);
    const { exitCode, stderr } = await inspect({
      host,
      args: ['--read-timeout', '0.02'],
      environment: { HTTPS_PROXY: `http://${proxy.host}` },
    });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('when the time for reading images ended');
  });

  test('holds the job no longer where the registry behind it says nothing, or only announces', async () => {
    await using silent = await openRegistry(() => () => undefined);
    await using announcing = await openRegistry(() => (response) => {
      const timer = setInterval(() => {
        response.writeProcessing();
      }, 5);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    await using proxy = await openProxyDouble();
    const environment = { HTTPS_PROXY: `http://${proxy.host}` };
    const [late, talking] = await Promise.all([
      inspect({
        host: `registry.example:${portOf(silent)}`,
        args: ['--read-timeout', '0.05'],
        environment,
      }),
      inspect({ host: `registry.example:${portOf(announcing)}`, environment }),
    ]);
    expect([late.exitCode, talking.exitCode]).toEqual([3, 3]);
    expect(late.stderr).toContain('when the time for reading images ended');
    expect(talking.stderr).toContain('announced a response more than 16 times, 5 times in a row');
  }, 60_000);

  test.each(['socks5://me:s3cret@127.0.0.1:1', 'http://', 'http://me:s3cret@host:port'])(
    'is none by an address like `%s`, which is not repeated',
    async (address) => {
      const { exitCode, stderr } = await inspect({ host, environment: { HTTPS_PROXY: address } });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr:
          'final-stage: `HTTPS_PROXY` is not the address of a proxy.\nWrite it as `http://HOST:PORT`.\n',
      });
    },
  );

  test('hands on a certificate that is not trusted', async () => {
    await using registry = await openRegistry();
    await using proxy = await openProxyDouble();
    const { exitCode, stderr } = await inspect({
      host: `registry.example:${portOf(registry)}`,
      environment: { HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: '' },
    });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^final-stage: The certificate of `registry\.example:\d+`.* is not trusted: /);
    expect(proxy.visits).toHaveLength(1);
  });
});
