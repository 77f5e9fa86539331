import { describe, expect, test } from '@jest/globals';
import { comparePlaces } from '../../src/compare/changed-places.ts';
import { compareRequests as findRequests } from '../../src/compare/requested-changes.ts';
import type { RequestedChanges } from '../../src/compare/requested.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { requestLines } from '../../src/report/request-wording.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { dpkg, instruction, ledger } from '../ledger/ledger-builder.ts';

const STATES = '/var/lib/apt/extended_states';
const automatic = (...names: readonly string[]) => ({
  [STATES]: names.map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`).join('\n'),
});

const content = (bytes: number) => 'x'.repeat(bytes);
const libc6 = { files: ['/usr/lib/libc.so'] };
const pq = {
  libc6,
  'libpq-dev': { files: ['/usr/include/pq.h'], depends: 'libpq5, libssl-dev' },
  libpq5: { files: ['/usr/lib/libpq.so'] },
  'libssl-dev': { files: ['/usr/include/ssl.h'] },
};
const base = layer(dpkg({ libc6 }), { '/usr/lib/libc.so': content(500) });
const installed = layer(dpkg(pq), automatic('libpq5', 'libssl-dev'), {
  '/usr/include/pq.h': content(100),
  '/usr/lib/libpq.so': content(30),
  '/usr/include/ssl.h': content(7000),
});

function compareRequests(before: Ledger, after: Ledger): RequestedChanges {
  const found = findRequests(before, after);
  if (found === null) throw new Error('no package changed');
  return found;
}

/** Bytes that both sides say of the change. */
function sums(before: Ledger, after: Ledger) {
  const { requests, others, unowned } = compareRequests(before, after);
  const all = [...requests, others, unowned].reduce((sum, { delta }) => sum + delta, 0);
  return [all, after.catalog.contentBytes - before.catalog.contentBytes] as const;
}

describe('packages by what asked for them', () => {
  const [before, after] = [ledger([base], { base: 1 }), ledger([base, installed], { base: 1 })];

  test('stand under the package that an instruction asked for, with what came along, the largest first', () => {
    expect(compareRequests(before, after).requests).toMatchObject([
      {
        kind: 'package',
        name: 'libpq-dev',
        instruction: { line: 10 },
        gone: false,
        own: {
          key: 'pkg:deb/debian/libpq-dev',
          baseline: 0,
          candidate: 100,
          versions: { candidate: ['1.0-1'] },
        },
        along: [
          { name: 'libssl-dev', delta: 7000 },
          { name: 'libpq5', delta: 30 },
        ],
        alongOmitted: 0,
        delta: 7130,
      },
    ]);
  });

  test('are what the baseline asked for where they are gone, and add up to the change', () => {
    const { requests, unowned } = compareRequests(after, before);
    expect(requests).toMatchObject([{ name: 'libpq-dev', gone: true, own: { candidate: 0 }, delta: -7130 }]);
    expect(unowned.delta).toBeLessThan(0);
    for (const [all, change] of [sums(before, after), sums(after, before)]) expect(all).toBe(change);
  });

  test('are the base image’s where it brought them, and an instruction’s where nobody asked', () => {
    const moved = ledger([layer(dpkg({ libc6 }), { '/usr/lib/libc.so': content(900) })], { base: 1 });
    expect(compareRequests(before, moved).requests).toMatchObject([
      { kind: 'base', name: null, instruction: { keyword: 'FROM' }, along: [{ name: 'libc6', delta: 400 }] },
    ]);
    const newer = dpkg({ libc6 });
    const upgrade = Object.fromEntries(
      Object.entries(newer).map(([path, text]) => [path, text.replace('1.0-1', '2.0-1')]),
    );
    const upgraded = ledger(
      [base, layer(upgrade, automatic('libc6'), { '/usr/lib/libc.so': content(800) })],
      {
        base: 1,
      },
    );
    expect(compareRequests(before, upgraded).requests).toMatchObject([
      { kind: 'instruction', name: null, instruction: { line: 10 }, along: [{ name: 'libc6' }] },
    ]);
    expect(sums(before, upgraded)[0]).toBe(sums(before, upgraded)[1]);
  });

  test('go by whether their metapackage is gone, which has no bytes of its own', () => {
    const withMeta = (...files: readonly [FileInputs, ...FileInputs[]]) =>
      ledger([base, layer(...files)], { base: 1 });
    const go = { 'golang-go': { files: ['/usr/lib/go'] } };
    const meta = { golang: { files: ['/usr/share/doc/golang'], depends: 'golang-go' } };
    const full = withMeta(dpkg({ libc6, ...meta, ...go }), automatic('golang-go'), {
      '/usr/lib/go': content(4000),
    });
    const bare = ledger([base], { base: 1 });
    const slim = withMeta(dpkg({ libc6, ...meta }));
    const wordsOf = (one: Ledger, other: Ledger) => requestLines(compareRequests(one, other), 1)[0]?.words;
    expect(wordsOf(bare, full)).toBe(
      '`golang`, asked for by `Dockerfile:10`; 1 package came along: `golang-go` +4.0 kB',
    );
    expect(wordsOf(full, bare)).toBe(
      '`golang`, no longer asked for; 1 package went with it: `golang-go` −4.0 kB',
    );
    expect(wordsOf(full, slim)).toBe(
      '`golang`, asked for by `Dockerfile:10`; 1 package changed with it: `golang-go` −4.0 kB',
    );
  });

  test('are bounded, and what is left out is counted', () => {
    const names = Array.from({ length: 40 }, (_, index) => `tool-${String(index).padStart(2, '0')}`);
    const files = Object.fromEntries(
      names.map((name, index): [string, string] => [`/opt/${name}`, content(1000 + index)]),
    );
    const many = ledger(
      [
        base,
        layer(
          dpkg({ libc6, ...Object.fromEntries(names.map((name) => [name, { files: [`/opt/${name}`] }])) }),
          files,
        ),
      ],
      { base: 1 },
    );
    const { requests, others } = compareRequests(before, many);
    expect(requests.map(({ name }) => name)).toEqual(names.toReversed().slice(0, 30));
    expect(others).toMatchObject({ requests: 10, packages: 10, delta: 10 * 1000 + 45 });
    expect(sums(before, many)[0]).toBe(sums(before, many)[1]);
  });

  test('are nothing where no package changed', () => {
    const other = ledger([base, layer({ '/srv/x': 'y' })], { base: 1 });
    expect(findRequests(before, other)).toBeNull();
  });

  test('read as a sentence each', () => {
    const words = (one: Ledger, other: Ledger) =>
      requestLines(compareRequests(one, other), 1).map((line) => line.words);
    expect(words(before, after)).toEqual([
      '`libpq-dev` 1.0-1, asked for by `Dockerfile:10`; 2 packages came along: `libssl-dev` +7.0 kB and 1 more',
      'files of no package',
    ]);
    expect(words(after, before)[0]).toBe(
      '`libpq-dev` 1.0-1, no longer asked for; 2 packages went with it: `libssl-dev` −7.0 kB and 1 more',
    );
  });
});

describe('places of the change', () => {
  const paths = createPathTable();
  const made = (files: FileInputs) =>
    ledger([layer(files)], { paths, origins: [{ kind: 'instruction', instruction: instruction(10) }] });
  const hash = (index: number) => index.toString(16).padStart(40, 'a1');
  const cache = Object.fromEntries(
    Array.from({ length: 60 }, (_, index): [string, string] => [
      `/app/node_modules/.cache/webpack/${index % 10}${index % 7}/${hash(index)}.bin`,
      content(100),
    ]),
  );
  const [before, after] = [
    made({ '/etc/a': content(10), '/srv/big': content(3000) }),
    made({ '/etc/a': content(12), '/srv/big': content(1000), ...cache }),
  ];

  test('are directories and not the files in them that go by a digest, and add up', () => {
    const places = comparePlaces(before, after);
    expect(places).toEqual([
      {
        path: '/app/node_modules/.cache/webpack',
        kind: 'directory',
        ...{ files: 60, baseline: 0, candidate: 6000, delta: 6000 },
      },
      { path: '/srv/big', kind: 'file', files: 1, baseline: 3000, candidate: 1000, delta: -2000 },
      { path: '/etc/a', kind: 'file', files: 1, baseline: 10, candidate: 12, delta: 2 },
    ]);
    expect(places.reduce((sum, { delta }) => sum + (delta ?? 0), 0)).toBe(
      after.catalog.contentBytes - before.catalog.contentBytes,
    );
  });

  test('are where the content is without a baseline', () => {
    expect(comparePlaces(null, after)).toMatchObject([
      { path: '/app/node_modules/.cache/webpack', baseline: null, candidate: 6000, delta: null },
      { path: '/srv/big', baseline: null, candidate: 1000 },
      { path: '/etc/a', candidate: 12 },
    ]);
  });
});
