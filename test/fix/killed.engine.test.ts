import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { baseContexts, docker, engines, runTags, useEngine, writeFiles } from '../build/workshop.ts';
import { CLI_BUNDLE } from '../helpers/run-cli.ts';
import { machineEnvironment } from '../helpers/run-program.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;
const BASE = 'debian:bookworm-slim';
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** The fixed image alone takes this long to build, and both run until they are ended. */
const DOCKERFILE = [
  `FROM ${BASE}`,
  'RUN mkdir -p /var/lib/apt/lists && head -c 3000000 /dev/urandom > /var/lib/apt/lists/deb_Packages',
  'VOLUME /data',
  'CMD ["sleep", "600"]',
  '',
].join('\n');
const SLOW = DOCKERFILE.replace('VOLUME', 'RUN test -e /var/lib/apt/lists/deb_Packages || sleep 600\nVOLUME');

type Running = {
  readonly child: ChildProcess;
  /** Folder for temporary files, of this run alone. */
  readonly parent: string;
  readonly directory: () => string;
  readonly runID: () => string;
  readonly stderr: () => string;
};

if (engines.length === 0) reportUntested('no run that proves a fix is killed: there is no Docker engine');

describe.each(engines.map((engine) => [engine.store, engine] as const))(
  'a run that is ended while it proves a fix (%s)',
  (store, engine) => {
    let contexts: readonly string[] | null = null;
    let runs = 0;
    beforeAll(async () => {
      useEngine(engine);
      contexts = await baseContexts(engine, [BASE]);
    }, PATIENCE_MILLISECONDS);

    const start = (dockerfile: string, parent = join(folder.path, `${store}-temp-${runs}`)): Running => {
      const project = makeRepository(join(folder.path, `${store}-${runs++}`));
      writeFiles(project, { Dockerfile: dockerfile });
      git(project, 'add', '.');
      git(project, 'commit', '--quiet', '-m', 'project');
      mkdirSync(parent, { recursive: true });
      const base = (contexts ?? []).map((context) => `--build-context=${context}`);
      const child = spawn(process.execPath, [CLI_BUNDLE, 'fix', '--verify', 'run', ...base], {
        cwd: project,
        env: { ...machineEnvironment(), ...engine.env, TMPDIR: parent },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const directory = () => join(parent, readdirSync(parent)[0] ?? '');
      const owner = () => readFileSync(join(directory(), 'owner.json'), 'utf8');
      const runID = () => (JSON.parse(owner()) as { readonly runID: string }).runID;
      return { child, parent, directory, runID, stderr: () => stderr };
    };

    const until = async (what: string, run: Running, isSo: () => boolean): Promise<void> => {
      const end = Date.now() + PATIENCE_MILLISECONDS / 2;
      while (!isSo()) {
        if (run.child.exitCode !== null || Date.now() > end)
          throw new Error(`${what} was never seen:\n${run.stderr()}`);
        await sleep(200);
      }
    };

    const containersOf = (runID: string) =>
      docker('ps', '--all', '--quiet', '--filter', `label=final-stage.run=${runID}`)
        .split('\n')
        .filter(Boolean);

    const volumesOf = (containers: readonly string[]) =>
      containers.map((id) => docker('inspect', '--format', '{{range .Mounts}}{{.Name}}{{end}}', id));

    const leftOf = (run: Running, runID: string, volumes: readonly string[] = []) => ({
      folders: readdirSync(run.parent),
      tags: runTags(runID),
      containers: containersOf(runID),
      volumes: docker('volume', 'ls', '--quiet')
        .split('\n')
        .filter((name) => volumes.includes(name)),
    });

    const NOTHING = { folders: [], tags: [], containers: [], volumes: [] };

    /** Waits until containers of the run are there, and gives its number. */
    const untilStarted = async (run: Running): Promise<string> => {
      const isSo = () =>
        existsSync(join(run.directory(), 'owner.json')) && containersOf(run.runID()).length > 0;
      await until('a container', run, isSo);
      return run.runID();
    };

    const testEnd = (title: string, work: () => Promise<void>) => {
      test(
        title,
        async () => {
          if (contexts === null) throw new Error(`there is no ${BASE} to build on`);
          await work();
        },
        PATIENCE_MILLISECONDS,
      );
    };

    for (const [signal, code] of [
      ['SIGTERM', 143],
      ['SIGINT', 130],
    ] as const) {
      testEnd(`leaves nothing after ${signal} in a build`, async () => {
        const run = start(SLOW);
        await until('the build', run, () => existsSync(join(run.directory(), 'fix-1', 'Dockerfile')));
        // Until the builder is at it.
        await sleep(2000);
        const runID = run.runID();
        run.child.kill(signal);
        expect(await once(run.child, 'exit')).toEqual([code, null]);
        expect(leftOf(run, runID)).toEqual(NOTHING);
      });

      testEnd(`leaves nothing after ${signal} while containers run`, async () => {
        const run = start(DOCKERFILE);
        const runID = await untilStarted(run);
        const volumes = volumesOf(containersOf(runID));
        run.child.kill(signal);
        expect(await once(run.child, 'exit')).toEqual([code, null]);
        expect(leftOf(run, runID, volumes)).toEqual(NOTHING);
      });
    }

    testEnd('is cleaned up after by the next one where it was killed', async () => {
      const run = start(DOCKERFILE);
      const runID = await untilStarted(run);
      const volumes = volumesOf(containersOf(runID));
      run.child.kill('SIGKILL');
      await once(run.child, 'exit');
      expect(leftOf(run, runID, volumes)).toMatchObject({ folders: [expect.any(String)], volumes });
      const next = start('FROM scratch\nCOPY Dockerfile /x\n', run.parent);
      await once(next.child, 'exit');
      expect(leftOf(run, runID, volumes)).toEqual(NOTHING);
      expect(existsSync(run.parent)).toBe(true);
    });
  },
);
