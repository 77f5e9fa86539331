import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readCommand, runCommand } from '../../scripts/engine/command.ts';
import { openImageTools } from '../../scripts/engine/image-tools.ts';
import type { LoneEngine } from '../../scripts/engine/lone-engine.ts';
import { startOldEngine } from '../../scripts/engine/old-engine.ts';
import { archiveOf, dockerFiles } from '../helpers/archive-builder.ts';
import { describeEngines } from '../helpers/engines.ts';
import { layer } from '../helpers/image-builder.ts';
import { expectRefused, runTidily } from '../helpers/refusal.ts';
import { CLI_BUNDLE } from '../helpers/run-cli.ts';
import { machineEnvironment } from '../helpers/run-program.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { reportUntested } from '../helpers/untested.ts';

const folder = temporaryFolder();
const LAYER_BYTES = 40 * 1024 * 1024;
/** Of the archive, when the engine is killed. */
const PASSED_BYTES = 10 * 1024 * 1024;

const tools = await openImageTools();

if ('unavailable' in tools) {
  reportUntested(`no engine is killed while it sends an image: ${tools.unavailable}`);
} else {
  const engine = await startOldEngine(tools);
  afterAll(async () => engine[Symbol.asyncDispose]());
  describe('final-stage', () => {
    test('says that the engine was killed while it sent an image', async () => {
      const name = `final-stage-test/killed:${randomUUID()}`;
      const file = join(folder, 'image.tar');
      await writeFile(
        file,
        archiveOf(dockerFiles({ layers: [layer({ '/a': randomBytes(LAYER_BYTES) })], name }, 'legacy')),
      );
      await readCommand('docker', ['load', '--quiet', '--input', file], {
        env: { ...tools.env, ...engine.env },
      });
      const socket = join(folder, 'engine.sock');
      const server = await openGate(socket, engine);
      try {
        const run = await runTidily(folder, ['inspect', `docker-daemon:${name}`], {
          DOCKER_HOST: `unix://${socket}`,
        });
        expectRefused(run, /engine closed the connection while it sent `final-stage-test\/killed:/);
      } finally {
        server.close();
      }
    });
  });
}

/** Passes everything on to the engine, and kills it when so many bytes have come back. */
async function openGate(socket: string, engine: LoneEngine): Promise<Server> {
  const server = createServer((client) => {
    const upstream = connect(new URL(engine.dockerHost).pathname);
    let passed = 0;
    upstream.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed >= PASSED_BYTES) engine.kill();
    });
    for (const side of [client, upstream]) side.on('error', () => undefined);
    upstream.on('close', () => client.destroy());
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return server;
}

/** A tmpfs of so few bytes is mounted where the run's temporary files go, in a namespace that ends with the run. */
const ON_SMALL_DISK =
  'mount -t tmpfs -o size="$1" none "$2" && shift 2 && "$@"; code=$?; ls -A "$TMPDIR" > "$TMPDIR.left"; exit $code';

describeEngines('a check whose temporary files find no room', ({ store, env }) => {
  if (process.getuid?.() !== 0) {
    reportUntested('is not tried: only root can mount a small disk');
    return;
  }
  // The smallest there is, and for what is exported into a folder one that takes all but the image.
  const sizes = store === 'containerd' ? ['4k', '1m'] : ['4k'];
  test.each(sizes)('is told as a full disk (%s)', async (size) => {
    const project = join(folder, `${store}-${size}`);
    const TMPDIR = join(folder, `${store}-${size}-tmp`);
    for (const made of [project, TMPDIR]) await mkdir(made);
    await writeFile(join(project, 'blob'), randomBytes(3_000_000));
    await writeFile(join(project, 'Dockerfile'), 'FROM scratch\nCOPY blob /\n');
    await readCommand('git', ['init', '--quiet', project]);
    const check = [process.execPath, CLI_BUNDLE, 'check', '.', '--baseline', 'none'];
    const run = await runCommand(
      'unshare',
      ['--mount', 'sh', '-c', ON_SMALL_DISK, 'sh', size, TMPDIR, ...check],
      {
        cwd: project,
        env: { ...machineEnvironment(), ...env, TMPDIR },
      },
    );
    const left = (await readCommand('cat', [`${TMPDIR}.left`])).split('\n').filter((line) => line !== '');
    expectRefused(
      { exitCode: run.code, stdout: run.stdout, stderr: run.stderr, left },
      /^The disk is full: .*no space left on device/i,
    );
    expect(await readdir(TMPDIR)).toEqual([]);
  });
});
