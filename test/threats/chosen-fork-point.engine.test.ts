import { writeFileSync } from 'node:fs';
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

const DOCKERFILE = 'FROM scratch\nCOPY server /server\n';

function gate(workspace: string, head: string, base: string): Promise<ActionRun> {
  return runAction({
    inputs: { comment: 'never', 'max-growth': '10 kB' },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace,
    folder: folder.path,
  });
}

describeEngines('a branch that chooses where it leaves its base', (engine) => {
  test('has a baseline, although there was no image yet', async () => {
    useEngine(engine);
    const repository = makeRepository(join(folder.path, `early-${engine.store}`));
    const first = commit(repository, 'README.md', 'x');
    commit(repository, 'server', 'x'.repeat(1000));
    const base = commit(repository, 'Dockerfile', DOCKERFILE);
    git(repository, 'switch', '--quiet', '-c', 'topic', first);
    commit(repository, 'Dockerfile', DOCKERFILE);
    const head = commit(repository, 'server', 'x'.repeat(1_000_000));
    const run = await gate(repository, head, base);
    expect(run.outputs['baseline-content-size']).toBe('1000');
    expect(run.outputs['conclusion']).toBe('failure');
    expect(run.summary).toContain('compared with commit');
  });

  test('is not compared with an old commit that it merged, because a shallow clone sees that one first', async () => {
    useEngine(engine);
    const repository = makeRepository(join(folder.path, `shallow-${engine.store}`));
    writeFileSync(join(repository, 'server'), 'x'.repeat(1_000_000));
    git(repository, 'add', '.');
    const old = commit(repository, 'Dockerfile', DOCKERFILE);
    commit(repository, 'server', 'x'.repeat(1000));
    const base = commit(repository, 'README.md', 'x');
    git(repository, 'switch', '--quiet', '-c', 'topic');
    for (let count = 0; count < 20; count++) {
      git(repository, 'commit', '--quiet', '--allow-empty', '-m', 'far');
    }
    const tree = git(repository, 'rev-parse', `${commit(repository, 'server', 'x'.repeat(900_000))}^{tree}`);
    const head = git(repository, 'commit-tree', tree, '-p', 'HEAD', '-p', old, '-m', 'near');
    git(repository, 'update-ref', 'refs/heads/topic', head);
    git(repository, 'switch', '--quiet', '--force', 'main');
    const workspace = checkOut(repository, join(folder.path, `shallow-clone-${engine.store}`), 'topic');
    const run = await gate(workspace, head, base);
    expect(run.outputs['baseline-content-size']).toBe('1000');
    expect(run.outputs['conclusion']).toBe('failure');
  });
});
