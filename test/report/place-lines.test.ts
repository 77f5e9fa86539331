import { describe, expect, test } from '@jest/globals';
import { placeLines } from '../../src/report/place-lines.ts';
import type { ReportFinding } from '../../src/report/report.ts';
import type { FilePlace as Place } from '../../src/scan/finding.ts';
import { finding } from '../helpers/report-builder.ts';

const place = (path: string, part: Partial<Place> = {}): Place => ({
  path,
  kind: 'file',
  files: 1,
  bytes: 1000,
  visibility: 'visible',
  layer: 1,
  instruction: finding().primary,
  ...part,
});
const directory = (path: string, files: number, bytes: number): Place =>
  place(path, { kind: 'directory', files, bytes });

/** Lines as a terminal has them, with what is left at the end. */
function shown(change: Partial<ReportFinding>, max = 3, said: string | null = null): readonly string[] {
  const { lines, more } = placeLines(finding(change), max, said);
  return [
    ...lines.map(({ path, words }) => [path, words].filter((text) => text !== '').join(', ')),
    ...(more === '' ? [] : [more]),
  ];
}

describe('the lines of a list of places', () => {
  test('say how much is where, and of a directory that others lie in, that it is the rest', () => {
    const places = [
      directory('/opt/a/lib', 40, 9000),
      place('/opt/a/lib/x.so'),
      directory('/opt/a/bin', 2, 500),
    ];
    expect(shown({ places })).toEqual([
      '/opt/a/lib/, 9.0 kB in 40 other files',
      '/opt/a/lib/x.so, 1.0 kB',
      '/opt/a/bin/, 500 B in 2 files',
    ]);
  });

  test('say no amount of a single place: the line above has it', () => {
    expect(shown({ places: [directory('/var/lib/apt/lists', 12, 9000)] })).toEqual(['/var/lib/apt/lists/']);
  });

  test('sum what is left out', () => {
    const places = [place('/a'), place('/b'), directory('/c', 4, 500), place('/d')];
    expect(shown({ places }, 2)).toEqual(['/a, 1.0 kB', '/b, 1.0 kB', '… and 1.5 kB in 5 other files']);
    const links = ['/a', '/b', '/c', '/d'].map((path) => place(path, { files: 0, bytes: 0 }));
    expect(shown({ places: links }, 2)).toEqual(['/a', '/b', '… and 2 more']);
    expect(shown({ places: links }, 3)).toEqual(['/a', '/b', '/c', '/d']);
  });

  test('say what became of it, and which other instruction brought it', () => {
    const other = {
      dockerfile: 'Dockerfile',
      line: 9,
      endLine: 9,
      keyword: 'COPY',
      stage: '0',
      text: 'COPY . .',
    };
    const places = [
      place('/a', { visibility: 'removed' }),
      place('/b', { instruction: other }),
      place('/c', { instruction: null, layer: null }),
    ];
    expect(shown({ places })).toEqual([
      '/a, 1.0 kB, removed later',
      '/b, 1.0 kB, added by Dockerfile:9',
      '/c, 1.0 kB',
    ]);
    expect(shown({ places: [place('/a', { instruction: null, layer: 4 })], primary: null })).toEqual([
      '/a, layer 4',
    ]);
  });

  test.each([
    ['the place', {}, '/app/run.sh'],
    ['the name', { subject: '/app/run.sh', version: null, message: '/app/run.sh' }, null],
    ['the claim', { subject: 'x', message: '`/app/run.sh` is started, but it is a directory' }, null],
    ['the end of the claim', { subject: 'x', message: 'it starts /app/run.sh.' }, null],
  ])('are none where %s says the same', (_what, change, said) => {
    expect(shown({ places: [place('/app/run.sh')], ...change }, 3, said)).toEqual([]);
  });

  test('are none of a thing that goes by the directory that has all of it', () => {
    const places = [directory('/app/.git/hooks', 9, 900), directory('/app/.git', 3, 100)];
    expect(shown({ subject: '/app/.git', version: null, place: '/app/.git', places })).toEqual([]);
    expect(shown({ subject: 'a history', version: null, place: '/app/.git', places })).toHaveLength(2);
  });

  test.each([
    ['/app/run.sh.bak is something else', [place('/app/run.sh')], '/app/run.sh.bak'],
    ['there is more to say', [place('/app/run.sh', { visibility: 'removed' })], '/app/run.sh'],
    ['there are several', [place('/app/run.sh'), place('/app/x')], '/app/run.sh'],
  ])('are there where %s', (_what, places, said) => {
    expect(shown({ places }, 3, said)).toHaveLength(places.length);
  });
});
