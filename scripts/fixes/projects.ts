import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readCommand } from '../engine/command.ts';
import { parseProject, type Project } from './project.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'examples', 'single-stage');
const END = '.txtar';

/** All of the folder, by name. */
export async function readProjects(): Promise<readonly Project[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(END)).sort();
  return Promise.all(
    names.map(async (name) => parseProject(basename(name, END), await readFile(join(FOLDER, name), 'utf8'))),
  );
}

/** Lays out a project as the checkout of a repository with one commit. Scripts are executable. */
export async function writeCheckout(folder: string, { files }: Project): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (text.startsWith('#!')) await chmod(file, 0o755);
  }
  const author = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.test'];
  await readCommand('git', ['init', '--quiet'], { cwd: folder });
  await readCommand('git', ['add', '--all', '--force'], { cwd: folder });
  await readCommand('git', [...author, 'commit', '--quiet', '-m', 'all'], { cwd: folder });
}
