import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Given by the build, which leaves no sources behind. */
declare const FINAL_STAGE_SOURCES: string | undefined;

/** Folders whose code decides what is noted of a layer. What rules ask for is looked at entry by entry. */
const FOLDERS = ['files', 'image-source', 'layer-cache'];

/**
 * What this program makes of a layer, as 16 hexadecimal digits: of its own reading code and of the zlib that estimates
 * transfer sizes. Any change makes another, so that no entry outlives the code that would have written it differently.
 */
export function readerVersion(): string {
  const sources =
    typeof FINAL_STAGE_SOURCES === 'undefined'
      ? digestSources(join(import.meta.dirname, '..'))
      : FINAL_STAGE_SOURCES;
  const text = `${sources} ${process.versions.zlib}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Digest of the code that reads layers. `root`: the folder `src`. */
export function digestSources(root: string): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((path) => path.endsWith('.ts')).sort())
      hash.update(`${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex');
}
