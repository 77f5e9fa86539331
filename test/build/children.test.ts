import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphans } from '../../src/build/children.ts';
import { makeFolder } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

test('what works in the folder of a killed run is ended, and nothing beside it', async () => {
  const [inside, beside] = ['run', 'run-of-another'].map((name) => {
    const cwd = join(folder.path, name, 'baseline');
    mkdirSync(cwd, { recursive: true });
    return spawn('sleep', ['300'], { cwd, stdio: 'ignore', detached: true });
  });
  if (inside === undefined || beside === undefined) throw new Error('nothing was started');
  const ended = once(inside, 'exit');
  await endOrphans(join(folder.path, 'run'));
  expect((await ended)[1]).toBe('SIGTERM');
  expect(beside.exitCode).toBeNull();
  beside.kill('SIGKILL');
  await once(beside, 'exit');
});
