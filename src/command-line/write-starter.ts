import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StarterFile } from '../gate/starter-files.ts';

/** Never overwrites: `wx` fails where there is a file. */
export async function writeStarter({ path, text }: StarterFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeFile(path, text, { flag: 'wx' });
  process.stdout.write(isThere ? `left ${path} unchanged\n` : `wrote ${path}\n`);
}
