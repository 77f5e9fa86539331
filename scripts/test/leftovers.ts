import { readdir } from 'node:fs/promises';
import { readCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { isAlone } from '../engine/users.ts';
import { foldersOf } from '../engine/folders.ts';
import { STAND_IN } from '../bases/recipe.ts';

/** Node's own cache, which it keeps in the temporary folder. https://nodejs.org/api/module.html#module-compile-cache */
const NODES_OWN = ['node-compile-cache'];

/** What is in the temporary folder that tests had. */
export async function filesLeft(temporary: string): Promise<readonly string[]> {
  return (await readdir(temporary)).filter((name) => !NODES_OWN.includes(name));
}

/** Images and containers of an engine; a stand-in for a base image is kept on purpose. */
export async function listContents({ env }: Engine): Promise<readonly string[]> {
  const list = async (...args: readonly string[]) => (await readCommand('docker', args, { env })).split('\n');
  const images = await list('image', 'ls', '--all', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}');
  const containers = await list('container', 'ls', '--all', '--format', 'container {{.ID}} of {{.Image}}');
  return [...images, ...containers].filter((line) => line !== '' && !line.startsWith(`${STAND_IN}/`));
}

/** What an engine has more than before; nothing is said of an engine that others use, too. */
export async function contentsLeft(engine: Engine, before: readonly string[]): Promise<readonly string[]> {
  if (!engine.ours || !(await isAlone(foldersOf(engine.store)))) return [];
  const known = new Set(before);
  return (await listContents(engine)).filter((line) => !known.has(line));
}
