import type { Ledger } from '../ledger/ledger.ts';

/** A package of one image. `largest`: the number of it that has most bytes. Versions ascending. */
export type PackageSum = {
  readonly name: string;
  readonly versions: readonly string[];
  readonly bytes: number;
  readonly largest: number;
};

/** Content bytes of one image by package, and those of no package. */
export type PackageSums = {
  keys(): Iterable<string>;
  get(key: string): PackageSum | undefined;
  readonly unowned: number;
};

/** Package URL without version and qualifiers: an upgrade is the same package. */
export function keyOf(purl: string): string {
  return purl.replace(/[@?#].*$/, '');
}

/** Packages that own bytes, by key; the sums and `unowned` add up to the image's content bytes. */
export function createPackageSums(ledger: Ledger): PackageSums {
  const { amounts, unowned } = bytesByOwner(ledger);
  const sums = new Map<string, PackageSum>();
  ledger.packages.forEach(({ purl, name, version }, number) => {
    const bytes = amounts[number] ?? 0;
    if (bytes === 0) return;
    const key = keyOf(purl);
    const known = sums.get(key);
    const isLarger = known === undefined || bytes > (amounts[known.largest] ?? 0);
    const largest = isLarger ? number : known.largest;
    sums.set(key, { name, ...withOneMore(known, version, bytes), largest });
  });
  return { keys: () => sums.keys(), get: (key) => sums.get(key), unowned };
}

/** Versions and bytes of a package, with one more that has its key. */
function withOneMore(
  known: PackageSum | undefined,
  version: string,
  bytes: number,
): Pick<PackageSum, 'versions' | 'bytes'> {
  return {
    versions: [...new Set([...(known?.versions ?? []), version])].sort(),
    bytes: (known?.bytes ?? 0) + bytes,
  };
}

function bytesByOwner(ledger: Ledger) {
  const { catalog, packages } = ledger;
  const amounts = new Float64Array(packages.length);
  let unowned = 0;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0) unowned += catalog.bytes(row);
    else amounts[owner] = (amounts[owner] ?? 0) + catalog.bytes(row);
  }
  return { amounts, unowned };
}
