import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** A pull request whose base branch has a policy that refuses the image; `plant` adds its files. */
function pullRequest(name: string, plant: (repository: string) => void) {
  const repository = makeRepository(join(folder.path, name));
  commit(repository, '.github/final-stage.yml', STRICT);
  const base = commit(repository, 'services/api/Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  git(repository, 'checkout', '--quiet', '-b', 'change');
  plant(repository);
  git(repository, 'add', '--all');
  const head = commit(repository, 'CHANGES.md', 'change');
  rmSync(join(repository, 'services'), { recursive: true });
  git(repository, 'checkout', '--quiet', '--force', '--detach', base);
  git(repository, 'merge', '--quiet', '--no-ff', '-m', 'merge', head);
  const sha = git(repository, 'rev-parse', 'HEAD');
  const payload = payloadOf('pull_request', {
    pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
  });
  return { repository, payload, sha };
}

function gate(pull: ReturnType<typeof pullRequest>, inputs: Record<string, string> = {}): Promise<ActionRun> {
  return runAction({
    inputs: {
      comment: 'never',
      context: 'services/api',
      image: `oci:${images}`,
      baseline: `oci:${images}`,
      ...inputs,
    },
    payload: pull.payload,
    workspace: pull.repository,
    folder: folder.path,
    environment: { GITHUB_SHA: pull.sha, GITHUB_REF: 'refs/pull/7/merge' },
  });
}

/** Another history, in which a lax policy judges. */
function otherHistory(name: string): string {
  const other = makeRepository(join(folder.path, name));
  commit(other, '.github/final-stage.yml', 'version: 1\nfail-on: never\n');
  commit(other, 'Dockerfile', 'FROM scratch\nCOPY server /app/server\n');
  return other;
}

function expectJudgedByBase(run: ActionRun): void {
  expect(run.outputs['conclusion']).toBe('failure');
  expect(run.log.annotations.some(({ message }) => message.includes('1 kB') || /budget/.test(message))).toBe(
    true,
  );
}

describe('a bare repository beside the Dockerfile (issue 8, 1)', () => {
  test('runs nothing and judges nothing', async () => {
    const ran = join(folder.path, 'ran');
    const program = join(folder.path, 'program.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    const other = otherHistory('other');
    const pull = pullRequest('bare', (repository) => {
      const context = join(repository, 'services/api');
      const bare = join(folder.path, 'other.git');
      git(folder.path, 'clone', '--quiet', '--bare', `file://${other}`, bare);
      for (const name of ['HEAD', 'packed-refs', 'objects', 'refs']) {
        rmSync(join(context, name), { recursive: true, force: true });
      }
      writeFileSync(join(context, 'HEAD'), 'ref: refs/heads/main\n');
      mkdirSync(join(context, 'refs/heads'), { recursive: true });
      writeFileSync(join(context, 'refs/heads/main'), `${git(other, 'rev-parse', 'HEAD')}\n`);
      git(folder.path, 'clone', '--quiet', `file://${other}`, join(folder.path, 'objects-of'));
      mkdirSync(join(context, 'objects'), { recursive: true });
      writeFileSync(join(context, 'objects/keep'), '');
      const config = `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${program}\n`;
      writeFileSync(join(context, 'config'), config);
    });
    const run = await gate(pull);
    expect(existsSync(ran)).toBe(false);
    expectJudgedByBase(run);
  });

  test('of three tiny files does not switch the checkout off (issue 8, 17)', async () => {
    const pull = pullRequest('tiny', (repository) => {
      const context = join(repository, 'services/api');
      for (const name of ['refs', 'objects']) mkdirSync(join(context, name), { recursive: true });
      writeFileSync(join(context, 'HEAD'), 'ref: refs/heads/main\n');
      writeFileSync(join(context, 'refs/keep'), '');
      writeFileSync(join(context, 'objects/keep'), '');
    });
    expectJudgedByBase(await gate(pull));
  });
});

describe('a submodule in place of the context (issue 8, 1)', () => {
  test('does not judge', async () => {
    const other = otherHistory('submodule');
    const pull = pullRequest('super', (repository) => {
      git(repository, 'rm', '-r', '--quiet', 'services/api');
      git(
        repository,
        '-c',
        'protocol.file.allow=always',
        'submodule',
        '--quiet',
        'add',
        other,
        'services/api',
      );
    });
    git(pull.repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init');
    expectJudgedByBase(await gate(pull));
  });
});

describe('a link out of the checkout (issue 8, 16)', () => {
  test.each([
    ['.github/final-stage.yml', '/proc/self/environ'],
    ['.github/final-stage.yml', '../.git/config'],
    ['services/api/Dockerfile', '/etc/hostname'],
  ])('%s -> %s is never opened', async (path, target) => {
    const pull = pullRequest(`link-${path.length}-${target.length}`, (repository) => {
      rmSync(join(repository, path));
      symlinkSync(target, join(repository, path));
    });
    const run = await gate(pull);
    expect(run.exitCode).toBe(1);
    expect(run.outputs['conclusion']).toBe('');
    expect(run.stdout).toContain('is a link that leads out of the checkout');
  });

  test('in place of the context is never sent to a builder', async () => {
    const pull = pullRequest('link-context', (repository) => {
      rmSync(join(repository, 'services/api'), { recursive: true });
      symlinkSync('/etc', join(repository, 'services/api'));
    });
    const run = await gate(pull);
    expect(run.outputs['conclusion']).toBe('');
    expect(run.stdout).toContain('is a link that leads out of the checkout');
  });
});

describe('the configuration of the checkout itself', () => {
  test('starts no program, whatever a step of the job wrote into it', async () => {
    const ran = join(folder.path, 'ran-too');
    const program = join(folder.path, 'program-too.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    const pull = pullRequest('configured', (repository) => {
      writeFileSync(join(repository, '.gitattributes'), '* filter=own\n');
      git(repository, 'config', 'core.fsmonitor', program);
      git(repository, 'config', 'core.sshCommand', program);
      git(repository, 'config', 'filter.later.smudge', program);
      git(repository, 'config', 'credential.helper', `!${program}`);
    });
    git(pull.repository, 'config', 'filter.own.smudge', program);
    git(pull.repository, 'config', 'filter.own.clean', program);
    rmSync(ran, { force: true });
    expectJudgedByBase(await gate(pull));
    expect(existsSync(ran)).toBe(false);
  });
});

test('a checkout in a folder of the workspace is found as before', async () => {
  const pull = pullRequest('below', () => undefined);
  const workspace = join(folder.path, 'workspace');
  mkdirSync(workspace);
  const path = checkOut(pull.repository, join(workspace, 'app'), pull.sha, 2);
  const run = await gate({ ...pull, repository: workspace }, { context: 'app/services/api' });
  expect(path).toContain('app');
  expectJudgedByBase(run);
});
