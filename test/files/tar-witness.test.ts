import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pax, rawEntry, tar } from '../helpers/tar-builder.ts';
import { anyEntry, gnuTarLines, ourLines } from '../helpers/tar-witness.ts';

describe('GNU tar reads the same', () => {
  test('in archives of any entries', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 20, maxLength: 60 }), (entries) => {
        const bytes = tar(...entries);
        expect(gnuTarLines(bytes)).toEqual({ lines: ourLines(bytes) });
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('in a file of 10 GiB that is mostly a hole', () => {
    const size = 10 * 1024 ** 3;
    const map = `1\n${size - 512}\n512\n`.padEnd(512, '\0');
    const records = {
      'GNU.sparse.major': '1',
      'GNU.sparse.minor': '0',
      'GNU.sparse.name': 'hole',
      'GNU.sparse.realsize': String(size),
    };
    const bytes = tar(
      pax(records),
      rawEntry({ path: 'cut', content: `${map}${'x'.repeat(512)}` }),
      rawEntry({ path: 'next' }),
    );
    expect(ourLines(bytes)).toEqual([`- ${size} hole `, '- 0 next ']);
    expect(gnuTarLines(bytes)).toEqual({ lines: ourLines(bytes) });
  });
});
