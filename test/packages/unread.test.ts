import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { UNREAD_SYSTEMS, unreadDatabases, unreadSystems } from '../../src/packages/unread.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { dpkg, ledger } from '../ledger/ledger-builder.ts';

function seen(...layers: readonly FileInputs[]): readonly string[] {
  const made = ledger(layers.map((files) => layer(files)));
  return unreadSystems(made.catalog, (row) => made.ownerIndex(row));
}

describe('package systems that are seen and not read', () => {
  test.each([
    ['pacman', '/var/lib/pacman/local/bash-5.2-1/desc'],
    ['opkg', '/usr/lib/opkg/status'],
    ['Portage', '/var/db/pkg/app-shells/bash-5.2/CONTENTS'],
    ['Nix', '/nix/var/nix/db/db.sqlite'],
    ['Go modules', '/app/vendor/modules.txt'],
    ['Go modules', '/go/src/github.com/me/app/vendor/modules.txt'],
  ])('%s by %s', (name, path) => {
    expect(seen({ [path]: 'x' })).toEqual([name]);
  });

  test.each([
    '/app/server',
    '/var/lib/rpm/.rpm.lock',
    '/var/lib/rpm/rpmdb.sqlite',
    '/app/Packages',
    '/app/rack.gemspec',
    '/app/vendor/composer/installed.json',
    '/usr/local/bundle/specifications/rack-3.1.7.gemspec',
    '/opt/java/openjdk/lib/jrt-fs.jar',
    '/usr/lib/jvm/java-8-openjdk/jre/lib/rt.jar',
    '/app/history',
    '/app/x.tar',
    '/root/go/bin/tool',
    '/usr/local/go/src/vendor/modules.txt',
    '/usr/local/go/src/cmd/vendor/modules.txt',
    '/usr/share/go-1.24/src/vendor/modules.txt',
  ])('none by %s', (path) => {
    expect(seen({ [path]: 'x' })).toEqual([]);
  });

  test('are told once each, in the order of the documentation', () => {
    const files = { '/nix/var/nix/db/db.sqlite': 'x', '/app/vendor/modules.txt': 'x' };
    expect(seen(files)).toEqual(['Nix', 'Go modules']);
  });

  test('are none where what is read owns the files, or a later layer removed them', () => {
    expect(seen(dpkg({ x: { files: ['/usr/share/java/x.jar'] } }), { '/usr/share/java/x.jar': 'x' })).toEqual(
      [],
    );
    expect(seen({ '/app/x.jar': 'x' }, whiteout('/app/x.jar'))).toEqual([]);
  });

  test('are all in the documentation', () => {
    const docs = readFileSync('docs/report.md', 'utf8').replace(/\s+/g, ' ');
    for (const { name } of UNREAD_SYSTEMS) expect(docs).toContain(name);
  });
});

describe('package databases that nobody could read', () => {
  const unread = (files: FileInputs) => unreadDatabases(ledger([layer(files)]).catalog);

  test('are those that are too large, and those of RPM that are empty', () => {
    const large = Buffer.alloc(65 * 1024 * 1024);
    expect(unread({ '/var/lib/rpm/rpmdb.sqlite': large })).toEqual(['/var/lib/rpm/rpmdb.sqlite']);
    expect(unread({ '/var/lib/dpkg/status': large })).toEqual(['/var/lib/dpkg/status']);
    expect(unread({ '/usr/lib/sysimage/rpm/Packages.db': '' })).toEqual([
      '/usr/lib/sysimage/rpm/Packages.db',
    ]);
  });

  test('are none of dpkg that is empty, and no other file of the name', () => {
    expect(unread({ '/var/lib/dpkg/status': '', '/app/rpm/Packages': '', '/app/status': 'x' })).toEqual([]);
  });
});
