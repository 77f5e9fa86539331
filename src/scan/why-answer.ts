import { nearestName } from '../dockerfile/nearest-name.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { FileType, Visibility } from '../files/table/file-entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Package } from '../packages/package.ts';
import { normalise } from '../packages/python-requirements.ts';
import { createWhy, type Why } from './because.ts';
import { instructionOf } from './evidence.ts';
import type { ReasonLink } from './finding.ts';
import { placesOf } from './places.ts';
import { findPath, namesNear, type FoundPath } from './why-files.ts';

/** Why a path or a package is in an image. Lists are bounded, and `…Omitted` says how many more there are. */
export type WhyAnswer = {
  readonly file: WhyFile | null;
  readonly packages: readonly WhyPackage[];
  readonly packagesOmitted: number;
};

export type WhyLayer = {
  readonly ordinal: number;
  readonly diffID: string;
  readonly instruction: InstructionRef | null;
};

export type WhyFile = {
  readonly path: string;
  /** Path that a container finds there, with links followed; null where it finds nothing. */
  readonly leadsTo: string | null;
  readonly type: FileType;
  /** What each layer wrote there, bottom first. */
  readonly versions: readonly {
    readonly layer: WhyLayer;
    readonly visibility: Visibility;
    readonly bytes: number;
  }[];
  readonly versionsOmitted: number;
};

export type WhyPackage = {
  readonly purl: string;
  /** Whether the finished image has it. */
  readonly installed: boolean;
  /** Whether it was asked for by name when it came; null where no record says. */
  readonly requested: boolean | null;
  /** The layer that registered it; null where none did. */
  readonly layer: WhyLayer | null;
  readonly because: readonly ReasonLink[] | null;
  /** Package URLs of installed packages that need it, and of those that only recommend it. */
  readonly neededBy: readonly string[];
  readonly neededByOmitted: number;
  readonly recommendedBy: readonly string[];
  readonly recommendedByOmitted: number;
  /** Installed packages that only it needs, and that would go with it. */
  readonly onlyFor: readonly string[];
  readonly onlyForOmitted: number;
  /** Bytes of its files over all layers, and together with those of the packages that would go with it. */
  readonly bytes: number;
  readonly bytesWithIt: number;
  /** The first places of its files, the largest first. */
  readonly places: readonly string[];
};

const MAX_PACKAGES = 20;
const MAX_LISTED = 50;
const MAX_PLACES = 5;

/** Answers for a path, which starts with `/`, or for a package by its name, `name@version` or package URL; null: nothing matches. */
export function answerWhy(ledger: Ledger, query: string): WhyAnswer | null {
  if (!query.startsWith('/')) {
    const numbers = matching(ledger, query);
    if (numbers.length === 0) return null;
    const rank = ([number = -1]: readonly number[]) =>
      `${ledger.isInstalled(number) ? 0 : 1}${ledger.packages[number]?.purl ?? ''}`;
    const groups = byPurl(ledger, numbers).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
    return { file: null, ...describePackages(ledger, groups) };
  }
  const found = findPath(ledger, query);
  return found && { file: toFile(ledger, found), ...describePackages(ledger, byPurl(ledger, found.owners)) };
}

function toFile(ledger: Ledger, { path, leadsTo, type, versions, versionsOmitted }: FoundPath): WhyFile {
  const written = versions.map(({ layer, ...rest }) => ({ layer: layerOf(ledger, layer), ...rest }));
  return { path, leadsTo, type, versions: written, versionsOmitted };
}

function layerOf(ledger: Ledger, ordinal: number): WhyLayer {
  const diffID = ledger.layers[ordinal]?.diffID ?? '';
  return { ordinal, diffID, instruction: instructionOf(ledger, ordinal) };
}

function matching({ packages }: Ledger, query: string): readonly number[] {
  return packages.flatMap((pkg, number) => (isCalled(pkg, query) ? [number] : []));
}

/**
 * Copies of one package that differ in being for development have numbers of their own: they are one here, the one that
 * runs first.
 */
function byPurl({ packages }: Ledger, numbers: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map(numbers.map((number) => [packages[number]?.purl, [] as number[]]));
  packages.forEach(({ purl, isDevelopment }, number) => {
    if (isDevelopment === true) groups.get(purl)?.push(number);
    else groups.get(purl)?.unshift(number);
  });
  return [...groups.values()];
}

function isCalled({ type, name, version, purl }: Package, query: string): boolean {
  if (query === name || query === `${name}@${version}`) return true;
  if (query.startsWith('pkg:'))
    return query === purl || query === purl.replace(/\?.*$/, '') || isOfAnyVersion(purl, query);
  return type === 'pypi' && normalise(query) === name;
}

function isOfAnyVersion(purl: string, query: string): boolean {
  return query === purl.replace(/\?.*$/, '').replace(/@[^@/]*$/, '');
}

/** Names of packages, or paths, that are most like what was asked for. */
export function nearestTo(ledger: Ledger, query: string): readonly string[] {
  const names = query.startsWith('/')
    ? namesNear(ledger, query, MAX_COMPARED)
    : [...new Set(ledger.packages.slice(0, MAX_COMPARED).map(({ name }) => name))];
  const containing = names.filter((name) => query.length > 2 && name.includes(query));
  const near = nearestName(query, names);
  const all = new Set([...(near === undefined ? [] : [near]), ...containing.sort()]);
  return [...all].slice(0, MAX_NEAREST);
}

/** Most names that are compared letter by letter. */
const MAX_COMPARED = 20_000;
const MAX_NEAREST = 5;

type Described = Pick<WhyAnswer, 'packages' | 'packagesOmitted'>;

/** `groups`: the numbers of one package each. */
function describePackages(ledger: Ledger, groups: readonly (readonly number[])[]): Described {
  const shown = groups.slice(0, MAX_PACKAGES);
  const why = createWhy(ledger);
  const rows = rowsByOwner(ledger, new Set(shown.flat()));
  const amounts = bytesByOwner(ledger);
  const bytesOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + (amounts[one] ?? 0), 0);
  return {
    packages: shown.map((numbers) => {
      const onlyFor = why.reasons.onlyFor(numbers);
      return {
        ...standing(ledger, why, numbers[0] ?? -1),
        ...listed('neededBy', ledger, why.reasons.neededBy(numbers)),
        ...listed('recommendedBy', ledger, why.reasons.recommendedBy(numbers)),
        ...listed('onlyFor', ledger, onlyFor),
        bytes: bytesOf(numbers),
        bytesWithIt: bytesOf([...numbers, ...onlyFor]),
        places: placesIn(
          ledger,
          numbers.flatMap((number) => rows.get(number) ?? []),
        ),
      };
    }),
    packagesOmitted: groups.length - shown.length,
  };
}

function placesIn(ledger: Ledger, rows: readonly number[]): readonly string[] {
  const places = placesOf(
    ledger,
    rows.toSorted((a, b) => a - b),
  ).slice(0, MAX_PLACES);
  return places.map(({ path, kind }) => (kind === 'directory' && path !== '/' ? `${path}/` : path));
}

function standing(ledger: Ledger, why: Why, number: number) {
  const layer = ledger.arrivals.layer(number);
  return {
    purl: ledger.packages[number]?.purl ?? '',
    installed: ledger.isInstalled(number),
    requested: why.reasons.isAskedFor(number) ?? null,
    layer: layer < 0 ? null : layerOf(ledger, layer),
    because: why.because(number),
  };
}

type Listed<Name extends string> = Readonly<Record<Name, readonly string[]>> &
  Readonly<Record<`${Name}Omitted`, number>>;

function listed<Name extends string>(
  name: Name,
  { packages }: Ledger,
  numbers: readonly number[],
): Listed<Name> {
  const purls = [...new Set(numbers.map((number) => packages[number]?.purl ?? ''))].sort();
  const shown = purls.slice(0, MAX_LISTED);
  return { [name]: shown, [`${name}Omitted`]: purls.length - shown.length } as Listed<Name>;
}

function rowsByOwner(ledger: Ledger, wanted: ReadonlySet<number>): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const number of wanted) rows.set(number, []);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) rows.get(ledger.ownerIndex(row))?.push(row);
  return rows;
}

function bytesByOwner(ledger: Ledger): Float64Array {
  const { catalog } = ledger;
  const amounts = new Float64Array(ledger.packages.length);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts[owner] = (amounts[owner] ?? 0) + catalog.bytes(row);
  }
  return amounts;
}
