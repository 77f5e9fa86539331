import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareTree, type Preparation } from '../../src/build/prepare.ts';
import { makeFolder } from './git-fixture.ts';

const folder = makeFolder();
beforeAll(() => {
  mkdirSync(join(folder.path, 'tree'));
});
afterAll(() => {
  folder.remove();
});

function prepare(command: string, change: Partial<Preparation> = {}) {
  const written: string[] = [];
  const log = {
    isWorkflow: true,
    write: (text: string | Uint8Array) => void written.push(Buffer.from(text).toString()),
  };
  const secrets = { values: [], variables: [] };
  const done = prepareTree({
    command,
    label: 'baseline',
    directory: join(folder.path, 'tree'),
    log,
    secrets,
    ...change,
  });
  return { done, written };
}

/** Whether a process is there, and no mere entry of one that has ended. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('preparing a tree', () => {
  test('runs a shell command in it, line by line, until one fails', async () => {
    const { done } = prepare('mkdir -p target\necho built > target/app\n');
    await done;
    expect(readFileSync(join(folder.path, 'tree/target/app'), 'utf8')).toBe('built\n');
    const failing = prepare('exit 7\ntouch never').done;
    await expect(failing).rejects.toMatchObject({
      code: 'build-failed',
      message: "the baseline's `prepare` failed with exit code 7",
    });
    expect(existsSync(join(folder.path, 'tree/never'))).toBe(false);
  });

  test('shows its output where workflow commands are stopped', async () => {
    const { done, written } = prepare("echo '::set-output name=a::b'; echo '::error::planted' >&2");
    await done;
    const text = written.join('');
    const token = /^::group::Prepare baseline\n::stop-commands::([\w-]+)\n/.exec(text)?.[1] ?? '';
    expect(token).not.toBe('');
    expect(text.indexOf('::error::planted')).toBeGreaterThan(0);
    expect(text.endsWith(`::${token}::\n::endgroup::\n`)).toBe(true);
  });

  test('tells it no input, token or secret, and no file that changes later steps', async () => {
    const added = {
      'INPUT_GITHUB-TOKEN': 'ghs_token-of-the-job',
      ACTIONS_RUNTIME_TOKEN: 'runtime',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc',
      GITHUB_TOKEN: 'other',
      GITHUB_ENV: '/tmp/env',
      GITHUB_STEP_SUMMARY: '/tmp/summary',
      NPM_TOKEN: 'npm',
      COPY_OF_IT: 'Bearer ghs_token-of-the-job',
      KEPT_VARIABLE: 'kept',
    };
    Object.assign(process.env, added);
    try {
      const secrets = { values: ['ghs_token-of-the-job'], variables: ['NPM_TOKEN'] };
      const { done, written } = prepare('env', { secrets });
      await done;
      const text = written.join('');
      for (const name of Object.keys(added).filter((one) => one !== 'KEPT_VARIABLE'))
        expect(text).not.toContain(name);
      expect(text).toContain('KEPT_VARIABLE=kept');
      expect(text).toMatch(/^PATH=/m);
    } finally {
      for (const name of Object.keys(added)) Reflect.deleteProperty(process.env, name);
    }
  });

  test('ends all that it started, however it ends', async () => {
    const pidFile = join(folder.path, 'pid');
    const { done } = prepare(`sleep 300 & echo $! > ${pidFile}`);
    await done;
    expect(isAlive(Number(readFileSync(pidFile, 'utf8')))).toBe(false);

    const controller = new AbortController();
    const cancelled = prepare(`(trap '' TERM; sleep 300) & echo $! > ${pidFile}.2; sleep 300`, {
      signal: controller.signal,
    });
    while (!existsSync(`${pidFile}.2`)) await sleep(20);
    await sleep(100);
    controller.abort(new Error('cancelled by SIGTERM'));
    await expect(cancelled.done).rejects.toThrow('cancelled by SIGTERM');
    expect(isAlive(Number(readFileSync(`${pidFile}.2`, 'utf8')))).toBe(false);
  }, 30_000);

  test('in a folder that is not there fails as a build does', async () => {
    const { done } = prepare('true', { directory: join(folder.path, 'nowhere') });
    await expect(done).rejects.toMatchObject({ code: 'build-failed' });
  });
});
