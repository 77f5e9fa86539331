import { expect, test } from '@jest/globals';
import { soleDependenciesOf } from '../../src/packages/sole-dependencies.ts';
import type { Package } from '../../src/packages/package.ts';

function pkg(name: string, depends: readonly string[] = [], rest: Partial<Package> = {}): Package {
  return { type: 'deb', name, version: '1', purl: `pkg:deb/debian/${name}@1`, depends, ...rest };
}

const named = (packages: readonly Package[], root: string): readonly string[] =>
  soleDependenciesOf(packages, [packages.findIndex(({ name }) => name === root)]).map(
    (index) => packages[index]!.name,
  );

test.each<[string, readonly Package[], readonly string[]]>([
  ['what only it needs', [pkg('gcc', ['cpp']), pkg('cpp', ['mpfr']), pkg('mpfr')], ['cpp', 'mpfr']],
  ['not what another needs', [pkg('gcc', ['cpp', 'z']), pkg('cpp'), pkg('z'), pkg('curl', ['z'])], ['cpp']],
  ['a cycle whole', [pkg('gcc', ['a']), pkg('a', ['b']), pkg('b', ['a', 'gcc'])], ['a', 'b']],
  ['no cycle that others enter', [pkg('gcc', ['a']), pkg('a', ['b']), pkg('b', ['a']), pkg('x', ['b'])], []],
  [
    'what a providing package brings',
    [pkg('gcc', ['libc-dev']), pkg('libc6-dev', [], { provides: ['libc-dev'] })],
    ['libc6-dev'],
  ],
  [
    'nothing that was asked for',
    [pkg('gcc', ['perl']), pkg('perl', ['zed'], { isRequested: true }), pkg('zed')],
    [],
  ],
  ['nothing for unknown names', [pkg('gcc', ['nowhere'])], []],
])('lists %s', (_what, packages, expected) => {
  expect(named(packages, 'gcc')).toEqual(expected);
});

test('is fast where all packages depend on a name that all of them stand in for', () => {
  const crowd = Array.from({ length: 50_000 }, (_, index) =>
    pkg(`p${index}`, ['crowd', 'mob'], { provides: ['crowd', 'mob'] }),
  );
  expect(soleDependenciesOf(crowd, [0])).toHaveLength(49_999);
});

test('is fast on a long chain', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => pkg(`p${index}`, [`p${index + 1}`]));
  expect(soleDependenciesOf(chain, [0])).toHaveLength(19_999);
});
