import { describe, expect, test } from '@jest/globals';
import { compareComposedFiles } from '../../src/compare/composed-files.ts';
import { layer } from '../helpers/image-builder.ts';
import { goProgram } from '../helpers/program-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const MIB = 1024 * 1024;
const app = (...functions: readonly (readonly [name: string, bytes: number])[]) =>
  goProgram(functions.map(([name, bytes]) => ({ name, bytes })));
const image = (files: Readonly<Record<string, Uint8Array>>) => ledgerOf({ own: [layer(files)] });
const grown = (bytes: Uint8Array, by = 1000) => Buffer.concat([bytes, Buffer.alloc(by)]);

describe('files that grew', () => {
  const before = app(['main.main', 10], ['a.example/a.F', 100], ['b.example/b.F', 50]);
  const after = grown(app(['main.main', 10], ['a.example/a.F', 130], ['c.example/c.F', 90]));

  test('by part, those that changed most first', () => {
    const [file, ...others] = compareComposedFiles(image({ '/app': before }), image({ '/app': after }));
    expect(others).toEqual([]);
    expect(file).toMatchObject({
      path: '/app',
      noun: 'Go module',
      bytes: { delta: after.length - before.length },
    });
    expect(
      file?.parts.map(({ name, baseline, candidate, delta }) => [name, baseline, candidate, delta]),
    ).toEqual([
      ['c.example/c', 0, 90, 90],
      ['b.example/b', 50, 0, -50],
      ['a.example/a', 100, 130, 30],
    ]);
    expect(file?.partsOmitted).toBe(0);
  });

  test('are all of the parts of a new file', () => {
    const [file] = compareComposedFiles(image({ '/other': before }), image({ '/app': after }));
    expect(file).toMatchObject({ bytes: { baseline: 0, candidate: after.length } });
    expect(file?.parts.map(({ delta }) => delta)).toEqual([130, 90, 10]);
  });

  test('do not name those that shrank or stayed', () => {
    expect(compareComposedFiles(image({ '/app': after }), image({ '/app': before }))).toEqual([]);
    expect(compareComposedFiles(image({ '/app': after }), image({ '/app': after }))).toEqual([]);
  });

  test('know the size of a file that named no parts before', () => {
    const small = Buffer.alloc(500, 1);
    const [file] = compareComposedFiles(image({ '/app': small }), image({ '/app': after }));
    expect(file?.bytes).toMatchObject({ baseline: 500, delta: after.length - 500 });
  });
});

test('without a baseline the largest files are named, with as many parts as a reader takes in', () => {
  const functions = Array.from({ length: 30 }, (_, index) => [`m${index}.example/m.F`, index + 1] as const);
  const files = Object.fromEntries(
    Array.from({ length: 7 }, (_, index) => [`/app${index}`, grown(app(...functions), index)]),
  );
  const found = compareComposedFiles(null, image(files));
  expect(found.map(({ path }) => path)).toEqual(['/app6', '/app5', '/app4', '/app3', '/app2']);
  expect(found[0]?.bytes).toMatchObject({ baseline: null, delta: null });
  expect(found[0]?.bytes.candidate).toBeGreaterThan(MIB);
  expect(found[0]?.parts).toHaveLength(20);
  expect(found[0]?.partsOmitted).toBe(10);
  expect(found[0]?.parts[0]).toEqual({
    name: 'm29.example/m',
    versions: { baseline: [], candidate: [] },
    ...{ baseline: null, candidate: 30, delta: null },
  });
});
