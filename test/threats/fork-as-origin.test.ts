import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkOut, commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';

const folder = makeFolder();
const images = join(folder.path, 'images');
const POLICY = '.github/final-stage.yml';
let base = '';
let head = '';
afterAll(() => {
  folder.remove();
});

/** A fork whose own main branch goes on from the real one, with a policy of the fork's owner. */
beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'x'.repeat(5000) })]);
  const fork = makeRepository(join(folder.path, 'mallory/app'));
  commit(fork, 'api/Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  base = commit(fork, POLICY, 'version: 1\nbudgets: [{ size: content, max: 1 kB }]\n');
  git(fork, 'switch', '--quiet', '-c', 'topic');
  head = commit(fork, 'topic.txt', 'x');
  git(fork, 'switch', '--quiet', 'main');
  commit(fork, POLICY, 'version: 1\nfail-on: never\n');
});

/** As `repository: head.repo.full_name` leaves it: the fork is `origin`. Its address is GitHub's, and leads to a folder. */
function gate(name: string, address: string): Promise<ActionRun> {
  const workspace = checkOut(join(folder.path, 'mallory/app'), join(folder.path, name), 'topic', 5);
  git(workspace, 'remote', 'set-url', 'origin', address);
  const payload = payloadOf('pull_request', {
    pull_request: {
      number: 7,
      labels: [],
      head: { sha: head, repo: { full_name: 'mallory/app' } },
      base: { sha: base, ref: 'main', repo: { full_name: 'octo/app' } },
    },
  });
  return runAction({
    inputs: { comment: 'never', context: 'api', image: `oci:${images}`, baseline: `oci:${images}` },
    payload,
    workspace,
    folder: folder.path,
    environment: {
      GITHUB_SHA: 'e'.repeat(40),
      GITHUB_REF: 'refs/pull/7/merge',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.file://${join(folder.path, 'mallory/app')}.insteadOf`,
      GIT_CONFIG_VALUE_0: address,
    },
  });
}

describe('a checkout of the fork itself (issue 8, 8 and 15)', () => {
  test.each([
    ['https', 'https://github.com/mallory/app'],
    ['https-git', 'https://github.com/mallory/app.git'],
    ['ssh', 'git@github.com:mallory/app.git'],
  ])('does not have the main branch of the fork judge: %s', async (name, address) => {
    const run = await gate(name, address);
    expect(run.outputs['conclusion']).toBe('failure');
  });
});
