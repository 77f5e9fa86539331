import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import type { FileInputs } from '../helpers/image-builder.ts';
import { opaque, whiteout } from '../helpers/image-builder.ts';
import { inspectBuilt, type Built } from './inspections.ts';

const BASE = { '/etc/os-release': 'debian 12.1' };
const SOURCE = 'print("hello")';

/** What differs between two images of one Dockerfile, by the layers that its instructions make. */
function causesOf(
  dockerfile: string,
  [before, after]: readonly [readonly FileInputs[], readonly FileInputs[]],
  change: { readonly after?: Partial<Built>; readonly before?: Partial<Built> } = {},
) {
  const built = { dockerfile: `FROM debian:12\n${dockerfile}\n`, base: BASE, tracked: [SOURCE] };
  const baseline = inspectBuilt({ ...built, layers: before, ...change.before });
  const candidate = inspectBuilt({ ...built, layers: after, ...change.after });
  const { layerCauses, findings } = compare(baseline, candidate, { isCandidateBuilt: true });
  return {
    layers: layerCauses!.candidate.slice(1).map(({ cause }) => cause),
    base: layerCauses!.candidate[0]?.cause,
    causes: layerCauses!.causes,
    findings: findings.map(({ ruleId, status, cause }) => [ruleId, status, cause]),
  };
}

const ONE = { '/app/a': 'one', '/app/b': 'two' };

describe('what another stage made', () => {
  const copied = (before: FileInputs, after: FileInputs) =>
    causesOf('COPY --from=builder /app /app', [[before], [after]]);

  test.each<[string, FileInputs, FileInputs]>([
    ['in another order', ONE, { '/app/b': 'two', '/app/a': 'one' }],
    ['with a directory that is written twice', ONE, { ...ONE, '/app': { directory: true } }],
    ['with empty files', { ...ONE, '/app/c': '' }, { '/app/c': '', ...ONE }],
    ['with links', { ...ONE, '/app/c': { symlink: 'a' } }, { '/app/c': { symlink: 'a' }, ...ONE }],
    ['that hides the same', { ...whiteout('/etc/x'), ...ONE }, { ...ONE, ...whiteout('/etc/x') }],
    ['that hides all of the same directory', { ...opaque('/etc'), ...ONE }, { ...ONE, ...opaque('/etc') }],
  ])('is no change where it is the same %s', (_what, before, after) => {
    const { layers, causes } = copied(before, after);
    expect(layers).toEqual(['rebuild']);
    expect(causes.rebuild).toMatchObject({ files: 0, bytes: 0, layers: 1 });
    expect(causes.change).toEqual({ files: 0, bytes: 0, layers: 0, pull: 0 });
  });

  test.each<[string, FileInputs, FileInputs, number]>([
    ['has other bytes, as many', ONE, { ...ONE, '/app/b': 'owt' }, 1],
    ['has another mode', ONE, { ...ONE, '/app/b': { content: 'two', mode: 0o755 } }, 1],
    [
      'has a directory of another mode',
      { '/app': { directory: true } },
      { '/app': { directory: true, mode: 0o700 } },
      0,
    ],
    ['links elsewhere', { '/app/c': { symlink: 'a' } }, { '/app/c': { symlink: 'b' } }, 1],
    ['is a link where a file was', { '/app/c': '' }, { '/app/c': { symlink: 'b' } }, 1],
    ['is a pipe where a file was', { '/app/c': '' }, { '/app/c': { fifo: true } }, 1],
    ['has a file more', ONE, { ...ONE, '/app/c': '' }, 1],
    ['has a file less', { ...ONE, '/app/c': '' }, ONE, 1],
    ['has a directory more', ONE, { ...ONE, '/app/d': { directory: true } }, 0],
    ['has a directory less', { ...ONE, '/app/d': { directory: true } }, ONE, 0],
    ['hides a file more', ONE, { ...ONE, ...whiteout('/etc/os-release') }, 0],
    ['hides a file less', { ...ONE, ...whiteout('/etc/os-release') }, ONE, 0],
    ['hides another file', { ...ONE, ...whiteout('/etc/x') }, { ...ONE, ...whiteout('/etc/y') }, 0],
    ['hides a whole directory', { ...ONE, ...whiteout('/etc') }, { ...ONE, ...opaque('/etc') }, 0],
    [
      'has generated files, and one of another mode',
      { '/app/x.pyc': 'x' },
      { '/app/x.pyc': { content: 'y', mode: 0o755 } },
      1,
    ],
    [
      'has generated files, and others',
      { '/app/x.pyc': 'x', ...ONE },
      { '/app/x.pyc': 'y', ...ONE, '/app/a': 'eno' },
      2,
    ],
    [
      'has others, and generated files',
      { ...ONE, '/app/x.pyc': 'x' },
      { ...ONE, '/app/a': 'eno', '/app/x.pyc': 'y' },
      2,
    ],
    [
      'has generated files, and fewer of them',
      { '/app/x.pyc': 'x', '/app/y.pyc': 'x' },
      { '/app/x.pyc': 'y' },
      2,
    ],
  ])('is a change where it %s', (_what, before, after, files) => {
    const { layers, causes } = copied(before, after);
    expect(layers).toEqual(['change']);
    expect(causes.change).toMatchObject({ files, layers: 1 });
    expect(causes.rebuild).toEqual({ files: 0, bytes: 0, layers: 0, pull: 0 });
  });

  test.each([
    [65_536, 'rebuild'],
    [65_537, 'change'],
  ])('is excused for generated files up to 64 KiB, more or less: %i is a %s', (bytes, cause) => {
    const [small, large] = [{ '/app/x.pyc': '' }, { '/app/x.pyc': 'y'.repeat(bytes) }];
    expect(copied(small, large).layers).toEqual([cause]);
    expect(copied(large, small).layers).toEqual([cause]);
  });
});

describe('a command that runs again', () => {
  const MADE = [{ '/app/made': 'one' }, { '/app/made': 'other' }] as const;
  const moved = (files: FileInputs): FileInputs => ({ ...files, '/app': { directory: true } });

  test('is a rebuild below what git knows to be the same', () => {
    const source = { '/app/app.py': SOURCE };
    expect(
      causesOf('COPY app.py /app/\nRUN make', [
        [source, MADE[0]],
        [moved(source), MADE[1]],
      ]).layers,
    ).toEqual(['rebuild', 'rebuild']);
  });

  test('is a change below what only seems the same', () => {
    const source = { '/app/data.bin': 'not tracked' };
    expect(
      causesOf('COPY data.bin /app/\nRUN make', [
        [source, MADE[0]],
        [moved(source), MADE[1]],
      ]).layers,
    ).toEqual(['rebuild', 'change']);
  });

  test('is a change below a change, and so is what follows', () => {
    const { layers } = causesOf('COPY --from=builder /app /app\nRUN make\nRUN make again', [
      [ONE, MADE[0], { '/app/again': 'x' }],
      [{ ...ONE, '/app/a': 'eno' }, MADE[1], { '/app/again': 'y' }],
    ]);
    expect(layers).toEqual(['change', 'change', 'change']);
  });

  test('is a rebuild where its words stand twice: each is compared with its own', () => {
    const twice = 'RUN make\nRUN true\nRUN make';
    const layers = (last: FileInputs) => [MADE[0], { '/app/true': '' }, last];
    expect(causesOf(twice, [layers({ '/app/z': 'x' }), layers({ '/app/z': 'yy' })]).layers).toEqual([
      'same',
      'same',
      'rebuild',
    ]);
  });

  test('is a change where it moved: other commands ran before it', () => {
    const found = causesOf('RUN make', [[MADE[0]], [{ '/app/first': 'x' }, MADE[1]]], {
      after: { dockerfile: 'FROM debian:12\nRUN first\nRUN make\n' },
    });
    expect(found.layers).toEqual(['change', 'change']);
  });

  test('is a change where an argument has another value', () => {
    const dockerfile = (value: string) => `FROM debian:12\nARG A=${value}\nRUN make\n`;
    const found = causesOf('', [[MADE[0]], [MADE[1]]], {
      before: { dockerfile: dockerfile('1') },
      after: { dockerfile: dockerfile('2') },
    });
    expect(found.layers).toEqual(['change']);
  });

  test('that took a tool away took it without the pull request', () => {
    const go = { '/usr/local/go/bin/go': 'go' };
    expect(causesOf('RUN make', [[{ ...MADE[0], ...go }], [MADE[1]]]).findings).toEqual([
      ['go-toolchain', 'resolved', 'rebuild'],
    ]);
    expect(causesOf('COPY --from=builder /x /', [[{ ...MADE[0], ...go }], [MADE[1]]]).findings).toEqual([
      ['go-toolchain', 'resolved', 'change'],
    ]);
  });
});

describe('layers', () => {
  test('that both images have, but one twice, are new as often as they are more', () => {
    const { layers, causes } = causesOf('', [[ONE], [ONE, ONE]], {
      before: { dockerfile: 'FROM debian:12\nCOPY --from=b /a /\n' },
      after: { dockerfile: 'FROM debian:12\nCOPY --from=b /a /\nCOPY --from=c /a /\n' },
    });
    expect(layers).toEqual(['same', 'change']);
    expect(causes.change).toMatchObject({ files: 2, bytes: 6 });
    // A registry sends it once.
    expect(causes.change).toMatchObject({ layers: 0, pull: 0 });
  });

  test('that came twice and come once are less', () => {
    const { causes } = causesOf('', [[ONE, ONE], [ONE]], {
      before: { dockerfile: 'FROM debian:12\nCOPY --from=b /a /\nCOPY --from=c /a /\n' },
      after: { dockerfile: 'FROM debian:12\nCOPY --from=b /a /\n' },
    });
    expect(causes.change).toEqual({ files: 2, bytes: -6, layers: 0, pull: 0 });
  });
});

describe('the base image', () => {
  const other = { '/etc/os-release': 'debian 12.2' };
  const based = (before: string, after: string) =>
    causesOf('', [[], []], {
      before: { dockerfile: `FROM ${before}\n` },
      after: { dockerfile: `FROM ${after}\n`, base: other },
    }).base;

  test.each([
    ['debian:12', 'debian:12', 'base'],
    ['debian:12', 'docker.io/library/debian:12', 'base'],
    ['debian:12', 'debian:13', 'change'],
    ['debian:12', 'mirror.example/debian:12', 'change'],
    ['debian:12', '$UNKNOWN', 'change'],
    ['$UNKNOWN', '$UNKNOWN', 'change'],
  ])('that was %s and is %s differs by a %s', (before, after, cause) => {
    expect(based(before, after)).toBe(cause);
  });
});
