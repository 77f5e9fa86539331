import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';

const folder = makeFolder();
const images = join(folder.path, 'images');
afterAll(() => {
  folder.remove();
});
beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'x'.repeat(5000) })]);
});

const STRICT = 'version: 1\nbudgets: [{ size: content, max: 1 kB }]\n';
const LAX = 'version: 1\nfail-on: never\n';
const POLICY = '.github/final-stage.yml';

/** A pull request that makes its policy lax, or whatever `change` does. */
function pullRequest(name: string, change = (path: string) => commit(path, POLICY, LAX)) {
  const repository = makeRepository(join(folder.path, name));
  commit(repository, 'api/Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  const base = commit(repository, POLICY, STRICT);
  git(repository, 'switch', '--quiet', '-c', 'topic');
  return { repository, base, head: change(repository) };
}

type Pull = ReturnType<typeof pullRequest>;

function gate(
  { repository, base, head }: Pull,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
): Promise<ActionRun> {
  return runAction({
    inputs: {
      comment: 'never',
      context: 'api',
      image: `oci:${images}`,
      baseline: `oci:${images}`,
      ...inputs,
    },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace: repository,
    folder: folder.path,
    environment,
  });
}

test('the absolute path of a policy in a workspace that is a link is one of the repository', async () => {
  const pull = pullRequest('linked');
  const workspace = join(folder.path, 'link');
  symlinkSync(pull.repository, workspace);
  const run = await gate({ ...pull, repository: workspace }, { policy: join(workspace, POLICY) });
  expect(run.outputs['conclusion']).toBe('failure');
});

test('there, too, a link that leads out of the checkout is never opened', async () => {
  const pull = pullRequest('linked-out', (repository) => {
    rmSync(join(repository, POLICY));
    symlinkSync('/proc/self/environ', join(repository, POLICY));
    git(repository, 'add', '--all');
    return commit(repository, 'CHANGES.md', 'x');
  });
  const workspace = join(folder.path, 'link-out');
  symlinkSync(pull.repository, workspace);
  const run = await gate({ ...pull, repository: workspace }, { policy: join(workspace, POLICY) });
  expect(run.outputs['conclusion']).toBe('');
  expect(run.stdout).toContain('is a link that leads out of the checkout');
});

test('a policy that lies outside of the repository judges a pull request as well', async () => {
  const policy = join(folder.path, 'organization.yml');
  writeFileSync(policy, STRICT);
  const run = await gate(pullRequest('outside'), { policy });
  expect(run.outputs['conclusion']).toBe('failure');
  expect(run.summary).not.toContain('changes the policy');
});

test('a commit that stands in for the base commit in the clone does not judge', async () => {
  const pull = pullRequest('replaced');
  git(pull.repository, 'replace', pull.base, pull.head);
  expect((await gate(pull)).outputs['conclusion']).toBe('failure');
});

test('reports go to no checkout, where the runner’s temporary folder is blank', async () => {
  const pull = pullRequest('blank');
  const run = await gate(pull, {}, { RUNNER_TEMP: '', TMPDIR: folder.path });
  expect(run.outputs['report']).toContain(folder.path);
  expect(readdirSync(pull.repository).sort()).toEqual(['.git', '.github', 'api']);
});
