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

/** What a pull request changes: `main` has one variant, its branch another, and maybe a new file. */
export type Proposal = {
  readonly example: Example;
  readonly from: Variant;
  readonly to: Variant;
  readonly file?: string;
};

const AUTHOR = [
  '-c',
  'user.name=Example',
  '-c',
  'user.email=example@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** Makes a repository of an example and commits the change to its branch. */
export async function openChange({ example, from, to, file }: Proposal): Promise<Change> {
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-example-'));
  const directory = join(folder, 'checkout');
  await cp(example.app, directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--initial-branch=main']);
  await commitVariant(directory, example, from);
  await git(directory, ['switch', '--quiet', '--create', 'change']);
  if (file !== undefined) await writeFile(join(directory, file), 'Something else changed.\n');
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
  await git(directory, ['commit', '--quiet', '--allow-empty', '--message', `Build ${variant.name}`]);
}

async function git(directory: string, args: readonly string[]): Promise<void> {
  await readCommand('git', [...AUTHOR, ...args], { cwd: directory });
}
