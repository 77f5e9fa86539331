import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', 'src');

/** Which folders each folder of `src` may import from; a file at the top is named by itself. docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'waiting.ts': [],
  image: ['errors.ts', 'files'],
  files: ['errors.ts', 'image'],
  dockerfile: ['errors.ts', 'image', 'policy'],
  packages: ['errors.ts', 'files'],
  ledger: ['errors.ts', 'image', 'files', 'dockerfile', 'packages'],
  // Of package.json the version and the address of the pages.
  rules: ['..', 'errors.ts', 'image', 'files', 'dockerfile', 'packages', 'ledger'],
  scan: ['errors.ts', 'image', 'files', 'dockerfile', 'packages', 'ledger', 'rules'],
  compare: ['errors.ts', 'image', 'files', 'dockerfile', 'packages', 'ledger', 'rules', 'scan'],
  policy: ['errors.ts', 'image', 'files', 'dockerfile', 'packages', 'ledger', 'rules', 'scan', 'compare'],
  report: [
    'errors.ts',
    'image',
    'files',
    'dockerfile',
    'packages',
    'ledger',
    'rules',
    'scan',
    'compare',
    'policy',
  ],
  'request.ts': ['image', 'policy'],
  'image-source': ['errors.ts', 'waiting.ts', 'image', 'files'],
  'layer-cache': ['errors.ts', 'image', 'files', 'image-source'],
  build: ['errors.ts', 'waiting.ts', 'image', 'dockerfile', 'ledger', 'request.ts'],
  github: ['errors.ts', 'waiting.ts', 'report', 'policy', 'request.ts'],
  'failure-text.ts': ['errors.ts'],
  // Only package.json, for the version.
  'version.ts': ['..'],
};

/** The sentence, its ports and what binds them: these may import everything. */
const SHELLS = [
  ...[
    'main.ts',
    'cli.ts',
    'adapters.ts',
    'checkout.ts',
    'open-subjects.ts',
    'subjects.ts',
    'baseline.ts',
    'gate.ts',
    'inspect.ts',
    'judgement.ts',
    'ports.ts',
    'run.ts',
    'reading-time.ts',
    'shared-cache.ts',
  ],
  ...['inputs', 'command-line', 'failure-text.ts', 'version.ts'],
];

const PURE = [
  'image',
  'files',
  'packages',
  'dockerfile',
  'ledger',
  'rules',
  'scan',
  'compare',
  'policy',
  'report',
];
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
const inside = (one: Import) => relative(root, join(root, one.file, '..', one.target));

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
        return from !== to && !SHELLS.includes(from) && !(MAY_IMPORT[from] ?? []).includes(to);
      });
    expect(wrong).toEqual([]);
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
