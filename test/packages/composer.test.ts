import { describe, expect, test } from '@jest/globals';
import { parseInstalledJson } from '../../src/packages/composer.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

/** As Composer 2.5 writes it. */
const INSTALLED = JSON.stringify({
  packages: [
    { name: 'me/dev', version: '2.0.0', type: 'library', 'install-path': '../me/dev' },
    {
      name: 'me/lib',
      version: '1.4.0',
      require: { 'ext-json': '*', php: '>=7', 'psr/log': '^3' },
      'install-path': '../me/lib',
    },
  ],
  dev: true,
  'dev-package-names': ['me/dev'],
});

describe('installed.json', () => {
  test('names packages, what they need, and which are for development', () => {
    expect(parseInstalledJson(INSTALLED)).toEqual([
      {
        namespace: 'me',
        name: 'dev',
        version: '2.0.0',
        directory: 'me/dev',
        depends: [],
        isDevelopment: true,
      },
      {
        namespace: 'me',
        name: 'lib',
        version: '1.4.0',
        directory: 'me/lib',
        depends: ['psr/log'],
        isDevelopment: false,
      },
    ]);
  });

  test('of Composer 1 is a list, and does not tell which are for development', () => {
    expect(parseInstalledJson('[{"name":"a/b","version":"v1.0"}]')).toEqual([
      { namespace: 'a', name: 'b', version: 'v1.0', directory: 'a/b', depends: [] },
    ]);
  });

  test.each([
    '',
    'null',
    '{"packages":{}}',
    '[7,null,"x",{"name":7},{"name":"no-vendor"},{"name":"a/b/c"},{"name":"../x"},{"name":"a/\u0007"}]',
  ])('of nonsense has nothing: %s', (text) => {
    expect(parseInstalledJson(text)).toEqual([]);
  });

  test('leads to no directory elsewhere', () => {
    const text = JSON.stringify([{ name: 'a/b', version: '1', 'install-path': '../../../etc' }]);
    expect(parseInstalledJson(text)).toMatchObject([{ directory: 'a/b' }]);
  });
});

describe('Composer', () => {
  const image = ledger([
    layer({
      '/app/vendor/composer/installed.json': INSTALLED,
      '/app/vendor/composer/ClassLoader.php': 'x',
      '/app/vendor/me/lib/src/a.php': 'x',
      '/app/vendor/me/dev/src/b.php': 'x',
      '/app/src/c.php': 'x',
    }),
  ]);
  test.each([
    ['/app/vendor/me/lib/src/a.php', { purl: 'pkg:composer/me/lib@1.4.0', isDevelopment: false }],
    ['/app/vendor/me/dev/src/b.php', { purl: 'pkg:composer/me/dev@2.0.0', isDevelopment: true }],
  ])('owns %s', (path, expected) => {
    expect(image.owner(rowOf(image, path))).toMatchObject(expected);
  });

  test.each(['/app/src/c.php', '/app/vendor/composer/ClassLoader.php'])('does not own %s', (path) => {
    expect(image.owner(rowOf(image, path))).toBeUndefined();
  });
});
