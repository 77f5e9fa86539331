import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import { slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { reportUntested } from '../helpers/untested.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

describeEngines('a commit that does not build (issue 8, 21)', (engine) => {
  if (slice === null) {
    reportUntested("not tried: GitHub's description of its API cannot be had");
    return;
  }
  const description = slice;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(() => {
    useEngine(engine);
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  test('does not keep the comment that an older one passed', async () => {
    const github = await openGitHubDouble(description);
    closing.push(() => github.close());
    const repository = makeRepository(join(folder.path, engine.store));
    writeFiles(repository, { Dockerfile: 'FROM scratch\nCOPY server /server\n', server: 'x'.repeat(1000) });
    git(repository, 'add', '.');
    const base = commit(repository, 'README.md', 'base');
    const gate = async (number: number, file: string, text: string) => {
      const head = commit(repository, file, text);
      const pull = { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } };
      const run = await runAction({
        inputs: { comment: 'always', 'github-token': 'good', 'max-growth': '100%' },
        environment: { GITHUB_RUN_NUMBER: String(number), GITHUB_RUN_ID: String(9000 + number) },
        payload: payloadOf('pull_request', { pull_request: pull }),
        apiUrl: github.url,
        workspace: repository,
        folder: folder.path,
      });
      expect(tagsLeftBy(run)).toEqual([]);
      return head;
    };
    await gate(12, 'CHANGES.md', 'change');
    expect(github.state.comments[0]?.body).toContain('Final Stage passed');
    const head = await gate(13, 'Dockerfile', 'FROM scratch\nCOPY nowhere /**bold**@octo\n');
    const [comment, ...others] = github.state.comments;
    expect(others).toEqual([]);
    expect(comment?.body).toContain(`Final Stage no verdict for commit ${head.slice(0, 10)}`);
    expect(comment?.body).toContain('`Dockerfile:2` (`COPY nowhere /**bold**@octo`) failed');
    expect(comment?.body).not.toContain('passed');
    expect(github.faults).toEqual([]);
  });
});
