import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCommand } from '../../src/build/command.ts';
import { makeFolder } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** Whether a process is there, and no mere entry of one that has ended. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** What somebody writes as soon as they are at work. */
async function whenWritten(file: string): Promise<string> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) await sleep(10);
  return readFileSync(file, 'utf8').trim();
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}

describe('a program that is run', () => {
  test('gives its outputs, its exit code and what it read of its input', async () => {
    const script = 'cat; echo trouble >&2; exit 7';
    const output = await runCommand('sh', ['-c', script], { input: Buffer.from('given\n') });
    expect(output).toEqual({ exitCode: 7, stdout: Buffer.from('given\n'), stderr: 'trouble\n' });
  });

  test('reads nothing where it is given nothing', async () => {
    expect(await runCommand('cat', [])).toMatchObject({ exitCode: 0, stdout: Buffer.alloc(0) });
  });

  test('may leave an input unread', async () => {
    const input = Buffer.alloc(1_000_000);
    expect(await runCommand('true', [], { input })).toMatchObject({ exitCode: 0 });
  });

  test('is missing where PATH does not name its folder, also when the working directory has it', async () => {
    const cwd = join(folder.path, 'checkout');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'planted'), '#!/bin/sh\ntouch was-run\n', { mode: 0o755 });
    const environment = { PATH: `:${process.env['PATH'] ?? ''}` };
    expect(await runCommand('planted', [], { cwd, environment })).toEqual({ missing: 'planted' });
    expect(existsSync(join(cwd, 'was-run'))).toBe(false);
  });

  test('that a signal ends has the exit code that a shell would give', async () => {
    expect(await runCommand('sh', ['-c', 'kill -9 $$'])).toMatchObject({ exitCode: 137 });
  });

  test.each([
    ['ends at SIGTERM', ''],
    ['ignores SIGTERM', "trap '' TERM; "],
  ])(
    'is ended with all that it started where it %s',
    async (_title, trap) => {
      const pids = join(folder.path, `pids-${trap.length}`);
      const control = new AbortController();
      const script = `${trap}sh -c 'sleep 300 & echo $! > ${pids}; wait' & wait`;
      const done = runCommand('sh', ['-c', script], { signal: control.signal });
      const grandchild = Number(await whenWritten(pids));
      control.abort(new Error('cancelled'));
      await expect(done).rejects.toThrow('cancelled');
      await untilGone(grandchild);
    },
    30_000,
  );

  test('does not hold the run by what left its group and keeps the output open', async () => {
    const pids = join(folder.path, 'left');
    const script = `setsid sh -c 'echo $$ > ${pids}; exec sleep 300' & while [ ! -s ${pids} ]; do sleep 0.01; done`;
    expect(await runCommand('sh', ['-c', script])).toMatchObject({ exitCode: 0 });
    process.kill(Number(await whenWritten(pids)), 'SIGKILL');
  }, 30_000);
});
