import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { tagsLeftBy, useEngine } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const POLICY = `images:
  - name: api
    context: api
    platforms: [linux/amd64, linux/arm64]
    budgets: [{ size: content, max-growth: { bytes: 1 kB } }]
  - { name: web, context: web }
`;

/** Nothing runs in them, so that every builder can make them for every platform. */
const DOCKERFILE = ['FROM scratch', 'ARG TARGETARCH', 'COPY common ${TARGETARCH}* /app/', ''].join('\n');

describeEngines('a policy of two images, one of them for two platforms', (engine) => {
  beforeAll(() => {
    useEngine(engine);
  });

  test(
    'gives each a verdict, says what differs between the platforms, and leaves nothing behind',
    async () => {
      const repository = makeRepository(join(folder.path, engine.store));
      commit(repository, '.github/final-stage.yml', POLICY);
      for (const name of ['api', 'web']) {
        commit(repository, `${name}/Dockerfile`, DOCKERFILE);
        commit(repository, `${name}/common`, 'c'.repeat(500));
      }
      const base = git(repository, 'rev-parse', 'HEAD');
      const head = commit(repository, 'api/arm64.bin', 'a'.repeat(5000));
      const pull = { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } };
      const run = await runAction({
        inputs: { images: 'all', comment: 'never' },
        payload: payloadOf('pull_request', { pull_request: pull }),
        workspace: repository,
        folder: folder.path,
        maxMilliseconds: PATIENCE_MILLISECONDS,
      });
      expect(JSON.parse(run.outputs['images'] ?? '')).toEqual([
        { name: 'api (linux/amd64)', conclusion: 'success', contentSize: 500, contentDelta: 0 },
        { name: 'api (linux/arm64)', conclusion: 'failure', contentSize: 5500, contentDelta: 5000 },
        { name: 'web', conclusion: 'success', contentSize: 500, contentDelta: 0 },
      ]);
      expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure' }, stderr: '' });
      expect(run.summary).toMatch(
        /`api` by platform: .*500 B on linux\/amd64 and 5\.0 kB more on linux\/arm64/,
      );
      expect(tagsLeftBy(run)).toEqual([]);
    },
    PATIENCE_MILLISECONDS,
  );
});
