import { expect, test } from '@jest/globals';
import { parsePnpMap } from '../../src/packages/yarn-pnp.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

type Needs = Readonly<Record<string, string | readonly [string, string] | null>>;
const entry = (packageLocation: string, needs: Needs, linkType = 'HARD') => ({
  packageLocation,
  packageDependencies: Object.entries(needs),
  linkType,
});
const PATCH = 'patch:typescript@npm%3A5.4.0#optional!builtin<compat/typescript>::version=5.4.0&hash=5786d5';
const OWN: Needs = {
  app: 'workspace:.',
  react: 'npm:18.2.0',
  typescript: PATCH,
  '@a/b': 'virtual:abc#npm:2.0.0',
  'ws-old': ['ws', 'virtual:def#npm:7.0.0'],
  ws: 'virtual:def#npm:8.0.0',
};
const ws = (version: string, needs: Needs): readonly unknown[] => [
  [`npm:${version}`, entry(`./.yarn/cache/ws-${version}.zip/node_modules/ws/`, {}, 'SOFT')],
  [
    `virtual:def#npm:${version}`,
    entry(`./.yarn/__virtual__/ws-virtual-7d/0/cache/ws-${version}.zip/node_modules/ws/`, needs),
  ],
];
const MAP = {
  __info: ["it's a map"],
  packageRegistryData: [
    [null, [[null, entry('./', OWN, 'SOFT')]]],
    ['app', [['workspace:.', entry('./', OWN, 'SOFT')]]],
    [
      'react',
      [
        [
          'npm:18.2.0',
          entry('./.yarn/cache/react-npm-18.2.0-1e.zip/node_modules/react/', {
            react: 'npm:18.2.0',
            'loose-envify': 'npm:1.4.0',
          }),
        ],
      ],
    ],
    ['loose-envify', [['npm:1.4.0', entry('../root/.yarn/cache/loose.zip/node_modules/loose-envify/', {})]]],
    ['typescript', [[PATCH, entry('./.yarn/cache/typescript.zip/node_modules/typescript/', {})]]],
    [
      '@a/b',
      [
        [
          'virtual:abc#npm:2.0.0',
          entry('./.yarn/unplugged/b/node_modules/@a/b/', { react: 'npm:18.2.0', peer: null }),
        ],
      ],
    ],
    ['ws', [...ws('7.0.0', {}), ...ws('8.0.0', { '@a/b': 'virtual:abc#npm:2.0.0' })]],
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
    'ws@7.0.0 false',
    'ws@7.0.0 false',
    'ws@8.0.0 false',
    'ws@8.0.0 false',
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
      '/app/package.json': JSON.stringify({
        dependencies: { react: '*', 'ws-old': '*' },
        devDependencies: { typescript: '*', '@a/b': '*', ws: '*' },
      }),
      '/app/.yarn/cache/ws-7.0.0.zip': 'x',
      '/app/.yarn/cache/ws-8.0.0.zip': 'x',
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
  // Under an alias, and through the path of a package with its peers.
  expect(ownerOf('/app/.yarn/cache/ws-7.0.0.zip')).toMatchObject({ version: '7.0.0', isDevelopment: false });
  expect(ownerOf('/app/.yarn/cache/ws-8.0.0.zip')).toMatchObject({ version: '8.0.0', isDevelopment: true });
  expect(ownerOf('/app/.yarn/unplugged/b/node_modules/@a/b/build/x.node')).toMatchObject({
    name: '@a/b',
    isDevelopment: true,
  });
});

test('all is needed where the project has no manifest', () => {
  const made = ledger([layer({ '/app/.pnp.data.json': TEXT })]);
  expect(made.packages.map(({ isDevelopment }) => isDevelopment)).toEqual(made.packages.map(() => false));
  expect(made.packages.map(({ name, version }) => `${name}@${version}`).sort()).toEqual([
    '@a/b@2.0.0',
    'loose-envify@1.4.0',
    'react@18.2.0',
    'typescript@5.4.0',
    'ws@7.0.0',
    'ws@8.0.0',
  ]);
});
