import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { resolveLibraries, type Closure } from './library-search.ts';
import { factsOf } from '../start/visible-files.ts';

/**
 * A symbol version that a program or library needs and that the library of the image does not define: the dynamic linker ends
 * with "version not found". `neededBy` and `library` are rows.
 */
export type MissingVersion = {
  readonly version: string;
  readonly name: string;
  readonly neededBy: number;
  readonly library: number;
  /** The newest version of the same family that the library defines, where it has one. */
  readonly newest?: string;
};

/**
 * First version that is missing for each file that needs one. musl has no versions, and does not ask for them. `program`: what
 * opens the file, where it is a module; a library that the program has loaded itself is not looked for again.
 */
export function findMissingVersions(ledger: Ledger, file: number, program = file): readonly MissingVersion[] {
  const { catalog } = ledger;
  const linker = factsOf(catalog, program)?.elf?.interpreter ?? '';
  if (linker.includes('/ld-musl-')) return [];
  const closure = resolveLibraries(ledger, file, program);
  const before = program === file ? closure : resolveLibraries(ledger, program);
  const found = new Map([...closure.found, ...before.found]);
  const loader = catalog.resolve(linker);
  return closure.rows.flatMap((row) => firstMissing(catalog, row, { found, loader }) ?? []);
}

type Loaded = { readonly found: Closure['found']; readonly loader: number };

function firstMissing(catalog: FileCatalog, row: number, loaded: Loaded): MissingVersion | undefined {
  const missing = (factsOf(catalog, row)?.elf?.versionsNeeded ?? []).flatMap((need) => {
    const at = need.lastIndexOf('@');
    const [version, name] = [need.slice(0, at), need.slice(at + 1)];
    const library = libraryOf(name, loaded);
    const defined = factsOf(catalog, library)?.elf?.versionsDefined ?? [];
    // A library without versions is taken as it is, with a warning.
    if (defined.length === 0 || defined.includes(version)) return [];
    return [{ version, name, neededBy: row, library, ...newestOf(defined, version) }];
  });
  return missing.toSorted((a, b) => compareVersions(b.version, a.version))[0];
}

function libraryOf(name: string, { found, loader }: Loaded): number {
  return found.get(name) ?? (/^ld(-linux|64)/.test(name) ? loader : -1);
}

function newestOf(defined: readonly string[], version: string): { readonly newest?: string } {
  const family = familyOf(version);
  const newest = defined
    .filter((other) => familyOf(other) === family && /\d$/.test(other))
    .toSorted(compareVersions)
    .at(-1);
  return newest === undefined ? {} : { newest };
}

/** `GLIBC` of `GLIBC_2.34`. */
function familyOf(version: string): string {
  return version.replace(/_[\d.]+$/, '');
}

const byNumbers = new Intl.Collator('en', { numeric: true });

function compareVersions(one: string, other: string): number {
  return byNumbers.compare(one, other);
}

/** Whether a version is glibc's own: where one is missing, the whole base is too old. */
export function isOfLibc(version: string): boolean {
  return version.startsWith('GLIBC_');
}
