import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { checkRelease, type ReleaseFacts } from '../../scripts/release/check-release.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as ReleaseFacts['manifest'];

const release = (change: Partial<ReleaseFacts> = {}, version = '1.10.0') =>
  checkRelease({
    tag: `v${version}`,
    manifest: { ...manifest, version },
    tags: [`v${version}`, 'v1', 'v1.9.3', 'v0.0.4', 'nightly'],
    isOnMain: true,
    ...change,
  });

describe('a release', () => {
  test('is this package, by its version', () => {
    expect(release({}, manifest.version)).toEqual({ version: manifest.version, majorTag: 'v0' });
  });

  test('moves the major tag, unless a newer one of that major version exists', () => {
    expect(release()).toEqual({ version: '1.10.0', majorTag: 'v1' });
    expect(release({ tags: ['v1.9.3', 'v2.0.0', 'v1.10.0'] }).majorTag).toBe('v1');
    expect(release({ tags: ['v1.10.1', 'v1.10.0'] }).majorTag).toBeNull();
    expect(release({ tags: ['v1.100.0', 'v1.10.0'] }).majorTag).toBeNull();
  });

  test.each<[string, Partial<ReleaseFacts>]>([
    ['the tag is `v1.10.1`, and package.json has the version 1.10.0', { tag: 'v1.10.1' }],
    ['`v01.10.0` is no tag of a version', { tag: 'v01.10.0' }],
    ['`v1.10.0-rc.1` is no tag of a version', { tag: 'v1.10.0-rc.1' }],
    ['the commit of the tag is not on the main branch', { isOnMain: false }],
    ['run-time dependencies', { manifest: { ...manifest, version: '1.10.0', dependencies: { a: '1' } } }],
    [
      'the script `postinstall`',
      { manifest: { ...manifest, version: '1.10.0', scripts: { postinstall: 'x' } } },
    ],
    [
      'no `repository.url`',
      { manifest: { ...manifest, version: '1.10.0', repository: { url: 'git+https://example.com/a.git' } } },
    ],
  ])('is none where %s', (reason, change) => {
    expect(() => release(change)).toThrow(reason);
  });

  test('says all that is wrong at once', () => {
    expect(() => release({ tag: 'x', isOnMain: false })).toThrow(/no tag[^]*the tag is[^]*main branch/);
  });
});

type Job = {
  readonly permissions: Readonly<Record<string, string>>;
  readonly needs?: string | readonly string[];
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, string>>;
  }[];
};

describe('the release workflow', () => {
  const text = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
  const { jobs } = parse(text) as { readonly jobs: Readonly<Record<string, Job>> };

  test('gives each job no more than it needs', () => {
    const given = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]);
    expect(Object.fromEntries(given)).toEqual({
      build: { contents: 'read' },
      attest: { 'id-token': 'write', attestations: 'write' },
      npm: { 'id-token': 'write' },
      github: { contents: 'write' },
      'major-tag': { contents: 'write' },
    });
  });

  test('runs code of the repository and of its dependencies only where there is no right to write', () => {
    for (const [name, { steps, permissions }] of Object.entries(jobs)) {
      const isTrusted = Object.values(permissions).includes('write');
      const runsCode = steps.some(
        ({ uses = '', run = '' }) =>
          uses.startsWith('actions/checkout@') || /\bnpm (?:ci|run|test|install)\b|\bnode\b/.test(run),
      );
      expect([name, isTrusted && runsCode]).toEqual([name, false]);
    }
  });

  test('publishes after everything was built, checked, tested and attested, and moves the tag last', () => {
    expect(Object.entries(jobs).map(([name, { needs = [] }]) => [name, [needs].flat().at(-1)])).toEqual([
      ['build', undefined],
      ['attest', 'build'],
      ['npm', 'attest'],
      ['github', 'npm'],
      ['major-tag', 'github'],
    ]);
    const build = jobs['build']?.steps.map(({ run }) => run);
    expect(build).toEqual(expect.arrayContaining(['npm ci', 'npm run check', 'npm run test:unit']));
  });

  test('puts no text from outside into a command', () => {
    for (const { steps } of Object.values(jobs))
      for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('keeps no token, and takes nothing from a cache', () => {
    expect(text).not.toMatch(/secrets\.|_authToken|NODE_AUTH_TOKEN/);
    const nodes = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ uses = '' }) => uses.startsWith('actions/setup-node@')),
    );
    expect(nodes.map((step) => step.with?.['package-manager-cache'])).toEqual([false, false]);
  });
});
