import type { Package } from './package.ts';

/** Numbers the packages of one image; the same package of two layers is one. */
export type PackageRegister = {
  readonly packages: readonly Package[];
  /** Number of a package, given when new. */
  number(pkg: Package): number;
  /** Notes that a layer wrote the package's own entry: its list, its manifest, a new version in a database of all. */
  note(number: number, layer: number): void;
  isRegisteredIn(number: number, layer: number): boolean;
};

export function createRegister(): PackageRegister {
  const packages: Package[] = [];
  const numbers = new Map<string, number>();
  const layers = new Map<number, Set<number>>();
  return {
    packages,
    number(pkg) {
      const key = `${pkg.purl} ${String(pkg.isDevelopment)}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = packages.push(pkg) - 1;
      numbers.set(key, number);
      return number;
    },
    note(number, layer) {
      const known = layers.get(number);
      if (known === undefined) layers.set(number, new Set([layer]));
      else known.add(layer);
    },
    isRegisteredIn: (number, layer) => layers.get(number)?.has(layer) === true,
  };
}
