import { describe, expect, test } from '@jest/globals';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { breakDown } from '../../src/compare/breakdown/break-down.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { renderHtml } from '../../src/report/html.ts';
import { nextBox } from '../../src/report/html-script/layout.ts';
import { toPlaces } from '../../src/report/html-script/tree.ts';
import { describe as describePlace } from '../../src/report/html-script/words.ts';
import type { GateReport } from '../../src/report/report.ts';
import { exploredReport } from '../helpers/explored-report.ts';
import { finding } from '../helpers/report-builder.ts';

const MAX_BYTES = 2_000_000;
const EXPLORED = exploredReport();
const sizeOf = (report: GateReport) => Buffer.byteLength(renderHtml(report));

/** A ledger of an image that has so many files, a thousand in each directory, of which nothing but paths and sizes is known. */
function ledgerOfMany(count: number): Ledger {
  const paths = createPathTable();
  const nodes = Int32Array.from({ length: count }, (_, file) =>
    paths.intern(`/data/${Math.floor(file / 1000)}/file-number-${file}.dat`),
  );
  const bytes = (row: number) => 1 + ((row * 7919) % 65_521);
  const catalog = {
    ...{ paths, rowCount: count, layerCount: 1, firstRow: (layer: number) => layer * count },
    ...{ node: (row: number) => nodes[row], bytes, layer: () => 0, isVisible: () => true },
  };
  const one = { kind: 'unknown', reason: 'test' };
  const known = { catalog, packages: [], layers: [], origins: [one], dockerfile: null };
  return { ...known, ownerIndex: () => -1, fileClass: () => 'other' } as unknown as Ledger;
}

const FILES = 200_000;

describe('the page of an image with hundreds of thousands of files', () => {
  test('has less than two megabytes, and sums that are exact', () => {
    const ledger = ledgerOfMany(FILES);
    const breakdown = { ...breakDown(null, ledger), dockerfile: null };
    let total = 0;
    for (let row = 0; row < FILES; row++) total += ledger.catalog.bytes(row);
    expect(breakdown.directories[0]).toMatchObject({ candidate: total, files: FILES });
    expect(breakdown.directories.length).toBeLessThanOrEqual(4000);
    const below = breakdown.directories.filter(({ parent }) => parent === 0);
    expect(below.reduce((sum, { candidate }) => sum + candidate, 0)).toBe(total);
    const report = { ...EXPLORED, breakdown };
    expect(sizeOf(report)).toBeLessThan(MAX_BYTES);
    expect(renderHtml(report)).toContain('id="page-data"');
    expect(JSON.stringify(breakdown, null, 2).length).toBeLessThan(1_500_000);
  });
});

/** The longest names that need the most characters in a page. */
const LONG = '"<\u{10ffff}'.repeat(100);

describe('the page of a hostile report', () => {
  const findings = Array.from({ length: 300 }, (_, index) =>
    finding({
      fingerprint: index.toString(16).padStart(64, '0'),
      status: (['introduced', 'persisting', 'resolved'] as const)[index % 3]!,
      ...{ subject: LONG, message: LONG, fix: LONG },
      packages: Array.from({ length: 20 }, () => LONG),
      places: Array.from({ length: 20 }, () => ({
        ...({ kind: 'file', path: LONG, layer: 1, visibility: 'visible', instruction: null } as const),
        ...{ files: 1, bytes: 1 },
      })),
    }),
  );
  const tree = EXPLORED.breakdown!.directories;
  const deep = Array.from({ length: 2500 }, (_, index) => ({ ...tree[0]!, name: LONG, parent: index - 1 }));
  const lines = Array.from({ length: 3000 }, (_, index) => ({
    ...{ key: `${index}`, label: LONG, baseline: 1, candidate: 2, delta: 1 },
  }));
  const layers = Array.from({ length: 1000 }, () => ({ ...EXPLORED.candidate.layers[1]!, ordinal: 0 }));
  const listing = Array.from({ length: 400 }, () => ({
    text: LONG,
    candidate: 1,
    baseline: 1,
    isShipped: true,
  }));
  const hidden = [
    {
      layer: 0,
      bytes: 1,
      files: 1,
      largest: Array.from({ length: 99 }, () => ({ path: LONG, bytes: 1, visibility: 'removed' as const })),
    },
  ];
  const trees = { ...EXPLORED.breakdown!, directories: deep, packages: deep };

  test.each<[string, Partial<GateReport>]>([
    ['findings', { findings }],
    [
      'ledger lines',
      { ledger: { byInstruction: lines, byOwner: lines, byClass: lines, byDirectory: lines } },
    ],
    ['layers', { candidate: { ...EXPLORED.candidate, layers } }],
    ['trees', { breakdown: { ...trees, hidden, dockerfile: { path: LONG, lines: listing } } }],
    [
      'everything',
      {
        ...{ findings, ledger: { byInstruction: lines, byOwner: lines, byClass: lines, byDirectory: lines } },
        candidate: { ...EXPLORED.candidate, layers },
        breakdown: { ...trees, hidden, dockerfile: { path: LONG, lines: listing } },
      },
    ],
  ])('has less than two megabytes, whatever is in its %s', (_what, change) => {
    const html = renderHtml({ ...EXPLORED, ...change });
    expect(Buffer.byteLength(html)).toBeLessThan(MAX_BYTES);
    expect(html).toMatch(/<\/html>\n$/);
  });

  test('keeps what a verdict says of its findings', () => {
    const violations = findings
      .slice(0, 3)
      .map(({ fingerprint, status }) => ({ kind: 'finding' as const, fingerprint, status, message: LONG }));
    const html = renderHtml({
      ...EXPLORED,
      findings,
      verdict: { ...EXPLORED.verdict, conclusion: 'failure', violations },
    });
    expect(html).toContain('<h2 id="introduced">');
  });
});

describe('what the page’s script makes of its data', () => {
  const places = toPlaces({
    parents: [-1, 0, 0, 1, 1],
    kinds: 'ddfrf',
    names: ['/', 'usr', 'a', '', 'b'],
    baseline: [10, 4, 6, 1, 3],
    candidate: [12, 12, 0, 1, 11],
    files: [7, 6, 1, 5, 1],
  });

  test('are places with paths, children and what changed in them', () => {
    expect(places.map(({ path, churn }) => [path, churn])).toEqual([
      ['/', 14],
      ['/usr', 8],
      ['/a', 6],
      ['the rest of /usr', 0],
      ['/usr/b', 8],
    ]);
    expect(places.map((place) => describePlace(place, true))).toEqual([
      '/: 12 B, 10 B before (+2 B), 7 files',
      '/usr: 12 B, 4 B before (+8 B), 6 files',
      '/a: gone, 6 B before',
      'the rest of /usr: 1 B, unchanged, 5 files',
      '/usr/b: 11 B, 3 B before (+8 B)',
    ]);
  });

  test('arrow keys go to the nearest area in their direction, and nowhere where there is none', () => {
    const box = (x: number, y: number, width = 10, height = 10) => ({ x, y, width, height });
    const boxes = [box(0, 0, 20, 20), box(22, 0), box(22, 12), box(34, 0, 10, 22)];
    const go = (from: number, key: 'Left' | 'Right' | 'Up' | 'Down') => nextBox(boxes, from, `Arrow${key}`);
    expect([go(0, 'Right'), go(1, 'Down'), go(2, 'Right'), go(3, 'Left'), go(2, 'Up')]).toEqual([
      1, 2, 3, 1, 1,
    ]);
    expect([go(0, 'Left'), go(0, 'Up'), go(3, 'Right'), nextBox(boxes, -1, 'ArrowUp')]).toEqual([
      -1, -1, -1, -1,
    ]);
  });
});
