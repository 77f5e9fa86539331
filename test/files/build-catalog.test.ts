import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FileCatalog } from '../../src/files/catalog.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import {
  buildTables,
  layer,
  opaque,
  rawLayer,
  whiteout,
  type FileInput,
  type LayerInput,
} from '../helpers/image-builder.ts';
import { catalogLines, visiblePaths } from '../helpers/catalog-rows.ts';
import { rawEntry } from '../helpers/tar-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';

function catalog(...layers: readonly LayerInput[]): FileCatalog {
  return catalogLayers(buildTables(layers));
}

const directory: FileInput = { directory: true };

describe('catalogLayers', () => {
  test.each<[string, readonly LayerInput[], readonly string[]]>([
    ['nothing of no layers', [], []],
    ['a file', [layer({ '/a': '1' })], ['0 /a regular 1 644 visible ']],
    [
      'the upper of two files',
      [layer({ '/a': '1' }), layer({ '/a': '22' })],
      ['0 /a regular 1 644 overwritten ', '1 /a regular 2 644 visible '],
    ],
    [
      'the later of two entries in one layer',
      [rawLayer(rawEntry({ path: 'a', content: '1' }), rawEntry({ path: 'a', content: '22' }))],
      ['0 /a regular 1 644 overwritten ', '0 /a regular 2 644 visible '],
    ],
    ['a removed file', [layer({ '/a': '1' }), layer(whiteout('/a'))], ['0 /a regular 1 644 removed ']],
    ['a whiteout of nothing', [layer(whiteout('/never'), { '/a': '1' })], ['0 /a regular 1 644 visible ']],
    [
      'a file beside its own whiteout, whichever comes first',
      [layer({ '/a': '1' }), layer({ '/a': '22' }, whiteout('/a')), layer(whiteout('/a'), { '/a': '333' })],
      ['0 /a regular 1 644 removed ', '1 /a regular 2 644 removed ', '2 /a regular 3 644 visible '],
    ],
    [
      'what an opaque directory does not hide: its own layer, before and after',
      [layer({ '/d/old': '1' }), layer({ '/d/before': '2' }, opaque('/d'), { '/d/after': '3' })],
      [
        '0 /d directory 0 755 overwritten ',
        '0 /d/old regular 1 644 removed ',
        '1 /d directory 0 755 visible ',
        '1 /d/before regular 1 644 visible ',
        '1 /d/after regular 1 644 visible ',
      ],
    ],
    [
      'a directory over a directory with what is in it',
      [layer({ '/d/x': '1' }), layer({ '/d': { directory: true, mode: 0o700 } })],
      ['0 /d directory 0 755 overwritten ', '0 /d/x regular 1 644 visible ', '1 /d directory 0 700 visible '],
    ],
    [
      'a directory that became a file and a directory again',
      [layer({ '/d/x': '1' }), layer({ '/d': 'file' }), layer({ '/d/y': '2' })],
      [
        '0 /d directory 0 755 overwritten ',
        '0 /d/x regular 1 644 removed ',
        '1 /d regular 4 644 overwritten ',
        '2 /d directory 0 755 visible ',
        '2 /d/y regular 1 644 visible ',
      ],
    ],
    [
      'what lower layers have in a directory that takes the place of its own whiteout, as overlayfs does',
      [
        layer({ '/d/x': '1' }),
        rawLayer(rawEntry({ path: '.wh.d' }), rawEntry({ path: 'd/', type: '5', mode: 0o700 })),
      ],
      ['0 /d directory 0 755 overwritten ', '0 /d/x regular 1 644 visible ', '1 /d directory 0 700 visible '],
    ],
    [
      'everything below an opaque root, as overlayfs does',
      [layer({ '/a': '1' }), layer({ '/b': '2' }, opaque('/'))],
      ['0 /a regular 1 644 visible ', '1 /b regular 1 644 visible '],
    ],
    [
      'a directory where an opaque whiteout meets a link',
      [layer({ '/d/x': '1', '/l': { symlink: 'd' } }), layer({ '/l/.wh..wh..opq': '' })],
      [
        '0 /d directory 0 755 visible ',
        '0 /d/x regular 1 644 visible ',
        '0 /l symlink 0 777 overwritten d',
        '1 /l directory 0 755 visible ',
      ],
    ],
    [
      'a character device 0/0 as the whiteout that it is for overlayfs',
      [
        layer({ '/a': '1', '/c': '2' }),
        rawLayer(
          rawEntry({ path: 'a', type: '3', device: [0, 0] }),
          rawEntry({ path: 'c', type: '3', device: [0, 1] }),
        ),
      ],
      ['0 /a regular 1 644 removed ', '0 /c regular 1 644 overwritten ', '1 /c character 0 644 visible '],
    ],
    [
      'a file under a path that was a link below, though no entry says it is a directory',
      [layer({ '/lib': { symlink: 'usr/lib' } }), rawLayer(rawEntry({ path: 'lib/x', content: '1' }))],
      ['0 /lib symlink 0 777 overwritten usr/lib', '1 /lib/x regular 1 644 visible '],
    ],
    [
      'no bookkeeping of aufs',
      [layer({ '/.wh..wh.plnk': directory, '/.wh..wh.aufs': '', '/a': '1' })],
      ['0 /a regular 1 644 visible '],
    ],
    [
      'a hard-link group once, on its first visible name',
      [layer({ '/a': '4444', '/b': { hardlink: '/a' }, '/c': { hardlink: '/b' } }), layer(whiteout('/a'))],
      ['0 /a regular 0 644 removed ', '0 /b hardlink 4 644 visible /a', '0 /c hardlink 0 644 visible /b'],
    ],
    [
      'a hard-link group without visible names on its first entry',
      [layer({ '/a': '4444', '/b': { hardlink: '/a' } }), layer(whiteout('/a'), whiteout('/b'))],
      ['0 /a regular 4 644 removed ', '0 /b hardlink 0 644 removed /a'],
    ],
    [
      'a hard link whose first name was rewritten later',
      [layer({ '/a': '4444', '/b': { hardlink: '/a' } }), layer({ '/a': 'new' })],
      ['0 /a regular 0 644 overwritten ', '0 /b hardlink 4 644 visible /a', '1 /a regular 3 644 visible '],
    ],
    [
      'a hard link to nothing as a name without bytes',
      [layer({ '/b': { hardlink: '/missing' } })],
      ['0 /b hardlink 0 644 visible /missing'],
    ],
  ])('shows %s', (_title, layers, lines) => {
    expect(catalogLines(catalog(...layers))).toEqual(lines);
  });

  test('sums content, root filesystem and files', () => {
    const found = catalog(
      layer({
        '/a': '4444',
        '/b': { hardlink: '/a' },
        '/gone': '1',
        '/old': '22',
        '/link': { symlink: 'a' },
      }),
      layer(whiteout('/gone'), { '/old': '333' }),
    );
    expect(found).toMatchObject({ contentBytes: 10, rootfsBytes: 7, fileCount: 3, layerCount: 2 });
    const row = found.visibleRow(found.paths.find('/b'));
    expect([found.size(row), found.bytes(row), found.isVisible(row), found.path(found.groupOf(row))]).toEqual(
      [4, 0, true, '/a'],
    );
    expect([found.firstRow(0), found.firstRow(1), found.firstRow(2)]).toEqual([0, 5, 6]);
  });

  test('gives a hard link the facts of its group', () => {
    const found = catalog(layer({ '/a': '#!/bin/sh\n', '/b': { hardlink: '/a' } }));
    expect(found.facts(found.resolve('/b'))).toEqual({ shebang: '/bin/sh' });
    expect(found.factRows).toEqual([0]);
  });

  test('refuses a whiteout without a name', () => {
    expect(() => catalog(layer({ '/d/.wh.': '' }))).toThrow('layer 0 has a whiteout named `.wh.`');
  });
});

describe('resolve', () => {
  const found = catalog(
    layer({
      '/usr/bin/sh': 'x',
      '/usr/bin/up': { symlink: '../../usr/bin/sh' },
      '/bin': { symlink: 'usr/bin' },
      '/abs': { symlink: '/bin/sh' },
      '/out': { symlink: '../../../bin/sh' },
      '/loop': { symlink: 'loop' },
      '/dangling': { symlink: 'nothing/here' },
      '/gone': 'x',
      '/twin': { hardlink: '/abs' },
    }),
    layer(whiteout('/gone')),
  );

  test.each([
    ['/usr/bin/sh', '/usr/bin/sh'],
    ['/bin/sh', '/usr/bin/sh'],
    ['/bin/up', '/usr/bin/sh'],
    ['/abs', '/usr/bin/sh'],
    ['/twin', '/usr/bin/sh'],
    ['/out', '/usr/bin/sh'],
    ['bin/../bin/./sh', '/usr/bin/sh'],
    ['/bin', '/usr/bin'],
    ['/usr/bin/sh/x', undefined],
    ['/loop', undefined],
    ['/dangling', undefined],
    ['/gone', undefined],
    ['/never', undefined],
  ])('leads %s to %s', (path, expected) => {
    const row = found.resolve(path);
    expect(row < 0 ? undefined : found.path(row)).toBe(expected);
  });

  test('follows forty links and no more', () => {
    const links = Object.fromEntries(
      Array.from({ length: 41 }, (_, index) => [
        `/l${index}`,
        { symlink: index === 0 ? 'end' : `l${index - 1}` },
      ]),
    );
    const chain = catalog(layer({ '/end': 'x', ...links }));
    expect(chain.path(chain.resolve('/l39'))).toBe('/end');
    expect(chain.resolve('/l40')).toBe(-1);
  });
});

/** One step of a layer for the model: a file, a directory, a whiteout or an opaque marker at a path of few names. */
type Step = { readonly kind: 'file' | 'directory' | 'whiteout' | 'opaque'; readonly path: string };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('file', 'file', 'directory', 'directory', 'whiteout', 'opaque'),
  path: fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
    .map((names) => `/${names.join('/')}`),
});

/** The same by the plainest means: a map of all paths that are there. */
function visibleByModel(layers: readonly (readonly Step[])[]): readonly string[] {
  let there = new Map<string, { readonly kind: string; readonly layer: number }>();
  const drop = (gone: (path: string) => boolean): void => {
    there = new Map([...there].filter(([path]) => !gone(path)));
  };
  const parents = (path: string): string[] =>
    path
      .split('/')
      .slice(1, -1)
      .map((_, i, all) => `/${all.slice(0, i + 1).join('/')}`);
  for (const [ordinal, steps] of layers.entries()) {
    for (const [index, { kind, path }] of steps.entries()) {
      if (kind !== 'whiteout' && kind !== 'opaque') continue;
      const later = steps.slice(index).filter((other) => other.path === path);
      if (
        kind === 'whiteout' &&
        later.findLast((other) => other.kind !== 'file' && other.kind !== 'opaque')?.kind === 'directory'
      )
        continue;
      drop((other) => parents(path).includes(other) && there.get(other)?.kind === 'file');
      drop((other) => other === path && (kind === 'whiteout' || there.get(other)?.kind === 'file'));
      drop((other) => other.startsWith(`${path}/`));
    }
    for (const { kind, path } of steps) {
      if (kind !== 'file' && kind !== 'directory') continue;
      drop((other) => parents(path).includes(other) && there.get(other)?.kind === 'file');
      if (kind === 'file') drop((other) => other.startsWith(`${path}/`));
      there.set(path, { kind, layer: ordinal });
    }
  }
  return [...there].map(([path, { layer: from }]) => `${path} ${from}`).sort();
}

function toLayer(steps: readonly Step[]): LayerInput {
  return rawLayer(
    ...steps.map(({ kind, path }) => {
      const cut = path.lastIndexOf('/') + 1;
      if (kind === 'whiteout') return rawEntry({ path: `${path.slice(0, cut)}.wh.${path.slice(cut)}` });
      if (kind === 'opaque') return rawEntry({ path: `${path}/.wh..wh..opq` });
      return kind === 'file' ? rawEntry({ path, content: 'x' }) : rawEntry({ path, type: '5' });
    }),
  );
}

describe('the root filesystem', () => {
  test('is what a map of paths says, for any layers', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 5 }), (layers) => {
        expect(visiblePaths(catalog(...layers.map(toLayer)))).toEqual(visibleByModel(layers));
      }),
      { numRuns: 1000 },
    );
  });

  test('counts every byte once, for any layers', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 5 }), (layers) => {
        const found = catalog(...layers.map(toLayer));
        const files = layers.flat().filter(({ kind }) => kind === 'file').length;
        expect(found.contentBytes).toBe(files);
        expect(found.rootfsBytes).toBe(found.fileCount);
      }),
    );
  });

  test('costs what it removes, when layer after layer makes and removes many paths', () => {
    const path = (length: number): string => '/d'.repeat(length);
    const files = many(20_000, (index) => rawEntry({ path: `d/f${index}` }));
    const removals = many(400, (index) => whiteout(path(400 - index)));
    const [make, clear] = buildTables([
      rawLayer(rawEntry({ path: 'd', type: '5' }), ...files),
      layer(...removals),
    ]);
    const started = processorTime();
    const found = catalogLayers(many(100, (index) => (index % 2 === 0 ? make! : clear!)));
    // Looking through all 20,000 known paths for each of 20,000 removals would take minutes.
    expect(processorTime() - started).toBeLessThan(20_000);
    expect([found.fileCount, found.rowCount > 1_000_000]).toEqual([0, true]);
  });
});

function many<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
