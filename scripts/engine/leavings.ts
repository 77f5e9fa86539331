import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommand } from './command.ts';
import type { Engine } from './engine.ts';

/** Images, containers and temporary folders that a program of this repository makes, each named after its process. */
export type Leavings = {
  /** `tag` in lower case. */
  readonly imageName: (tag: string) => string;
  readonly containerName: (tag: string) => string;
  readonly makeFolder: () => Promise<string>;
  /** Removes what processes left that were killed before they could. */
  readonly remove: (engine: Engine) => Promise<void>;
};

/** `name`: the program's, which no other begins with. */
export function leavingsOf(name: string): Leavings {
  const isLeft = (item: string): boolean => {
    const maker = new RegExp(`^${name}(?:[:-].*)?-(\\d+)(?:-\\w+)?$`).exec(item)?.[1];
    return maker !== undefined && !isRunning(Number(maker));
  };
  return {
    imageName: (tag) => `${name}:${tag}-${process.pid}`,
    containerName: (tag) => `${name}-${tag}-${process.pid}`,
    makeFolder: () => mkdtemp(join(tmpdir(), `${name}-${process.pid}-`)),
    remove: async ({ env }) => {
      const list = async (...args: readonly string[]) =>
        (await readCommand('docker', args, { env })).split('\n').filter(isLeft);
      const containers = await list('ps', '--all', '--format', '{{.Names}}', '--filter', `name=^${name}-`);
      if (containers.length > 0)
        await readCommand('docker', ['rm', '--force', '--volumes', ...containers], { env });
      const images = await list('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', name);
      if (images.length > 0) await readCommand('docker', ['image', 'rm', '--force', ...images], { env });
      const folders = (await readdir(tmpdir())).filter((item) => item.startsWith(`${name}-`) && isLeft(item));
      for (const folder of folders) await rm(join(tmpdir(), folder), { recursive: true, force: true });
    },
  };
}

/** Whether the process that made it is there still. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
