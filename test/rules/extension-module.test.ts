import { describe, expect, test } from '@jest/globals';
import { foreignLibc } from '../../src/rules/foreign-libc.ts';
import { missingLibrary } from '../../src/rules/missing-library.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

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

const reported = (base: FileInputs, own: FileInputs, config: ConfigInput) =>
  reportOf(ledgerOf({ base: [layer(base)], own: [layer(own)], config }), [missingLibrary, foreignLibc]);

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
    expect(reported(PYTHON, { ...PSYCOPG2, ...own }, config)).toEqual(['missing-library: libpq.so']);
  });

  test('is caught where it is one of Python itself', () => {
    expect(reported(PYTHON, { '/app/app.py': 'import ssl\n' }, PYTHON_CONFIG)).toEqual([
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
    expect(reported(PYTHON, { ...PSYCOPG2, ...own }, { ...PYTHON_CONFIG, ...config })).toEqual([]);
  });

  test.each([
    ['for musl, on Debian', elf({ needed: ['libc.musl-x86_64.so.1'] })],
    ['for a newer glibc', elf({ needed: ['libc.so.6'], versionsNeeded: ['GLIBC_2.38@libc.so.6'] })],
  ])('that was built %s is told as that', (_, native) => {
    expect(reported(PYTHON, { ...PSYCOPG2, ...app, [NATIVE]: native }, PYTHON_CONFIG)).toEqual([
      `foreign-libc: ${NATIVE}`,
    ]);
  });
});

const NODE: FileInputs = { ...DEBIAN, '/usr/bin/node': GLIBC_PROGRAM, '/usr/bin/env': GLIBC_PROGRAM };
const ADDON = '/app/node_modules/libpq/build/Release/addon.node';
const LIBPQ: FileInputs = {
  '/app/node_modules/libpq/package.json': '{"name":"libpq","version":"1.0.0","main":"index.js"}',
  '/app/node_modules/libpq/index.js':
    "'use strict';\nvar PQ = require('bindings')('addon.node').PQ;\nmodule.exports = PQ;\n",
  [ADDON]: BY_LIBPQ,
};
const NODE_CONFIG = { cmd: ['node', 'server.js'], workingDir: '/app' };

describe('an addon of Node.js', () => {
  test('is told with who loads it', () => {
    const own = {
      ...LIBPQ,
      '/app/server.js': "const db = require('./db');\n",
      '/app/db.js': "import PQ from 'libpq';\n",
    };
    const ledger = ledgerOf({ base: [layer(NODE)], own: [layer(own)], config: NODE_CONFIG });
    expect(missingLibrary.inspect(ledger)[0]?.message).toBe(
      `\`/app/db.js\` loads \`libpq\`, and \`${ADDON}\` needs \`libpq.so.5\`, which the dynamic linker will not find`,
    );
  });

  const app = { '/app/server.js': "const { Client } = require('libpq');\n" };
  const index = (text: string) => ({ ...app, '/app/node_modules/libpq/index.js': text });
  test.each([
    ['by the program', app, {}],
    [
      'by a program that takes several lines for it',
      { '/app/server.js': "const {\n  Client,\n} = require('libpq');\n" },
      {},
    ],
    ['by what a compiler made', { '/app/server.js': 'var x_1 = __importDefault(require("libpq"));\n' }, {}],
    ['by a program with options', app, { cmd: ['node', '--enable-source-maps', '/app/server.js'] }],
    [
      'by a script',
      { '/app/server.js': "#!/usr/bin/env node\nrequire('libpq')\n" },
      { cmd: ['/app/server.js'] },
    ],
    [
      'behind the entrypoint of Node’s image',
      {
        ...app,
        '/usr/bin/docker-entrypoint.sh':
          '#!/bin/sh\nset -e\nif [ "${1#-}" != "${1}" ] || [ -z "$(command -v "${1}")" ]; then\n  set -- node "$@"\nfi\n\nexec "$@"\n',
      },
      { entrypoint: ['docker-entrypoint.sh'] },
    ],
    ['by its path', index("module.exports = require('./build/Release/addon.node');\n"), {}],
    ['by node-gyp-build', index("module.exports = require('node-gyp-build')(__dirname);\n"), {}],
    [
      'by node-pre-gyp',
      index(
        "var gyp = require('@mapbox/node-pre-gyp');\nvar at = gyp.find('x');\nvar addon = require(at);\n",
      ),
      {},
    ],
    [
      'by another package',
      {
        '/app/server.js': "import 'pg-native';\n",
        '/app/node_modules/pg-native/package.json': '{"name":"pg-native","version":"1.0.0"}',
        '/app/node_modules/pg-native/index.js': "var Libpq = require('libpq')\n",
      },
      {},
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])(
    'is caught that is loaded %s',
    (_, own, config) => {
      expect(reported(NODE, { ...LIBPQ, ...own }, { ...NODE_CONFIG, ...config })).toEqual([
        'missing-library: libpq.so',
      ]);
    },
  );

  test.each([
    ['that nothing loads', { '/app/server.js': "require('http')\n" }, {}],
    ['that may be missing', { '/app/server.js': "try {\n  require('libpq');\n} catch {}\n" }, {}],
    ['that a function loads', { '/app/server.js': "const pg = () => require('libpq');\n" }, {}],
    ['in a comment', { '/app/server.js': "/*\nrequire('libpq')\n*/\n// require('libpq')\n" }, {}],
    [
      'whose package does without it',
      index("try {\n  module.exports = require('bindings')('x');\n} catch (e) {}\n"),
      {},
    ],
    [
      'of which another file can be loaded',
      { ...app, '/app/node_modules/libpq/prebuilds/linux-x64/node.napi.node': elf({}) },
      {},
    ],
    [
      'that brings its library',
      {
        ...app,
        [ADDON]: elf({ needed: ['libpq.so.5'], runpath: '$ORIGIN' }),
        '/app/node_modules/libpq/build/Release/libpq.so.5': elf({}),
      },
      {},
    ],
    ['whose library is installed', { ...app, '/usr/lib/libpq.so.5': elf({}) }, {}],
    ['of a program that a loader starts', app, { cmd: ['node', '-r', './x', 'server.js'] }],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])('is no matter %s', (_, own, config) => {
    expect(reported(NODE, { ...LIBPQ, ...own }, { ...NODE_CONFIG, ...config })).toEqual([]);
  });

  test.each([
    [
      'on Debian, on Alpine',
      elf({ needed: ['libc.so.6', 'ld-linux-x86-64.so.2'] }),
      `foreign-libc: ${ADDON}`,
    ],
    ['for another machine', elf({ machine: 183 }), `missing-library: ${ADDON}`],
    ['for another operating system', 'MZ', `missing-library: ${ADDON}`],
  ])('that was built %s is told as that', (_, addon, finding) => {
    const musl = {
      '/lib/ld-musl-x86_64.so.1': elf({}),
      '/usr/bin/node': elf({ interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.musl-x86_64.so.1'] }),
    };
    expect(reported(musl, { ...LIBPQ, ...app, [ADDON]: addon }, NODE_CONFIG)).toEqual([finding]);
  });
});

describe('an addon of Node.js that NAPI-RS made', () => {
  const crc = '/app/node_modules/@node-rs/crc32';
  const variant = (name: string, addon: FileInputs[string]): FileInputs => ({
    [`${crc}-${name}/package.json`]: `{"name":"@node-rs/crc32-${name}","version":"1.0.0","main":"crc32.node"}`,
    [`${crc}-${name}/crc32.node`]: addon,
  });
  const loader: FileInputs = {
    '/app/server.js': "const { crc32 } = require('@node-rs/crc32');\n",
    [`${crc}/package.json`]: JSON.stringify({
      ...{ name: '@node-rs/crc32', version: '1.0.0', main: 'index.js' },
      optionalDependencies: {
        '@node-rs/crc32-linux-x64-gnu': '1.0.0',
        '@node-rs/crc32-linux-x64-musl': '1.0.0',
        '@node-rs/crc32-wasm32-wasi': '1.0.0',
      },
    }),
    [`${crc}/index.js`]:
      'let nativeBinding = null\nif (!nativeBinding) {\n  if (loadError) {\n    throw loadError\n  }\n}\nmodule.exports = nativeBinding\n',
  };
  const musl = variant('linux-x64-musl', elf({ needed: ['libc.so'] }));

  test.each<[string, FileInputs, readonly string[]]>([
    ['for musl alone is told on glibc', musl, [`foreign-libc: ${crc}-linux-x64-musl/crc32.node`]],
    ['for both is no matter', { ...musl, ...variant('linux-x64-gnu', elf({ needed: ['libc.so.6'] })) }, []],
    ['for musl and WebAssembly is no matter', { ...musl, ...variant('wasm32-wasi', 'x') }, []],
    ['for no platform is not known to be missed', {}, []],
    [
      'is no matter where the package does without',
      { ...musl, [`${crc}/index.js`]: 'if (!nativeBinding) {\n  module.exports = slow\n}\n' },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(reported(NODE, { ...loader, ...files }, NODE_CONFIG)).toEqual(expected);
  });
});

describe('a shared object of a gem', () => {
  const RUBY: FileInputs = { ...DEBIAN, '/usr/bin/ruby': GLIBC_PROGRAM };
  const GEM = '/usr/local/bundle/gems/pg-1.5.4/lib';
  const PG: FileInputs = {
    [`${GEM}/pg.rb`]:
      "module PG\n  begin\n    require 'pg/path'\n  rescue LoadError\n  end\n  call do\n    if fat\n      require \"#{x}/pg_ext\"\n    else\n      require 'pg_ext'\n    end\n  end\nend\n",
    [`${GEM}/pg_ext.so`]: BY_LIBPQ,
    '/usr/local/bundle/extensions/x86_64-linux/3.2.0/pg-1.5.4/pg_ext.so': BY_LIBPQ,
  };
  const config = { cmd: ['ruby', 'app.rb'], workingDir: '/app' };
  const app = { '/app/app.rb': "require 'pg' # here\n" };
  const entry = (text: string): FileInputs => ({ ...app, [`${GEM}/pg.rb`]: text });

  test.each([
    ['by the program', app, {}],
    [
      'by a source of the program',
      { '/app/app.rb': "require_relative 'lib/db'\n", '/app/lib/db.rb': 'require "pg"\n' },
      {},
    ],
    [
      'that Bundler starts',
      { ...app, '/usr/bin/bundle': '#!/usr/bin/ruby\n' },
      { cmd: ['bundle', 'exec', 'ruby', 'app.rb'] },
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])(
    'is caught that is required %s',
    (_, own, more) => {
      expect(reported(RUBY, { ...PG, ...own }, { ...config, ...more })).toEqual([
        'missing-library: libpq.so',
      ]);
    },
  );

  test.each([
    ['that nothing requires', { '/app/app.rb': "require 'json'\n" }],
    ['that may be missing', { '/app/app.rb': "begin\n  require 'pg'\nrescue LoadError\nend\n" }],
    ['that a method requires', { '/app/app.rb': "def db\n  require 'pg'\nend\n" }],
    [
      'whose gem does without it',
      entry("begin\n  require 'pg_ext'\nrescue LoadError\n  require 'pg/pure'\nend\n"),
    ],
    ['that its gem requires on another system', entry("if windows\n  require 'pg_ext'\nend\n")],
    ['of which another file can be loaded', { ...app, [`${GEM}/pg_ext.so`]: elf({}) }],
    ['whose library is installed', { ...app, '/usr/lib/libpq.so.5': elf({}) }],
    ['of a program that changes its load path', { '/app/app.rb': "$LOAD_PATH << 'x'\nrequire 'pg'\n" }],
  ] as readonly (readonly [string, FileInputs])[])('is no matter %s', (_, own) => {
    expect(reported(RUBY, { ...PG, ...own }, config)).toEqual([]);
  });
});
