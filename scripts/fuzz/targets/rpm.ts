import { parseDnfHistory, parseDnfReasons } from '../../../src/packages/rpm/asked.ts';
import { parseRpmManifest } from '../../../src/packages/rpm-manifest.ts';
import { rpmBerkeleyDb, rpmNdb, rpmSqliteBytes } from '../../../test/helpers/rpm-database.ts';
import { expectOwners } from '../owners.ts';

export function seeds(): readonly Uint8Array[] {
  const packages = [
    { name: 'bash', epoch: 1, files: ['/usr/bin/bash'], requires: ['/bin/sh', '(a or b)'] },
    { name: 'make', files: [{ path: '/usr/bin/make', flags: 64 }, '/usr/x'] },
  ];
  return [
    rpmNdb(packages),
    rpmBerkeleyDb(packages),
    rpmBerkeleyDb(packages, false),
    rpmSqliteBytes(packages),
  ];
}

export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  parseDnfHistory(data);
  parseDnfReasons(text);
  parseRpmManifest(text);
  expectOwners({
    '/var/lib/rpm/rpmdb.sqlite': data,
    '/var/lib/dnf/history.sqlite': data,
    '/var/lib/rpmmanifest/container-manifest-2': data,
  });
}
