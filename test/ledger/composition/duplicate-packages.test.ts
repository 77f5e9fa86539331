import { expect, test } from '@jest/globals';
import { compareComposedFiles } from '../../../src/compare/composed-files.ts';
import { findDuplicatePackages } from '../../../src/ledger/composition/duplicate-packages.ts';
import { layer, whiteout, type FileInputs } from '../../helpers/image-builder.ts';
import { ledgerOf } from '../../rules/rule-bench.ts';

/** A package of npm in a directory of `node_modules`, so many bytes large. */
function pkg(directory: string, version: string, bytes: number): FileInputs {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(directory)?.[1] ?? '';
  const manifest = JSON.stringify({ name, version });
  return {
    [`${directory}/package.json`]: manifest,
    [`${directory}/lib/index.js`]: 'x'.repeat(bytes - manifest.length),
  };
}

const KIB = 1024;
const TREE: FileInputs = {
  ...pkg('/app/node_modules/lodash', '4.17.21', 500 * KIB),
  ...pkg('/app/node_modules/a/node_modules/lodash', '4.17.21', 500 * KIB),
  ...pkg('/app/node_modules/a', '1.0.0', 30 * KIB),
  ...pkg('/app/node_modules/@b/c', '1.0.0', 30 * KIB),
  ...pkg('/app/node_modules/@b/c/node_modules/lodash', '3.10.1', 300 * KIB),
  ...pkg('/app/node_modules/@b/c/node_modules/ms', '2.0.0', 3 * KIB),
  ...pkg('/app/node_modules/ms', '2.1.3', 4 * KIB),
};

test('packages that are there more than once, in one version or several', () => {
  expect(findDuplicatePackages(ledgerOf({ own: [layer(TREE)] }))).toEqual({
    ...{ noun: 'npm package', measure: 'further copies' },
    path: '/app/node_modules',
    bytes: 803 * KIB,
    parts: [
      { name: 'lodash', version: '4.17.21', bytes: 500 * KIB },
      { name: 'lodash', version: '3.10.1', bytes: 300 * KIB },
      { name: 'ms', version: '2.0.0', bytes: 3 * KIB },
      { name: 'ms', version: '2.1.3', bytes: 0 },
    ],
  });
});

test('of pnpm’s store and of several projects, each directory once', () => {
  const store = '/srv/node_modules/.pnpm';
  const files: FileInputs = {
    ...pkg(`${store}/lodash@4.17.21/node_modules/lodash`, '4.17.21', 100 * KIB),
    ...pkg(`${store}/lodash@3.10.1/node_modules/lodash`, '3.10.1', 90 * KIB),
    '/srv/node_modules/lodash': { symlink: '.pnpm/lodash@4.17.21/node_modules/lodash' },
  };
  expect(findDuplicatePackages(ledgerOf({ own: [layer(files)] }))).toMatchObject({
    path: store,
    bytes: 90 * KIB,
  });
  const workspaces = {
    ...pkg('/srv/one/node_modules/lodash', '4.17.21', 100 * KIB),
    ...pkg('/srv/two/node_modules/lodash', '4.17.21', 100 * KIB),
  };
  expect(findDuplicatePackages(ledgerOf({ own: [layer(workspaces)] }))).toMatchObject({ path: '/srv' });
});

test.each<[string, Parameters<typeof ledgerOf>[0]]>([
  ['the base image’s', { base: [layer(TREE)], own: [layer({ '/app/x': 'x' })] }],
  ['those that were removed', { own: [layer(TREE), layer(whiteout('/app'))] }],
  ['each package once', { own: [layer(pkg('/app/node_modules/lodash', '4.17.21', 500 * KIB))] }],
  [
    'a few bytes',
    {
      own: [
        layer({
          ...pkg('/app/node_modules/ms', '2.1.3', 4 * KIB),
          ...pkg('/app/node_modules/a/node_modules/ms', '2.0.0', 4 * KIB),
        }),
      ],
    },
  ],
])('%s are none', (_, image) => {
  expect(findDuplicatePackages(ledgerOf(image))).toBeUndefined();
});

test('are told where they grew, with the versions that came', () => {
  const more = { ...TREE, ...pkg('/srv/node_modules/lodash', '4.17.20', 400 * KIB) };
  const [before, after] = [TREE, more].map((files) => ledgerOf({ own: [layer(files)] }));
  const [grown, ...others] = compareComposedFiles(before!, after!);
  expect(others).toEqual([]);
  expect(grown).toMatchObject({ path: '/', bytes: { baseline: 803 * KIB, delta: 400 * KIB } });
  expect(grown?.parts).toMatchObject([
    {
      name: 'lodash',
      versions: { baseline: ['3.10.1', '4.17.21'], candidate: ['3.10.1', '4.17.20', '4.17.21'] },
      delta: 400 * KIB,
    },
  ]);
  expect(compareComposedFiles(after!, before!)).toEqual([]);
});
