import type { Ledger } from '../ledger/ledger.ts';

const OF_DISTRIBUTION = /^(?:deb|apk|rpm)$/;

/**
 * A package of the distribution that own instructions of the first image installed because another one needs it, and that the second image
 * does not have, although it has the other one: of several packages that would do, it has another.
 */
export function findLostPackage(
  before: Ledger,
  after: Ledger,
): { readonly name: string; readonly by: string } | undefined {
  const [had, has] = [installed(before), installed(after)];
  for (const [number, { type, name, depends }] of before.packages.entries()) {
    const isOwn = before.origins[before.arrivals.layer(number)]?.kind === 'instruction';
    if (!isOwn || !OF_DISTRIBUTION.test(type) || !had.has(name) || !has.has(name)) continue;
    const lost = depends.find((other) => had.has(other) && !has.has(other));
    if (lost !== undefined) return { name: lost, by: name };
  }
  return undefined;
}

function installed(ledger: Ledger): ReadonlySet<string> {
  const own = ledger.packages.filter(
    ({ type }, number) => OF_DISTRIBUTION.test(type) && ledger.isInstalled(number),
  );
  return new Set(own.map(({ name }) => name));
}
