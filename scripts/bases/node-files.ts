import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../engine/command.ts';

/** The real Node.js of one major version with its npm, from the npm registry, as folders to copy. */
export type NodeFiles = { readonly folder: string; readonly version: string };

const NPM_OF: Readonly<Record<string, string>> = { 16: '8', 18: '10', 20: '10', 22: '10' };
const NEWEST_NPM = '11';

/** Fetches Node.js once per major version; the folder has bin, include, share and npm. */
export async function openNodeFiles(parent: string, major: string): Promise<NodeFiles> {
  const folder = join(parent, `node-${major}`);
  if (!existsSync(folder)) await fetchNode(parent, major);
  const header = await readFile(join(folder, 'include/node/node_version.h'), 'utf8');
  const [minor, patch] = ['MINOR', 'PATCH'].map(
    (part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(header)?.[1],
  );
  return { folder, version: `${major}.${minor ?? '0'}.${patch ?? '0'}` };
}

async function fetchNode(parent: string, major: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  const draft = await mkdtemp(join(parent, 'draft-'));
  try {
    const name = `node-linux-${process.arch}`;
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--prefix', draft];
    await readCommand('npm', ['install', ...flags, `${name}@${major}`, `npm@${NPM_OF[major] ?? NEWEST_NPM}`]);
    await rename(join(draft, 'node_modules/npm'), join(draft, 'node_modules', name, 'npm'));
    await rename(join(draft, 'node_modules', name), join(parent, `node-${major}`));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
