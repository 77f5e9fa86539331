import { describe, expect, test } from '@jest/globals';
import { packageArchive } from '../../src/rules/package-archive.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, tell } from './rule-bench.ts';

const LXML = {
  '/usr/lib/python3/site-packages/lxml-5.2.1.dist-info/METADATA': 'Name: lxml\nVersion: 5.2.1\n',
};
const told = (own: FileInputs): readonly string[] => tell(ledgerOf({ own: [layer(own)] }), [packageArchive]);

describe('package-archive', () => {
  test.each<[string, FileInputs, string]>([
    [
      'a wheel',
      { ...LXML, '/wheels/lxml-5.2.1-cp311-cp311-manylinux_2_28_x86_64.whl': 'x' },
      'installed wheels',
    ],
    ['a wheel with a build number', { ...LXML, '/w/LXML-5.2.1-1-py3-none-any.whl': 'x' }, 'installed wheels'],
    [
      'a Debian package',
      {
        ...debian({ make: { files: ['/usr/bin/make'], version: '4.3-4.1' } }),
        '/tmp/make_4.3-4.1_amd64.deb': 'x',
      },
      'installed Debian packages',
    ],
  ])('catches %s', (_what, files, subject) => {
    expect(told(files)).toEqual([`package-archive: ${subject}`]);
  });

  test.each<[string, FileInputs]>([
    ['one of another version', { ...LXML, '/w/lxml-5.2.0-py3-none-any.whl': 'x' }],
    ['one that is not installed', { '/w/lxml-5.2.1-py3-none-any.whl': 'x' }],
    ['one in a cache', { ...LXML, '/root/.cache/pip/wheels/a/lxml-5.2.1-py3-none-any.whl': 'x' }],
    ['an empty one', { ...LXML, '/w/lxml-5.2.1-py3-none-any.whl': '' }],
  ])('ignores %s', (_what, files) => {
    expect(told(files)).toEqual([]);
  });

  test('leaves what came with the base image, and what was removed, alone', () => {
    const wheel = { ...LXML, '/w/lxml-5.2.1-py3-none-any.whl': 'x' };
    expect(tell(ledgerOf({ base: [layer(wheel)] }), [packageArchive])).toEqual([]);
    expect(tell(ledgerOf({ own: [layer(wheel), layer(whiteout('/w'))] }), [packageArchive])).toEqual([]);
  });
});
