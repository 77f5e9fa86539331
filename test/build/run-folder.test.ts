import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const source = join(import.meta.dirname, '..', '..', 'src', 'build');

/** A process of its own that opens a run folder with a worktree, says so, and waits. */
async function startRun(parent: string, repository: string, tip: string) {
  const script = `
    import { openRunFolder } from '${source}/run-folder.ts';
    import { openWorktree } from '${source}/git/worktree.ts';
    import { shareHistory } from '${source}/git/share-history.ts';
    import { watchForCancellation } from '${source}/cancellation.ts';
    const cancellation = watchForCancellation();
    {
      await using runFolder = await openRunFolder({ parent: ${JSON.stringify(parent)} });
      await using worktree = await openWorktree({ directory: ${JSON.stringify(repository)}, commit: '${tip}' }, runFolder);
      await using history = await shareHistory(worktree.directory, ${JSON.stringify(repository)});
      console.log(runFolder.directory);
      const waiting = setInterval(() => undefined, 1000);
      await new Promise((resolve) => cancellation.signal.addEventListener('abort', resolve));
      clearInterval(waiting);
    }
    process.exitCode = cancellation.exitCode();
  `;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, directory: line.toString().trim() };
}

const ended = async (child: ReturnType<typeof spawn>) =>
  (await once(child, 'exit')) as [number | null, string | null];

describe('a run folder', () => {
  test('is private, and gone at the end', async () => {
    let directory: string;
    {
      await using runFolder = await openRunFolder({ parent: folder.path });
      directory = runFolder.directory;
      writeFileSync(join(directory, 'file'), '');
      const owner: unknown = JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8'));
      expect(owner).toMatchObject({ pid: process.pid, startTime: expect.stringMatching(/^\d+$/) });
    }
    expect(existsSync(directory)).toBe(false);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('is removed with its worktree at %s, and the exit code is %i', async (signal, code) => {
    const repository = makeRepository(join(folder.path, signal));
    const tip = commit(repository, 'a', '');
    const parent = join(folder.path, `${signal}-temp`);
    mkdirSync(parent);
    const { child, directory } = await startRun(parent, repository, tip);
    expect(existsSync(directory)).toBe(true);
    expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(2);
    child.kill(signal);
    expect(await ended(child)).toEqual([code, null]);
    expect(readdirSync(parent)).toEqual([]);
    expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
  });

  test('of a killed run is swept by the next one, which says so; a living one is not', async () => {
    const repository = makeRepository(join(folder.path, 'killed'));
    const tip = commit(repository, 'a', '');
    const parent = join(folder.path, 'killed-temp');
    mkdirSync(parent);
    const { child, directory } = await startRun(parent, repository, tip);
    const said: string[] = [];
    {
      await using living = await openRunFolder({ parent, log: (line) => said.push(line) });
      expect([existsSync(directory), existsSync(living.directory), said]).toEqual([true, true, []]);
    }
    child.kill('SIGKILL');
    await ended(child);
    expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(2);
    await using runFolder = await openRunFolder({ parent, log: (line) => said.push(line) });
    expect(said).toEqual([`removed what 1 killed run(s) had left behind: ${directory.split('/').at(-1)}`]);
    expect(readdirSync(parent)).toEqual([runFolder.directory.split('/').at(-1)]);
    expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
  });

  test('is told from one of another process with the same number by its start time', async () => {
    const parent = join(folder.path, 'recycled');
    mkdirSync(join(parent, 'final-stage-old'), { recursive: true });
    chmodSync(join(parent, 'final-stage-old'), 0o700);
    await using first = await openRunFolder({ parent });
    const owner = JSON.parse(readFileSync(join(first.directory, 'owner.json'), 'utf8')) as object;
    writeFileSync(
      join(parent, 'final-stage-old', 'owner.json'),
      JSON.stringify({ ...owner, startTime: '1' }),
    );
    await using second = await openRunFolder({ parent });
    expect(readdirSync(parent).sort()).toEqual(
      [first, second].map(({ directory }) => directory.split('/').at(-1)).sort(),
    );
  });

  test('of another machine or container is left for a day', async () => {
    const parent = join(folder.path, 'foreign');
    const foreign = join(parent, 'final-stage-foreign');
    mkdirSync(foreign, { recursive: true, mode: 0o700 });
    const owner = { pid: 1, startTime: '1', machine: 'elsewhere', runID: '0123456789ab' };
    writeFileSync(join(foreign, 'owner.json'), JSON.stringify(owner));
    {
      await using early = await openRunFolder({ parent });
      expect(readdirSync(parent).sort()).toEqual(
        [early.directory.split('/').at(-1), 'final-stage-foreign'].sort(),
      );
    }
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(foreign, yesterday, yesterday);
    await using late = await openRunFolder({ parent });
    expect(readdirSync(parent)).toEqual([late.directory.split('/').at(-1)]);
  });

  test.each([
    ['without an owner', ''],
    ['with nonsense for an owner', '{"pid":"x"}'],
    ['with a run name that could be an option', '{"pid":1,"startTime":"1","machine":"w","runID":"--all"}'],
  ])('%s is left alone', async (_what, owner) => {
    const parent = join(folder.path, `left-${owner.length}`);
    const left = join(parent, 'final-stage-left');
    mkdirSync(left, { recursive: true, mode: 0o700 });
    if (owner !== '') writeFileSync(join(left, 'owner.json'), owner);
    await using runFolder = await openRunFolder({ parent });
    expect([existsSync(left), existsSync(runFolder.directory)]).toEqual([true, true]);
  });
});
