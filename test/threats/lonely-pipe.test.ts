import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { CLI_BUNDLE } from '../helpers/run-cli.ts';
import { machineEnvironment } from '../helpers/run-program.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const image = join(folder, 'image');
const pipe = join(folder, 'pipe');
beforeAll(async () => {
  await writeOciLayout(image, [layer({ '/a': 'a' })]);
  execFileSync('mkfifo', [pipe]);
});

/** Longer than anything takes but a wait without end. */
const PATIENCE_MS = 60_000;

/** How the program ends, and what it said, where SIGTERM comes once it is at work. */
async function terminate(args: readonly string[], isAtWork: (reported: string) => boolean) {
  const child = spawn(process.execPath, [CLI_BUNDLE, ...args], {
    env: machineEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let reported = '';
  let isReported = false;
  const hear = (text: Buffer): void => {
    reported += text.toString();
    // Once: a second one would end it whatever it does.
    if (!isReported && isAtWork(reported)) isReported = child.kill('SIGTERM');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const started = setTimeout(hear, 5000, Buffer.alloc(0));
  const [code, signal]: readonly unknown[] = await once(child, 'close');
  for (const timer of [late, started]) clearTimeout(timer);
  return { reported, end: code ?? signal };
}

describe('a pipe that has nobody at its other end', () => {
  test('does not keep a run that is told to end, where a report goes there', async () => {
    const outputs = ['--format=terminal', '--output=-', '--format=json', `--output=${pipe}`];
    const run = await terminate(['inspect', `oci:${image}`, ...outputs], (reported) =>
      reported.includes('inspected without'),
    );
    expect(run.reported).toContain('final-stage: cancelled');
    expect(run.end).toBe('SIGTERM');
  });

  test('nor where an image comes from there', async () => {
    const run = await terminate(['inspect', `oci-archive:${pipe}`], () => true);
    expect(run.reported).toContain('final-stage: cancelled');
    expect(run.end).toBe('SIGTERM');
  });
});
