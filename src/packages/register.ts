import type { Package } from './package.ts';

/** Numbers the packages of one image; the same package of two layers is one. */
export type PackageRegister = {
  readonly packages: readonly Package[];
  /** Number of a package, given when new. */
  number(pkg: Package): number;
};

export function createRegister(): PackageRegister {
  const packages: Package[] = [];
  const numbers = new Map<string, number>();
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
  };
}
