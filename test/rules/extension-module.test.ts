import { describe, expect, test } from '@jest/globals';
import { foreignLibc } from '../../src/rules/foreign-libc.ts';
import { missingLibrary } from '../../src/rules/missing-library.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ledgerOf, tell } from './rule-bench.ts';

const GLIBC_LINKER = '/lib64/ld-linux-x86-64.so.2';
const GLIBC_PROGRAM = elf({ interpreter: GLIBC_LINKER, needed: ['libc.so.6'] });

const DEBIAN: FileInputs = {
  '/lib': { symlink: 'usr/lib' },
  '/lib64/ld-linux-x86-64.so.2': elf({}),
  '/usr/lib/x86_64-linux-gnu/libc.so.6': elf({
    needed: ['ld-linux-x86-64.so.2'],
    versionsDefined: ['libc.so.6', 'GLIBC_2.36'],
  }),
  '/bin/sh': GLIBC_PROGRAM,
};
const PYTHON: FileInputs = {
  ...DEBIAN,
  '/usr/local/bin/python3.12': GLIBC_PROGRAM,
  '/usr/local/bin/python': { symlink: 'python3.12' },
  '/usr/local/lib/python3.12/lib-dynload/_ssl.cpython-312-x86_64-linux-gnu.so': elf({
    needed: ['libssl.so.3', 'libc.so.6'],
  }),
};
const SITE = '/venv/lib/python3.12/site-packages';
const NATIVE = `${SITE}/psycopg2/_psycopg.cpython-312-x86_64-linux-gnu.so`;
const BY_LIBPQ = elf({ needed: ['libpq.so.5', 'libc.so.6'] });
const PSYCOPG2: FileInputs = {
  [`${SITE}/psycopg2/__init__.py`]: 'from psycopg2._psycopg import (   # noqa\n    BINARY, NUMBER,\n)\n',
  [NATIVE]: BY_LIBPQ,
};
const PYTHON_CONFIG = { cmd: ['python', 'app.py'], workingDir: '/app' };

const told = (base: FileInputs, own: FileInputs, config: ConfigInput) =>
  tell(ledgerOf({ base: [layer(base)], own: [layer(own)], config }), [missingLibrary, foreignLibc]);

describe('an extension module of Python', () => {
  test('is told with who loads it, the module and the library', () => {
    const ledger = ledgerOf({
      base: [layer(PYTHON)],
      own: [layer({ ...PSYCOPG2, '/app/app.py': 'import db\n', '/app/db.py': 'import psycopg2\n' })],
      config: PYTHON_CONFIG,
    });
    expect(missingLibrary.inspect(ledger)).toMatchObject([
      {
        subject: 'libpq.so',
        version: '5',
        message: `\`/app/db.py\` loads \`psycopg2._psycopg\`, and \`${NATIVE}\` needs \`libpq.so.5\`, which the dynamic linker will not find`,
      },
    ]);
  });

  test.each([
    ['that a script imports', { '/app/app.py': 'import psycopg2\n' }, PYTHON_CONFIG],
    [
      'that a server’s application imports',
      {
        '/app/web/wsgi.py': 'from . import db\n',
        '/app/web/db.py': 'import psycopg2 as p\n',
        '/venv/bin/gunicorn': '#!/usr/local/bin/python\n',
      },
      { cmd: ['gunicorn', '-b', ':80', 'web.wsgi:app'], workingDir: '/app', env: ['PATH=/venv/bin'] },
    ],
    [
      'that the application of `python -m uvicorn` imports',
      { '/app/app.py': 'import psycopg2\n' },
      { cmd: ['python', '-m', 'uvicorn', 'app:app'], workingDir: '/app' },
    ],
    [
      'that the application brings itself',
      { '/app/app.py': 'import fast\n', '/app/fast.cpython-312-x86_64-linux-gnu.so': BY_LIBPQ },
      PYTHON_CONFIG,
    ],
    [
      'that is right in the package directory',
      { '/app/app.py': 'import pq\n', [`${SITE}/pq.abi3.so`]: BY_LIBPQ },
      PYTHON_CONFIG,
    ],
    [
      'that is taken from a package',
      { '/app/app.py': 'from a.b import c\n', [`${SITE}/a/b/c.so`]: BY_LIBPQ },
      PYTHON_CONFIG,
    ],
    [
      'of a package that another package imports',
      { '/app/app.py': 'import a\n', [`${SITE}/a/__init__.py`]: 'from . import x\nimport psycopg2\n' },
      PYTHON_CONFIG,
    ],
    [
      'of a package whose name for it is worked out',
      {
        '/app/app.py': 'import cv2\n',
        [`${SITE}/cv2/cv2.abi3.so`]: BY_LIBPQ,
        [`${SITE}/cv2/__init__.py`]: 'x',
      },
      PYTHON_CONFIG,
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])('is caught %s', (_, own, config) => {
    expect(told(PYTHON, { ...PSYCOPG2, ...own }, config)).toEqual(['missing-library: libpq.so']);
  });

  test('is caught where it is one of Python itself', () => {
    expect(told(PYTHON, { '/app/app.py': 'import ssl\n' }, PYTHON_CONFIG)).toEqual([
      'missing-library: libssl.so',
    ]);
  });

  const app = { '/app/app.py': 'import psycopg2\n' };
  test.each([
    ['that nothing imports', { '/app/app.py': 'import os\n' }, {}],
    [
      'whose import may fail',
      { '/app/app.py': 'try:\n    import psycopg2\nexcept ImportError:\n    pass\n' },
      {},
    ],
    ['that a function imports', { '/app/app.py': 'def run():\n    import psycopg2\n' }, {}],
    [
      'that its package imports if it can',
      {
        ...app,
        [`${SITE}/psycopg2/__init__.py`]:
          'try:\n    from ._psycopg import x\nexcept ImportError:\n    x = 1\n',
      },
      {},
    ],
    [
      'of a program that changes its search path',
      { '/app/app.py': 'import sys\nsys.path.insert(0, "/x")\nimport psycopg2\n' },
      {},
    ],
    [
      'whose library is in a folder of the package',
      {
        ...app,
        [NATIVE]: elf({ needed: ['libpq-1a2b.so.5'], runpath: '$ORIGIN/../psycopg2_binary.libs' }),
        [`${SITE}/psycopg2_binary.libs/libpq-1a2b.so.5`]: elf({}),
      },
      {},
    ],
    [
      'whose library another package may have loaded before',
      { ...app, [`${SITE}/other/lib/libpq.so.5`]: elf({}) },
      {},
    ],
    ['whose library is installed', { ...app, '/usr/lib/x86_64-linux-gnu/libpq.so.5': elf({}) }, {}],
    [
      'whose library is in LD_LIBRARY_PATH',
      { ...app, '/opt/pg/libpq.so.5': elf({}) },
      { env: ['LD_LIBRARY_PATH=/opt/pg'] },
    ],
    [
      'whose library ld.so.conf leads to',
      { ...app, '/opt/pg/libpq.so.5': elf({}), '/etc/ld.so.conf': '/opt/pg\n' },
      {},
    ],
    ['of which another file can be loaded', { ...app, [`${SITE}/psycopg2/_psycopg.abi3.so`]: elf({}) }, {}],
    [
      'that lies in two package directories',
      { ...app, '/usr/lib/python3/dist-packages/psycopg2/_psycopg.so': elf({}) },
      {},
    ],
    [
      'whose library the host lends',
      { ...app, [NATIVE]: elf({ needed: ['libcuda.so.1', 'libnvidia-ml.so.1'] }) },
      {},
    ],
    [
      'whose library the interpreter has loaded',
      {
        ...app,
        '/usr/local/bin/python3.12': elf({
          interpreter: GLIBC_LINKER,
          needed: ['libpq.so.5'],
          runpath: '$ORIGIN/../x',
        }),
        '/usr/local/x/libpq.so.5': elf({}),
      },
      {},
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])('is no matter %s', (_, own, config) => {
    expect(told(PYTHON, { ...PSYCOPG2, ...own }, { ...PYTHON_CONFIG, ...config })).toEqual([]);
  });

  test.each([
    ['for musl, on Debian', elf({ needed: ['libc.musl-x86_64.so.1'] })],
    ['for a newer glibc', elf({ needed: ['libc.so.6'], versionsNeeded: ['GLIBC_2.38@libc.so.6'] })],
  ])('that was built %s is told as that', (_, native) => {
    expect(told(PYTHON, { ...PSYCOPG2, ...app, [NATIVE]: native }, PYTHON_CONFIG)).toEqual([
      `foreign-libc: ${NATIVE}`,
    ]);
  });
});
