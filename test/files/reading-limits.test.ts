import { describe, expect, test } from '@jest/globals';
import { MAX_DERIVED_BYTES } from '../../src/files/table/required-files.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateError } from '../../src/errors.ts';
import { MAX_OUTPUT_CHARACTERS } from '../../src/fix/behaviour.ts';
import { MAX_INSTRUCTIONS } from '../../src/fix/plan.ts';
import { MAX_BUILDS } from '../../src/gate/mend.ts';
import { countTable } from '../../src/files/table/count-table.ts';
import { MAX_SECRET_FILE_BYTES } from '../../src/files/secrets/scanned-paths.ts';
import { MAX_LOOKUP_CHARACTERS } from '../../src/packages/node-graph.ts';
import { MAX_TABLE_BYTES } from '../../src/ledger/composition/go-scan.ts';
import { MAX_SYMBOL_BYTES } from '../../src/ledger/composition/rust-scan.ts';
import { MAX_KEPT_BYTES } from '../../src/files/content-reader.ts';
import { MAX_ROOM_BYTES } from '../../src/files/content-room.ts';
import { MAX_LINK_STEPS } from '../../src/files/layer-links.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import {
  createTally,
  READING_LIMITS,
  weighFacts,
  type ReadingLimit,
  type Tally,
} from '../../src/files/table/reading-limits.ts';
import { createLayerReader } from '../../src/files/read-layer.ts';
import { MAX_PATH_BYTES } from '../../src/files/tar/tar-entry.ts';
import { MAX_TAR_HEADER_BYTES } from '../../src/files/tar/tar.ts';
import { MAX_ALL_JSON_BYTES, MAX_JSON_BYTES } from '../../src/image-source/blob-store.ts';
import { MAX_DEPTH, MAX_MANIFESTS } from '../../src/image-source/layout/image-index.ts';
import { MAX_ATTESTATIONS } from '../../src/image-source/read-provenance.ts';
import { MAX_LAYERS } from '../../src/image-source/layout/select-image.ts';
import { MAX_PACKAGES } from '../../src/packages/register.ts';
import { MAX_AUDIT_BYTES } from '../../src/packages/rust/audit-scan.ts';
import { digestOf, layer, opaque, whiteout, type LayerInput } from '../helpers/image-builder.ts';

/** Reads layers one after the other into one path table, with one limit lower than it is. */
function read(layers: readonly LayerInput[], limit: ReadingLimit, allowed: number): void {
  const paths = createPathTable(createTally({ ...READING_LIMITS, [limit]: allowed }));
  const required = {
    wantsContent: (path: string) => path.endsWith('.wanted'),
    gitBlobSizes: new Set<number>(),
  };
  for (const [ordinal, { tar }] of layers.entries()) {
    const reader = createLayerReader({ paths, required, what: `layer ${ordinal}` });
    reader.push(tar);
    reader.finish(digestOf(tar));
  }
}

const SHEBANG_BYTES = weighFacts({ shebang: '/bin/sh' });

/** What two layers hold together, of which the first alone would do. */
const CASES: readonly (readonly [ReadingLimit, number, readonly LayerInput[]])[] = [
  ['entries', 3, [layer({ '/a': '', '/b': '' }), layer({ '/a': '' })]],
  ['entries', 3, [layer(whiteout('/a'), opaque('/')), layer(whiteout('/a'))]],
  ['pathNodes', 5, [layer({ '/a/b': '' }), layer({ '/c/d': '' })]],
  ['nameBytes', 1 + 2 + 3 + 5, [layer({ '/a': '', '/bc': '' }), layer({ '/defg': '' })]],
  ['symbolicLinks', 2, [layer({ '/a': { symlink: 'b' } }), layer({ '/a': { symlink: 'b' } })]],
  ['linkTargetBytes', 2 * 5, [layer({ '/a': { symlink: 'long' } }), layer({ '/a': { symlink: 'long' } })]],
  ['whiteouts', 2, [layer(whiteout('/a')), layer(whiteout('/a'))]],
  ['factBytes', 2 * SHEBANG_BYTES, [layer({ '/a': '#!/bin/sh\n' }), layer({ '/b': '#!/bin/sh\n' })]],
  ['contentBytes', 8, [layer({ '/a.wanted': '12345' }), layer({ '/a.wanted': '678', '/b': '90' })]],
];

describe('what all layers of a run hold together', () => {
  test.each(CASES)('%s: %d are read, and not one more', (limit, held, layers) => {
    expect(() => {
      read(layers, limit, held);
    }).not.toThrow();
    let error: unknown;
    try {
      read(layers, limit, held - 1);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'image-unreadable' });
    const { message, hint } = error as GateError;
    expect(message).toMatch(
      new RegExp(`^layer 1 brings all layers of this run to ${held} .+ at most ${held - 1} are read$`),
    );
    expect(hint).toContain(`\`${limit}\` of docs/limits.md`);
  });

  test('counts every text of an ELF file', () => {
    const elf = { type: 3, machine: 62, interpreter: null, runpath: [] };
    const more = { ...elf, needed: ['x'.repeat(1000)], versionsNeeded: ['y'.repeat(2000)] };
    const defined = { ...elf, versionsDefined: ['z'.repeat(4000)], soname: 's'.repeat(500) };
    expect(weighFacts({ elf: more }) - weighFacts({ elf })).toBeGreaterThanOrEqual(3000);
    expect(weighFacts({ elf: defined }) - weighFacts({ elf })).toBeGreaterThanOrEqual(4500);
  });
});

test('a table from the layer cache counts as one that was read', () => {
  const sums = new Map<ReadingLimit, number>();
  const tally: Tally = {
    add: (limit, count) => void sums.set(limit, (sums.get(limit) ?? 0) + count),
    allow: () => undefined,
    check: () => undefined,
  };
  const paths = createPathTable(tally);
  const links = { '/d/link': { symlink: '../x' }, '/d/hard': { hardlink: '/d/a' } };
  const { tar } = layer({ '/d/a': '#!/bin/sh\n', '/d/b': '' }, links, whiteout('/x'), opaque('/y'));
  const required = { wantsContent: (_: string, size: number) => size > 0, gitBlobSizes: new Set<number>() };
  const reader = createLayerReader({ paths, required, what: 'layer' });
  reader.push(tar);
  const table = reader.finish(digestOf(tar));
  const read = new Map(sums);
  sums.clear();
  countTable(table, 'layer');
  expect(sums).toEqual(read);
  expect(read.get('contentBytes')).toBe(10);
});

const OTHER_LIMITS = {
  MAX_LAYERS,
  MAX_JSON_BYTES,
  MAX_ALL_JSON_BYTES,
  MAX_MANIFESTS,
  MAX_DEPTH,
  MAX_ATTESTATIONS,
  MAX_PACKAGES,
  MAX_LOOKUP_CHARACTERS,
  MAX_SECRET_FILE_BYTES,
  MAX_KEPT_BYTES,
  MAX_TABLE_BYTES,
  MAX_SYMBOL_BYTES,
  MAX_AUDIT_BYTES,
  MAX_ROOM_BYTES,
  MAX_DERIVED_BYTES,
  MAX_TAR_HEADER_BYTES,
  MAX_PATH_BYTES,
  MAX_LINK_STEPS,
  MAX_INSTRUCTIONS,
  MAX_BUILDS,
  MAX_OUTPUT_CHARACTERS,
};

test('docs/limits.md has every limit as it is', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'limits.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \| ([\d,]+)( MiB)? \|/gm)].map(([, name, number, unit]) => {
    const value = Number((number ?? '').replaceAll(',', ''));
    return [name, unit === undefined ? value : value * 1024 * 1024];
  });
  expect(Object.fromEntries(rows)).toEqual({ ...READING_LIMITS, ...OTHER_LIMITS });
});
