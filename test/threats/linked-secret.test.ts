import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runAction } from '../helpers/run-action.ts';

const folder = makeFolder();
const images = join(folder.path, 'images');
const repository = join(folder.path, 'repository');
afterAll(() => {
  folder.remove();
});

beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'server' })]);
  makeRepository(repository);
  mkdirSync(join(repository, 'conf'));
  symlinkSync('/proc/self/environ', join(repository, 'conf/npmrc'));
  symlinkSync('../.git/config', join(repository, 'conf/token'));
  symlinkSync('/etc', join(repository, 'lib'));
  writeFileSync(join(repository, 'conf/own'), 'own');
  git(repository, 'add', '--all');
  commit(repository, 'Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
});

function gate(inputs: Record<string, string>) {
  return runAction({
    inputs: { comment: 'never', image: `oci:${images}`, baseline: `oci:${images}`, ...inputs },
    eventName: 'workflow_dispatch',
    workspace: repository,
    folder: folder.path,
  });
}

describe('an input that names a file which the pull request makes a link out of the checkout (issue 8, 16)', () => {
  test.each([
    ['a secret', { secrets: 'id=npm,src=conf/npmrc' }],
    ['a secret in .git', { secrets: 'id=npm,src=conf/token' }],
    ['a build context', { 'build-contexts': 'lib=lib' }],
    ['a layout as build context', { 'build-contexts': 'lib=oci-layout://lib' }],
  ])('%s is never opened', async (_what, inputs) => {
    const run = await gate(inputs);
    expect(run.outputs['conclusion']).toBe('');
    expect(run.stdout).toContain('is a link that leads out of the checkout');
  });

  test('a file of the repository, and one that the workflow names outside of it, are taken', async () => {
    writeFileSync(join(folder.path, 'outside'), 'outside');
    const run = await gate({ secrets: `id=a,src=conf/own\nid=b,src=${join(folder.path, 'outside')}` });
    expect(run.outputs['conclusion']).toBe('success');
  });
});
