import { describe, expect, test } from '@jest/globals';
import { layer, rawLayer, type LayerInput } from '../helpers/image-builder.ts';
import { entry } from '../helpers/tar-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

const POLICY = `version: 1
budgets:
  - size: content
    max-growth: { bytes: 1 MB }
`;
const PATH = 'app/data';
const LARGE = new Uint8Array(3_000_000);
const before = [rawLayer(entry({ path: PATH, content: 'x' }))];

const gate = (own: readonly LayerInput[]) =>
  gateImages(folder, { base: [layer({ '/etc/base': 'x' })], before, own, policy: POLICY });

describe('growth below files that are the same in the end', () => {
  test.each<[string, readonly LayerInput[]]>([
    [
      'a path that comes twice in one layer',
      [rawLayer(entry({ path: PATH, content: LARGE }), entry({ path: PATH, content: 'x' }))],
    ],
    [
      'a layer that the next one overwrites',
      [
        rawLayer(entry({ path: PATH, content: LARGE })),
        rawLayer(entry({ path: PATH, content: 'x', mtime: 5 })),
      ],
    ],
  ])('counts: %s', async (_case, own) => {
    expect(await gate(own)).toMatchObject({ conclusion: 'failure' });
  });

  test('is none where a layer was only written at another time', async () => {
    const own = [rawLayer(entry({ path: PATH, content: 'x', mtime: 7 }))];
    expect(await gate(own)).toMatchObject({ conclusion: 'success' });
  });
});
