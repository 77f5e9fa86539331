import { expect, test } from '@jest/globals';
import { parseCondaRecord } from '../../src/packages/conda.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';

const record = (fields: object) =>
  JSON.stringify({ name: 'numpy', version: '1.26.4', build: 'py312_0', ...fields });

test('a record names package, dependencies, files and who asked', () => {
  const depends = ['python >=3.12,<3.13.0a0', 'libblas>=3.9', '__glibc >=2.17', 'zlib'];
  expect(parseCondaRecord(record({ depends, files: ['lib/a.so', 3], requested_spec: 'numpy' }))).toEqual({
    name: 'numpy',
    version: '1.26.4',
    depends: ['python', 'libblas', 'zlib'],
    files: ['lib/a.so'],
    isRequested: true,
  });
  expect(parseCondaRecord(record({ requested_spec: 'None' }))).toMatchObject({
    isRequested: false,
    files: [],
  });
  for (const text of ['', '[]', '{"name":"a b","version":"1"}'])
    expect(parseCondaRecord(text)).toBeUndefined();
});

test('packages of an environment own its files, but for those of Python distributions', () => {
  const site = '/opt/conda/lib/python3.12/site-packages';
  const made = ledger([
    layer({
      '/opt/conda/conda-meta/numpy-1.26.4-py312_0.json': record({
        files: ['lib/libnp.so', 'lib/python3.12/site-packages/numpy/a.py'],
      }),
      '/opt/conda/lib/libnp.so': 'x',
      '/opt/conda/lib/own.so': 'x',
      [`${site}/numpy/a.py`]: 'x',
      [`${site}/numpy-1.26.4.dist-info/RECORD`]: 'numpy/a.py,,\n',
    }),
  ]);
  const ownerOf = (path: string) => made.owner(rowOf(made, path))?.purl;
  expect(ownerOf('/opt/conda/lib/libnp.so')).toBe('pkg:conda/numpy@1.26.4');
  expect(ownerOf('/opt/conda/lib/own.so')).toBeUndefined();
  expect(ownerOf(`${site}/numpy/a.py`)).toBe('pkg:pypi/numpy@1.26.4');
});
