import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breakDown } from '../../src/compare/breakdown/break-down.ts';
import type { BreakdownTree } from '../../src/compare/breakdown/breakdown.ts';
import { addUp, pickNodes, type SumTree } from '../../src/compare/breakdown/pick-nodes.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { ledger } from '../ledger/ledger-builder.ts';
import { inspect, instruction } from './inspections.ts';

/** `path kind candidate/baseline (files)`, one line a node; the rest of a directory as `…`. */
function linesOf(tree: BreakdownTree): readonly string[] {
  const paths: string[] = [];
  return tree.map(({ parent, kind, name, baseline, candidate, files }) => {
    const above = paths[parent] ?? '';
    const path = parent < 0 ? '' : `${above}/${kind === 'rest' ? '…' : name}`;
    paths.push(path);
    return `${path || '/'} ${kind} ${candidate}/${baseline ?? '-'} (${files})`;
  });
}

/** Nodes whose children do not add up to them, by any of the three numbers. */
function wrongSums(tree: BreakdownTree): readonly number[] {
  return tree.flatMap((node, index) => {
    const below = tree.filter(({ parent }) => parent === index);
    const isWrong = (['candidate', 'baseline', 'files'] as const).some(
      (column) => below.reduce((sum, child) => sum + (child[column] ?? 0), 0) !== (node[column] ?? 0),
    );
    return below.length > 0 && isWrong ? [index] : [];
  });
}

const of = (bytes: number) => 'x'.repeat(bytes);
const run = (files: FileInputs, line = 3) => ({ files, by: instruction(line, `RUN line ${line}`) });

describe('the directories', () => {
  test('have both images beside each other, the heaviest first', () => {
    const { ledger: baseline } = inspect([run({ '/etc/a': of(10), '/old/b': of(5) })]);
    const { ledger: candidate } = inspect([
      run({ '/etc/a': of(10), '/usr/lib/c': of(30), '/usr/lib/d': of(4) }),
    ]);
    expect(linesOf(breakDown(baseline, candidate).directories)).toEqual([
      '/ directory 44/15 (4)',
      '/usr directory 34/0 (2)',
      '/usr/lib directory 34/0 (2)',
      '/usr/lib/c file 30/0 (1)',
      '/usr/lib/d file 4/0 (1)',
      '/etc directory 10/10 (1)',
      '/etc/a file 10/10 (1)',
      '/old directory 0/5 (1)',
      '/old/b file 0/5 (1)',
    ]);
  });

  test('are the same for images that were read apart', () => {
    const before = [{ '/etc/a': of(10), '/old/b': of(5) }];
    const after = [{ '/new/c': of(3), '/etc/a': of(11) }];
    const lines = linesOf(
      breakDown(ledger(before.map((files) => layer(files))), ledger(after.map((files) => layer(files))))
        .directories,
    );
    expect(lines).toEqual([
      '/ directory 14/15 (3)',
      '/etc directory 11/10 (1)',
      '/etc/a file 11/10 (1)',
      '/old directory 0/5 (1)',
      '/old/b file 0/5 (1)',
      '/new directory 3/0 (1)',
      '/new/c file 3/0 (1)',
    ]);
  });

  test('count what several layers have at one path as one file, and know no baseline where there is none', () => {
    const { ledger: candidate } = inspect([run({ '/a': of(10) }), run({ '/a': of(7) }, 4)]);
    expect(linesOf(breakDown(null, candidate).directories)).toEqual([
      '/ directory 17/- (1)',
      '/a file 17/- (1)',
    ]);
  });

  test('keep in the rest what goes by a digest, unless there is much of it', () => {
    const name = '9b74c9897bac770ffc029102a200c5de';
    const { ledger: candidate } = inspect([
      run({ [`/c/${name}`]: of(3), '/c/readme': of(2), [`/d/${name}`]: of(500), '/e/f': of(100) }),
    ]);
    expect(linesOf(breakDown(null, candidate).directories)).toEqual([
      '/ directory 605/- (4)',
      '/d directory 500/- (1)',
      `/d/${name} file 500/- (1)`,
      '/e directory 100/- (1)',
      '/e/f file 100/- (1)',
      '/c directory 5/- (2)',
      '/c/readme file 2/- (1)',
      '/c/… rest 3/- (1)',
    ]);
  });
});

describe('the groups', () => {
  test('have their instructions, packages and classes, and what is in each', () => {
    const { ledger: baseline } = inspect([{ files: { '/etc/a': of(10) } }, run({ '/usr/lib/x': of(1) })]);
    const { ledger: candidate } = inspect([
      { files: { '/etc/a': of(10) } },
      run({ '/usr/lib/x': of(1), '/usr/bin/y': of(8) }),
    ]);
    const found = breakDown(baseline, candidate);
    expect(linesOf(found.instructions)).toEqual([
      '/ group 19/11 (3)',
      '/Dockerfile:3 RUN line 3 group 9/1 (2)',
      '/Dockerfile:3 RUN line 3//usr/bin directory 8/0 (1)',
      '/Dockerfile:3 RUN line 3//usr/lib directory 1/1 (1)',
      '/(base image) group 10/10 (1)',
      '/(base image)//etc directory 10/10 (1)',
    ]);
    expect(linesOf(found.packages).slice(0, 2)).toEqual(['/ group 19/11 (3)', '/(unowned) group 19/11 (3)']);
    expect(linesOf(found.classes)[0]).toBe('/ group 19/11 (3)');
  });
});

describe('hidden files', () => {
  test('are told by the layer that ships them, the largest first', () => {
    const { ledger: candidate } = inspect([
      run({ '/a': of(10), '/b': of(30), '/c': of(1) }),
      run({ '/a': of(2), ...whiteout('/b') }, 4),
    ]);
    expect(breakDown(null, candidate).hidden).toEqual([
      {
        layer: 0,
        bytes: 40,
        files: 2,
        largest: [
          { path: '/b', bytes: 30, visibility: 'removed' },
          { path: '/a', bytes: 10, visibility: 'overwritten' },
        ],
      },
    ]);
  });
});

const NAME = fc.constantFrom(
  'a',
  'b',
  'c',
  'usr',
  'lib',
  '9b74c9897bac770ffc029102a200c5de',
  'x'.repeat(300),
  '<b>',
);
const FILES = fc.dictionary(
  fc.array(NAME, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join('/')}/f`),
  fc.nat(40).map(of),
  { maxKeys: 12 },
);

describe('every tree', () => {
  test('adds up at every level, and at its root to the content bytes', () => {
    fc.assert(
      fc.property(FILES, FILES, FILES, (before, one, two) => {
        const { ledger: baseline } = inspect([run(before)]);
        const { ledger: candidate } = inspect([run(one), run(two, 4)]);
        const found = breakDown(baseline, candidate);
        for (const tree of [found.directories, found.instructions, found.packages, found.classes]) {
          expect(wrongSums(tree)).toEqual([]);
          expect(tree[0]?.candidate).toBe(candidate.catalog.contentBytes);
          expect(tree[0]?.baseline).toBe(baseline.catalog.contentBytes);
          expect(tree.every(({ parent }, index) => parent < index)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has at most so many nodes and as many rests, whatever there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(50), fc.nat(50)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (nodes, max) => {
          const tree = pickNodes(sumTree(nodes), max);
          expect(tree.filter(({ kind }) => kind !== 'rest').length).toBeLessThanOrEqual(max);
          expect(wrongSums(tree)).toEqual([]);
        },
      ),
    );
  });

  test('of a million files is small and quick', () => {
    const nodes = Array.from(
      { length: 1_000_000 },
      (_, node) => [Math.floor(node / 40), node % 977, node % 991] as const,
    );
    const tree = sumTree(nodes);
    const start = processorTime();
    const picked = pickNodes(tree, 2000);
    expect(processorTime() - start).toBeLessThan(8000);
    expect(picked.length).toBeLessThan(4001);
    expect(wrongSums(picked)).toEqual([]);
    const heaviestLeft = Math.max(
      ...picked.filter(({ kind }) => kind === 'file').map(({ candidate }) => candidate),
    );
    expect(heaviestLeft).toBeLessThanOrEqual(976);
  });
});

/** Each node has the bytes of both images that are in it itself, and lies in an earlier one. */
function sumTree(
  nodes: readonly (readonly [parent: number, candidate: number, baseline: number])[],
): SumTree {
  const all = [[0, 0, 0] as const, ...nodes];
  const parents = Int32Array.from(all, ([parent], node) => (node === 0 ? -1 : parent % node));
  const hasChild = new Uint8Array(all.length);
  for (const parent of parents) if (parent >= 0) hasChild[parent] = 1;
  const column = (value: (node: readonly [number, number, number]) => number) =>
    Float64Array.from(all, value);
  const tree: SumTree = {
    size: all.length,
    candidate: column(([, candidate]) => candidate),
    baseline: column(([, , baseline]) => baseline),
    churn: column(([, candidate, baseline]) => Math.abs(candidate - baseline)),
    files: column(([, candidate, baseline]) => (candidate + baseline > 0 ? 1 : 0)),
    parent: (node) => parents[node] ?? -1,
    name: (node) => `n${node}`,
    kind: (node) => (hasChild[node] === 1 ? 'directory' : 'file'),
    isNameless: () => false,
  };
  addUp(tree);
  return tree;
}
