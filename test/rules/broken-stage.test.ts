import { describe, expect, test } from '@jest/globals';
import { foreignLibc } from '../../src/rules/foreign-libc.ts';
import { missingInterpreter } from '../../src/rules/missing-interpreter.ts';
import { missingLibrary } from '../../src/rules/missing-library.ts';
import { missingPackages } from '../../src/rules/missing-packages.ts';
import { missingUser } from '../../src/rules/missing-user.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const GLIBC_LINKER = '/lib64/ld-linux-x86-64.so.2';
const MUSL_LINKER = '/lib/ld-musl-x86_64.so.1';
const STATIC = elf({});
const GLIBC_PROGRAM = elf({ interpreter: GLIBC_LINKER, needed: ['libc.so.6'] });
const MUSL_PROGRAM = elf({ interpreter: MUSL_LINKER, needed: ['libc.musl-x86_64.so.1'] });

const DEBIAN: FileInputs = {
  '/lib': { symlink: 'usr/lib' },
  '/lib64': { symlink: 'usr/lib64' },
  '/usr/lib64/ld-linux-x86-64.so.2': { symlink: '/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' },
  '/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': elf({}),
  '/usr/lib/x86_64-linux-gnu/libc.so.6': elf({ needed: ['ld-linux-x86-64.so.2'] }),
  '/bin': { symlink: 'usr/bin' },
  '/usr/bin/dash': GLIBC_PROGRAM,
  '/usr/bin/sh': { symlink: 'dash' },
  '/usr/bin/env': GLIBC_PROGRAM,
};
const ALPINE: FileInputs = {
  [MUSL_LINKER]: elf({}),
  '/lib/libc.musl-x86_64.so.1': { symlink: 'ld-musl-x86_64.so.1' },
  '/bin/busybox': MUSL_PROGRAM,
  '/bin/sh': { symlink: '/bin/busybox' },
  '/usr/bin/env': { symlink: '/bin/busybox' },
};
const PYTHON: FileInputs = {
  ...DEBIAN,
  '/usr/local/bin/python3.12': GLIBC_PROGRAM,
  '/usr/local/bin/python3': { symlink: 'python3.12' },
  '/usr/local/bin/python': { symlink: 'python3' },
  '/usr/local/lib/python3.12/os.py': 'x',
  '/usr/local/lib/python3.12/site-packages/pip/__init__.py': 'x',
};

const RULES = [missingInterpreter, foreignLibc, missingLibrary, missingPackages, missingUser];
const AMD64_386 = elf({ machine: 3 });
const ARM64 = elf({ machine: 183 });
const reportStart = (base: FileInputs, own: FileInputs, config: ConfigInput) =>
  reportOf(ledgerOf({ base: [layer(base)], own: [layer(own)], config }), RULES);

describe('missing-interpreter', () => {
  test.each([
    ['a dynamic program on scratch', {}, { '/app': GLIBC_PROGRAM }, { entrypoint: ['/app'] }, '/app'],
    [
      'a bash script on Alpine',
      ALPINE,
      { '/run.sh': '#!/bin/bash\n' },
      { entrypoint: ['/run.sh'] },
      '/run.sh',
    ],
    [
      'an env script whose program is not on PATH',
      ALPINE,
      { '/run': '#!/usr/bin/env node\n' },
      { cmd: ['/run'] },
      '/run',
    ],
    [
      'an interpreter that is itself a script for something missing',
      ALPINE,
      { '/a': '#!/b\n', '/b': '#!/c\n' },
      { cmd: ['/a'] },
      '/b',
    ],
    ['CRLF line endings', ALPINE, { '/run.sh': '#!/bin/sh\r\necho' }, { cmd: ['/run.sh'] }, '/run.sh'],
    ['an entrypoint that was never copied', ALPINE, {}, { entrypoint: ['/app/server'] }, '/app/server'],
    [
      'a word that no directory of PATH has',
      ALPINE,
      { '/opt/server': STATIC },
      { cmd: ['server'] },
      'server',
    ],
    ['a dangling link', ALPINE, { '/usr/bin/app': { symlink: '/opt/app' } }, { cmd: ['app'] }, 'app'],
    [
      'a path relative to the working directory',
      ALPINE,
      { '/srv/x': STATIC },
      { cmd: ['./app'], workingDir: '/srv' },
      '/srv/app',
    ],
    [
      'the program behind a wrapper',
      DEBIAN,
      { '/tini': STATIC },
      { entrypoint: ['/tini', '--'], cmd: ['/app'] },
      '/app',
    ],
    [
      'the program behind sh -c',
      DEBIAN,
      {},
      { cmd: ['/bin/sh', '-c', 'exec server --port $PORT'] },
      'server',
    ],
    [
      'a jar that was never copied',
      DEBIAN,
      { '/usr/bin/java': STATIC },
      { cmd: ['java', '-Xmx1g', '-jar', '/app.jar'] },
      '/app.jar',
    ],
    [
      'a script without a first line',
      DEBIAN,
      { '/run': { content: 'echo', mode: 0o755 } },
      { cmd: ['/run'] },
      '/run',
    ],
    ['an empty file', DEBIAN, { '/run': { content: '', mode: 0o755 } }, { cmd: ['/run'] }, '/run'],
    [
      'a Windows program',
      DEBIAN,
      { '/run.exe': { content: 'MZx', mode: 0o755 } },
      { cmd: ['/run.exe'] },
      '/run.exe',
    ],
    ['an object file', DEBIAN, { '/run.o': elf({ type: 1 }) }, { cmd: ['/run.o'] }, '/run.o'],
    [
      'a script that nobody may execute',
      DEBIAN,
      { '/run.sh': { content: '#!/bin/sh\n', mode: 0o644 } },
      { entrypoint: ['/run.sh'] },
      '/run.sh',
    ],
    [
      'a program that nobody may execute, behind sh -c',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o640 } },
      { cmd: ['/bin/sh', '-c', '/app/server --port 1'] },
      '/app/server',
    ],
    [
      'a word whose only file in PATH nobody may execute',
      DEBIAN,
      { '/usr/bin/server': { content: STATIC, mode: 0o644 } },
      { cmd: ['server'] },
      'server',
    ],
    [
      'an interpreter that nobody may execute',
      DEBIAN,
      { '/run': '#!/opt/sh\n', '/opt/sh': { content: STATIC, mode: 0o600 } },
      { cmd: ['/run'] },
      '/opt/sh',
    ],
    [
      'the program that an entrypoint script ends with',
      ALPINE,
      { '/entry.sh': '#!/bin/sh\nset -e\n# starts it\necho hi\nexec /app/server "$@"\n' },
      { entrypoint: ['/entry.sh'] },
      '/app/server',
    ],
    [
      'the program that a script ends with, which its shell is given',
      ALPINE,
      { '/srv/run.sh': 'exec /app/server\n' },
      { entrypoint: ['sh', '-e', './run.sh'], workingDir: '/srv' },
      '/app/server',
    ],
    [
      'a script that its shell is given and that is not there',
      ALPINE,
      {},
      { cmd: ['sh', '/app/run.sh'] },
      '/app/run.sh',
    ],
    [
      'a script that its interpreter is given and that is not there',
      PYTHON,
      {},
      { cmd: ['python3', 'app.py'], workingDir: '/app' },
      '/app/app.py',
    ],
    [
      'arguments of an entrypoint script',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\nexec "$@"' },
      { entrypoint: ['/entry.sh'], cmd: ['nothing'] },
      'nothing',
    ],
    [
      'a word that a shell of busybox does not have either',
      ALPINE,
      {},
      { cmd: ['/bin/sh', '-c', 'gunicorn app:app'] },
      'gunicorn',
    ],
    [
      'a program after an option that takes a value',
      { ...DEBIAN, '/tini': STATIC },
      {},
      { cmd: ['/tini', '-p', 'SIGTERM', '--', '/app'] },
      '/app',
    ],
    ['a command in single quotes', DEBIAN, {}, { cmd: ['/bin/sh', '-c', "['node', 'x.js']"] }, '[node,'],
    ['a command after an empty entrypoint', DEBIAN, {}, { entrypoint: [''], cmd: ['/app'] }, '/app'],
    ['a first line that names nothing', DEBIAN, { '/run': '#!\necho' }, { cmd: ['/run'] }, '/run'],
    ['a relative interpreter', DEBIAN, { '/run': '#!sh\necho' }, { cmd: ['/run'] }, '/run'],
    [
      'a program that only root may execute',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o700 } },
      { cmd: ['/app/server'], user: '1000' },
      '/app/server',
    ],
    [
      'a script that the group of root may execute, and the user is in another',
      { ...DEBIAN, '/etc/passwd': 'app:x:7:8::/:\n' },
      { '/run.sh': { content: '#!/bin/sh\n', mode: 0o750 } },
      { cmd: ['/run.sh'], user: 'app' },
      '/run.sh',
    ],
    [
      'a program in a directory that only root may enter',
      DEBIAN,
      { '/root': { directory: true, mode: 0o700 }, '/root/server': STATIC },
      { cmd: ['/root/server'], user: '1000:1000' },
      '/root/server',
    ],
    [
      'an interpreter in a directory that only root may enter',
      DEBIAN,
      {
        '/root': { directory: true, mode: 0o700 },
        '/root/python/bin/python3': STATIC,
        '/venv/bin/python': { symlink: '/root/python/bin/python3' },
        '/venv/bin/app': '#!/venv/bin/python\n',
      },
      { cmd: ['/venv/bin/app'], user: '1000' },
      '/venv/bin/python',
    ],
    [
      'a script that only root may read, which its interpreter is given',
      PYTHON,
      { '/app.py': { content: 'x', mode: 0o600 } },
      { cmd: ['python3', '/app.py'], user: '1000' },
      '/app.py',
    ],
    ['a directory', ALPINE, { '/server/server': STATIC }, { entrypoint: ['/server'] }, '/server'],
    ['a link to a directory', ALPINE, { '/s': { symlink: '/bin' } }, { entrypoint: ['/s'] }, '/s'],
    ['a program for another machine', ALPINE, { '/server': ARM64 }, { entrypoint: ['/server'] }, '/server'],
    [
      'a script of a virtual environment without its Python',
      DEBIAN,
      { '/venv/bin/app': '#!/venv/bin/python\n' },
      { cmd: ['/venv/bin/app'] },
      '/venv/bin/app',
    ],
  ] as readonly (readonly [string, FileInputs, FileInputs, ConfigInput, string])[])(
    'catches %s',
    (_, base, own, config, subject) => {
      expect(reportStart(base, own, config)).toEqual([`missing-interpreter: ${subject}`]);
    },
  );

  test.each([
    ['a static program on scratch', {}, { '/app': STATIC }, { entrypoint: ['/app'] }],
    ['no command at all', ALPINE, {}, {}],
    ['the empty command of an image that only carries files', {}, { '/data': 'x' }, { cmd: [''] }],
    ['a login shell, whose profile may change PATH', DEBIAN, {}, { cmd: ['/bin/sh', '-lc', 'server'] }],
    [
      'a program through several links',
      DEBIAN,
      { '/usr/local/bin/run': { symlink: '/opt/run' }, '/opt/run': GLIBC_PROGRAM },
      { cmd: ['run'] },
    ],
    ['a command that a variable names', DEBIAN, {}, { cmd: ['/bin/sh', '-c', '$APP --port 1'] }],
    ['a command with an alternative', DEBIAN, {}, { cmd: ['/bin/sh', '-c', 'server || sleep 9'] }],
    ['a builtin of the shell', DEBIAN, {}, { cmd: ['/bin/sh', '-c', 'cd /app && ./server'] }],
    ['an applet of busybox without a link', ALPINE, {}, { cmd: ['/bin/sh', '-c', 'httpd -f'] }],
    [
      'arguments of an entrypoint script that are there',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\nset -e\nexec "$@"' },
      { entrypoint: ['/entry.sh'], cmd: ['env'] },
    ],
    [
      'arguments that an entrypoint script changes',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\nset -- env "$@"\nexec "$@"' },
      { entrypoint: ['/entry.sh'], cmd: ['nothing'] },
    ],
    [
      'an applet of busybox without a link, which a script starts',
      ALPINE,
      { '/entry.sh': '#!/bin/sh\nexec "$@"' },
      { entrypoint: ['/entry.sh'], cmd: ['httpd', '-f'] },
    ],
    [
      'an option of a wrapper that takes a value',
      { ...DEBIAN, '/tini': STATIC },
      {},
      { cmd: ['/tini', '-p', 'SIGTERM', '--', 'env'] },
    ],
    [
      'a wrapper with an option whose value is not known',
      DEBIAN,
      {},
      { cmd: ['env', '-u', 'NAME', 'nothing'] },
    ],
    ['an empty entrypoint before a command', DEBIAN, {}, { entrypoint: [''], cmd: ['env'] }],
    [
      'a script that may end before its last line',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\nif [ -n "$X" ]; then exec "$@"; fi\nexec /app/server\n' },
      { entrypoint: ['/entry.sh'] },
    ],
    [
      'a script that puts the program there',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\ncp /opt/server /app/server\nexec /app/server\n' },
      { entrypoint: ['/entry.sh'] },
    ],
    [
      'a script that says where libraries are',
      DEBIAN,
      { '/entry.sh': '#!/bin/sh\nexport LD_LIBRARY_PATH=/x\nexec /app/server\n' },
      { entrypoint: ['/entry.sh'] },
    ],
    ['a module that is no file', PYTHON, {}, { cmd: ['python3', '-c', 'print(1)'] }],
    ['a 32-bit program of the same machine', ALPINE, { '/server': AMD64_386 }, { entrypoint: ['/server'] }],
    [
      'a module for WebAssembly',
      {},
      { '/app.wasm': { content: '\0asm', mode: 0o755 } },
      { cmd: ['/app.wasm'] },
    ],
    [
      'a script that its shell is given',
      DEBIAN,
      { '/run.sh': 'echo' },
      { entrypoint: ['/bin/sh', '/run.sh'] },
    ],
    [
      'a text that a shell takes for a script of its own',
      DEBIAN,
      { '/run': { content: 'echo', mode: 0o755 } },
      { cmd: ['/bin/sh', '-c', '/run'] },
    ],
    [
      'a program of the user who runs it',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o700, owner: [1000, 0] } },
      { cmd: ['/app/server'], user: '1000' },
    ],
    [
      'a program that a group of the user may execute',
      { ...DEBIAN, '/etc/passwd': 'app:x:7:8::/:\n', '/etc/group': 'web:x:9:other,app\n' },
      { '/app/server': { content: STATIC, mode: 0o750, owner: [0, 9] } },
      { cmd: ['/app/server'], user: 'app' },
    ],
    [
      'a program of the group root, which a user by number is in',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o750 } },
      { cmd: ['/app/server'], user: '1000' },
    ],
    [
      'a program that only root may execute, and root does',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o700, owner: [5, 5] } },
      { cmd: ['/app/server'], user: '0' },
    ],
    [
      'a program in a volume',
      DEBIAN,
      { '/app/server': { content: STATIC, mode: 0o700 } },
      { cmd: ['/app/server'], user: '1000', volumes: ['/app'] },
    ],
    ['an image for Windows', {}, {}, { platform: { os: 'windows', architecture: 'amd64' }, cmd: ['cmd'] }],
  ] as readonly (readonly [string, FileInputs, FileInputs, ConfigInput])[])(
    'ignores %s',
    (_, base, own, config) => {
      expect(reportStart(base, own, config)).toEqual([]);
    },
  );
});

describe('foreign-libc', () => {
  test.each([
    ['a glibc program on Alpine', ALPINE, GLIBC_PROGRAM],
    ['a musl program on Debian', DEBIAN, MUSL_PROGRAM],
  ])('catches %s, and no other rule tells it again', (_, base, program) => {
    expect(reportStart(base, { '/app': program }, { cmd: ['/app'] })).toEqual(['foreign-libc: /app']);
  });

  test.each([
    [
      'gcompat',
      { [GLIBC_LINKER]: { symlink: '/lib/ld-linux-x86-64.so.2' }, '/lib/ld-linux-x86-64.so.2': elf({}) },
    ],
    [
      'a C library of its own',
      {
        [GLIBC_LINKER]: { symlink: '/usr/glibc-compat/lib/ld-linux-x86-64.so.2' },
        '/usr/glibc-compat/lib/ld-linux-x86-64.so.2': elf({}),
        '/usr/glibc-compat/lib/libc.so.6': elf({}),
      },
    ],
  ] as readonly (readonly [string, FileInputs])[])(
    'ignores a glibc program on Alpine with %s',
    (_, glibc) => {
      expect(reportStart({ ...ALPINE, ...glibc }, { '/app': GLIBC_PROGRAM }, { cmd: ['/app'] })).toEqual([]);
    },
  );
});

describe('missing-library', () => {
  const app = (runpath?: string) =>
    elf({
      interpreter: GLIBC_LINKER,
      needed: ['libpq.so.5', 'libc.so.6'],
      ...(runpath !== undefined && { runpath }),
    });
  const config = { cmd: ['/opt/app/bin/app'] };
  const library = elf({ needed: ['libssl.so.3'] });

  test('catches a library that is nowhere, whatever asks for it', () => {
    expect(reportStart(DEBIAN, { '/opt/app/bin/app': app() }, config)).toEqual(['missing-library: libpq.so']);
    const own = { '/opt/app/bin/app': app(), '/usr/lib/libpq.so.5': library };
    expect(reportStart(DEBIAN, own, config)).toEqual(['missing-library: libssl.so']);
  });

  test('catches a library that lies where nothing leads to', () => {
    const own = { '/opt/app/bin/app': app(), '/opt/app/lib/libpq.so.5': elf({}) };
    expect(reportStart(DEBIAN, own, config)).toEqual(['missing-library: libpq.so']);
  });

  test('names the library, its version and who needs it', () => {
    const ledger = ledgerOf({ base: [layer(DEBIAN)], own: [layer({ '/opt/app/bin/app': app() })], config });
    expect(missingLibrary.inspect(ledger)).toMatchObject([
      {
        subject: 'libpq.so',
        version: '5',
        message: '`/opt/app/bin/app` needs `libpq.so.5`, which the dynamic linker will not find',
      },
    ]);
  });

  test('catches what the interpreter of a script needs', () => {
    const own = { '/usr/bin/tool': app(), '/run': '#!/usr/bin/env tool\n' };
    expect(reportStart(DEBIAN, own, { cmd: ['/run'] })).toEqual(['missing-library: libpq.so']);
  });

  test.each([
    [
      'DT_RUNPATH with $ORIGIN',
      { '/opt/app/bin/app': app('$ORIGIN/../lib'), '/opt/app/lib/libpq.so.5': elf({}) },
      {},
    ],
    [
      'LD_LIBRARY_PATH',
      { '/opt/app/bin/app': app(), '/opt/l/libpq.so.5': elf({}) },
      { env: ['LD_LIBRARY_PATH=/x:/opt/l'] },
    ],
    [
      'ld.so.conf.d',
      {
        '/opt/app/bin/app': app(),
        '/opt/l/libpq.so.5': elf({}),
        '/etc/ld.so.conf': 'include /etc/ld.so.conf.d/*.conf\n',
        '/etc/ld.so.conf.d/l.conf': '# mine\n/opt/l\n',
      },
      {},
    ],
    [
      'the linker’s cache',
      {
        '/opt/app/bin/app': app(),
        '/opt/l/libpq.so.5': elf({}),
        '/etc/ld.so.cache': 'x\0libpq.so.5\0/opt/l/libpq.so.5\0',
      },
      {},
    ],
    [
      'a default directory',
      {
        '/opt/app/bin/app': app(),
        '/usr/lib/x86_64-linux-gnu/libpq.so.5': { symlink: 'libpq.so.5.15' },
        '/usr/lib/x86_64-linux-gnu/libpq.so.5.15': elf({}),
      },
      {},
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])(
    'ignores a library that %s leads to',
    (_, own, more) => {
      expect(reportStart(DEBIAN, own, { ...config, ...more })).toEqual([]);
    },
  );

  test('ignores what musl brings itself', () => {
    expect(reportStart(ALPINE, { '/app': MUSL_PROGRAM }, { cmd: ['/app'] })).toEqual([]);
  });
});

const ACCOUNTS: FileInputs = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\napp:x:1000:1000::/home/app:/bin/sh\n',
  '/etc/group': 'app:x:1000:\n',
};
/** What `pip install --user` left. */
const ROOTS: FileInputs = {
  '/root/.local/lib/python3.12/site-packages/flask/__init__.py': 'x',
};

describe('missing-packages', () => {
  const app = {
    '/app/app.py': 'import os\nfrom flask import Flask\nimport helper\n',
    '/app/helper.py': 'import requests, json\n',
  };
  const config = { cmd: ['python', 'app.py'], workingDir: '/app' };
  const flask = { '/usr/local/lib/python3.12/site-packages/flask/__init__.py': 'x' };

  test.each([
    ['imports that no package directory has', app, config],
    [
      'imports of a module that `python -m` starts',
      { '/app/web/__main__.py': 'import uvicorn\n' },
      { cmd: ['python', '-m', 'web'], workingDir: '/app' },
    ],
    ['a module that `python -m` would start', {}, { cmd: ['python3', '-u', '-m', 'gunicorn', 'app:app'] }],
    ['a console script of a package that stayed behind', app, { cmd: ['gunicorn', 'app:app'] }],
    ['the same behind a shell', app, { cmd: ['/bin/sh', '-c', 'uvicorn app:app --port $PORT'] }],
    [
      'Django, which manage.py imports in a function',
      { '/app/manage.py': 'def main():\n    from django.core.management import execute_from_command_line\n' },
      { cmd: ['python', '/app/manage.py', 'runserver'] },
    ],
    [
      'a virtual environment of another Python',
      {
        ...app,
        '/venv/pyvenv.cfg': 'home = /usr/local/bin',
        '/venv/bin/python': { symlink: '/usr/local/bin/python3' },
        '/venv/lib/python3.11/site-packages/flask/__init__.py': 'x',
      },
      { ...config, env: ['PATH=/venv/bin:/usr/local/bin'] },
    ],
    [
      'a virtual environment whose Python is gone',
      {
        ...app,
        '/venv/pyvenv.cfg': 'home = /opt',
        '/venv/bin/python': { symlink: '/opt/python3' },
        '/venv/lib/python3.12/site-packages/flask/__init__.py': 'x',
      },
      { ...config, env: ['PATH=/venv/bin:/usr/local/bin'] },
    ],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])('catches %s', (_, own, more) => {
    expect(reportStart(PYTHON, own, more)).toEqual(['missing-packages: Python packages']);
  });

  test.each(['app', '1000:1000'])('names the directory of another user where `%s` starts it', (user) => {
    const own = { ...app, ...ACCOUNTS, ...ROOTS };
    const ledger = ledgerOf({ base: [layer(PYTHON)], own: [layer(own)], config: { ...config, user } });
    expect(missingPackages.inspect(ledger)[0]?.message).toBe(
      '`/app/app.py` needs `flask`, `requests`, but `/root/.local/lib/python3.12/site-packages` belongs to another user, and Python does not look there',
    );
  });

  test('names what is missing', () => {
    const ledger = ledgerOf({ base: [layer(PYTHON)], own: [layer(app)], config });
    expect(missingPackages.inspect(ledger)[0]?.message).toBe(
      '`/app/app.py` needs `flask`, `requests`, but no package directory of the image has them',
    );
  });

  test.each([
    ['a program whose packages are installed', { ...app, ...flask }, config],
    [
      'packages of the user that the container runs as',
      { ...app, ...ACCOUNTS, '/home/app/.local/lib/python3.12/site-packages/flask/__init__.py': 'x' },
      { ...config, user: 'app' },
    ],
    ['packages of root, by root', { ...app, ...ACCOUNTS, ...ROOTS }, config],
    [
      'packages of a home that the environment names',
      { ...app, ...ACCOUNTS, ...ROOTS },
      { ...config, user: '1000', env: ['HOME=/root'] },
    ],
    ['packages of a user that the image does not know', { ...app, ...ROOTS }, { ...config, user: '1000' }],
    [
      'packages of a virtual environment',
      {
        ...app,
        '/venv/pyvenv.cfg': 'x',
        '/venv/bin/python': { symlink: '/usr/local/bin/python3.12' },
        '/venv/lib/python3.12/site-packages/flask/__init__.py': 'x',
      },
      { ...config, env: ['PATH=/venv/bin:/usr/local/bin'] },
    ],
    [
      'imports that may fail',
      { '/app/app.py': 'try:\n    import flask\nexcept ImportError:\n    flask = None\n' },
      config,
    ],
    ['imports in a text', { '/app/app.py': '"""\nimport flask\n"""\nimport os\n' }, config],
    [
      'a program that changes its search path',
      { '/app/app.py': 'import sys\nsys.path.append("/opt")\nimport flask\n' },
      config,
    ],
    [
      'an image with path files',
      { ...app, '/usr/local/lib/python3.12/site-packages/mine.pth': '/opt/x' },
      config,
    ],
    [
      'a module beside the program, or on PYTHONPATH',
      { '/app/app.py': 'import near\nimport far\n', '/app/near/__init__.py': 'x', '/opt/l/far.py': 'x' },
      { ...config, env: ['PYTHONPATH=/opt/l'] },
    ],
    [
      'packages that pip installs when the container starts',
      app,
      { cmd: ['/bin/sh', '-c', 'pip install -r requirements.txt && python app.py'], workingDir: '/app' },
    ],
    ['python -c', app, { cmd: ['python', '-c', 'import flask'] }],
  ] as readonly (readonly [string, FileInputs, ConfigInput])[])('ignores %s', (_, own, more) => {
    expect(
      reportStart({ ...PYTHON, '/usr/local/bin/pip': '#!/usr/local/bin/python3.12\n' }, own, more),
    ).toEqual([]);
  });
});

describe('a C library or library that is too old', () => {
  const debian = (libc: readonly string[]): FileInputs => ({
    ...DEBIAN,
    '/usr/lib/x86_64-linux-gnu/libc.so.6': elf({ needed: ['ld-linux-x86-64.so.2'], versionsDefined: libc }),
    '/usr/lib/x86_64-linux-gnu/libstdc++.so.6': elf({ versionsDefined: ['GLIBCXX_3.4.9', 'GLIBCXX_3.4.30'] }),
  });
  const program = (...versionsNeeded: readonly string[]) =>
    elf({ interpreter: GLIBC_LINKER, needed: ['libc.so.6', 'libstdc++.so.6'], versionsNeeded });
  const OLD = ['libc.so.6', 'GLIBC_2.9', 'GLIBC_2.36', 'GLIBC_PRIVATE'];

  test.each([
    ['a newer glibc', OLD, ['GLIBC_2.38@libc.so.6', 'GLIBC_2.9@libc.so.6'], ['foreign-libc: /server']],
    ['a newer libstdc++', OLD, ['GLIBCXX_3.4.32@libstdc++.so.6'], ['missing-library: libstdc++.so']],
    ['the versions that there are', OLD, ['GLIBC_2.36@libc.so.6', 'GLIBCXX_3.4.30@libstdc++.so.6'], []],
    ['a weak version', OLD, ['GLIBC_2.38?@libc.so.6'], []],
    ['a library without versions', [], ['GLIBC_2.38@libc.so.6'], []],
  ])('of a program that needs %s', (_, libc, needed, reported) => {
    const own = { '/server': program(...needed) };
    expect(reportStart(debian(libc), own, { entrypoint: ['/server'] })).toEqual(reported);
  });

  test('is told with what the image has, in the order of numbers', () => {
    const ledger = ledgerOf({
      base: [layer(debian(OLD))],
      own: [layer({ '/server': program('GLIBC_2.38@libc.so.6', 'GLIBC_2.100@libc.so.6') })],
      config: { entrypoint: ['/server'] },
    });
    expect(foreignLibc.inspect(ledger)[0]?.message).toBe(
      '`/server` needs `GLIBC_2.100`, but the C library of the image ends at `GLIBC_2.36`',
    );
  });

  test('is no matter for musl, which has no versions', () => {
    const own = {
      '/server': elf({ interpreter: MUSL_LINKER, needed: ['libx.so'], versionsNeeded: ['X_2@libx.so'] }),
      '/usr/lib/libx.so': elf({ versionsDefined: ['X_1'] }),
    };
    expect(reportStart(ALPINE, own, { entrypoint: ['/server'] })).toEqual([]);
  });

  test('of another architecture is passed over', () => {
    const own = {
      '/server': elf({ interpreter: GLIBC_LINKER, needed: ['libx.so.1'] }),
      '/usr/lib/libx.so.1': ARM64,
    };
    expect(reportStart(DEBIAN, own, { entrypoint: ['/server'] })).toEqual(['missing-library: libx.so']);
    const both = { ...own, '/usr/lib/x86_64-linux-gnu/libx.so.1': elf({}) };
    expect(reportStart(DEBIAN, both, { entrypoint: ['/server'] })).toEqual([]);
  });
});

describe('missing-user', () => {
  const PASSWD: FileInputs = {
    '/etc/passwd': 'root:x:0:0::/:\napp:x:1:1::/:\n',
    '/etc/group': 'root:x:0:\nweb:x:1:\n',
  };
  test.each([
    ['a user that is not there', PASSWD, { user: 'ann' }, ['missing-user: ann']],
    ['a group that is not there', PASSWD, { user: '1000:grp' }, ['missing-user: grp']],
    ['root without any passwd', {}, { user: 'root' }, ['missing-user: root']],
    ['a number that is too large', PASSWD, { user: '2147483648' }, ['missing-user: 2147483648']],
    [
      'a working directory that is a file',
      { ...PASSWD, '/app': 'x' },
      { workingDir: '/app/x' },
      ['missing-user: /app'],
    ],
    ['a user and a group of one name', PASSWD, { user: 'ann:ann' }, ['missing-user: ann']],
    [
      'a user that gosu is told of',
      { ...PASSWD, '/usr/bin/gosu': STATIC, '/usr/bin/env': STATIC },
      { cmd: ['gosu', 'ann:grp', 'env'] },
      ['missing-user: ann', 'missing-user: grp'],
    ],
    [
      'a user that gosu is told of and that is there',
      { ...PASSWD, '/usr/bin/gosu': STATIC, '/usr/bin/env': STATIC },
      { cmd: ['gosu', 'app', 'env'] },
      [],
    ],
    ['a user by number', {}, { user: '10001:10001' }, []],
    ['a user and a group that are there', PASSWD, { user: 'app:web' }, []],
    ['no user', {}, { user: '' }, []],
    ['a working directory that the engine makes', {}, { workingDir: '/app' }, []],
  ] as readonly (readonly [string, FileInputs, ConfigInput, readonly string[]])[])(
    'judges %s',
    (_, files, config, reported) => {
      expect(reportStart(files, {}, config)).toEqual(reported);
    },
  );
});

describe('what is missing', () => {
  test.each([
    ['a program', { '/srv/x': 'x' }, { entrypoint: ['/data/app/server'] }, '/data'],
    ['what a link leads to', { '/server': { symlink: 'data/server' } }, { entrypoint: ['/server'] }, '/data'],
    [
      'what a linked directory has',
      { '/app': { symlink: '/data' } },
      { entrypoint: ['/app/server'] },
      '/data',
    ],
    ['an interpreter', { '/run.sh': '#!/data/sh\n' }, { entrypoint: ['/run.sh'] }, '/data'],
  ] as readonly (readonly [string, FileInputs, ConfigInput, string])[])(
    'is a note where a volume may bring it: %s',
    (_, own, config, volume) => {
      const ledger = ledgerOf({
        base: [layer(ALPINE)],
        own: [layer(own)],
        config: { ...config, volumes: ['/var/lib/other', volume] },
      });
      expect(missingInterpreter.inspect(ledger)).toMatchObject([
        {
          atMost: 'note',
          message: expect.stringContaining(`whatever is mounted at the volume \`${volume}\` must provide it`),
        },
      ]);
    },
  );

  test.each([
    ['python app.py', 'Write each word separately: `["python", "app.py"]`'],
    ['$APP', 'Begin the command with `sh -c`, or leave out the brackets: only a shell replaces variables'],
  ])('is told with a fix for the word: %s', (word, fix) => {
    const ledger = ledgerOf({ base: [layer(ALPINE)], config: { cmd: [word] } });
    expect(missingInterpreter.inspect(ledger)).toMatchObject([{ subject: word, fix }]);
  });

  test('is what a byte order mark hides', () => {
    const own = { '/run.sh': { content: '\uFEFF#!/bin/sh\n', mode: 0o755 } };
    const ledger = ledgerOf({ base: [layer(ALPINE)], own: [layer(own)], config: { cmd: ['/run.sh'] } });
    expect(missingInterpreter.inspect(ledger)[0]?.message).toContain('begins with a byte order mark');
  });

  test('is told with the working directory and where a file of that name is', () => {
    const ledger = ledgerOf({
      base: [layer(ALPINE)],
      own: [layer({ '/entrypoint.sh': '#!/bin/sh\n', '/deep/er/entrypoint.sh': '#!/bin/sh\n' })],
      config: { entrypoint: ['./entrypoint.sh'], workingDir: '/srv/app' },
    });
    expect(missingInterpreter.inspect(ledger)).toEqual([
      {
        subject: '/srv/app/entrypoint.sh',
        message:
          '`./entrypoint.sh` is started in `/srv/app` (WORKDIR), but `/srv/app/entrypoint.sh` is not in the image; there is a `/entrypoint.sh`',
        fix: 'Start `/entrypoint.sh`, or copy it to `/srv/app/entrypoint.sh`',
        rows: [],
        at: 'entrypoint',
      },
    ]);
  });

  test('is a directory, with the program in it', () => {
    const ledger = ledgerOf({
      base: [layer(ALPINE)],
      own: [layer({ '/server/server': STATIC, '/server/other': STATIC })],
      config: { entrypoint: ['/server'] },
    });
    expect(missingInterpreter.inspect(ledger)[0]).toMatchObject({
      message: '`/server` is started, but it is a directory, and the program is `/server/server`',
      fix: 'Start `/server/server`, or copy the program to a different path',
    });
  });
});
