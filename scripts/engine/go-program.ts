import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readCommand, runCommand } from './command.ts';

/** A program that the machine's Go compiles from the sources of a released module. */
export type GoProgram = {
  readonly module: string;
  readonly version: string;
  /** The program's package below the module. */
  readonly path: string;
  /** For its linker, besides those that leave out what debuggers need: `go tool link`. */
  readonly linkFlags: string;
};

/** Where a program lies once it was compiled into this folder. */
export function goProgramFile(root: string, { version, path }: GoProgram): string {
  return join(root, version, basename(path));
}

/** The program's file, compiled when it is not there yet with module and build caches that are removed afterwards. */
export async function openGoProgram(root: string, program: GoProgram): Promise<string> {
  const file = goProgramFile(root, program);
  if (existsSync(file)) return file;
  const go = await findGo();
  await mkdir(root, { recursive: true });
  const draft = await mkdtemp(join(root, 'draft-'));
  try {
    await compile(go, draft, program);
    await rename(join(draft, program.version), join(root, program.version));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return file;
}

async function compile(go: string, draft: string, program: GoProgram): Promise<void> {
  const { module, version, path, linkFlags } = program;
  const env = {
    GOPATH: join(draft, 'path'),
    GOCACHE: join(draft, 'cache'),
    GOFLAGS: '-modcacherw -buildvcs=false',
    CGO_ENABLED: '0',
  };
  const name = `${module}/${path}`;
  await readCommand(go, ['mod', 'init', basename(path)], { cwd: draft, env });
  await readCommand(go, ['get', `${name}@${version}`], { cwd: draft, env });
  const output = goProgramFile(draft, program);
  await readCommand(go, ['build', '-ldflags', `-s -w ${linkFlags}`, '-o', output, name], { cwd: draft, env });
}

async function findGo(): Promise<string> {
  for (const go of ['go', '/usr/local/go/bin/go']) {
    const { code } = await runCommand(go, ['version']);
    if (code === 0) return go;
  }
  throw new Error('there is no Go to compile it');
}
