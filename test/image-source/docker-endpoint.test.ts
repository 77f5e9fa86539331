import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDocker } from '../../src/image-source/docker-endpoint.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

async function writeContext(name: string, host: string): Promise<void> {
  const directory = join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  await mkdir(directory, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  await writeFile(join(directory, 'meta.json'), JSON.stringify(meta));
}

const open = (env: NodeJS.ProcessEnv) => openDocker({}, { DOCKER_CONFIG: folder, ...env });

describe('openDocker', () => {
  test('follows the context that is in use', async () => {
    await writeContext('rootless', 'unix:///run/user/1000/docker.sock');
    await writeFile(join(folder, 'config.json'), '{"currentContext":"rootless"}');
    expect((await open({})).modem).toMatchObject({ socketPath: '/run/user/1000/docker.sock' });
  });

  test('lets DOCKER_CONTEXT win over it', async () => {
    await writeContext('far', 'tcp://build.example:2375');
    expect((await open({ DOCKER_CONTEXT: 'far' })).modem).toMatchObject({
      host: 'build.example',
      port: '2375',
      protocol: 'http',
    });
  });

  test('follows no context where DOCKER_HOST says more', async () => {
    await expect(open({ DOCKER_HOST: 'unix:///x', DOCKER_CONTEXT: 'nowhere' })).resolves.toBeDefined();
    await expect(open({ DOCKER_CONTEXT: 'default' })).resolves.toBeDefined();
  });

  test.each([
    ['nowhere', undefined, 'Docker context `nowhere` names no Docker host'],
    ['by-ssh', 'ssh://user@host', 'Docker context `by-ssh` points to `ssh://user@host`'],
  ])('refuses context %s', async (name, host, message) => {
    if (host !== undefined) await writeContext(name, host);
    await expect(open({ DOCKER_CONTEXT: name })).rejects.toMatchObject({
      code: 'engine-unavailable',
      message,
    });
  });
});
