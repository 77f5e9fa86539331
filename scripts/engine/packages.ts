import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadAlone, downloadWithDependencies, openPrivateApt } from './apt.ts';
import type { Release } from './apt.ts';
import { readCommand } from './command.ts';
import { engineFolder } from './folders.ts';

/** Docker and what it runs, extracted beside the system and never installed in it. */
export type Packages = {
  readonly folder: string;
  /** Variables with which the extracted programs find each other. */
  readonly env: Readonly<Record<string, string>>;
};

const DOCKER = ['docker.io', 'docker-cli', 'docker-buildx'];
const NEEDED = ['containerd', 'runc', 'tini', 'iptables', 'iproute2', 'mmdebstrap'];
const PROGRAM_FOLDERS = ['shims', 'usr/sbin', 'usr/bin', 'sbin', 'bin'];

/** The extracted packages when they are there and whole. */
export function findPackages(): Packages | undefined {
  const folder = join(engineFolder(), 'packages');
  return existsSync(folder) ? { folder, env: toEnvironment(folder) } : undefined;
}

/** The extracted packages, fetched by the machine's own apt sources when they are not there yet (about 10 s). */
export async function openPackages(release: Release): Promise<Packages> {
  const found = findPackages();
  if (found !== undefined) return found;
  await mkdir(engineFolder(), { recursive: true });
  const draft = await mkdtemp(join(engineFolder(), 'draft-'));
  try {
    await fetchPackages(draft, release);
    await rename(join(draft, 'root'), join(engineFolder(), 'packages'));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { folder: join(engineFolder(), 'packages'), env: toEnvironment(join(engineFolder(), 'packages')) };
}

async function fetchPackages(draft: string, release: Release): Promise<void> {
  const apt = await openPrivateApt(join(draft, 'apt'), release);
  const folders = [await downloadWithDependencies(apt, NEEDED), await downloadAlone(apt, DOCKER)];
  const root = join(draft, 'root');
  for (const folder of folders) await extractPackages(folder, root);
  await linkPlugin(root);
  await linkTables(root);
}

/** Extracts every .deb of a folder. */
export async function extractPackages(folder: string, root: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith('.deb')) await readCommand('dpkg-deb', ['-x', join(folder, name), root]);
  }
}

async function linkPlugin(root: string): Promise<void> {
  const [plugin] = ['usr/libexec', 'usr/lib']
    .map((part) => join(root, part, 'docker/cli-plugins/docker-buildx'))
    .filter(existsSync);
  if (plugin === undefined)
    throw new Error('the package `docker-buildx` has no `docker-buildx` plugin in it');
  const link = join(root, 'config/cli-plugins/docker-buildx');
  await mkdir(dirname(link), { recursive: true });
  await symlink(join('../..', plugin.slice(root.length + 1)), link);
}

/** Debian picks iptables by its alternatives system, which extracted packages do not have. */
export async function linkTables(root: string): Promise<void> {
  await mkdir(join(root, 'shims'));
  for (const name of ['iptables', 'ip6tables']) {
    await symlink(`../usr/sbin/${name}-nft`, join(root, 'shims', name));
  }
}

function toEnvironment(folder: string): Readonly<Record<string, string>> {
  return { ...programEnvironment(folder), DOCKER_CONFIG: join(folder, 'config') };
}

/** Variables with which programs of an extracted root find each other and their libraries. */
export function programEnvironment(
  folder: string,
): Readonly<Record<'PATH' | 'LD_LIBRARY_PATH' | 'XTABLES_LIBDIR', string>> {
  const libraries = join(folder, 'usr/lib', libraryTriplet());
  return {
    PATH: [...PROGRAM_FOLDERS.map((part) => join(folder, part)), process.env['PATH'] ?? ''].join(':'),
    LD_LIBRARY_PATH: libraries,
    XTABLES_LIBDIR: join(libraries, 'xtables'),
  };
}

function libraryTriplet(): string {
  return process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
}
