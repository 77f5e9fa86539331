import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', 'src');

/** What each pure room adds to what the ones before it may import: errors first, the sentence last. docs/architecture.md. */
const CORE = {
  'visible.ts': [],
  'errors.ts': ['visible.ts'],
  'digest.ts': ['errors.ts'],
  files: ['errors.ts', 'digest.ts'],
  image: ['errors.ts', 'digest.ts', 'files'],
  dockerfile: ['errors.ts', 'digest.ts', 'files', 'image'],
  packages: ['errors.ts', 'files'],
  ledger: ['files', 'image', 'dockerfile', 'packages'],
  // Of package.json the version and the address of the pages.
  rules: ['..', 'files', 'image', 'dockerfile', 'packages', 'ledger'],
  scan: ['files', 'dockerfile', 'packages', 'ledger', 'rules'],
  compare: ['files', 'image', 'dockerfile', 'ledger', 'scan'],
  policy: ['errors.ts', 'files', 'dockerfile', 'ledger', 'rules', 'scan', 'compare'],
  remedies: ['files', 'packages', 'dockerfile', 'ledger', 'rules', 'scan', 'compare'],
  fix: [
    'errors.ts',
    'files',
    'image',
    'dockerfile',
    'ledger',
    'rules',
    'remedies',
    'scan',
    'compare',
    'policy',
  ],
  // The errors: a report is read back from bytes that anybody may have written.
  report: [
    'visible.ts',
    'errors.ts',
    'fix',
    'image',
    'dockerfile',
    'ledger',
    'rules',
    'scan',
    'compare',
    'policy',
  ],
  gate: [
    ...['visible.ts', 'errors.ts', 'digest.ts', 'files', 'image', 'dockerfile', 'packages', 'ledger'],
    ...['rules', 'remedies', 'scan', 'compare', 'policy', 'fix', 'report'],
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

/** The edges know the gate's request and the core's values, and not each other. */
const EDGES = {
  'waiting.ts': ['errors.ts'],
  // Only package.json, for the version.
  'version.ts': ['..'],
  'image-source': ['errors.ts', 'digest.ts', 'waiting.ts', 'files', 'image'],
  'layer-cache': ['errors.ts', 'digest.ts', 'files', 'image', 'image-source'],
  // Of files what masks secrets: builders repeat what they were given.
  build: ['errors.ts', 'digest.ts', 'waiting.ts', 'files', 'image', 'dockerfile', 'ledger', 'fix', 'gate'],
  github: ['visible.ts', 'errors.ts', 'waiting.ts', 'policy', 'report', 'gate'],
} satisfies Readonly<Record<string, readonly string[]>>;

const WORLD = [...Object.keys(CORE), ...Object.keys(EDGES)];

/** What binds the edges to the gate: each may import what stands before it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...CORE,
  ...EDGES,
  run: [...WORLD, 'inputs'],
  inputs: ['errors.ts', 'image', 'policy', 'gate', 'github'],
  'command-line': [...WORLD, 'inputs', 'run'],
  'main.ts': [...WORLD, 'inputs', 'run'],
  'cli.ts': [...WORLD, 'inputs', 'run', 'command-line'],
};

const PURE = Object.keys(CORE);
/** Sums over bytes at hand, and paths: no I/O. */
const PURE_BUILTINS = ['node:crypto', 'node:zlib', 'node:path/posix'];

type Import = { readonly file: string; readonly target: string };

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const targets = [...text.matchAll(/^(?:import|export)[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm)];
  return targets.map((match) => ({ file, target: match[1] ?? match[2] ?? '' }));
});

const roomOf = (path: string) => path.split('/')[0] ?? '';
/** A folder in a room; what lies in the room itself holds its wings together, and is none. */
const wingOf = (path: string) => (/^[^/]+\/[^/]+(?=\/)/.exec(path) ?? [''])[0];
const inside = (one: Import) => relative(root, join(root, one.file, '..', one.target));

/** Places that import one another, directly or over others, as `from -> to`. */
function circles(placeOf: (path: string) => string): readonly string[] {
  const targets = new Map<string, Set<string>>();
  for (const one of imports.filter(({ target }) => target.startsWith('.'))) {
    const [from, to] = [placeOf(one.file), placeOf(inside(one))];
    if (from !== to && from !== '' && to !== '') targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(targets.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return [...targets].flatMap(([from, tos]) =>
    [...tos].filter((to) => reaches(to, from)).map((to) => `${from} -> ${to}`),
  );
}

describe('the direction of imports', () => {
  test('finds the files and their imports', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('follows the picture in docs/architecture.md', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .filter((one) => {
        const [from, to] = [roomOf(one.file), roomOf(inside(one))];
        return from !== to && MAY_IMPORT[from]?.includes(to) !== true;
      });
    expect(wrong).toEqual([]);
  });

  test('goes in no circle, from room to room, from wing to wing of one room, and from file to file', () => {
    expect(circles(roomOf)).toEqual([]);
    expect(circles(wingOf)).toEqual([]);
    expect(circles((path) => path)).toEqual([]);
  });

  test('keeps I/O out of the pure core', () => {
    const wrong = imports
      .filter(({ file }) => PURE.includes(roomOf(file)))
      .filter(({ target }) => target.startsWith('node:') && !PURE_BUILTINS.includes(target));
    expect(wrong).toEqual([]);
  });

  test('keeps the Actions toolkit and dockerode in their rooms', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (target.startsWith('@actions/')) return !['main.ts', 'build', 'github'].includes(roomOf(file));
      if (target === 'dockerode') return roomOf(file) !== 'image-source';
      return false;
    });
    expect(wrong).toEqual([]);
  });

  test('lets reports and policy read rules through their list only', () => {
    const wrong = imports
      .filter(({ file }) => ['report', 'policy'].includes(roomOf(file)))
      .map((one) => inside(one))
      .filter((path) => roomOf(path) === 'rules' && !/^rules\/(index|rule|explain)\.ts$/.test(path));
    expect(wrong).toEqual([]);
  });
});
