import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';

const NAME = 'final-stage-scoreboard';
/** The process that made an image or a folder. */
const MAKER = /^final-stage-scoreboard(?::.*)?-(\d+)(?:-\w+)?$/;

/** Name of an image of this process; `tag` in lower case. */
export function imageName(tag: string): string {
  return `${NAME}:${tag}-${process.pid}`;
}

/** A temporary folder of this process. */
export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${NAME}-${process.pid}-`));
}

/** Removes images and folders of processes that were killed before they could. */
export async function removeLeavings({ env }: Engine): Promise<void> {
  const listed = await readCommand('docker', ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', NAME], {
    env,
  });
  const images = listed.split('\n').filter(isLeft);
  if (images.length > 0) await readCommand('docker', ['image', 'rm', '--force', ...images], { env });
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(`${NAME}-`) && isLeft(name));
  for (const folder of folders) await rm(join(tmpdir(), folder), { recursive: true, force: true });
}

/** Whether the process that made it is no more. */
function isLeft(name: string): boolean {
  const maker = MAKER.exec(name)?.[1];
  return maker !== undefined && !isRunning(Number(maker));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
