import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkOut, commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const folder = makeFolder();
/** Takes every connection and never answers. */
const server = createServer((socket) => socket.on('error', () => undefined));
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  folder.remove();
});

/** git gives up after a minute of silence; a processor may be busy. */
const PATIENCE_MS = 150_000;

test('a git remote that never answers ends the run with no verdict (issue 8, 20)', async () => {
  const origin = makeRepository(join(folder.path, 'origin'));
  const base = commit(origin, 'Dockerfile', 'FROM scratch\nCOPY server /server\n');
  git(origin, 'switch', '--quiet', '-c', 'topic');
  const head = commit(origin, 'server', 'x');
  git(origin, 'switch', '--quiet', 'main');
  git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
  const merge = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/7/merge', merge);
  const workspace = checkOut(origin, join(folder.path, 'checkout'), 'refs/pull/7/merge');
  const { port } = server.address() as AddressInfo;
  git(workspace, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/octo/app.git`);
  const image = join(folder.path, 'image');
  await writeOciLayout(image, [layer({ '/server': 'x' })]);
  const run = await runAction({
    inputs: { comment: 'never', image: `oci:${image}` },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace,
    folder: folder.path,
    environment: { GITHUB_SHA: merge, GITHUB_REF: 'refs/pull/7/merge' },
    maxMilliseconds: PATIENCE_MS,
  });
  expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
  expect(run.stdout).toContain('is not in the clone and cannot be fetched from its remote');
});
