import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeIf } from '../helpers/untested.ts';

const ROOT = join(import.meta.dirname, '../../../shared/corpus');

/** Text of a file of the shared corpus, or undefined where the corpus is not at hand. */
export function corpusText(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Bytes of a file of the shared corpus. */
export function corpusBytes(path: string): Uint8Array {
  return readFileSync(join(ROOT, path));
}

/** Tests of real databases and labels; they are skipped where the corpus is not at hand. */
export const describeWithCorpus = describeIf(existsSync(ROOT), 'there is no corpus beside the checkout');
