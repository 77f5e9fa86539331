import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import type { Causes } from '../../src/compare/cause-sums.ts';
import { GENERATED_FILES, isGenerated } from '../../src/compare/generated-files.ts';
import { DEFAULT_POLICY, type Budget } from '../../src/policy/policy.ts';
import { judgeChange } from '../helpers/judge-change.ts';
import { inspectBuilt, type Built } from './inspections.ts';

const BASE = { '/etc/os-release': 'debian 12.1', '/bin/sh': 'x'.repeat(500) };
const SOURCE = 'print("hello")';
const DOCKERFILE = `FROM debian:12
ENV A=1
RUN apt-get install -y python3
COPY app.py /app/
RUN make
`;
const APT = { '/usr/bin/python3': 'python', '/var/log/dpkg.log': '2026-11-20 10:00:00 startup' };
const BUILT: Built = {
  dockerfile: DOCKERFILE,
  base: BASE,
  layers: [APT, { '/app/app.py': SOURCE }, { '/app/made': 'made' }],
  tracked: [SOURCE, 'print("other")'],
};

const withLayer = (at: number, files: Built['layers'][number], built = BUILT): Built => ({
  ...built,
  layers: built.layers.map((layer, index) => (index === at ? files : layer)),
});

const PULLS: readonly Budget[] = [
  { size: 'pull', max: 0 },
  { size: 'content', maxGrowth: { bytes: 0 } },
  { size: 'rootfs', path: '/**', maxGrowth: { bytes: 0 } },
  { size: 'transfer', maxGrowth: { bytes: 0 } },
];

function judged(before: Built, after: Built, isCandidateBuilt = true) {
  const [baseline, candidate] = [inspectBuilt(before), inspectBuilt(after)];
  const comparison = compare(baseline, candidate, { isCandidateBuilt });
  const policy = { ...DEFAULT_POLICY, budgets: PULLS };
  const verdict = judgeChange(comparison, { baseline, candidate }, { policy });
  return { comparison, verdict, causes: comparison.layerCauses?.causes };
}

const bytesOf = (causes: Causes | undefined) =>
  causes && [causes.change.bytes, causes.rebuild.bytes, causes.base.bytes];

describe('a rebuild', () => {
  test.each<[string, Built, number, number]>([
    [
      'that wrote other times into a log',
      withLayer(0, { ...APT, '/var/log/dpkg.log': '2026-11-21 10:00:00 startup again' }),
      1,
      6,
    ],
    ['that found a newer package', withLayer(0, { ...APT, '/usr/bin/python3': 'x'.repeat(5000) }), 1, 4994],
    [
      'that wrote its files at another time',
      withLayer(2, { '/app/made': 'made', '/app': { directory: true } }),
      0,
      0,
    ],
    ['that made something else of the same files', withLayer(2, { '/app/made': 'other' }), 1, 1],
  ])('%s is no change, and judged by no budget', (_title, after, files, bytes) => {
    const { causes, verdict, comparison } = judged(BUILT, after);
    expect(causes?.rebuild).toMatchObject({ files, bytes, layers: 1 });
    expect(bytesOf(causes)).toEqual([0, bytes, 0]);
    expect(causes?.rebuild.pull).toBe(comparison.sizes.pull);
    expect(verdict).toMatchObject({ conclusion: 'success', violations: [] });
  });

  test.each<[string, Built]>([
    [
      'after a file of the context changed',
      withLayer(2, { '/app/made': 'other' }, withLayer(1, { '/app/app.py': 'print("other")' })),
    ],
    [
      'whose variable has another value',
      { ...withLayer(2, { '/app/made': 'other' }), dockerfile: DOCKERFILE.replace('A=1', 'A=2') },
    ],
    [
      'under another frontend',
      { ...withLayer(2, { '/app/made': 'other' }), dockerfile: `# syntax=example/frontend\n${DOCKERFILE}` },
    ],
    [
      'that mounts files',
      {
        ...withLayer(2, { '/app/made': 'other' }),
        dockerfile: DOCKERFILE.replace('RUN make', 'RUN --mount=type=secret,type=bind,id=x make'),
      },
    ],
    ['of a file that nobody tracks', withLayer(1, { '/app/app.py': SOURCE, '/app/new': 'x' })],
    ['with a file of another mode', withLayer(1, { '/app/app.py': { content: SOURCE, mode: 0o755 } })],
    ['with a generated file out of the context', withLayer(1, { '/app/app.py': SOURCE, '/app/a.pyc': 'x' })],
    [
      'of a base that was chosen anew',
      { ...BUILT, base: { '/bin/sh': 'y' }, dockerfile: DOCKERFILE.replace(':12', ':13') },
    ],
  ])('is none %s', (_title, after) => {
    const before = {
      ...BUILT,
      dockerfile: after.dockerfile.includes('--mount') ? after.dockerfile : DOCKERFILE,
    };
    const { causes, comparison, verdict } = judged(before, after);
    expect(bytesOf(causes)).toEqual([comparison.sizes.content.delta, 0, 0]);
    expect(causes?.change.layers).toBeGreaterThan(0);
    expect(verdict.conclusion).toBe('failure');
  });

  const COPIED = DOCKERFILE.replace('RUN make', 'COPY --from=builder /app /app');

  test.each<[string, string, string, 'success' | 'failure']>([
    ['as compiled Python', '/app/x.pyc', 'y'.repeat(200), 'success'],
    ['as compiled Python, but by more than a rebuild', '/app/x.pyc', 'y'.repeat(70_000), 'failure'],
    ['as a program', '/app/server', 'y'.repeat(200), 'failure'],
  ])('of what another stage makes shows only in generated files: %s', (_title, path, content, conclusion) => {
    const before = { ...withLayer(2, { [path]: 'x' }), dockerfile: COPIED };
    expect(
      judged(before, { ...before, ...withLayer(2, { [path]: content }, before) }).verdict.conclusion,
    ).toBe(conclusion);
  });

  test.each([
    ['COPY x.pyc /app/', 'failure'],
    ['COPY --chown=1:1 x.pyc /app/', 'failure'],
    ['COPY x--from=builder x.pyc /app/', 'failure'],
    ['ADD x.pyc /app/', 'failure'],
    ['ADD https://example.test/x.pyc /app/', 'failure'],
    ['COPY --from=builder /x.pyc /app/', 'success'],
    ['COPY --chown=1:1 --from=builder /x.pyc /app/', 'success'],
    ['copy --from=builder /x.pyc /app/', 'success'],
  ])('does not excuse what the context puts where generated files are: %s', (line, conclusion) => {
    const dockerfile = DOCKERFILE.replace('RUN make', line);
    const before = { ...withLayer(2, { '/app/x.pyc': 'x' }), dockerfile };
    const after = { ...withLayer(2, { '/app/x.pyc': 'y'.repeat(200) }), dockerfile };
    const { verdict, comparison } = judged(before, after);
    expect(comparison.layerCauses?.candidate.at(-1)?.cause).toBe(
      conclusion === 'success' ? 'rebuild' : 'change',
    );
    expect(verdict.conclusion).toBe(conclusion);
  });

  test('that a given image claims excuses nothing', () => {
    const after = withLayer(0, { ...APT, '/usr/bin/python3': 'x'.repeat(5000) });
    const { verdict, causes } = judged(BUILT, after, false);
    expect(bytesOf(causes)).toEqual([4994, 0, 0]);
    expect(verdict.conclusion).toBe('failure');
  });

  test('that brings a tool brings it without the pull request', () => {
    const after = withLayer(0, { ...APT, '/usr/local/go/bin/go': 'go' });
    const { comparison, verdict } = judged(BUILT, after);
    expect(comparison.findings).toMatchObject([
      { ruleId: 'go-toolchain', status: 'introduced', cause: 'rebuild' },
    ]);
    expect(verdict.conclusion).toBe('success');
    expect(judged(BUILT, after, false).verdict.conclusion).toBe('failure');
  });

  test('after which the program cannot start fails all the same', () => {
    const after = withLayer(2, { '/app/made': 'other', '/app/lame': 'x' });
    const { comparison, verdict } = judged(BUILT, after);
    expect(comparison.findings).toMatchObject([{ ruleId: 'missing-library', cause: 'change' }]);
    expect(verdict.conclusion).toBe('failure');
  });

  test('and a change are told apart to the byte', () => {
    const after = withLayer(
      0,
      { ...APT, '/usr/bin/python3': 'x'.repeat(106) },
      withLayer(1, { '/app/app.py': 'print("other")' }),
    );
    const { causes, verdict } = judged(BUILT, after);
    expect(bytesOf(causes)).toEqual([0, 100, 0]);
    expect(causes?.change).toMatchObject({ files: 1, layers: 1 });
    expect(verdict.violations).toMatchObject([{ size: 'pull', actual: causes?.change.pull }]);
  });
});

describe('a base image that moved under both commits', () => {
  const moved: Built = {
    ...BUILT,
    base: { '/etc/os-release': 'debian 12.2', '/bin/sh': 'x'.repeat(9000), '/usr/local/go/bin/go': 'go' },
  };

  test('is told apart from the change, with what it brings', () => {
    const after = withLayer(2, { '/app/made': 'other' }, moved);
    const { causes, comparison, verdict } = judged(BUILT, after);
    expect(causes?.base).toMatchObject({ files: 3, bytes: 8502, layers: 1 });
    expect(bytesOf(causes)).toEqual([0, 1, 8502]);
    expect(comparison.findings).toMatchObject([{ ruleId: 'go-toolchain', cause: 'base' }]);
    expect(verdict.conclusion).toBe('success');
  });

  test('is told of an image that was given, too, but judged', () => {
    const { causes, verdict } = judged(BUILT, moved, false);
    expect(bytesOf(causes)).toEqual([0, 0, 8502]);
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.violations).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^content size grew by 8\.5 kB \(/) }),
    );
  });
});

describe('generated files', () => {
  test.each([
    '/var/log/dpkg.log',
    '/var/log/apt/term.log',
    '/etc/ld.so.cache',
    '/etc/machine-id',
    '/lib/apk/db/scripts.tar',
    '/opt/venv/lib/python3.11/site-packages/pip/__pycache__/x.cpython-311.pyc',
    '/var/lib/apt/lists/mirror.example_debian_dists_bookworm_InRelease',
    '/root/.cache/go-build/01/014a-a',
    '/usr/src/greeter/target/.rustc_info.json',
    '/usr/share/doc/make/changelog.gz',
  ])('are known by their paths: %s', (path) => {
    expect(isGenerated(path)).toBe(true);
  });

  test.each([
    '/var/log/app.log',
    '/app/server',
    '/usr/lib/libc.so.6',
    '/app/target/app.jar',
    '/etc/passwd.pyc/a',
  ])('are no others: %s', (path) => {
    expect(isGenerated(path)).toBe(false);
  });

  test('are each told with what they are and why they differ', () => {
    for (const { what, why } of GENERATED_FILES) expect([what, why]).not.toContain('');
  });
});
