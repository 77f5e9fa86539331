import { expect, test } from '@jest/globals';
import { parseBitnamiDocument } from '../../src/packages/bitnami.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const document = (...locators: readonly string[]) =>
  JSON.stringify({
    spdxVersion: 'SPDX-2.3',
    packages: locators.map((referenceLocator) => ({
      name: 'x',
      externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator }],
    })),
  });
const REDIS = document('pkg:bitnami/redis@7.2.4-0?arch=amd64&distro=debian-12', 'pkg:golang/a@1');

test('a document names its component', () => {
  expect(parseBitnamiDocument(REDIS)).toEqual({ name: 'redis', version: '7.2.4-0' });
  for (const text of [
    '',
    '[]',
    '{"packages":3}',
    '{"packages":[3,{"externalRefs":[null]}]}',
    document('pkg:golang/a@1'),
  ])
    expect(parseBitnamiDocument(text)).toBeUndefined();
});

test('a component owns its directory, but for what a package manager knows of in it', () => {
  const made = ledger([
    layer({
      '/opt/bitnami/redis/bin/redis-server': 'x',
      '/opt/bitnami/redis/.spdx-redis.spdx': REDIS,
      '/opt/bitnami/redis/lib/node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
      '/opt/bitnami/scripts/run.sh': 'x',
    }),
  ]);
  const ownerOf = (path: string) => made.owner(rowOf(made, path))?.purl;
  expect(ownerOf('/opt/bitnami/redis/bin/redis-server')).toBe('pkg:bitnami/redis@7.2.4-0');
  expect(ownerOf('/opt/bitnami/redis/lib/node_modules/a/package.json')).toBe('pkg:npm/a@1.0.0');
  expect(ownerOf('/opt/bitnami/scripts/run.sh')).toBeUndefined();
});
