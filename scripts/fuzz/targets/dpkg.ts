import { parseDpkgStatus } from '../../../src/packages/dpkg-status.ts';
import { parseExtendedStates, parseFileList, parseMd5sums } from '../../../src/packages/dpkg.ts';
import { expectOwners } from '../owners.ts';

export function seeds(): readonly Uint8Array[] {
  const status =
    'Package: make\nStatus: install ok installed\nVersion: 4.3-1\nArchitecture: amd64\nSection: devel\nDepends: libc6 (>= 2.3) | x, y:any\nDescription: a\n tool\n\nPackage: libc6\nVersion: 2\nAuto-Installed: 1\n';
  const sums = `${'0'.repeat(32)}  usr/bin/make\n${'a'.repeat(32)} *./usr/x\n`;
  return [Buffer.from(status), Buffer.from('/.\n/usr\n/usr/bin/make\n'), Buffer.from(sums)];
}

export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  for (const parse of [parseDpkgStatus, parseExtendedStates, parseFileList, parseMd5sums]) parse(text);
  expectOwners({
    '/var/lib/dpkg/status': data,
    '/var/lib/dpkg/status.d/make': data,
    '/var/lib/dpkg/status.d/make.md5sums': data,
    '/var/lib/dpkg/info/make.list': data,
    '/var/lib/dpkg/info/libc6:amd64.md5sums': data,
    '/var/lib/apt/extended_states': data,
    '/etc/os-release': data,
  });
}
