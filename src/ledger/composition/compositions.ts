import type { DerivedFiles } from '../../files/table/required-files.ts';
import type { Ledger } from '../ledger.ts';
import { MIN_COMPOSED_BYTES, type Composition, type CompositionReader } from './composition.ts';
import { findDuplicatePackages } from './duplicate-packages.ts';
import { goModules } from './go-modules.ts';
import { javaArchives } from './java-archives.ts';
import { rustCrates } from './rust-crates.ts';

const READERS: readonly CompositionReader[] = [goModules, rustCrates, javaArchives];

/** Files whose parts are read. */
export const COMPOSED_FILES: readonly DerivedFiles[] = READERS.map(({ reads }) => reads);

/** A large file that a container sees, or a directory, and what it is made of. `bytes`: of the file, or of what is counted in the directory. */
export type ComposedFile = Composition & { readonly path: string; readonly bytes: number };

/** Large visible files that name their parts, by path, and packages that are there more than once under a key of their own. */
export function findComposedFiles(ledger: Ledger): ReadonlyMap<string, ComposedFile> {
  const { catalog } = ledger;
  const found = new Map<string, ComposedFile>();
  const duplicates = findDuplicatePackages(ledger);
  if (duplicates !== undefined) found.set(DUPLICATES, duplicates);
  for (const row of catalog.factRows) {
    if (!catalog.isVisible(row) || catalog.size(row) < MIN_COMPOSED_BYTES) continue;
    const facts = catalog.facts(row);
    const composition =
      facts && READERS.map((reader) => reader.partsOf(facts)).find((each) => each !== undefined);
    const path = catalog.path(row);
    if (composition !== undefined) found.set(path, { ...composition, path, bytes: catalog.size(row) });
  }
  return found;
}

/** No path, which starts with a slash: their directory may be another one in the other image. */
const DUPLICATES = 'duplicate packages';
