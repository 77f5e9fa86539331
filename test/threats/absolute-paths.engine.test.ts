import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkOut, commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { useEngine } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const DOCKERFILE = 'FROM scratch\nCOPY server /server\nCOPY --from=lib library /library\n';

/** A pull request that makes its server and its library a thousand times as large, and copies both twice. */
function pullRequest(name: string) {
  const repository = makeRepository(join(folder.path, name));
  commit(repository, 'api/server', 'x'.repeat(1000));
  commit(repository, 'lib/library', 'x'.repeat(1000));
  const base = commit(repository, 'api/Dockerfile', DOCKERFILE);
  git(repository, 'switch', '--quiet', '-c', 'topic');
  commit(repository, 'api/server', 'x'.repeat(1_000_000));
  commit(repository, 'lib/library', 'x'.repeat(1_000_000));
  const head = commit(repository, 'api/Dockerfile', `${DOCKERFILE}COPY server /again\n`);
  const payload = payloadOf('pull_request', {
    pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
  });
  return { repository, payload };
}

function expectGrown(run: ActionRun): void {
  expect(run.outputs['baseline-content-size']).toBe('2000');
  expect(run.outputs['conclusion']).toBe('failure');
}

describeEngines('the baseline is built from the base commit', (engine) => {
  test('where the workflow names absolute paths of the checkout', async () => {
    useEngine(engine);
    const { repository, payload } = pullRequest(`absolute-${engine.store}`);
    const run = await runAction({
      inputs: {
        comment: 'never',
        context: join(repository, 'api'),
        file: join(repository, 'api/Dockerfile'),
        'build-contexts': `lib=${join(repository, 'lib')}`,
        'max-growth': '10 kB',
      },
      payload,
      workspace: repository,
      folder: folder.path,
    });
    expectGrown(run);
  });

  test('where the checkout is a folder of the workspace', async () => {
    useEngine(engine);
    const { repository, payload } = pullRequest(`below-${engine.store}`);
    git(repository, 'switch', '--quiet', 'main');
    const workspace = join(folder.path, `workspace-${engine.store}`);
    mkdirSync(workspace);
    checkOut(repository, join(workspace, 'app'), 'topic', 5);
    const run = await runAction({
      inputs: {
        comment: 'never',
        context: 'app/api',
        'build-contexts': 'lib=app/lib',
        'max-growth': '10 kB',
      },
      payload,
      workspace,
      folder: folder.path,
    });
    expectGrown(run);
  });
});
