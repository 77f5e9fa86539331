import { expect, test } from '@jest/globals';
import { parsePnpMap } from '../../src/packages/yarn-pnp.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const entry = (packageLocation: string, needs: readonly string[], linkType = 'HARD') => ({
  packageLocation,
  packageDependencies: needs.map((name) => [name, 'npm:1.0.0']),
  linkType,
});
const MAP = {
  __info: ["it's a map"],
  packageRegistryData: [
    [null, [[null, entry('./', ['react', 'typescript', '@a/b'], 'SOFT')]]],
    ['app', [['workspace:.', entry('./', ['react', 'typescript', '@a/b'], 'SOFT')]]],
    [
      'react',
      [
        [
          'npm:18.2.0',
          entry('./.yarn/cache/react-npm-18.2.0-1e.zip/node_modules/react/', ['react', 'loose-envify']),
        ],
      ],
    ],
    ['loose-envify', [['npm:1.4.0', entry('../root/.yarn/cache/loose.zip/node_modules/loose-envify/', [])]]],
    ['typescript', [['npm:5.4.0', entry('./.yarn/cache/typescript.zip/node_modules/typescript/', [])]]],
    ['@a/b', [['virtual:abc#npm:2.0.0', entry('./.yarn/unplugged/b/node_modules/@a/b/', ['react'])]]],
  ],
};
const TEXT = JSON.stringify(MAP, undefined, 1);
/** As Yarn writes it: in quotes, every line but the last with a backslash. */
const PROGRAM = `#!/usr/bin/env node\nconst RAW_RUNTIME_STATE =\n'${TEXT.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\\n')}';\n\nfunction x() { return 'y'; }\n`;

test('a map names packages, alone or in the program that reads it', () => {
  const names = (text: string) =>
    parsePnpMap(text).map(({ name, version, isOwn }) => `${name}@${version} ${isOwn}`);
  const expected = [
    '@ true',
    '@ true',
    'react@18.2.0 false',
    'loose-envify@1.4.0 false',
    'typescript@5.4.0 false',
    '@a/b@2.0.0 false',
  ];
  expect(names(TEXT)).toEqual(expected);
  expect(names(PROGRAM)).toEqual(expected);
  for (const text of ['', "'{", '{"packageRegistryData":[3,[1,[2]],["a",[["npm:1",{}]]]]}'])
    expect(names(text)).toEqual([]);
});

test('packages own their archives, and what only development needs is told', () => {
  const made = ledger([
    layer({
      '/app/.pnp.cjs': PROGRAM,
      '/app/package.json': '{"dependencies":{"react":"*"},"devDependencies":{"typescript":"*","@a/b":"*"}}',
      '/app/.yarn/cache/react-npm-18.2.0-1e.zip': 'x',
      '/root/.yarn/cache/loose.zip': 'x',
      '/app/.yarn/cache/typescript.zip': 'x',
      '/app/.yarn/unplugged/b/node_modules/@a/b/build/x.node': 'x',
    }),
  ]);
  const ownerOf = (path: string) => made.owner(rowOf(made, path));
  expect(ownerOf('/app/.yarn/cache/react-npm-18.2.0-1e.zip')).toMatchObject({
    purl: 'pkg:npm/react@18.2.0',
    depends: ['loose-envify'],
    isDevelopment: false,
  });
  expect(ownerOf('/root/.yarn/cache/loose.zip')).toMatchObject({
    name: 'loose-envify',
    isDevelopment: false,
  });
  expect(ownerOf('/app/.yarn/cache/typescript.zip')).toMatchObject({
    name: 'typescript',
    isDevelopment: true,
  });
  expect(ownerOf('/app/.yarn/unplugged/b/node_modules/@a/b/build/x.node')).toMatchObject({
    name: '@a/b',
    isDevelopment: true,
  });
});

test('all is needed where the project has no manifest', () => {
  const made = ledger([layer({ '/app/.pnp.data.json': TEXT })]);
  expect(made.packages.map(({ isDevelopment }) => isDevelopment)).toEqual([false, false, false, false]);
});
