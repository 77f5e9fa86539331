import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { downloadWithDependencies, openPrivateApt, readRelease } from './apt.ts';
import type { Release } from './apt.ts';
import { readCommand } from './command.ts';
import type { NoEngine } from './no-engine.ts';
import { engineFolder } from './folders.ts';
import { withLock } from './lock.ts';

/** A registry server on loopback, with a storage of its own that is gone when it is disposed of. */
export type Registry = { readonly host: string } & AsyncDisposable;

/** Who may read and write. distribution.github.io/distribution/about/configuration, "auth". */
export type RegistryAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'htpasswd'; readonly line: string }
  | { readonly kind: 'token'; readonly realm: string; readonly issuer: string; readonly certificate: string };

const PACKAGE = 'docker-registry';
const START_MILLISECONDS = 120_000;

/** Starts the distribution's own registry server, fetched by the machine's apt sources when it is not there yet (about 5 s). */
export async function openRegistry(auth: RegistryAuth): Promise<Registry | NoEngine> {
  const release = await readRelease();
  if (release === undefined) return { unavailable: 'a registry can be fetched only on Debian or Ubuntu' };
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-registry-'));
  try {
    return await start(await openProgram(release), { folder, auth });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { unavailable: `a registry could not be started (${String(error)}): install \`${PACKAGE}\`` };
  }
}

/** The program, extracted beside the system and never installed in it. */
async function openProgram(release: Release): Promise<string> {
  const folder = join(engineFolder(), 'registry');
  return withLock(folder, async () => {
    if (!existsSync(folder)) await fetchProgram(folder, release);
    return join(folder, 'usr/bin', PACKAGE);
  });
}

async function fetchProgram(folder: string, release: Release): Promise<void> {
  await mkdir(engineFolder(), { recursive: true });
  const draft = await mkdtemp(join(engineFolder(), 'draft-'));
  try {
    const apt = await openPrivateApt(join(draft, 'apt'), release);
    const archives = await downloadWithDependencies(apt, [PACKAGE]);
    const root = join(draft, 'root');
    await readCommand(
      'sh',
      ['-c', `for deb in ${PACKAGE}_*.deb; do dpkg-deb -x "$deb" "$1"; done`, 'sh', root],
      {
        cwd: archives,
      },
    );
    await rename(root, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

type Setup = { readonly folder: string; readonly auth: RegistryAuth };

async function start(program: string, { folder, auth }: Setup): Promise<Registry> {
  const settings = join(folder, 'config.json'); // JSON is YAML, too
  await writeFile(settings, JSON.stringify(await toSettings(folder, auth)));
  const child = spawn(program, ['serve', settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = setTimeout(() => child.kill('SIGKILL'), START_MILLISECONDS);
  const output: string[] = [];
  const lines = createInterface(child.stderr);
  try {
    for await (const line of lines) {
      output.push(line);
      const host = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (host === undefined) continue;
      child.stderr.resume();
      return { host, [Symbol.asyncDispose]: stop };
    }
  } finally {
    clearTimeout(deadline);
  }
  throw new Error(`\`${PACKAGE}\` did not start: ${output.slice(-2).join(' | ')}`);
}

async function toSettings(folder: string, auth: RegistryAuth): Promise<unknown> {
  const path = join(folder, 'auth');
  const service = 'registry';
  const settings = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
    http: { addr: '127.0.0.1:0' },
  };
  if (auth.kind === 'none') return settings;
  await writeFile(path, auth.kind === 'htpasswd' ? auth.line : auth.certificate);
  if (auth.kind === 'htpasswd') return { ...settings, auth: { htpasswd: { realm: service, path } } };
  const { realm, issuer } = auth;
  return { ...settings, auth: { token: { realm, service, issuer, rootcertbundle: path } } };
}
