import { describe, expect, test } from '@jest/globals';
import { openSync, readSync } from 'node:fs';
import fc from 'fast-check';
import { GateError } from '../../src/errors.ts';
import { MAX_ROOM_BYTES } from '../../src/files/content-room.ts';
import { decodeLayer, encodeLayer } from '../../src/layer-cache/record/layer-record.ts';
import type { RequiredContent, LayerTable } from '../../src/files/table/layer-table.ts';
import type { DerivedFiles } from '../../src/files/table/required-files.ts';
import { createPathTable, type PathTable } from '../../src/files/table/path-table.ts';
import {
  buildTables,
  layer,
  NOTHING_REQUIRED,
  opaque,
  rawLayer,
  whiteout,
  type LayerInput,
} from '../helpers/image-builder.ts';
import { rawEntry } from '../helpers/tar-builder.ts';

const NOTED: RequiredContent = { ...NOTHING_REQUIRED, contentSums: true, notedBlobBytes: 100 };

/** A real program's first bytes. */
const elf = new Uint8Array(64 * 1024);
readSync(openSync(process.execPath, 'r'), elf);

const lower = layer({
  '/usr/bin/tool': { content: elf, mode: 0o4755, owner: [1000, 3_000_000_000] },
  '/usr/bin/same': { hardlink: '/usr/bin/tool' },
  '/bin/script': '#!/usr/bin/env python3\nprint(1)\n',
  '/bin/sh': { symlink: '../usr/bin/tool' },
  '/etc/conf': 'a = 1\n',
  '/empty': '',
  '/dev/null': { device: 'character' },
  '/run/pipe': { fifo: true },
  '/caf\u00e9/\udcff': 'bytes that are no text',
});
const upper = layer(
  { '/etc/conf': 'a = 2\n' },
  whiteout('/bin/script'),
  { '/etc/new': 'x', '/etc/link': { hardlink: '/usr/share/there' } },
  opaque('/usr'),
  { '/z': '1', '/.wh..wh.plnk/1.2': '' },
  whiteout('/later'),
);
const layers = [lower, upper, layer({})];

/** All that a table has, and all nodes of its paths, in their order. */
function dump(table: LayerTable): unknown {
  const { paths, rowCount, whiteouts, opaqueDirectories, factRows, diffID, contentSumKind } = table;
  const rows = Array.from({ length: rowCount }, (_, row) => ({
    path: paths.path(table.node(row)),
    node: table.node(row),
    type: table.type(row),
    size: table.size(row),
    mode: table.mode(row),
    owner: [table.uid(row), table.gid(row)],
    target: table.linkTarget(row),
    sum: table.contentSum(row),
    facts: table.facts(row),
  }));
  const nodes = Array.from({ length: paths.size }, (_, node) => paths.path(node));
  return { rows, nodes, whiteouts, opaqueDirectories, factRows, diffID, contentSumKind };
}

/** Tables of the layers as a later run has them, from the records that an earlier one made. */
function restore(
  inputs: readonly LayerInput[],
  { earlier, later }: { readonly earlier: RequiredContent; readonly later: RequiredContent },
  paths: PathTable = createPathTable(),
): (LayerTable | undefined)[] {
  const before = createPathTable();
  before.intern('/zz/of/another/image');
  return buildTables(inputs, earlier, before).map((table) =>
    decodeLayer(recordOf(table), { paths, required: later, diffID: table.diffID }),
  );
}

function recordOf(table: LayerTable): Uint8Array {
  if (table.notes === undefined) throw new Error('no notes were taken');
  return encodeLayer(table, table.notes);
}

/** What `layer` does not write: a directory in the place of its whiteout, a device that is one, entries behind a link. */
const odd = rawLayer(
  rawEntry({ path: '.wh.etc' }),
  rawEntry({ path: 'etc/', type: '5' }),
  rawEntry({ path: 'etc/.wh.conf' }),
  rawEntry({ path: 'usr/null', type: '3', device: [0, 0] }),
  rawEntry({ path: 'l', type: '2', linkTarget: 'd' }),
  rawEntry({ path: 'l/x', content: 'x' }),
  rawEntry({ path: 'l/.wh.y' }),
  rawEntry({ path: 'z', type: '1', linkTarget: 'l/x' }),
);

test('the record of an odd layer removes and places what the layer does', () => {
  const named = (table: LayerTable): unknown => [
    table.whiteouts.map((node) => table.paths.path(node)),
    Array.from({ length: table.rowCount }, (_, row) => [
      table.paths.path(table.node(row)),
      table.linkTarget(row),
    ]),
  ];
  const [read] = buildTables([odd], NOTED);
  const [restored] = restore([odd], { earlier: NOTED, later: NOTHING_REQUIRED });
  expect(named(read!)).toEqual([
    ['/etc/conf', '/usr/null', '/d/y'],
    [
      ['/etc', undefined],
      ['/l', 'd'],
      ['/d/x', undefined],
      ['/z', '/d/x'],
    ],
  ]);
  expect(named(restored!)).toEqual(named(read!));
});

const wanted = (path: string): boolean => path.startsWith('/etc/');

describe('a layer record', () => {
  test.each<[string, RequiredContent, RequiredContent]>([
    ['nothing is required', NOTED, NOTHING_REQUIRED],
    [
      'another repository has files of other sizes',
      NOTED,
      { ...NOTHING_REQUIRED, gitBlobSizes: new Set([6, 33]) },
    ],
    [
      'contents are required',
      { ...NOTED, wantsContent: wanted },
      { ...NOTHING_REQUIRED, wantsContent: wanted },
    ],
    ['fewer contents are required than before', { ...NOTED, wantsContent: () => true }, NOTHING_REQUIRED],
    ['sums are required', NOTED, { ...NOTHING_REQUIRED, contentSums: true }],
    [
      'a large file is as large as it was',
      { ...NOTED, gitBlobSizes: new Set([elf.length]) },
      { ...NOTHING_REQUIRED, gitBlobSizes: new Set([elf.length]) },
    ],
  ])('gives the table that reading gives where %s', (_title, earlier, later) => {
    const read = buildTables(layers, later).map(dump);
    const restored = restore(layers, { earlier, later }).map((table) => table && dump(table));
    expect(restored.at(-1)).toEqual(read.at(-1));
    const alone = layers.map((one) => dump(buildTables([one], later)[0]!));
    const restoredAlone = layers.map((one) => dump(restore([one], { earlier, later })[0]!));
    expect(restoredAlone).toEqual(alone);
  });

  test('keeps of contents that are wanted if there is room what reading keeps', () => {
    const half = new Uint8Array(MAX_ROOM_BYTES / 2);
    const one = layer({ '/a': half, '/b': half, '/c': 'x' });
    const required: RequiredContent = { ...NOTHING_REQUIRED, wantsContent: () => 'if-room' };
    const [read] = buildTables([one], required);
    const [restored] = restore([one], { earlier: { ...NOTED, ...required }, later: required });
    const kept = (table: LayerTable | undefined) =>
      [0, 1, 2].map((row) => table?.facts(row)?.content?.length);
    expect(kept(read)).toEqual([half.length, undefined, 1]);
    expect(kept(restored)).toEqual(kept(read));
  });

  test.each<[string, RequiredContent]>([
    ['a content', { ...NOTHING_REQUIRED, wantsContent: wanted }],
    [
      'the blob id of a file past the noted size',
      { ...NOTHING_REQUIRED, gitBlobSizes: new Set([elf.length]) },
    ],
  ])('gives no table where it lacks %s, and leaves the paths alone', (_title, later) => {
    const paths = createPathTable();
    expect(restore([lower], { earlier: NOTED, later }, paths)).toEqual([undefined]);
    expect(paths.size).toBe(1);
  });

  describe('what scans derived', () => {
    const scan = (id: string, version: number, wants: (path: string) => boolean): DerivedFiles => ({
      ...{ id, version, keeps: 'derived', maxBytes: 100, wants },
      open: ({ size }) => ({ write: () => undefined, finish: () => `${id} ${version} of ${size} bytes` }),
    });
    const derivedIn = (table: LayerTable) =>
      table.factRows.flatMap((row) => {
        const derived = table.facts(row)?.derived;
        return derived === undefined ? [] : [derived];
      });
    const NEW = scan('etc', 2, wanted);
    const SCRIPT = scan('script', 1, (path) => path === '/bin/script');
    const earlier = { ...NOTED, derived: [scan('etc', 1, wanted), SCRIPT] };

    test('is what reading derives, of the scans that this run has', () => {
      const later = { ...NOTHING_REQUIRED, derived: [SCRIPT] };
      const [restored] = restore([lower], { earlier, later });
      expect(dump(restored!)).toEqual(dump(buildTables([lower], later)[0]!));
      expect(derivedIn(restored!)).toEqual([{ script: 'script 1 of 32 bytes' }]);
    });

    test('is read anew by a scan of another version, where it wants a file, and stays where it wants none', () => {
      const later = { ...NOTHING_REQUIRED, derived: [NEW, SCRIPT] };
      const script = layer({ '/bin/script': 'echo 1', '/a': 'x' });
      const [withFile, without] = restore([lower, script], { earlier, later });
      expect(withFile).toBeUndefined();
      expect(derivedIn(without!)).toEqual([{ script: 'script 1 of 6 bytes' }]);
    });

    test('of a version that this run does not have is left out', () => {
      const changed = scan('etc', 2, (path) => path === '/nowhere');
      const [restored] = restore([upper], { earlier, later: { ...NOTHING_REQUIRED, derived: [changed] } });
      expect(restored!.factRows).toEqual([]);
    });
  });

  test('is the same for the same layer, whatever was read before it', () => {
    const [one] = buildTables([lower], NOTED);
    const [, other] = buildTables([upper, lower], NOTED);
    expect(recordOf(other!)).toEqual(recordOf(one!));
  });

  test('that was changed or cut is refused, or is a table like any other', () => {
    const records = buildTables(layers, { ...NOTED, wantsContent: wanted }).map(recordOf);
    const change = fc.record({
      record: fc.constantFrom(...records),
      at: fc.nat(),
      byte: fc.nat(255),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const record = changes.reduce((bytes, { at, byte, cut }) => {
          if (bytes.length === 0) return bytes;
          const place = at % bytes.length;
          return cut && byte % 8 === 0 ? bytes.slice(0, place) : bytes.with(place, byte);
        }, changes[0]!.record);
        expect(outcomeOf(record)).toMatch(/table|refused|uncovered/);
      }),
      { numRuns: 1000 },
    );
  });

  test('of random bytes is refused, or is a table like any other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400, max: 40 }), (record) => {
        expect(outcomeOf(record)).toMatch(/table|refused|uncovered/);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Other errors than those of a damaged record are thrown on. */
function outcomeOf(record: Uint8Array): string {
  const paths = createPathTable();
  try {
    const diffID = buildTables([layer({})])[0]!.diffID;
    const table = decodeLayer(record, { paths, required: NOTHING_REQUIRED, diffID });
    if (table === undefined) return 'uncovered';
    dump(table);
    return 'table';
  } catch (error) {
    expect(paths.size).toBe(1);
    if (error instanceof RangeError || error instanceof GateError) return 'refused';
    throw error;
  }
}
