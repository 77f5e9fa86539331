import { describe, expect, test } from '@jest/globals';
import { isNpmPackage, parseNpmLock, parseNpmPackage } from '../../src/packages/npm.ts';
import { parseDistribution, parseRecord } from '../../src/packages/python.ts';
import { isPackageDatabase, packageDatabaseLimit } from '../../src/packages/databases.ts';

describe('npm', () => {
  test.each([
    ['/app/node_modules/left-pad/package.json', true],
    ['/app/node_modules/@babel/core/package.json', true],
    ['/app/node_modules/a/node_modules/b/package.json', true],
    ['/app/package.json', false],
    ['/app/node_modules/a/dist/esm/package.json', false],
    ['/app/node_modules/@babel/package.json', false],
  ])('knows whether %s is an installed package: %s', (path, expected) => {
    expect(isNpmPackage(path)).toBe(expected);
  });

  test.each([
    ['{"name":"@babel/core","version":"7.1.0"}', { namespace: '@babel', name: 'core', version: '7.1.0' }],
    ['{"version":3}', { name: 'left-pad', version: '' }],
    ['not json', { name: 'left-pad', version: '' }],
    ['[]', { name: 'left-pad', version: '' }],
    ['null', { name: 'left-pad', version: '' }],
    ['{"name":"a\\u0000b"}', undefined],
  ])('reads %s', (text, expected) => {
    expect(parseNpmPackage('/a/node_modules/left-pad/package.json', text)).toEqual(expected);
  });

  test('reads development flags, and nothing of a broken lock file', () => {
    const lock =
      '{"packages":{"node_modules/a":{"dev":true},"node_modules/b":{"devOptional":true},"node_modules/c":1}}';
    expect([...parseNpmLock(lock)]).toEqual([
      ['node_modules/a', true],
      ['node_modules/b', false],
    ]);
    expect(parseNpmLock('{"packages":7}').size).toBe(0);
  });
});

describe('python', () => {
  test.each([
    [
      '/s/Typing_Extensions-4.8.0.dist-info/METADATA',
      'Name: typing_extensions\nVersion: 4.8\n\nName: no',
      'typing-extensions',
      '4.8',
    ],
    ['/s/foo_bar-1.0.dist-info/RECORD', undefined, 'foo-bar', '1.0'],
    ['/s/foo-2.1-py3.11.egg-info', '', 'foo', '2.1'],
  ])('names the distribution of %s', (path, metadata, name, version) => {
    expect(parseDistribution(path, metadata)).toEqual({ name, version });
  });

  test('reads quoted and plain lines of a RECORD', () => {
    expect(parseRecord('a/b.py,sha256=x,3\r\n"c,""d"".py",,\n\n../../../bin/x,,\n')).toEqual([
      'a/b.py',
      'c,"d".py',
      '../../../bin/x',
    ]);
  });

  test.each(['a', '"'])('reads a RECORD of one line that a quote opens and %s goes on', (character) => {
    expect(parseRecord(`"${character.repeat(16_000_000)}`)).toEqual([]);
  });
});

test.each([
  ['/var/lib/dpkg/status', true],
  ['/var/lib/dpkg/status.d/bGliYzY=', true],
  ['/var/lib/dpkg/info/make.list', true],
  ['/var/lib/dpkg/info/make.postinst', false],
  ['/lib/apk/db/installed', true],
  ['/usr/lib/apk/db/installed', true],
  ['/x/foo-1.dist-info/RECORD', true],
  ['/app/package.json', false],
  ['/app/src/main.go', false],
])('knows whether %s is a package database: %s', (path, expected) => {
  expect(isPackageDatabase(path)).toBe(expected);
  expect(packageDatabaseLimit(path) > 0).toBe(expected);
});
