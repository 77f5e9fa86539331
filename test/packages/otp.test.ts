import { expect, test } from '@jest/globals';
import { parseApplications } from '../../src/packages/otp.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const resource = (name: string, applications: string) =>
  `{application,${name},\n [{optional_applications,[x]},\n  {applications,${applications}},\n  {vsn,"1.4.1"}]}.\n`;

test('a resource file names the applications that are needed', () => {
  expect(parseApplications(resource('jason', "[kernel,\n stdlib, 'Elixir', kernel]"))).toEqual([
    'kernel',
    'stdlib',
    'Elixir',
  ]);
  for (const text of ['', '{applications,[', '{applications,[]}'])
    expect(parseApplications(text)).toEqual([]);
});

test('applications of a release own their directories, but for the one that it is started by', () => {
  const made = ledger([
    layer({
      '/app/bin/shop': '#!/bin/sh\n',
      '/app/lib/shop-0.1.0/ebin/shop.app': resource('shop', '[jason]'),
      '/app/lib/jason-1.4.1/ebin/jason.app': resource('jason', '[kernel]'),
      '/app/lib/jason-1.4.1/ebin/Elixir.Jason.beam': 'x',
      '/usr/local/lib/erlang/lib/kernel-9.2/ebin/kernel.app': resource('kernel', '[]'),
      '/app/lib/x-1/ebin/y.app': 'x',
    }),
  ]);
  const ownerOf = (path: string) => made.owner(rowOf(made, path))?.purl;
  expect(made.packages.map(({ purl }) => purl).sort()).toEqual(['pkg:otp/jason@1.4.1', 'pkg:otp/kernel@9.2']);
  expect(ownerOf('/app/lib/jason-1.4.1/ebin/Elixir.Jason.beam')).toBe('pkg:otp/jason@1.4.1');
  expect(ownerOf('/app/lib/shop-0.1.0/ebin/shop.app')).toBeUndefined();
});
