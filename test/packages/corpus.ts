import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../shared/corpus');

/** Text of a file of the shared corpus, or undefined where the corpus is not at hand. */
export function corpusText(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export const hasCorpus = existsSync(ROOT);
