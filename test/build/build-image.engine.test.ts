import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildImage } from '../../src/build/docker/build-image.ts';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { ImageReference } from '../../src/image/image.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';
import { openRemoteBench } from './remote-builder.ts';
import { basesOfEngines, docker, engines, requestOf, runTags, useEngine, writeFiles } from './workshop.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** Paths of the files in an image, sorted. */
async function filesOf(reference: ImageReference): Promise<readonly string[]> {
  const paths = createPathTable();
  const required = { wantsContent: () => false, gitBlobSizes: new Set<number>() };
  const { layers } = await openImage(reference, { paths, required });
  return layers
    .flatMap(({ table }) =>
      Array.from({ length: table.rowCount }, (_, row) => row)
        .filter((row) => table.type(row) === 'regular')
        .map((row) => paths.path(table.node(row))),
    )
    .sort();
}

const source = join(import.meta.dirname, '..', '..', 'src', 'build');

/** A process of its own that builds in a worktree, says so, and waits for a signal. */
function startRun(parent: string, repository: string, inputs: object) {
  const script = `
    import { buildImage } from '${source}/docker/build-image.ts';
    import { openRunFolder } from '${source}/run-folder.ts';
    import { openWorktree } from '${source}/git/worktree.ts';
    import { watchForCancellation } from '${source}/cancellation.ts';
    const cancellation = watchForCancellation();
    const { signal } = cancellation;
    try {
      await using runFolder = await openRunFolder({ parent: ${JSON.stringify(parent)} });
      console.log('RUN ' + runFolder.runID + ' ');
      const commit = '${git(repository, 'rev-parse', 'HEAD')}';
      await using worktree = await openWorktree({ directory: ${JSON.stringify(repository)}, commit, signal }, runFolder);
      const log = { isWorkflow: false, write: (data) => process.stdout.write(data) };
      await using image = await buildImage({ ...${JSON.stringify(inputs)}, label: 'baseline', directory: worktree.directory, runFolder, buildLog: log, signal });
      console.log('BUILT');
      const waiting = setInterval(() => undefined, 1000);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      clearInterval(waiting);
    } catch (error) {
      console.log(String(error));
    }
    process.exitCode = cancellation.exitCode();
  `;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: process.env,
  });
  let output = '';
  const saw = (text: string) =>
    new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString();
        if (output.includes(text)) resolve();
      });
      child.once('exit', () => {
        reject(new Error(`ended before it said ${text}: ${output.slice(-2000)}`));
      });
    });
  const runID = (): string => /RUN ([0-9a-f]{12}) /.exec(output)?.[1] ?? '';
  return { child, saw, runID };
}

/** Processes whose command line starts with this, of whoever started them: in a container of a builder, too. */
function running(mark: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith(mark);
    } catch {
      return false;
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 240_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('waited four minutes in vain');
    await sleep(100);
  }
}

const basesOf = await basesOfEngines(['alpine:3']);

if (engines.length === 0)
  reportUntested('nothing is built: no Docker engine is given in FINAL_STAGE_TEST_ENGINES');
else
  describe.each(engines)('a build on the $store image store', (engine) => {
    beforeAll(() => {
      useEngine(engine);
    });
    const withBases = testWith(basesOf.get(engine.store) ?? null, 'alpine:3 is not available');
    const context = (name: string, files: Readonly<Record<string, string>>) =>
      writeFiles(join(folder.path, `${engine.store}-${name}`), files);

    test(
      'gives images that can be read, side by side, and leaves nothing behind',
      async () => {
        let runID: string;
        const directory = context('plain', {
          Dockerfile: 'FROM scratch\nCOPY a /\nCOPY b /',
          a: '1',
          b: '2',
          c: '',
        });
        {
          await using runFolder = await openRunFolder({ parent: folder.path });
          runID = runFolder.runID;
          const request = requestOf(engine, runFolder, directory);
          await using baseline = await buildImage({ ...request, label: 'baseline' });
          writeFiles(directory, { b: '3' });
          await using candidate = await buildImage(request);
          expect(await filesOf(baseline.reference)).toEqual(['/a', '/b']);
          expect(await filesOf(candidate.reference)).toEqual(['/a', '/b']);
          expect(candidate.reference).not.toEqual(baseline.reference);
          expect(candidate.imageName).toBe('candidate of Dockerfile');
          const kind = engine.store === 'overlay2' ? 'docker-daemon' : 'oci';
          expect([baseline.reference.transport, candidate.reference.transport]).toEqual([kind, kind]);
          expect(request.lines.join('')).toMatch(
            kind === 'oci' ? /as an OCI layout/ : /as an image in the Docker daemon/,
          );
        }
        expect(runTags(runID)).toEqual([]);
      },
      PATIENCE_MILLISECONDS,
    );

    test.each(['baseline', 'candidate'] as const)(
      'leaves nothing of two equal images, the %s removed first',
      async (first) => {
        const directory = context('equal', {
          Dockerfile: 'FROM scratch\nCOPY a /',
          a: `${first} ${process.pid}`,
        });
        await using runFolder = await openRunFolder({ parent: folder.path });
        const request = requestOf(engine, runFolder, directory);
        const images = {
          baseline: await buildImage({ ...request, label: 'baseline' }),
          candidate: await buildImage(request),
        };
        expect(await filesOf(images.candidate.reference)).toEqual(await filesOf(images.baseline.reference));
        expect(runTags(runFolder.runID)).toHaveLength(engine.store === 'overlay2' ? 2 : 0);
        await images[first][Symbol.asyncDispose]();
        await images[first === 'baseline' ? 'candidate' : 'baseline'][Symbol.asyncDispose]();
        expect(runTags(runFolder.runID)).toEqual([]);
      },
      PATIENCE_MILLISECONDS,
    );

    test.each(['with a name', 'without a name'])(
      'keeps an image that was there before, %s',
      async (named) => {
        const iidFile = join(folder.path, `${engine.store}.iid`);
        const directory = context('kept', {
          Dockerfile: 'FROM scratch\nCOPY a /',
          a: `${engine.store} ${named} ${process.pid}`,
        });
        const tag = named === 'with a name' ? [`--tag=final-stage-test/mine:${process.pid}`] : [];
        docker('buildx', 'build', '--quiet', '--load', `--iidfile=${iidFile}`, ...tag, directory);
        const id = readFileSync(iidFile, 'utf8').trim();
        let runID: string;
        {
          await using runFolder = await openRunFolder({ parent: folder.path });
          runID = runFolder.runID;
          await using image = await buildImage(requestOf(engine, runFolder, directory));
          expect(await filesOf(image.reference)).toEqual(['/a']);
        }
        const name = tag.length > 0 ? `final-stage-test/mine:${process.pid}` : id;
        expect(docker('image', 'inspect', '--format', '{{.Id}}', name)).toMatch(/^sha256:/);
        // An image cannot lose its only name and stay.
        const isNameKept = engine.store === 'overlay2' && tag.length === 0;
        expect(runTags(runID)).toHaveLength(isNameKept ? 1 : 0);
        docker('image', 'rm', isNameKept ? (runTags(runID)[0] ?? '') : name);
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'takes target, arguments, Dockerfile and ignore file as they are given',
      async () => {
        const directory = context('inputs', {
          'docker/app.Dockerfile':
            'FROM scratch AS runtime\nARG FILE\nCOPY $FILE /\nCOPY src /src\nFROM runtime\nCOPY late /',
          'docker/app.Dockerfile.dockerignore': '**/*.md',
          '.dockerignore': '**/*.txt',
          'app/one': '',
          'app/src/a.txt': 'a',
          'app/src/b.md': 'b',
          'app/late': '',
        });
        await using runFolder = await openRunFolder({ parent: folder.path });
        const request = {
          ...requestOf(engine, runFolder, directory),
          context: 'app',
          dockerfile: 'docker/app.Dockerfile',
          target: 'runtime',
          buildArgs: ['FILE=one'],
        };
        await using image = await buildImage(request);
        expect(await filesOf(image.reference)).toEqual(['/one', '/src/a.txt']);
        expect(image.imageName).toBe('candidate of docker/app.Dockerfile (runtime)');
        writeFiles(directory, {
          'app/Dockerfile': 'FROM scratch\nCOPY src /',
          'app/.dockerignore': '**/*.txt',
        });
        // Two candidates of one run would have one name, and the first would be left without any.
        await using another = await openRunFolder({ parent: folder.path });
        await using plain = await buildImage({ ...requestOf(engine, another, directory), context: 'app' });
        expect(await filesOf(plain.reference)).toEqual(['/b.md']);
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'that fails names the instruction',
      async () => {
        const directory = context('failing', {
          Dockerfile: 'FROM scratch AS a\nCOPY a /\n\nFROM a\nCOPY \\\n  missing \\\n  /there/\n',
          a: '',
        });
        await using runFolder = await openRunFolder({ parent: folder.path });
        await expect(buildImage(requestOf(engine, runFolder, directory))).rejects.toMatchObject({
          code: 'build-failed',
          message: expect.stringMatching(
            /^the candidate's `Dockerfile:5` \(`COPY missing \/there\/`\) failed: .*"\/missing": not found$/,
          ),
        });
        const wrong = { ...requestOf(engine, runFolder, directory), target: 'b' };
        await expect(buildImage(wrong)).rejects.toMatchObject({ code: 'bad-input' });
        const none = { ...requestOf(engine, runFolder, directory), dockerfile: 'none' };
        await expect(buildImage(none)).rejects.toMatchObject({
          code: 'bad-input',
          message: 'there is no Dockerfile at `none`',
        });
        const builder = { ...requestOf(engine, runFolder, directory), builder: 'none' };
        await expect(buildImage(builder)).rejects.toMatchObject({
          code: 'engine-unavailable',
          message: 'there is no builder `none`',
        });
      },
      PATIENCE_MILLISECONDS,
    );

    withBases(
      'that is cancelled half-way leaves no folder, worktree, image or process',
      async (bases) => {
        const repository = makeRepository(join(folder.path, `${engine.store}-cancelled`));
        commit(repository, 'Dockerfile', `FROM alpine:3\nRUN echo ${process.pid}; sleep 100000\n`);
        const parent = join(folder.path, `${engine.store}-cancelled-temp`);
        mkdirSync(parent);
        const run = startRun(parent, repository, {
          ...requestOf(engine, null as never, ''),
          buildContexts: bases,
        });
        await run.saw('sleep 100000');
        await new Promise((resolve) => setTimeout(resolve, 1000));
        run.child.kill('SIGTERM');
        // The build would go on for longer than this test waits.
        expect(await once(run.child, 'exit')).toEqual([143, null]);
        expect(readdirSync(parent)).toEqual([]);
        expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
        expect([run.runID().length, runTags(run.runID())]).toEqual([12, []]);
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'that was killed is removed by the next run',
      async () => {
        const repository = makeRepository(join(folder.path, `${engine.store}-killed`));
        commit(repository, 'Dockerfile', `FROM scratch\nCOPY Dockerfile /${process.pid}\n`);
        const parent = join(folder.path, `${engine.store}-killed-temp`);
        mkdirSync(parent);
        const run = startRun(parent, repository, requestOf(engine, null as never, ''));
        await run.saw('BUILT');
        expect(runTags(run.runID())).toHaveLength(engine.store === 'overlay2' ? 1 : 0);
        run.child.kill('SIGKILL');
        await once(run.child, 'exit');
        const said: string[] = [];
        await using runFolder = await openRunFolder({ parent, log: (line) => said.push(line) });
        expect(said).toEqual([
          expect.stringMatching(/^removed what 1 killed run\(s\) had left behind: final-stage-\w+$/),
        ]);
        expect(readdirSync(parent)).toEqual([runFolder.directory.split('/').at(-1)]);
        expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
        expect([run.runID().length, runTags(run.runID())]).toEqual([12, []]);
      },
      PATIENCE_MILLISECONDS,
    );
  });

const remote = await openRemoteBench(['alpine:3']);
afterAll(async () => {
  if ('builder' in remote) await remote.builder[Symbol.asyncDispose]();
});

describe('a build by a builder without an image store', () => {
  const withBuilder = testWith(
    'builder' in remote ? remote : null,
    'unavailable' in remote ? remote.unavailable : '',
  );
  beforeAll(() => {
    if ('builder' in remote) useEngine(remote.builder.engine);
  });

  withBuilder(
    'sends what both images share once',
    async ({ builder, bases }) => {
      const directory = writeFiles(join(folder.path, 'remote-shared'), {
        Dockerfile: 'FROM alpine:3\nRUN head -c 9000000 /dev/urandom > /big\nCOPY a /',
        a: '1',
      });
      await using runFolder = await openRunFolder({ parent: folder.path });
      const request = {
        ...requestOf(builder.engine, runFolder, directory),
        builder: builder.name,
        buildContexts: bases,
      };
      const blobs = () => readdirSync(join(runFolder.directory, 'oci', 'blobs', 'sha256'));
      await using baseline = await buildImage({ ...request, label: 'baseline' });
      const inode = () => {
        const sizes = blobs().map((name) =>
          statSync(join(runFolder.directory, 'oci', 'blobs', 'sha256', name)),
        );
        return sizes.filter(({ size }) => size > 8_000_000).map(({ ino, mtimeMs }) => [ino, mtimeMs]);
      };
      const before = { count: blobs().length, big: inode() };
      writeFiles(directory, { a: '2' });
      await using candidate = await buildImage(request);
      expect(request.lines.join('')).toMatch(
        /building the candidate as an OCI layout: the builder's driver is remote/,
      );
      expect(candidate.reference.name).toBe(baseline.reference.name);
      expect(before.big).toHaveLength(1);
      expect(inode()).toEqual(before.big);
      // A layer, its config and manifest, and the attestation's manifest, config, statement and index.
      expect(blobs().length - before.count).toBe(7);
      expect(await filesOf(candidate.reference)).toEqual(await filesOf(baseline.reference));
    },
    PATIENCE_MILLISECONDS,
  );

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    withBuilder(
      `that ends half-way by ${signal} leaves no folder, worktree or process`,
      async ({ builder, bases }) => {
        const repository = makeRepository(join(folder.path, `remote-${signal}`));
        // How long it sleeps is reported by the process itself, however the shell runs it.
        const mark = `sleep\0${signal === 'SIGTERM' ? 1 : 2}${process.pid}`;
        commit(repository, 'Dockerfile', `FROM alpine:3\nRUN echo begins; ${mark.replace('\0', ' ')}\n`);
        const parent = join(folder.path, `remote-${signal}-temp`);
        mkdirSync(parent);
        const run = startRun(parent, repository, {
          ...requestOf(builder.engine, null as never, ''),
          builder: builder.name,
          buildContexts: bases,
        });
        await until(() => running(mark).length > 0 || run.child.exitCode !== null);
        run.child.kill(signal);
        expect(await once(run.child, 'exit')).toEqual(signal === 'SIGTERM' ? [143, null] : [null, 'SIGKILL']);
        if (signal === 'SIGKILL') {
          // The next run takes away what this one could not.
          await using runFolder = await openRunFolder({ parent });
          expect(readdirSync(parent)).toEqual([runFolder.directory.split('/').at(-1)]);
        }
        await until(() => running(mark).length === 0);
        expect(readdirSync(parent)).toEqual([]);
        expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
      },
      PATIENCE_MILLISECONDS,
    );
  }
});
