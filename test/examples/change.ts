import { copyFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommand } from '../../scripts/engine/command.ts';
import { ignoreFile } from './example.ts';
import type { Example, Variant } from './example.ts';

/** A checkout in which `main` has one variant of an example and the branch that is checked out another. */
export type Change = {
  /** The checkout. */
  readonly directory: string;
  /** A place for the report, outside of the checkout. */
  readonly reportFile: string;
  [Symbol.asyncDispose](): Promise<void>;
};

const AUTHOR = [
  '-c',
  'user.name=Example',
  '-c',
  'user.email=example@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** Makes a repository of an example and proposes a change of its Dockerfile, or of something else where both are the same. */
export async function openChange(example: Example, from: Variant, to: Variant): Promise<Change> {
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-example-'));
  const directory = join(folder, 'checkout');
  await cp(example.app, directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--initial-branch=main']);
  await commitVariant(directory, example, from);
  await git(directory, ['switch', '--quiet', '--create', 'change']);
  if (from === to) await writeFile(join(directory, 'CHANGES'), 'Something else changed.\n');
  await commitVariant(directory, example, to);
  return {
    directory,
    reportFile: join(folder, 'report.json'),
    [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }),
  };
}

async function commitVariant(directory: string, example: Example, variant: Variant): Promise<void> {
  await copyFile(variant.path, join(directory, 'Dockerfile'));
  await copyFile(ignoreFile(example, variant), join(directory, '.dockerignore'));
  await git(directory, ['add', '--all']);
  await git(directory, ['commit', '--quiet', '--message', `Build ${variant.name}`]);
}

async function git(directory: string, args: readonly string[]): Promise<void> {
  await readCommand('git', [...AUTHOR, ...args], { cwd: directory });
}
