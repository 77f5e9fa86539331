import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

describeEngines('a folder that the pull request turns into a link', (engine) => {
  test('still has the baseline that the base commit has under its name', async () => {
    useEngine(engine);
    const repository = makeRepository(join(folder.path, `link-${engine.store}`));
    const dockerfile = 'FROM scratch\nCOPY server /server\n';
    writeFiles(repository, { 'api/Dockerfile': dockerfile, 'api/server': 'x'.repeat(1000) });
    git(repository, 'add', '.');
    const base = commit(repository, 'README.md', 'base');
    renameSync(join(repository, 'api'), join(repository, 'elsewhere'));
    symlinkSync('elsewhere', join(repository, 'api'));
    writeFileSync(join(repository, 'elsewhere/server'), 'x'.repeat(1_000_000));
    git(repository, 'add', '--all');
    const head = commit(repository, 'CHANGES.md', 'change');
    const gated = await runAction({
      inputs: { comment: 'never', context: 'api', 'max-growth': '10 kB' },
      payload: payloadOf('pull_request', {
        pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
      }),
      workspace: repository,
      folder: folder.path,
    });
    expect(gated.summary).not.toContain('no baseline');
    expect(gated.outputs['conclusion']).toBe('failure');
    expect(tagsLeftBy(gated)).toEqual([]);
  });
});
