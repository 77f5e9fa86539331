import type { FileCatalog } from '../files/catalog.ts';

/** A program or library that stays, and a library that it needs and that is gone. */
export type LostLibrary = { readonly path: string; readonly needed: string };

/**
 * What DT_NEEDED names of the ELF files that stay and that had a file of that name before, but has none now. What is loaded by
 * `dlopen` is named nowhere: docs/fixes.md says so. `isOfBase`: rows whose needs are the matter of another base image.
 */
export function findLostLibraries(
  before: FileCatalog,
  after: FileCatalog,
  isOfBase: (row: number) => boolean = () => false,
): readonly LostLibrary[] {
  const [had, has] = [namesOf(before), namesOf(after)];
  const isLost = (library: string) => had.has(library) && !has.has(library);
  return after.factRows
    .filter((row) => after.visibleRow(after.node(row)) === row && !isOfBase(row))
    .flatMap((row) => {
      const names = (after.facts(row)?.elf?.needed ?? []).map((needed) => needed.replace(/^.*\//, ''));
      return names.filter(isLost).map((needed) => ({ path: after.path(row), needed }));
    });
}

function namesOf(catalog: FileCatalog): ReadonlySet<string> {
  const names = new Set<string>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (catalog.type(row) !== 'directory' && catalog.visibleRow(node) === row)
      names.add(catalog.paths.name(node));
  }
  return names;
}
