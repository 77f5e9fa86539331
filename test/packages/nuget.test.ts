import { expect, test } from '@jest/globals';
import { parseDepsJson } from '../../src/packages/nuget.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const DEPS = JSON.stringify({
  runtimeTarget: { name: '.NETCoreApp,Version=v8.0' },
  targets: {
    '.NETCoreApp,Version=v8.0': {
      'app/1.0.0': { dependencies: { Npgsql: '8.0.1' }, runtime: { 'app.dll': {} } },
      'Npgsql/8.0.1': {
        dependencies: { 'System.Text.Json': '8.0.0' },
        runtime: { 'lib/net8.0/Npgsql.dll': { assemblyVersion: '8.0.1.0' } },
        resources: { 'lib/net8.0/de/Npgsql.resources.dll': { locale: 'de' } },
        runtimeTargets: { 'runtimes/linux-x64/native/libx.so': { rid: 'linux-x64', assetType: 'native' } },
      },
      'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { native: { 'libcoreclr.so': {} } },
    },
  },
  libraries: {
    'app/1.0.0': { type: 'project', serviceable: false, sha512: '' },
    'Npgsql/8.0.1': { type: 'package', serviceable: true, sha512: 'x' },
    'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { type: 'runtimepack' },
  },
});

test('a list of dependencies names packages and their files as they are published', () => {
  expect(parseDepsJson(DEPS)).toEqual([
    {
      name: 'Npgsql',
      version: '8.0.1',
      depends: ['System.Text.Json'],
      files: ['Npgsql.dll', 'de/Npgsql.resources.dll', 'runtimes/linux-x64/native/libx.so'],
    },
    {
      name: 'Microsoft.NETCore.App.Runtime.linux-x64',
      version: '8.0.1',
      depends: [],
      files: ['libcoreclr.so'],
    },
  ]);
  for (const text of ['', '[]', '{"libraries":3}', '{"libraries":{"a/1":null,"b":{"type":"package"}}}'])
    expect(parseDepsJson(text)).toEqual([]);
});

test('packages own their assemblies, and the program is nobody’s', () => {
  const made = ledger([layer({ '/app/app.deps.json': DEPS, '/app/app.dll': 'x', '/app/Npgsql.dll': 'x' })]);
  expect(made.owner(rowOf(made, '/app/Npgsql.dll'))?.purl).toBe('pkg:nuget/Npgsql@8.0.1');
  expect(made.owner(rowOf(made, '/app/app.dll'))).toBeUndefined();
});
