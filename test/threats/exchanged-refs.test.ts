import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clone, commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { resolveBaseline } from '../../src/build/git/baseline-commit.ts';

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

/** A clone at a branch `topic`, whose policy is lax; the base branch's is strict. */
function pullRequest(name: string) {
  const origin = makeRepository(join(folder.path, name));
  commit(origin, 'Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  const base = commit(origin, POLICY, STRICT);
  git(origin, 'switch', '--quiet', '-c', 'topic');
  const head = commit(origin, POLICY, LAX);
  const workspace = clone(origin, join(folder.path, `${name}-clone`), '--branch', 'topic');
  return { workspace, base, head };
}

describe('refs that the author pushes under names which git prefers', () => {
  test('a replacement of the base commit, in a clone of all refs, does not choose the judge', async () => {
    const { workspace, base, head } = pullRequest('replaced');
    git(workspace, 'update-ref', `refs/replace/${base}`, head);
    const pull = { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } };
    const run = await runAction({
      inputs: { comment: 'never', image: `oci:${images}`, baseline: `oci:${images}` },
      payload: payloadOf('pull_request', { pull_request: pull }),
      workspace,
      folder: folder.path,
      environment: { GITHUB_SHA: 'e'.repeat(40), GITHUB_REF: 'refs/pull/7/merge' },
    });
    expect(run.outputs['conclusion']).toBe('failure');
  });

  test.each(['main', 'origin/main'])('a tag `%s` is not the branch of that name', async (ref) => {
    const { workspace, base, head } = pullRequest(`tagged-${ref.replace('/', '-')}`);
    git(workspace, 'branch', '--quiet', 'main', base);
    git(workspace, 'update-ref', `refs/tags/${ref}`, head);
    const found = await resolveBaseline(
      { kind: 'none' },
      { kind: 'git', baseRef: ref },
      { directory: workspace },
    );
    expect(found).toMatchObject({ commit: base });
  });
});
