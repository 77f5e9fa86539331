import { GateError } from '../errors.ts';
import type { Package } from './package.ts';

/** Most packages of one image, those that later layers removed among them. */
export const MAX_PACKAGES = 250_000;

/** Numbers the packages of one image; the same package of two layers is one. */
export type PackageRegister = {
  readonly packages: readonly Package[];
  /** Number of a package, given when new; throws `image-unreadable` past MAX_PACKAGES. */
  number(pkg: Package): number;
  /** Notes that a layer wrote the package's own entry: its list, its manifest, a new version in a database of all. */
  note(number: number, layer: number, isComplete?: boolean): void;
  isRegisteredIn(number: number, layer: number): boolean;
  /** The first layer that was noted for the package; -1: none was. */
  firstLayer(number: number): number;
  /** Whether the layer wrote all that the package manager writes of the package. */
  isCompleteIn(number: number, layer: number): boolean;
};

export function createRegister(): PackageRegister {
  const packages: Package[] = [];
  const numbers = new Map<string, number>();
  /** By package: layers that wrote its entry, and whether all of it. */
  const layers = new Map<number, Map<number, boolean>>();
  return {
    packages,
    number(pkg) {
      const key = `${pkg.purl} ${String(pkg.isDevelopment)}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      if (packages.length >= MAX_PACKAGES) throw tooMany(pkg.name);
      const number = packages.push(pkg) - 1;
      numbers.set(key, number);
      return number;
    },
    note(number, layer, isComplete = false) {
      const known = layers.get(number);
      if (known === undefined) layers.set(number, new Map([[layer, isComplete]]));
      else known.set(layer, isComplete);
    },
    isRegisteredIn: (number, layer) => layers.get(number)?.has(layer) === true,
    // Layers come from the bottom up.
    firstLayer: (number) => layers.get(number)?.keys().next().value ?? -1,
    isCompleteIn: (number, layer) => layers.get(number)?.get(layer) === true,
  };
}

function tooMany(name: string): GateError {
  return new GateError(
    'image-unreadable',
    `the image's package databases have more than ${MAX_PACKAGES} packages, found with \`${name}\``,
    {
      hint: 'This is the limit `MAX_PACKAGES` of docs/limits.md. Remove from the image what causes so many.',
    },
  );
}
