import { describe, expect, test } from '@jest/globals';
import { HIDDEN_BYTES_FLOOR, hiddenBytes } from '../../src/rules/hidden-bytes.ts';
import { layer, opaque, whiteout, type LayerInput } from '../helpers/image-builder.ts';
import { ledgerOf, type ImageInput } from './rule-bench.ts';

const BIG = new Uint8Array(HIDDEN_BYTES_FLOOR + 1);
const HALF = new Uint8Array(HIDDEN_BYTES_FLOOR / 2);

/** Subject to bytes and paths of what is told. */
function inspect(input: ImageInput): Readonly<Record<string, unknown>> {
  const ledger = ledgerOf(input);
  const found = hiddenBytes.inspect(ledger).map(({ subject, rows }) => {
    const bytes = rows.reduce((sum, row) => sum + ledger.catalog.bytes(row), 0);
    return [subject, { bytes, paths: rows.map((row) => ledger.catalog.path(row)) }] as const;
  });
  return Object.fromEntries(found);
}

describe('hidden-bytes', () => {
  test('counts what a later instruction removed, by path, by directory and by an opaque directory', () => {
    const removers: readonly LayerInput[] = [
      layer(whiteout('/tmp/a/big')),
      layer(whiteout('/tmp/a')),
      layer(opaque('/tmp/a')),
    ];
    for (const remover of removers) {
      expect(inspect({ own: [layer({ '/tmp/a/big': BIG }), remover] })).toEqual({
        'removed files': { bytes: BIG.length, paths: ['/tmp/a/big'] },
      });
    }
  });

  test('counts every copy of a rewritten file but the last, which is seen', () => {
    const own = [
      layer({ '/app/x': BIG }),
      layer({ '/app/x': { content: BIG, mode: 0o755 } }),
      layer({ '/app/x': BIG }),
    ];
    expect(inspect({ own })).toEqual({
      'rewritten files': { bytes: 2 * BIG.length, paths: ['/app/x', '/app/x'] },
    });
  });

  test('counts a directory that a later file took the place of', () => {
    const found = inspect({ own: [layer({ '/opt/d/x': BIG }), layer({ '/opt/d': 'a file now' })] });
    expect(Object.values(found)).toEqual([{ bytes: BIG.length, paths: ['/opt/d/x'] }]);
  });

  test('tells bytes of the base image apart, and names the instruction that hid them', () => {
    const own = [{ layer: layer(whiteout('/usr/share/doc')), text: 'RUN rm -rf /usr/share/doc' }];
    const ledger = ledgerOf({ base: [layer({ '/usr/share/doc/x': BIG })], own });
    expect(hiddenBytes.inspect(ledger)).toMatchObject([
      {
        subject: 'removed files of the base image',
        message: expect.stringContaining('RUN rm -rf /usr/share/doc'),
      },
    ]);
  });

  test('says nothing of what the base image hid itself', () => {
    expect(
      inspect({ base: [layer({ '/x': BIG }), layer(whiteout('/x'))], own: [layer({ '/app': 'x' })] }),
    ).toEqual({});
  });

  test('says nothing of package databases and of what every installation rewrites', () => {
    const churn = {
      '/var/lib/dpkg/status': BIG,
      '/etc/ld.so.cache': BIG,
      '/lib/apk/db/installed': BIG,
      '/var/log/dpkg.log': BIG,
    };
    expect(inspect({ own: [layer(churn), layer(churn)] })).toEqual({});
  });

  test('counts package lists, which are a cache and no database', () => {
    const lists = '/var/lib/apt/lists/mirror.example_Packages';
    expect(inspect({ own: [layer({ [lists]: BIG }), layer(whiteout(lists))] })).toEqual({
      'removed files': { bytes: BIG.length, paths: [lists] },
    });
  });

  test('says nothing below its floor, counted over all files', () => {
    expect(inspect({ own: [layer({ '/a': HALF }), layer(whiteout('/a'))] })).toEqual({});
    const two = inspect({ own: [layer({ '/a': HALF, '/b': HALF }), layer(whiteout('/a'), whiteout('/b'))] });
    expect(Object.keys(two)).toEqual(['removed files']);
  });

  test('says nothing of a file that is still seen under another name', () => {
    const own = [layer({ '/a': BIG, '/b': { hardlink: '/a' } }), layer(whiteout('/a'))];
    expect(inspect({ own })).toEqual({});
  });
});
