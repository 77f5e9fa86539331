import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
afterAll(() => {
  folder.remove();
});
beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'x'.repeat(5000) })]);
});

const STRICT = 'version: 1\nbudgets: [{ size: content, max: 1 kB }]\n';
const LAX = 'version: 1\nfail-on: never\n';
const POLICY = '.github/final-stage.yml';

/** A repository whose main branch has a Dockerfile and a policy. */
function branch(name: string, policy: string): string {
  const origin = makeRepository(join(folder.path, name));
  commit(origin, 'api/Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  commit(origin, POLICY, policy);
  return origin;
}

type Pull = { readonly workspace: string; readonly head: string; readonly base: string };

function gate({ workspace, head, base }: Pull, event = 'pull_request'): Promise<ActionRun> {
  const payload = payloadOf('pull_request', {
    pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
  });
  return runAction({
    inputs: { comment: 'never', context: 'api', image: `oci:${images}`, baseline: `oci:${images}` },
    eventName: event,
    payload,
    workspace,
    folder: folder.path,
    environment: { GITHUB_SHA: 'e'.repeat(40), GITHUB_REF: 'refs/pull/7/merge' },
  });
}

describe('a branch whose tip is a merge commit of its own (issue 8, 8)', () => {
  test('does not choose its judge', async () => {
    const origin = branch('own-merge', STRICT);
    const base = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'switch', '--quiet', '-c', 'topic');
    const head = commit(origin, POLICY, LAX);
    git(origin, 'switch', '--quiet', '-c', 'side', base);
    commit(origin, 'side.txt', 'x');
    git(origin, 'switch', '--quiet', 'topic');
    git(origin, 'merge', '--quiet', '--no-ff', '-m', 'own', 'side');
    git(origin, 'switch', '--quiet', 'main');
    const workspace = checkOut(origin, join(folder.path, 'own-merge-clone'), 'topic');
    expect((await gate({ workspace, head, base })).outputs['conclusion']).toBe('failure');
  });
});

describe('a branch from before the strict policy (issue 8, 15)', () => {
  test('is judged by the policy of its base branch as it is now', async () => {
    const origin = branch('old-branch', LAX);
    git(origin, 'switch', '--quiet', '-c', 'topic');
    const head = commit(origin, 'topic.txt', 'x');
    git(origin, 'switch', '--quiet', 'main');
    const base = commit(origin, POLICY, STRICT);
    const workspace = checkOut(origin, join(folder.path, 'old-branch-clone'), 'topic');
    expect((await gate({ workspace, head, base })).outputs['conclusion']).toBe('failure');
  });
});

test('an event that carries a pull request is judged by its base (issue 8, 9)', async () => {
  const origin = branch('review', STRICT);
  const base = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'switch', '--quiet', '-c', 'topic');
  const head = commit(origin, POLICY, LAX);
  git(origin, 'switch', '--quiet', 'main');
  const workspace = checkOut(origin, join(folder.path, 'review-clone'), 'topic');
  const run = await gate({ workspace, head, base }, 'pull_request_review');
  expect(run.outputs['conclusion']).toBe('failure');
});

describe('a policy of the base branch (issue 8, 6 and 15)', () => {
  /** A pull request that changes `change` on a base branch whose policy is written by `write`. */
  function proposed(name: string, write: (origin: string) => void, change: (origin: string) => void): Pull {
    const origin = makeRepository(join(folder.path, name));
    commit(origin, 'api/Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
    mkdirSync(join(origin, '.github'));
    write(origin);
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '-m', 'policy');
    const base = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'switch', '--quiet', '-c', 'topic');
    change(origin);
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '--allow-empty', '-m', 'change');
    const head = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'switch', '--quiet', 'main');
    return { workspace: checkOut(origin, join(folder.path, `${name}-clone`), 'topic'), head, base };
  }

  test('that is a link within the repository judges as the file would', async () => {
    const pull = proposed(
      'linked-policy',
      (origin) => {
        writeFileSync(join(origin, 'policy.yml'), STRICT);
        symlinkSync('../policy.yml', join(origin, POLICY));
      },
      () => undefined,
    );
    expect((await gate(pull)).outputs['conclusion']).toBe('failure');
  });

  test('that is a link to elsewhere is no verdict', async () => {
    const pull = proposed(
      'lost-policy',
      (origin) => {
        symlinkSync('/etc/policy.yml', join(origin, POLICY));
      },
      (origin) => {
        rmSync(join(origin, POLICY));
      },
    );
    const run = await gate(pull);
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
    expect(run.stdout).toContain('is a link that leads out of the repository');
  });

  test('with a mistake in it lets the pull request pass that repairs it, and says so', async () => {
    const pull = proposed(
      'mistaken',
      (origin) => {
        writeFileSync(join(origin, POLICY), 'version: 1\nno-such-key: 1\n');
      },
      (origin) => {
        writeFileSync(join(origin, POLICY), 'version: 1\n');
      },
    );
    const run = await gate(pull);
    expect(run.outputs['conclusion']).toBe('success');
    expect(run.summary).toContain(
      'The policy of the base branch has a mistake, so the default policy judges',
    );
  });

  test('keeps its entry for an image whose folder becomes a link', async () => {
    const entry = 'images: [{ name: api, context: api, budgets: [{ size: content, max: 1 kB }] }]';
    const pull = proposed(
      'entry',
      (origin) => {
        writeFileSync(join(origin, POLICY), `version: 1\n${entry}\n`);
      },
      (origin) => {
        renameSync(join(origin, 'api'), join(origin, 'elsewhere'));
        symlinkSync('elsewhere', join(origin, 'api'));
      },
    );
    expect((await gate(pull)).outputs['conclusion']).toBe('failure');
  });

  test('with the other ending is not overlooked without a word (issue 8, 21)', async () => {
    const pull = proposed(
      'ending',
      (origin) => {
        writeFileSync(join(origin, '.github/final-stage.yaml'), STRICT);
      },
      () => undefined,
    );
    expect((await gate(pull)).summary).toContain('`.github/final-stage.yaml` is not read');
  });
});
