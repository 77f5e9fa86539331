import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toLine } from '../engine/apt.ts';
import type { AptSource } from '../engine/apt.ts';
import { runCommand, lastLines } from '../engine/command.ts';
import { openPackages } from '../engine/packages.ts';
import type { Release } from '../engine/apt.ts';
import { BASE_RELEASE } from './machine.ts';
import type { Machine } from './machine.ts';

/** Settings that Docker's Debian images add to Debian's: https://github.com/debuerreotype/docker-debian-artifacts */
const IMAGE_SETTINGS: Readonly<Record<string, string>> = {
  'etc/apt/apt.conf.d/docker-clean': [
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };',
    'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };',
    'Dir::Cache::pkgcache "";',
    'Dir::Cache::srcpkgcache "";',
  ].join('\n'),
  'etc/apt/apt.conf.d/docker-gzip-indexes': 'Acquire::GzipIndexes "true";',
  'etc/apt/apt.conf.d/docker-no-languages': 'Acquire::Languages "none";',
  'etc/apt/apt.conf.d/docker-autoremove-suggests': 'Apt::AutoRemove::SuggestsImportant "false";',
  'etc/dpkg/dpkg.cfg.d/docker-apt-speedup': 'force-unsafe-io',
};

export type RootFilesystemRequest = { readonly release: Release; readonly machine: Machine };

/** Debian's minimal root filesystem in this tar, made once by mmdebstrap (about 12 s). */
export async function openRootFilesystem(
  tar: string,
  { release, machine }: RootFilesystemRequest,
): Promise<string> {
  if (existsSync(tar)) return tar;
  await mkdir(dirname(tar), { recursive: true });
  const draft = await mkdtemp(join(dirname(tar), 'draft-'));
  try {
    await writeOverlay(join(draft, 'overlay'), machine);
    await bootstrap(draft, release, machine);
    await rename(join(draft, 'root.tar'), tar);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return tar;
}

async function bootstrap(draft: string, release: Release, { sources, aptSettings }: Machine): Promise<void> {
  const { env, folder } = await openPackages(release);
  const settings = aptSettings.split('\n').filter((line) => line !== '');
  const args = [
    '--quiet',
    '--mode=root',
    '--variant=minbase',
    ...settings.map((line) => `--aptopt=${line}`),
    '--dpkgopt=force-unsafe-io',
    '--skip=cleanup/apt', // it would run apt with the image's settings, which are not for us
    `--hook-dir=${join(folder, 'usr/share/mmdebstrap/hooks/merged-usr')}`, // without it all of Perl comes in
    `--customize-hook=rm -f "$1"/etc/apt/sources.list "$1"/etc/apt/apt.conf.d/99mmdebstrap "$1"/etc/dpkg/dpkg.cfg.d/99mmdebstrap`,
    `--customize-hook=cp -r '${join(draft, 'overlay')}'/. "$1"/`,
    `--customize-hook=rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*`,
    `--customize-hook=: > "$1"/etc/hostname; : > "$1"/etc/resolv.conf`,
    BASE_RELEASE,
    join(draft, 'root.tar'),
    '-',
  ];
  const { code, stderr } = await runCommand('mmdebstrap', args, { env, input: toLines(sources, release) });
  if (code !== 0) throw new Error(`\`mmdebstrap\` ended with code ${code}: ${lastLines(stderr)}`);
}

function toLines(sources: string, release: Release): string {
  const stanzas = sources.split('\n\n').map((stanza): AptSource => ({
    uri: fieldOf(stanza, 'URIs'),
    suite: fieldOf(stanza, 'Suites'),
    component: fieldOf(stanza, 'Components'),
  }));
  return stanzas.map((source) => toLine(source, release)).join('');
}

function fieldOf(stanza: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? '';
}

async function writeOverlay(folder: string, { sources, aptSettings }: Machine): Promise<void> {
  const files = {
    ...IMAGE_SETTINGS,
    'etc/apt/sources.list.d/debian.sources': sources,
    ...(aptSettings !== '' && { 'etc/apt/apt.conf.d/machine': aptSettings }),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), `${text.trimEnd()}\n`);
  }
  await mkdir(join(folder, 'usr/sbin'), { recursive: true });
  // No init system runs in a container: https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
  await writeFile(join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
}
