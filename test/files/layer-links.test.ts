import { describe, expect, test } from '@jest/globals';
import { MAX_LINK_STEPS } from '../../src/files/layer-links.ts';
import { buildTables, rawLayer } from '../helpers/image-builder.ts';
import { entry, rawEntry } from '../helpers/tar-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';

const file = (path: string): Uint8Array => rawEntry({ path, content: 'x' });
const directory = (path: string): Uint8Array => rawEntry({ path, type: '5' });
const link = (path: string, linkTarget: string): Uint8Array => entry({ path, type: '2', linkTarget });
const hardLink = (path: string, linkTarget: string): Uint8Array => rawEntry({ path, type: '1', linkTarget });

/** Paths where the entries of one layer landed; a hard link with its target. */
function placed(...entries: readonly Uint8Array[]): readonly string[] {
  const [table] = buildTables([rawLayer(...entries)]);
  return Array.from({ length: table!.rowCount }, (_, row) => {
    const path = table!.paths.path(table!.node(row));
    return table!.type(row) === 'hardlink' ? `${path} = ${table!.linkTarget(row) ?? ''}` : path;
  });
}

describe('an entry below a symbolic link of its own layer', () => {
  test.each<[string, readonly Uint8Array[], string]>([
    ['lands where the link leads', [directory('d'), link('l', 'd'), file('l/x')], '/d/x'],
    ['lands where an absolute link leads', [link('a/l', '/d'), file('a/l/x')], '/d/x'],
    ['stays in the root', [link('l', '../../../d'), file('l/x')], '/d/x'],
    ['lands where nothing is yet', [link('l', 'no/where'), file('l/p/x')], '/no/where/p/x'],
    ['follows link after link', [link('l', 'm/n'), link('m', 'd'), link('d/n', '../e'), file('l/x')], '/e/x'],
    ['knows nothing of a link that comes later', [file('l/x'), link('m', 'd'), link('l', 'd')], '/l'],
    [
      'is below the directory that took the place of the link',
      [link('l', 'd'), directory('l'), file('l/x')],
      '/l/x',
    ],
    [
      'is below the link that took the place of a directory',
      [directory('l'), file('l/x'), link('l', 'd'), file('l/y')],
      '/d/y',
    ],
    [
      'forgets a link whose directory was replaced',
      [link('p/l', 'd'), file('p'), directory('p'), file('p/l/x')],
      '/p/l/x',
    ],
    [
      'sees a link that was made again',
      [link('p/l', '/d'), file('p'), directory('p'), link('p/l', '/e'), file('p/l/x')],
      '/e/x',
    ],
    [
      'sees a link that appears on its way',
      [link('l', 'd/n/..'), file('l/x'), link('d/n', '/e/f'), file('l/y')],
      '/e/y',
    ],
    ['is not moved by a link beside it', [file('d/x'), link('d/l', 'e'), file('d/y')], '/d/y'],
    ['has the name of a link itself where it is one', [link('l', 'd'), link('l', 'e')], '/l'],
  ])('%s', (_title, entries, expected) => {
    expect(placed(...entries).at(-1)).toBe(expected);
  });

  test('is found by a hard link through the same link', () => {
    expect(placed(link('l', 'd'), file('d/x'), hardLink('l/y', 'l/x')).at(-1)).toBe('/d/y = /d/x');
  });

  test('may be a whiteout', () => {
    const [table] = buildTables([rawLayer(link('l', 'd'), file('l/.wh.x'), file('l/e/.wh..wh..opq'))]);
    expect(table!.whiteouts.map((node) => table!.paths.path(node))).toEqual(['/d/x']);
    expect(table!.opaqueDirectories.map((node) => table!.paths.path(node))).toEqual(['/d/e']);
  });

  test('knows nothing of links in lower layers', () => {
    const [, upper] = buildTables([rawLayer(link('l', 'd')), rawLayer(file('l/x'))]);
    expect(upper!.paths.path(upper!.node(0))).toBe('/l/x');
  });

  test('is refused where links turn in a circle', () => {
    expect(() => placed(link('l', 'm'), link('m', 'l'), file('l/x'))).toThrow(
      'layer 0 has an entry behind symbolic links with more than 40 links',
    );
  });

  test('is refused where the ways of all entries get too long', () => {
    const zigzag = 'd/../'.repeat(800);
    const links = Array.from({ length: 40 }, (_, index) => link(`l${index}`, `${zigzag}l${index + 1}`));
    const entries = Array.from({ length: MAX_LINK_STEPS / 40_000 }, (_, index) => [
      file(`l1/${index}`),
      link('x', '/'),
      file('/y'),
    ]);
    const started = processorTime();
    expect(() => placed(...links, ...entries.flat())).toThrow(`more than ${MAX_LINK_STEPS} names`);
    expect(processorTime() - started).toBeLessThan(20_000);
  });
});
