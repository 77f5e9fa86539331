import { describe, expect, test } from '@jest/globals';
import { placesOf } from '../../src/scan/places.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { dpkg, ledger } from '../ledger/ledger-builder.ts';

/** Places of all rows but directories, one in a line. */
function reported(layers: Parameters<typeof ledger>[0], cause?: string): readonly string[] {
  const made = ledger(layers);
  const { catalog } = made;
  const rows = Array.from({ length: catalog.rowCount }, (_row, row) => row).filter(
    (row) => catalog.type(row) !== 'directory' && !catalog.path(row).startsWith('/var/lib/dpkg'),
  );
  const index = cause === undefined ? -1 : made.packages.findIndex(({ name }) => name === cause);
  return placesOf(made, rows, index).map(
    ({ path, kind, files, bytes, visibility, layer: ordinal }) =>
      `${path}${kind === 'directory' ? '/' : ''} ${bytes} B in ${files}, ${visibility}, layer ${ordinal}`,
  );
}

function many(count: number, name: (index: number) => string, content = 'x'): FileInputs {
  return Object.fromEntries(Array.from({ length: count }, (_file, index) => [name(index), content]));
}

const hash = (index: number) => (index * 2_654_435_761).toString(16).padStart(8, '0').repeat(4);

describe('places of evidence', () => {
  test('862 files that go by a digest are one directory', () => {
    const cache = many(862, (index) => {
      const name = hash(index + 1);
      return `/root/.npm/_cacache/content-v2/sha512/${name.slice(0, 2)}/${name.slice(2, 4)}/${name.slice(4)}`;
    });
    expect(reported([layer(cache)])).toEqual([
      '/root/.npm/_cacache/content-v2/sha512/ 862 B in 862, visible, layer 0',
    ]);
  });

  test('not even a large or a lone file is named by a digest', () => {
    const name = (index: number) => `/cache/v1/${hash(index)}`;
    expect(reported([layer({ [name(1)]: 'x'.repeat(100), [name(2)]: 'x', '/cache/log': 'x' })])).toEqual([
      '/cache/v1/ 101 B in 2, visible, layer 0',
      '/cache/log 1 B in 1, visible, layer 0',
    ]);
  });

  test('few files are named one by one, the largest first', () => {
    expect(
      reported([layer({ '/a/small.log': 'x', '/b/large.log': 'abc', '/c/link.log': { symlink: '/b' } })]),
    ).toEqual(['/b/large.log 3 B in 1, visible, layer 0', '/a/small.log 1 B in 1, visible, layer 0']);
  });

  test('of many files those with much of the bytes are named, and the rest is where all of it is', () => {
    const files = {
      ...many(40, (index) => `/usr/lib/go/src/pkg${index}/main.go`),
      ...many(20, (index) => `/usr/lib/go/doc/${index}.html`),
      '/usr/lib/go/bin/go': 'x'.repeat(60),
      '/usr/bin/gofmt': 'x',
    };
    expect(reported([layer(files)])).toEqual([
      '/usr/lib/go/bin/go 60 B in 1, visible, layer 0',
      '/usr/lib/go/src/ 40 B in 40, visible, layer 0',
      '/usr/lib/go/doc/ 20 B in 20, visible, layer 0',
      '/usr/bin/gofmt 1 B in 1, visible, layer 0',
    ]);
  });

  test('what lies in node_modules goes by its package', () => {
    const files = {
      ...many(12, (index) => `/app/node_modules/typescript/lib/${index}.js`, 'xx'),
      '/app/node_modules/@babel/core/lib/index.js': 'x'.repeat(9),
      '/app/node_modules/@babel/core/package.json': 'x',
      '/app/node_modules/small/index.js': 'x',
      '/app/node_modules/other/index.js': 'x',
    };
    expect(reported([layer(files)])).toEqual([
      '/app/node_modules/typescript/ 24 B in 12, visible, layer 0',
      '/app/node_modules/@babel/core/ 10 B in 2, visible, layer 0',
      '/app/node_modules/ 2 B in 2, visible, layer 0',
    ]);
  });

  test("what lies in pnpm's directory goes by its package there", () => {
    const store = '/app/node_modules/.pnpm';
    const files = {
      ...many(12, (index) => `${store}/typescript@5.4.5/node_modules/typescript/lib/${index}.js`, 'xx'),
      [`${store}/small@1.0.0/node_modules/small/index.js`]: 'x',
    };
    expect(reported([layer(files)])).toEqual([
      `${store}/typescript@5.4.5/ 24 B in 12, visible, layer 0`,
      `${store}/small@1.0.0/node_modules/small/index.js 1 B in 1, visible, layer 0`,
    ]);
  });

  test('what a later layer removed is told apart, and several layers are no layer', () => {
    const early = many(11, (index) => `/data/a${index}.txt`);
    const late = many(11, (index) => `/data/b${index}.txt`);
    expect(
      reported([
        layer(early),
        layer({ ...late, '/data/c.bin': 'x'.repeat(4) }),
        layer(whiteout('/data/c.bin')),
      ]),
    ).toEqual(['/data/ 22 B in 22, visible, layer null', '/data/c.bin 4 B in 1, removed, layer 1']);
  });

  test('the package of the thing itself comes first', () => {
    const database = dpkg({
      cmake: { files: ['/usr/bin/cmake'] },
      libicu: { files: ['/usr/lib/libicudata.so'] },
    });
    const files = { ...database, '/usr/bin/cmake': 'x', '/usr/lib/libicudata.so': 'abc' };
    expect(reported([layer(files)], 'cmake')[0]).toMatch('/usr/bin/cmake');
    expect(reported([layer(files)])[0]).toMatch('/usr/lib/libicudata.so');
  });

  test('names of one content count once', () => {
    expect(reported([layer({ '/bin/a': 'abc', '/bin/b': { hardlink: '/bin/a' } })])).toEqual([
      '/bin/a 3 B in 1, visible, layer 0',
    ]);
  });

  test('files without a byte have places, too', () => {
    expect(reported([layer(many(30, (index) => `/app/pkg/${index}.py`, ''))])).toEqual([
      '/app/pkg/ 0 B in 30, visible, layer 0',
    ]);
    expect(reported([layer({ '/usr/bin/cc': { symlink: 'gcc' } })])).toEqual([
      '/usr/bin/cc 0 B in 0, visible, layer 0',
    ]);
  });

  test('there are at most twenty', () => {
    const files = Array.from({ length: 30 }, (_dir, dir) => many(40, (index) => `/d${dir}/${index}`));
    expect(reported([layer(...files)]).length).toBeLessThanOrEqual(20);
  });
});
