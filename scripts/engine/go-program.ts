import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readCommand, runCommand } from './command.ts';
import { cacheFolder } from './folders.ts';
import { withLock } from './lock.ts';

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

/**
 * A program in a folder of its own of the user's cache, which several processes may ask for at once; or why there is none, in one
 * clause. The first time takes a minute or two.
 */
export async function openGoTool(
  name: string,
  program: GoProgram,
): Promise<string | { readonly unavailable: string }> {
  const root = join(cacheFolder(), name);
  try {
    return await withLock(root, () => openGoProgram(root, program));
  } catch (error) {
    return { unavailable: `${name} could not be built (${String(error)}): install Go` };
  }
}

/** A program of ours that uses the packages of a released module. */
export type OwnGoProgram = Pick<GoProgram, 'module' | 'version'> & {
  /** The only file of its source. */
  readonly source: string;
};

/** The program's file, compiled where its source or the module is another than before; what was compiled before goes. */
export async function openOwnGoProgram(root: string, program: OwnGoProgram): Promise<string> {
  const source = await readFile(program.source);
  const key = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const file = join(root, `${program.version}-${key}`);
  if (existsSync(file)) return file;
  const go = await findGo();
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  const draft = await mkdtemp(join(root, 'draft-'));
  try {
    await rename(await compileOwn(go, draft, program), file);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return file;
}

async function compileOwn(
  go: string,
  draft: string,
  { module, version, source }: OwnGoProgram,
): Promise<string> {
  const options = { cwd: draft, env: environment(draft) };
  const output = join(draft, 'program');
  await copyFile(source, join(draft, 'main.go'));
  await readCommand(go, ['mod', 'init', 'witness'], options);
  await readCommand(go, ['get', `${module}@${version}`], options);
  await readCommand(go, ['build', '-mod=mod', '-ldflags', '-s -w', '-o', output, '.'], options);
  return output;
}

function environment(draft: string): Readonly<Record<string, string>> {
  return {
    GOPATH: join(draft, 'path'),
    GOCACHE: join(draft, 'cache'),
    GOFLAGS: '-modcacherw -buildvcs=false',
    CGO_ENABLED: '0',
  };
}

async function compile(go: string, draft: string, program: GoProgram): Promise<void> {
  const { module, version, path, linkFlags } = program;
  const env = environment(draft);
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
