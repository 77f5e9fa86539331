import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { PackageDatabase, RequestFile, RequestFolder } from '../../src/packages/database.ts';
import {
  DATABASES,
  isOfKind,
  isPackageDatabase,
  packageDatabaseLimit,
} from '../../src/packages/databases.ts';

/** A path of each kind of file of each database, in the order of its list: what the table of the docs stands for. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  dpkg: ['/var/lib/dpkg/status', '/var/lib/dpkg/info/libc6:amd64.list'],
  'dpkg status.d': ['/var/lib/dpkg/status.d/base'],
  apk: ['/lib/apk/db/installed'],
  RPM: [
    ...['/var/lib/rpm/rpmdb.sqlite', '/usr/lib/sysimage/rpm/Packages.db', '/usr/share/rpm/Packages'],
    '/var/lib/rpm/rpmdb.sqlite-wal',
  ],
  'RPM manifest': ['/var/lib/rpmmanifest/container-manifest-2'],
  Chisel: ['/var/lib/chisel/manifest.wall'],
  Bitnami: ['/opt/bitnami/redis/.spdx-redis.spdx'],
  Conda: ['/opt/conda/conda-meta/numpy-1.26.4-py312_0.json'],
  '.NET': ['/app/app.deps.json'],
  'Java archives': ['/app/lib/commons-io-2.11.0.jar'],
  'Go programs': ['/usr/bin/app'],
  'Rust programs': ['/usr/bin/app'],
  'Erlang/OTP': ['/app/lib/jason-1.4.1/ebin/jason.app'],
  "Yarn Plug'n'Play": ['/app/.pnp.cjs', '/app/.pnp.data.json'],
  npm: ['/app/node_modules/@a/b/package.json', '/app/node_modules/.package-lock.json'],
  'Python distributions': [
    '/x/site-packages/a-1.0.dist-info/RECORD',
    '/x/site-packages/a-1.0.dist-info/METADATA',
    '/x/site-packages/a-1.0.egg-info/PKG-INFO',
    '/x/site-packages/a-1.0.egg-info/installed-files.txt',
    '/x/site-packages/a-1.0.dist-info/INSTALLER',
    '/x/site-packages/a-1.0.egg-info',
  ],
  gems: ['/x/specifications/a-1.0.gemspec', '/x/extensions/x86_64-linux/3.1.0/a-1.0/gem_make.out'],
  Composer: ['/app/vendor/composer/installed.json'],
};

const each = DATABASES.map((database): readonly [string, PackageDatabase] => [database.name, database]);

describe.each(each)('%s', (name, database) => {
  const paths = PATHS[name] ?? [];

  test('wants its files, each kind bounded, and finds them by what they start or end with', () => {
    const { scanned } = database;
    const others = database.textOf === undefined ? 0 : 1;
    expect(paths).toHaveLength(database.files.length + others);
    if (scanned !== undefined) {
      expect(scanned.wants(paths.at(-1) ?? '', 1024 * 1024)).toBe(true);
      expect(scanned.wants(`/srv${paths.at(-1) ?? ''}.bak`, 1)).toBe(false);
      expect(scanned.maxBytes).toBeLessThanOrEqual(64 * 1024 * 1024);
    }
    database.files.forEach((kind, index) => {
      const path = paths[index] ?? '';
      expect(kind.start ?? kind.end).toEqual(expect.stringMatching(/./));
      expect(isOfKind(kind, path)).toBe(true);
      expect(packageDatabaseLimit(path)).toBe(kind.maxBytes);
      expect(kind.maxBytes).toBeLessThanOrEqual(64 * 1024 * 1024);
      expect(isOfKind(kind, `/srv${path}.bak`)).toBe(false);
    });
  });

  test('reads nothing out of nonsense, and throws at nothing', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('', '\n', '{}', '[]', ',', 'single\na:b:1\n:c:', 'bundle\n\na:b', 'mod a v1\ndep / v'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), texts)), (files) => {
        const reader = database.open({ catalog: catalogLayers([]), distribution: undefined });
        const written = files.map(([path, text]) => ({ path, text, bytes: Buffer.from(text) }));
        for (const layer of [written, written.toReversed()]) {
          if (layer.length === 0) continue;
          const { installed = [], registrations } = reader.read(layer);
          const registered = [...registrations].map((one) => one.package);
          for (const pkg of [...installed, ...registered]) {
            expect(pkg.type).toBe(database.type);
            expect(pkg.purl).toMatch(new RegExp(`^pkg:${database.type}/`));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('has its row in docs/report.md', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../docs/report.md'), 'utf8');
    expect(docs).toContain(`| ${name} | \`pkg:${database.type}/\` |`);
  });
});

const YUM = `/var/lib/yum/yumdb/b/${'0'.repeat(40)}-bash-4.2.46-35.el7-x86_64/reason`;
const asked = DATABASES.flatMap(({ name, requests = [] }) =>
  requests.map((file): readonly [string, string, RequestFile | RequestFolder] => [
    name,
    file.path ?? YUM,
    file,
  ]),
);

test.each(asked)('%s wants the file that says who asked for a package: %s', (_name, path, requests) => {
  expect(isOfKind(requests, path)).toBe(true);
  expect(packageDatabaseLimit(path)).toBe(requests.maxBytes);
  for (const text of ['', '\n\n', '[packages]', 'SQLite format 3\0']) {
    const read =
      requests.path === undefined
        ? requests.read([{ path, text }])
        : requests.read({ text, bytes: Buffer.from(text), log: Buffer.from(text) });
    expect(['boolean', 'undefined']).toContain(typeof read?.('a'));
  }
});

test('most paths are no database', () => {
  for (const path of [
    '/',
    '/app/package.json',
    '/etc/passwd',
    '/var/lib/dpkg/lock',
    '/app/RECORD',
    '/x.egg-infos',
  ])
    expect(isPackageDatabase(path)).toBe(false);
});
