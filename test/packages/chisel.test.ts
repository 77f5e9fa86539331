import { expect, test } from '@jest/globals';
import { zstdCompressSync } from 'node:zlib';
import { parseChiselManifest } from '../../src/packages/chisel.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const MANIFEST = '/var/lib/chisel/manifest.wall';
const LINES = [
  { jsonwall: '1.0', schema: '1.0', count: 7 },
  { kind: 'content', slice: 'libc6_libs', path: '/usr/lib/x86_64-linux-gnu/libc.so.6' },
  { kind: 'package', name: 'libc6', version: '2.39-0ubuntu8.4', sha256: 'x', arch: 'amd64' },
  { kind: 'package', name: 'openssl', version: '3.0.13-0ubuntu3', sha256: 'x', arch: 'amd64' },
  { kind: 'path', path: '/usr/lib/', mode: '0755', slices: ['libc6_libs', 'openssl_bins'] },
  {
    kind: 'path',
    path: '/usr/lib/x86_64-linux-gnu/libc.so.6',
    mode: '0755',
    slices: ['libc6_libs'],
    sha256: 'x',
  },
  { kind: 'path', path: '/usr/bin/openssl', mode: '0755', slices: ['openssl_bins'], sha256: 'x' },
  { kind: 'slice', name: 'libc6_libs' },
];
const TEXT = LINES.map((line) => JSON.stringify(line)).join('\n');

test('a manifest names packages and their files', () => {
  expect(parseChiselManifest(`${TEXT}\nnonsense\n{"kind":"package","name":"a b","version":"1"}\n`)).toEqual([
    {
      name: 'libc6',
      version: '2.39-0ubuntu8.4',
      architecture: 'amd64',
      files: ['/usr/lib/x86_64-linux-gnu/libc.so.6'],
    },
    { name: 'openssl', version: '3.0.13-0ubuntu3', architecture: 'amd64', files: ['/usr/bin/openssl'] },
  ]);
});

test('packages of a chiselled image own their files', () => {
  const made = ledger([
    layer({
      '/etc/os-release': 'ID=ubuntu\n',
      '/usr/bin/openssl': 'x',
      '/app': 'y',
      [MANIFEST]: zstdCompressSync(TEXT),
    }),
  ]);
  expect(made.owner(rowOf(made, '/usr/bin/openssl'))?.purl).toBe(
    'pkg:deb/ubuntu/openssl@3.0.13-0ubuntu3?arch=amd64',
  );
  expect(made.owner(rowOf(made, '/app'))).toBeUndefined();
  expect(made.damagedDatabases).toEqual([]);
});

test.each([
  ['is cut off', zstdCompressSync(TEXT).subarray(0, 40)],
  ['is none', Buffer.from('x')],
  ['unpacks to far more than a manifest takes', zstdCompressSync(Buffer.alloc(49 * 1024 * 1024))],
])('a manifest that %s is named', (_what, bytes) => {
  expect(ledger([layer({ [MANIFEST]: bytes })]).damagedDatabases).toEqual([MANIFEST]);
});
