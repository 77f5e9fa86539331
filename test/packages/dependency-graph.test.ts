import { describe, expect, test } from '@jest/globals';
import { createWalk, dependencyGraph } from '../../src/packages/dependency-graph.ts';
import type { Arrivals, Package } from '../../src/packages/package.ts';
import { createReasonChains } from '../../src/packages/reason-chain.ts';

function pkg(name: string, depends: readonly string[] = [], rest: Partial<Package> = {}): Package {
  return { type: 'deb', name, version: '1', purl: `pkg:deb/debian/${name}@1`, depends, ...rest };
}

const reached = (packages: readonly Package[], root: string, isExact = false) =>
  createWalk(dependencyGraph(packages, { isExact }))([packages.findIndex(({ name }) => name === root)])
    .map((number) => packages[number]!.name)
    .sort();

describe('the graph', () => {
  test.each<[string, readonly Package[], readonly string[]]>([
    [
      'names and virtual names',
      [pkg('a', ['b', 'v']), pkg('b'), pkg('c', [], { provides: ['v'] })],
      ['a', 'b', 'c'],
    ],
    ['a circle once', [pkg('a', ['b']), pkg('b', ['a'])], ['a', 'b']],
    ['no name that nobody has', [pkg('a', ['nowhere'])], ['a']],
    ['no package of another kind', [pkg('a', ['b']), pkg('b', [], { type: 'npm' })], ['a']],
  ])('follows %s', (_what, packages, expected) => {
    expect(reached(packages, 'a')).toEqual(expected);
  });

  test('takes a name for the package that is called so, where that is asked for', () => {
    const packages = [pkg('a', ['awk']), pkg('awk'), pkg('mawk', [], { provides: ['awk'] })];
    expect(reached(packages, 'a')).toEqual(['a', 'awk', 'mawk']);
    expect(reached(packages, 'a', true)).toEqual(['a', 'awk']);
  });

  test('gives each package to the walk that reaches it first', () => {
    const walk = createWalk(dependencyGraph([pkg('a', ['c']), pkg('b', ['c', 'd']), pkg('c'), pkg('d')]));
    expect([walk([0]), walk([1])]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});

/** `asked`: names that somebody asked for; null: no record says. `layers`: by name, where not 1. */
function chainTo(
  packages: readonly Package[],
  target: string,
  { asked = null, layers = {} }: { asked?: readonly string[] | null; layers?: Record<string, number> } = {},
): string | null {
  const arrivals: Arrivals = {
    layer: (number) => layers[packages[number]!.name] ?? 1,
    isAskedFor: (number) => asked?.includes(packages[number]!.name),
  };
  const wide = ({ depends, recommends = [] }: Package) => [...depends, ...recommends];
  const chains = createReasonChains({
    packages,
    arrivals,
    graph: dependencyGraph(packages, { isExact: true }),
    wideGraph: () => dependencyGraph(packages, { namesOf: wide, isExact: true }),
  });
  const found = chains.chainTo(packages.findIndex(({ name }) => name === target));
  return found === null ? null : found.map((number) => packages[number]!.name).join(' > ');
}

describe('a reason', () => {
  const gcc = [pkg('build-essential', ['gcc', 'make']), pkg('gcc', ['gcc-12']), pkg('gcc-12', ['cpp-12'])];
  const packages = [...gcc, pkg('cpp-12'), pkg('make'), pkg('other', ['cpp-12'])];

  test('starts from what was asked for', () => {
    expect(chainTo(packages, 'gcc-12', { asked: ['build-essential'] })).toBe(
      'build-essential > gcc > gcc-12',
    );
    expect(chainTo(packages, 'make', { asked: ['build-essential', 'make'] })).toBe('make');
  });

  test('is the shortest of its layer, and of an earlier layer where there is none', () => {
    const asked = ['build-essential', 'other'];
    expect(chainTo(packages, 'cpp-12', { asked })).toBe('other > cpp-12');
    expect(chainTo(packages, 'cpp-12', { asked, layers: { other: 0 } })).toBe(
      'build-essential > gcc > gcc-12 > cpp-12',
    );
    expect(chainTo(packages, 'cpp-12', { asked: ['other'], layers: { other: 0 } })).toBe('other > cpp-12');
  });

  test('is nothing that came later', () => {
    expect(chainTo(packages, 'cpp-12', { asked: ['other'], layers: { other: 2 } })).toBeNull();
  });

  test('is the first by name among equals, in whatever order the database has them', () => {
    const equal = [pkg('x'), pkg('b', ['x']), pkg('a', ['x'])];
    expect(chainTo(equal, 'x', { asked: ['a', 'b'] })).toBe('a > x');
    expect(chainTo(equal.toReversed(), 'x', { asked: ['a', 'b'] })).toBe('a > x');
  });

  test('is a recommendation only where nothing else is', () => {
    const weak = [pkg('a', [], { recommends: ['x'] }), pkg('b', ['c']), pkg('c', ['x']), pkg('x')];
    expect(chainTo(weak, 'x', { asked: ['a', 'b'] })).toBe('b > c > x');
    expect(chainTo(weak, 'x', { asked: ['a'] })).toBe('a > x');
  });

  test('is null where nothing that was asked for leads there', () => {
    expect(chainTo(packages, 'cpp-12', { asked: ['make'] })).toBeNull();
  });

  test('starts, where no record says, from what nothing else of the layer needs', () => {
    expect(chainTo(packages, 'gcc-12')).toBe('build-essential > gcc > gcc-12');
    expect(chainTo(packages, 'gcc-12', { layers: { gcc: 0, 'build-essential': 0 } })).toBe('gcc-12');
  });

  test('starts, where a circle leads, from one of the circle', () => {
    const circle = [pkg('c', ['x']), pkg('m', ['n', 'c']), pkg('n', ['m']), pkg('x')];
    expect(chainTo(circle, 'x')).toBe('m > c > x');
    expect(chainTo(circle, 'n')).toBe('m > n');
  });
});
