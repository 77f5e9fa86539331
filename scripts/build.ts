import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './dist/bundle.ts';
import { renderLicenses } from './dist/licenses.ts';
import { renderLauncher } from './dist/launcher.ts';

/** A file of dist, by name. */
type DistFile = { readonly name: string; readonly text: string; readonly isExecutable: boolean };

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const CLI = 'final-stage';
const PROGRAMS = { index: 'src/main.ts', [CLI]: 'src/cli.ts' };

/** Makes dist from the sources, or with `--check` says which of its files are not what the sources make. */
async function main(): Promise<void> {
  const files = await makeFiles();
  if (process.argv.includes('--check')) {
    check(files);
    return;
  }
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  for (const { name, text, isExecutable } of files) {
    writeFileSync(join(DIST, name), text);
    if (isExecutable) chmodSync(join(DIST, name), 0o755);
    process.stdout.write(`dist/${name} ${(text.length / 1000).toFixed(0)} kB\n`);
  }
}

async function makeFiles(): Promise<readonly DistFile[]> {
  const { parts, inputs } = await bundle(ROOT, PROGRAMS);
  const { engines } = readManifest();
  return [
    ...parts.map((part) => ({ ...part, isExecutable: false })),
    { name: 'cli.cjs', text: renderLauncher(engines.node, `${CLI}.cjs`), isExecutable: true },
    { name: 'licenses.txt', text: renderLicenses(ROOT, inputs), isExecutable: false },
  ];
}

function readManifest() {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  return JSON.parse(text) as { readonly engines: { readonly node: string } };
}

function check(files: readonly DistFile[]): void {
  const wanted = new Map(files.map(({ name, text }) => [name, text]));
  const names = new Set([...wanted.keys(), ...listDist()]);
  const different = [...names].filter((name) => readDist(name) !== wanted.get(name)).sort();
  if (different.length === 0) return;
  for (const name of different) process.stdout.write(`dist/${name} does not match the sources\n`);
  process.stdout.write('Run `npm run build` and commit dist.\n');
  process.exitCode = 1;
}

function listDist(): readonly string[] {
  try {
    return readdirSync(DIST);
  } catch {
    return [];
  }
}

function readDist(name: string): string | undefined {
  try {
    return readFileSync(join(DIST, name), 'utf8');
  } catch {
    return undefined;
  }
}

await main();
