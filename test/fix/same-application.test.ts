import { describe, expect, test } from '@jest/globals';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { FileCatalog } from '../../src/files/catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { differenceOf } from '../../src/fix/same-application.ts';
import { findLostLibraries } from '../../src/fix/lost-libraries.ts';
import { image, layer, NOTHING_REQUIRED, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { elf } from '../helpers/elf-builder.ts';

/** Catalogs of two images over one table of paths, as a gate reads them. */
function catalogs(...images: readonly (readonly ReturnType<typeof layer>[])[]): readonly FileCatalog[] {
  const paths = createPathTable();
  const required = { ...NOTHING_REQUIRED, contentSums: true };
  return images.map((layers) =>
    catalogLayers(image(layers, {}, { paths, required }).layers.map(({ table }) => table)),
  );
}

function difference(before: FileInputs, after: FileInputs) {
  const [one, other] = catalogs([layer(before)], [layer(after)]);
  return differenceOf({ catalog: one! }, { catalog: other! });
}

const SAME = { removed: [], added: [], changed: [], rewritten: [], generated: [] };

describe('the application is the same', () => {
  test('where only layers and their order differ', () => {
    const [one, other] = catalogs(
      [layer({ '/app/a': 'a', '/tmp/big': 'x' }), layer({ '/app/b': 'b' }, whiteout('/tmp/big'))],
      [layer({ '/app/b': 'b', '/app/a': 'a' }), layer({ '/app/a': 'a' })],
    );
    expect(differenceOf({ catalog: one! }, { catalog: other! })).toEqual(SAME);
  });

  test.each([
    ['content', '/a', 'one', 'two', 'rewritten'],
    ['a length', '/a', 'one', 'longer', 'rewritten'],
    ['a mode', '/a', { content: 'x', mode: 0o644 }, { content: 'x', mode: 0o600 }, 'changed'],
    ['an owner', '/a', { content: 'x' }, { content: 'x', owner: [1000, 0] as const }, 'changed'],
    ['a group', '/a', { content: 'x' }, { content: 'x', owner: [0, 1000] as const }, 'changed'],
    ['a link', '/a', { symlink: 'b' }, { symlink: 'c' }, 'changed'],
    ['a type', '/a', 'x', { symlink: 'x' }, 'changed'],
    ['the mode of a directory', '/a', { directory: true }, { directory: true, mode: 0o700 }, 'changed'],
    ['a log of a package manager', '/var/log/dpkg.log', 'one', 'two', 'generated'],
    ['the owner of a log', '/var/log/dpkg.log', 'x', { content: 'x', owner: [7, 7] as const }, 'changed'],
  ] as const)('except where %s differs', (_title, path, before, after, kind) => {
    expect(difference({ [path]: before }, { [path]: after })).toEqual({ ...SAME, [kind]: [path] });
  });

  test('except where a file is gone or new; an empty directory is none', () => {
    expect(
      difference(
        { '/a/gone': 'x', '/c': { directory: true } },
        { '/b/new': 'x', '/d/e': { directory: true } },
      ),
    ).toEqual({
      ...SAME,
      removed: ['/a/gone'],
      added: ['/b/new'],
    });
  });
});

describe('lost libraries', () => {
  const program = elf({ needed: ['libssl.so.3', '/opt/libown.so', 'libnever.so'] });

  test('are those that a program that stays needs, and that were there', () => {
    const [before, after] = catalogs(
      [layer({ '/app': program, '/lib/libssl.so.3': 'x', '/opt/libown.so': 'x' })],
      [layer({ '/app': program, '/usr/lib/libssl.so.3': 'x' })],
    );
    expect(findLostLibraries(before!, after!)).toEqual([{ path: '/app', needed: 'libown.so' }]);
  });

  test('of a program that is gone are none', () => {
    const [before, after] = catalogs(
      [layer({ '/app': program, '/lib/libssl.so.3': 'x' })],
      [layer({ '/b': 'x' })],
    );
    expect(findLostLibraries(before!, after!)).toEqual([]);
  });
});
