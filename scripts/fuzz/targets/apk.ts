import { parseApkInstalled, parseApkWorld } from '../../../src/packages/apk.ts';
import { expectOwners } from '../owners.ts';

export function seeds(): readonly Uint8Array[] {
  const text =
    'C:Q1x=\nP:musl\nV:1.2\nA:x86_64\np:so:libc.musl-x86_64.so.1=1\nF:lib\nR:ld-musl-x86_64.so.1\nZ:Q1\nF:usr/bin\nR:ldd\n\nP:busybox\nV:1\nD:so:libc.musl-x86_64.so.1 !conflict\nF:bin\nR:busybox\n\n';
  return [Buffer.from(text)];
}

export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  parseApkInstalled(text);
  parseApkWorld(text);
  expectOwners({ '/lib/apk/db/installed': data, '/etc/apk/world': data });
}
