import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { archiveOf, dockerFiles } from '../helpers/archive-builder.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import type { ActionRun } from '../helpers/run-action.ts';
import { openRawServer, runPatiently, type PatientStep } from '../helpers/slow-answers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const layers = [layer({ '/app/server': 'x'.repeat(50_000) })];
const archive = archiveOf(dockerFiles({ layers, compression: 'none' }, 'overlay2'));
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n';

function chunk(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

type Engine = (socket: Socket, asked: string) => void;

const silent: Engine = () => undefined;
const silentInTheMiddle: Engine = (socket) =>
  socket.write(Buffer.concat([Buffer.from(HEAD), chunk(archive.subarray(0, 1000))]));
const trickling: Engine = (socket) => {
  socket.write(HEAD);
  let at = 0;
  const timer = setInterval(() => socket.write(chunk(archive.subarray(at, ++at))), 500);
  socket.on('close', () => {
    clearInterval(timer);
  });
};
/** As an engine that writes the image to its disk first. */
const preparing =
  (seconds: number): Engine =>
  (socket) => {
    setTimeout(() => {
      socket.end(Buffer.concat([Buffer.from(HEAD), chunk(archive), Buffer.from('0\r\n\r\n')]));
    }, seconds * 1000);
  };

/** A run that is held is killed after so long, and then has no exit code: far more than a slow machine needs. */
const HELD_SECONDS = 100;

let sockets = 0;

/** Judges an image of an engine that does this. */
async function judge(engine: Engine, step: Omit<PatientStep, 'folder' | 'inputs'>, minutes = '') {
  sockets += 1;
  const place = join(folder, `engine-${sockets}`);
  await using _engine = await openRawServer(place, engine);
  return await runPatiently({
    folder,
    inputs: { image: 'docker-daemon:app', 'read-timeout': minutes },
    ...step,
    environment: { DOCKER_HOST: `unix://${place}` },
  });
}

/** A program \`docker\` that never ends, before all others. */
function withStuckDocker(): Readonly<Record<string, string>> {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'docker'), '#!/bin/sh\ntrap "" TERM\nwhile :; do sleep 1; done\n');
  chmodSync(join(programs, 'docker'), 0o755);
  return { PATH: `${programs}:${process.env['PATH'] ?? ''}` };
}

describe('an engine that stalls (issue 8, 20)', () => {
  test.each([
    ['never answers', silent],
    ['is silent in the middle of an image', silentInTheMiddle],
    ['sends two bytes a second', trickling],
  ])('holds the job no longer than `read-timeout` where it %s', async (_case, engine) => {
    const run = await judge(engine, { maxSeconds: HELD_SECONDS }, '0.05');
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
    expect(run.stdout).toContain('was still being read when the time for reading images ended');
    expect(run.stdout).toContain('after 0.05 minutes.%0ACheck whether');
  });

  test.each([
    ['never answers', silent],
    ['is silent in the middle of an image', silentInTheMiddle],
  ])('does not keep a cancelled run where it %s, and nothing is left', async (_case, engine) => {
    const signal = { name: 'SIGINT', whenSeen: 'reading ' } as const;
    const before = ours();
    const run = await judge(engine, { maxSeconds: HELD_SECONDS, signal });
    expect(run.exitCode).toBe(130);
    expect(run.stdout).toContain('Cancelled: there is no verdict.');
    expect(readdirSync(run.runnerTemp)).toEqual([]);
    expect(ours()).toEqual(before);
  });
});

function ours(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('final-stage-') && !name.includes('tests'));
}

/** These last a minute each, and compute nothing: side by side. */
describe('what never answers', () => {
  const api = createServer((socket) => socket.on('error', () => undefined));
  let [build, preparation, publishing, restoring]: readonly ActionRun[] = [];
  beforeAll(async () => {
    await writeOciLayout(join(folder, 'image'), layers);
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const inputs = { image: `oci:${join(folder, 'image')}`, 'github-token': 'good', comment: 'always' };
    mkdirSync(join(folder, 'checkout'), { recursive: true });
    writeFileSync(join(folder, 'checkout', 'Dockerfile'), 'FROM scratch\n');
    const silentServer = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    [build, preparation, publishing, restoring] = await Promise.all([
      runPatiently({ folder, inputs: { baseline: 'none' }, environment: withStuckDocker(), maxSeconds: 110 }),
      judge(preparing(65), { maxSeconds: 110 }),
      runPatiently({
        folder,
        inputs,
        apiUrl: silentServer,
        maxSeconds: 110,
      }),
      runPatiently({
        folder,
        inputs: { image: inputs.image, 'cache-dir': join(folder, 'cache') },
        environment: {
          ACTIONS_CACHE_SERVICE_V2: 'true',
          ACTIONS_RESULTS_URL: `${silentServer}/`,
          ACTIONS_RUNTIME_TOKEN: 'token',
        },
        maxSeconds: 60,
      }),
    ]);
  }, 150_000);
  afterAll(() => {
    api.close();
  });

  test('is ended and named where it is `docker buildx inspect`', () => {
    expect([build?.exitCode, build?.outputs['conclusion']]).toEqual([1, '']);
    expect(build?.stdout).toContain('`docker buildx inspect` did not finish within 60 s.');
    expect(build?.stdout).toContain(
      'Run `docker buildx inspect` before this step to see what it is waiting for',
    );
  });

  test('is waited for where an engine prepares an image for 65 s', () => {
    expect(preparation?.outputs['conclusion']).toBe('success');
  });

  test('is done without where it is the cache service', () => {
    expect([restoring?.exitCode, restoring?.outputs['conclusion']]).toEqual([0, 'success']);
  });

  test('is one warning where it is the API, and the verdict stands', () => {
    expect([publishing?.exitCode, publishing?.outputs['conclusion']]).toEqual([0, 'success']);
    const warnings = publishing?.stdout.split('\n').filter((line) => line.startsWith('::warning'));
    expect(warnings).toEqual([expect.stringContaining('no response within 30 s')]);
  });
});
