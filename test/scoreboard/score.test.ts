import { describe, expect, test } from '@jest/globals';
import { BASELINES } from '../../scripts/scoreboard/baselines.ts';
import { mergePage, renderBeyond, renderScoreboard } from '../../scripts/scoreboard/page.ts';
import {
  alarmsOn,
  alarmsOnOthers,
  falseAlarms,
  precisionOf,
  recallBy,
  recallOf,
  renderShare,
} from '../../scripts/scoreboard/score.ts';
import { toScoreboard } from '../../scripts/scoreboard/scoreboard.ts';
import { labelOf, sightingOf } from './label.ts';

describe('recall', () => {
  test('counts a package that a finding of a build tool names, and says which it missed and which were not there', () => {
    const labels = ['gcc', 'acme', 'gone'].map((name) => labelOf(name, 'P1_tag'));
    const sightings = [sightingOf(['gcc', 'acme', 'libc6'], [{ packages: ['cpp-12', 'gcc'] }])];
    expect(recallOf('P1', labels, sightings)).toEqual({
      group: 'P1',
      measured: 2,
      found: 1,
      missed: ['acme'],
      absent: ['gone'],
    });
  });

  test('takes a finding of another category for none, but for headers', () => {
    const sightings = [
      sightingOf(['gcc', 'libssl-dev'], [{ category: 'dev-files', packages: ['gcc', 'libssl-dev'] }]),
    ];
    expect(recallOf('', [labelOf('gcc', 'P1_tag')], sightings).found).toBe(0);
    expect(recallOf('', [labelOf('libssl-dev', 'P4_headers')], sightings).found).toBe(1);
  });

  test('is over all images: what does not fit into the first one is in a later one', () => {
    const labels = ['gcc', 'tcc'].map((name) => labelOf(name, 'P1_tag'));
    const sightings = [
      sightingOf(['gcc'], [{ packages: ['gcc'] }]),
      sightingOf(['tcc'], [{ packages: ['tcc'] }]),
    ];
    expect(recallOf('', labels, sightings)).toMatchObject({ measured: 2, found: 2, missed: [], absent: [] });
  });

  test('of a baseline looks at the package alone', () => {
    const labels = ['gcc', 'acme'].map((name) => labelOf(name, 'P1_tag'));
    const sightings = [
      sightingOf([
        { name: 'gcc', section: 'devel' },
        { name: 'acme', section: 'utils' },
      ]),
    ];
    expect(recallBy(({ section }) => section === 'devel', labels, sightings)).toMatchObject({
      measured: 2,
      found: 1,
      missed: ['acme'],
    });
  });
});

describe('false alarms', () => {
  const htop = labelOf('htop', 'N1_program');

  test('are findings of build tools on programs and on what they depend on', () => {
    const sightings = [
      sightingOf(['htop', 'libx'], [{ packages: ['libx'] }, { category: 'waste', packages: ['htop'] }]),
    ];
    expect(falseAlarms([htop], sightings)).toEqual([
      { rule: 'c-toolchain', subject: 'gcc', severity: 'error', place: null, packages: ['libx'] },
    ]);
  });

  test('are also findings of files that no package owns', () => {
    const sightings = [sightingOf(['htop'], [{ place: '/usr/local/bin/cc' }])];
    expect(falseAlarms([htop], sightings)).toMatchObject([{ place: '/usr/local/bin/cc', packages: [] }]);
  });

  test('are not those of a tool that the labels know of, nor of what only that tool needs', () => {
    const label = labelOf('mutt', 'N1_program', { closurePositives: ['make'] });
    const sightings = [sightingOf(['mutt', 'make', 'libguile'], [{ packages: ['make', 'libguile'] }])];
    expect(falseAlarms([label], sightings)).toEqual([]);
  });

  test('count each group and each package once, in however many images it is', () => {
    const sightings = [sightingOf(['htop', 'libx']), sightingOf(['htop', 'libx', 'liby'])];
    const isNamed = (name: string): boolean => name === 'htop';
    expect(alarmsOn('N1', [htop, labelOf('gone', 'N1_program')], { sightings, isNamed })).toEqual({
      group: 'N1',
      measured: 1,
      named: ['htop'],
      absent: ['gone'],
    });
    const others = alarmsOnOthers('others', [htop], { sightings, isNamed: ({ name }) => name === 'liby' });
    expect(others).toEqual({ group: 'others', measured: 2, named: ['liby'], absent: [] });
  });
});

describe('shares', () => {
  test.each([
    [0, 0, '–'],
    [0, 7, '0%'],
    [7, 7, '100%'],
    [1, 3, '33.3%'],
    [9_999, 10_000, '99.9%'],
  ])('%d of %d are %s: nothing is rounded up to the whole', (part, whole, expected) => {
    expect(renderShare(part, whole)).toBe(expected);
  });

  test('precision is the right ones among all that are named', () => {
    expect(precisionOf(3, 1)).toBe(0.75);
    expect(precisionOf(0, 0)).toBeNull();
  });
});

describe('the scoreboard', () => {
  const labels = [
    labelOf('gcc', 'P1_tag'),
    labelOf('acme', 'P1_provides', { section: 'utils' }),
    labelOf('htop', 'N1_program', { isCleanNegative: true, rdeps: 3 }),
  ];
  const gcc = { name: 'gcc', section: 'devel', programs: ['gcc', 'gcc-12'] };
  const board = toScoreboard(labels, {
    positive: [sightingOf([gcc, 'acme'], [{ packages: ['gcc'] }])],
    negative: [sightingOf(['htop', 'libx'], [{ packages: ['libx'] }, { place: '/opt/cc' }])],
  });

  test('has a row for the headline, for each label, and for what has another Section', () => {
    expect(board.recalls.map(({ ours: { group, found, measured } }) => [group, found, measured])).toEqual([
      ['P1, all', 1, 2],
      ['P1_tag', 1, 1],
      ['P1_provides', 0, 1],
      ['P1, Section not devel', 0, 1],
    ]);
  });

  test('has what each baseline would find', () => {
    expect(board.baselines).toEqual(BASELINES.map(({ name }) => name));
    expect(board.recalls[0]!.baselines.map(({ found }) => found)).toEqual([1, 1, 1, 1]);
  });

  test('counts false alarms on files of no package in the precision, too', () => {
    expect(board.alarms.map(({ ours: { group, named } }) => [group, named])).toEqual([
      ['N1, popular', []],
      ['what these depend on', ['libx']],
    ]);
    expect(board.precision.ours).toBeCloseTo(1 / 3);
  });

  test('names every miss, every false alarm and what was not measured', () => {
    const page = renderScoreboard(board, [{ name: 'gone', why: 'it conflicts with gcc' }]);
    expect(page).toContain('- P1_provides: `acme`');
    expect(page).toContain('- `c-toolchain`, gcc (error): `libx`');
    expect(page).toContain('- `c-toolchain`, gcc (error): files of no package at `/opt/cc`');
    expect(page).toContain('- `gone`: it conflicts with gcc');
  });
});

describe('the page', () => {
  const old =
    '# Detection\n\n## Every miss\n\nold\n\n## Not measured\n\nold\n\n## Beyond the headline\n\n### Every miss\n\nkept\n';

  test('keeps sections that were not measured, and replaces those that were with what belongs to them', () => {
    const page = mergePage(old, ['## What it finds\n\nnew\n\n## Every miss\n\nnew']);
    expect(page.match(/^##+ .+/gm)).toEqual([
      '## What it finds',
      '## Every miss',
      '## Beyond the headline',
      '### Every miss',
    ]);
    expect(page).not.toContain('old');
    expect(page).toMatch(/^# Detection\n[\s\S]*kept\n$/);
  });

  test('is the same when the same is measured again', () => {
    const page = mergePage(old, ['## What it finds\n\nnew']);
    expect(mergePage(page, ['## What it finds\n\nnew'])).toBe(page);
  });

  test('has what the headline leaves out under a heading of its own', () => {
    const board = toScoreboard([labelOf('cook', 'P2_devel_synopsis'), labelOf('libx', 'N2_sharedlib')], {
      positive: [sightingOf(['cook'])],
      negative: [sightingOf(['libx'], [{ packages: ['libx'] }])],
    });
    const text = renderBeyond(board, [{ name: 'gone', why: 'it is not in the archive' }]);
    expect(text.match(/^## .+/gm)).toEqual(['## Beyond the headline']);
    expect(text).toContain('- P2_devel_synopsis: `cook`');
    expect(text).toContain('- `c-toolchain`, gcc (error): `libx`');
    expect(text).toContain('- `gone`: it is not in the archive');
  });
});

describe('the baselines', () => {
  test.each([
    [
      { name: 'gcc-12', programs: ['x86_64-linux-gnu-gcc-12', 'gcc-12'], section: 'devel' },
      [true, true, true, true],
    ],
    [{ name: 'gcc-12-base', programs: [], section: 'libs' }, [false, false, false, false]],
    [{ name: 'libssl-dev', programs: [], section: 'libdevel' }, [false, true, true, true]],
    [{ name: 'htop', programs: ['htop'], section: 'utils' }, [false, false, false, false]],
    [{ name: 'cmdtest', programs: ['yarn'], section: 'python' }, [true, false, false, true]],
  ])('judge %o', (seen, expected) => {
    expect(BASELINES.map(({ flags }) => flags(seen))).toEqual(expected);
  });
});
