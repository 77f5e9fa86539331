import { expect, test } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { MAX_DERIVED_BYTES } from '../../src/files/table/required-files.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { programWithSymbols, type CrateInput } from '../helpers/program-builder.ts';
import { dpkg, ledger, rowOf } from '../ledger/ledger-builder.ts';

const CRATES: readonly CrateInput[] = [
  { name: 'aho-corasick', version: '1.1.3', dependencies: [2] },
  { name: 'cc', version: '1.0.0', kind: 'build' },
  { name: 'memchr', version: '2.7.4' },
  { name: 'app', version: '0.1.0', source: 'local', root: true, dependencies: [0, 1, 2] },
];

function seen(files: FileInputs) {
  const made = ledger([layer(files)]);
  return { made, purls: made.packages.map(({ purl }) => purl).sort() };
}

test('the crates of a program are packages, but for those that only the build needed', () => {
  const { made, purls } = seen({ '/app/server': programWithSymbols([], CRATES) });
  expect(purls).toEqual(['pkg:cargo/aho-corasick@1.1.3', 'pkg:cargo/memchr@2.7.4']);
  expect(made.packages.map(({ name, depends }) => [name, depends])).toEqual([
    ['aho-corasick', ['memchr']],
    ['memchr', []],
  ]);
  expect(made.owner(rowOf(made, '/app/server'))).toBeUndefined();
});

test('a program whose own crate came from a registry belongs to it', () => {
  const crates = CRATES.map((crate) => ({ ...crate, source: 'crates.io' }));
  const { made } = seen({ '/usr/local/bin/app': programWithSymbols([], crates) });
  expect(made.rightfulOwner(rowOf(made, '/usr/local/bin/app'))).toMatchObject({
    purl: 'pkg:cargo/app@0.1.0',
    depends: ['aho-corasick', 'memchr'],
  });
});

test('a program of the distribution is the distribution’s', () => {
  const crates = CRATES.map((crate) => ({ ...crate, source: 'crates.io' }));
  const { made } = seen({
    ...dpkg({ ripgrep: { files: ['/usr/bin/rg'] } }),
    '/usr/bin/rg': programWithSymbols([], crates),
  });
  expect(made.rightfulOwner(rowOf(made, '/usr/bin/rg'))?.name).toBe('ripgrep');
});

test('of more crates than may be kept, their needs are left out first', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    name: `crate-${index}`,
    version: '1.0.0',
    dependencies: Array.from({ length: 20 }, (_none, need) => need),
  }));
  const { made } = seen({ '/app/server': programWithSymbols([], many) });
  expect(made.packages.length).toBe(2000);
  const endless = many.map((crate) => ({ ...crate, name: `${crate.name}-${'x'.repeat(100)}` }));
  const { length } = seen({ '/app/server': programWithSymbols([], endless) }).made.packages;
  expect(length).toBeGreaterThan(MAX_DERIVED_BYTES / 130);
  expect(length).toBeLessThan(MAX_DERIVED_BYTES / 100);
});

test.each([
  ['no zlib', Buffer.from('nonsense')],
  ['nothing', Buffer.alloc(0)],
  ['no JSON', deflateSync('[')],
  ['another form', deflateSync('{"packages":{"a":1}}')],
  ['a bomb', deflateSync(Buffer.alloc(64 * 1024 * 1024))],
  ['names that break a line', deflateSync('{"packages":[{"name":"a\\n","version":"1"},null,7]}')],
])('%s has no crates', (_, bytes) => {
  expect(seen({ '/app/server': programWithSymbols([], bytes) }).purls).toEqual([]);
});
