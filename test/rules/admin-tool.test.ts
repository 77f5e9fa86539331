import { describe, expect, test } from '@jest/globals';
import { debuggerTool } from '../../src/rules/debugger.ts';
import { networkTool } from '../../src/rules/network-tool.ts';
import { privilegeTool } from '../../src/rules/privilege-tool.ts';
import { shell } from '../../src/rules/shell.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import {
  layer,
  whiteout,
  type ConfigInput,
  type FileInputs,
  type LayerInput,
} from '../helpers/image-builder.ts';
import { debian, type DebianPackage } from './debian-files.ts';
import { ledgerOf, reportOf, type ImageInput } from './rule-bench.ts';

const RULES = [networkTool, debuggerTool, privilegeTool, shell];
const reported = (input: ImageInput): readonly string[] => reportOf(ledgerOf(input), RULES);
const program = elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' });

function installed(
  packages: Readonly<Record<string, DebianPackage>>,
  ...automatic: readonly string[]
): LayerInput {
  const entries = ['adduser', ...automatic].map((name) => `Package: ${name}\nAuto-Installed: 1\n`);
  return layer(debian(packages), { '/var/lib/apt/extended_states': entries.join('\n') });
}

const pkg = (file: string, depends?: string): DebianPackage => ({
  files: [file],
  section: 'utils',
  ...(depends !== undefined && { depends }),
});
const GIT = { git: pkg('/usr/bin/git', 'perl, libc6'), perl: pkg('/usr/bin/perl') };

describe('network-tool', () => {
  test('is one finding for a tool, with what only it needs', () => {
    const ledger = ledgerOf({ own: [installed(GIT, 'perl')] });
    const [found, ...others] = scan(ledger, RULES);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ruleId: 'network-tool',
      category: 'admin-tool',
      subject: 'git',
      version: '1.0',
      files: 2,
    });
    expect(found?.packages.map((purl) => purl.replace(/@.*/, ''))).toEqual([
      'pkg:deb/debian/git',
      'pkg:deb/debian/perl',
    ]);
  });

  test.each([
    ['curl', 'curl'],
    ['wget', 'wget'],
    ['openssh-client', 'OpenSSH client'],
    ['openssh-server', 'SSH server'],
    ['netcat-openbsd', 'netcat'],
    ['bind9-dnsutils', 'DNS clients'],
    ['iputils-ping', 'ping and traceroute'],
    ['iproute2', 'network configuration tools'],
    ['rsync', 'rsync'],
  ])('knows the package %s as %s', (name, subject) => {
    expect(reported({ own: [installed({ [name]: pkg(`/usr/bin/${name}`) })] })).toEqual([
      `network-tool: ${subject}`,
    ]);
  });

  test('knows a program that was copied, and none that only has the name of one', () => {
    expect(reported({ own: [layer({ '/usr/local/bin/curl': program })] })).toEqual(['network-tool: curl']);
    const others: FileInputs = {
      '/usr/local/bin/git': '#!/bin/sh\nexec true\n',
      '/app/lib/ip': program,
      '/usr/local/lib/libcurl.so.4': elf({ soname: 'libcurl.so.4' }),
      '/bin/wget': { symlink: '/bin/busybox' },
      '/app/node_modules/dugite/git/bin/git': program,
    };
    expect(reported({ own: [layer(others)] })).toEqual([]);
  });

  test.each<[string, ConfigInput]>([
    ['the health check', { healthcheck: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] }],
    [
      'the health check without a shell',
      { healthcheck: ['CMD', '/usr/bin/curl', '-f', 'http://localhost/'] },
    ],
    ['the entrypoint', { entrypoint: ['curl'], cmd: ['--help'] }],
    ['the command', { cmd: ['sh', '-c', 'while curl -s x; do sleep 1; done'] }],
    ['a script that the entrypoint is', { entrypoint: ['/entrypoint.sh'] }],
    ['a script that a script starts', { entrypoint: ['/start.sh'] }],
    ['a script that PATH has', { entrypoint: ['docker-entrypoint.sh'] }],
  ])('says nothing of what %s calls', (_, config) => {
    const scripts = {
      '/entrypoint.sh': '#!/bin/sh\ncurl -s http://config/ > /etc/app.conf\nexec "$@"\n',
      '/start.sh': '#!/bin/sh\n. /entrypoint.sh\nexec server\n',
      '/usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\nip="$(curl -s x)"\n',
      '/bin/sh': program,
    };
    const base = [layer({ '/bin/sh': program })];
    expect(
      reported({ base, own: [installed({ curl: pkg('/usr/bin/curl') }), layer(scripts)], config }),
    ).toEqual([]);
  });

  test('is not misled by a comment, by a part of a word or by a script that nothing starts', () => {
    const scripts = {
      '/entrypoint.sh': '#!/bin/sh\n# curl would be nice\necho libcurl curl-config\nexec server\n',
      '/other.sh': '#!/bin/sh\ncurl x\n',
    };
    const own = [installed({ curl: pkg('/usr/bin/curl') }), layer(scripts)];
    const base = [layer({ '/bin/sh': program })];
    expect(reported({ base, own, config: { entrypoint: ['/entrypoint.sh'] } })).toEqual([
      'network-tool: curl',
    ]);
  });

  test('says nothing of git where a package calls it, or depends on it', () => {
    const gitPython = {
      '/usr/lib/python3/dist-packages/GitPython-3.1.dist-info/METADATA': 'Name: GitPython\nVersion: 3.1\n',
    };
    expect(reported({ own: [installed(GIT, 'perl'), layer(gitPython)] })).toEqual([]);
    const gogs = { ...GIT, gogs: pkg('/usr/bin/gogs', 'git') };
    expect(reported({ own: [installed(gogs, 'git', 'perl')] })).toEqual([]);
  });

  test('says nothing of the base image, nor of what was removed again', () => {
    expect(reported({ base: [installed(GIT, 'perl')] })).toEqual([]);
    expect(
      reported({
        base: [installed(GIT, 'perl')],
        own: [installed({ ...GIT, git: { ...pkg('/usr/bin/git', 'perl'), version: '2-1' } })],
      }),
    ).toEqual([]);
    expect(reported({ own: [installed(GIT), layer(whiteout('/usr'))] })).toEqual([]);
  });

  test('tells all bytes once beside compilers and packages to build against', () => {
    const own = installed(
      {
        ...GIT,
        autoconf: pkg('/usr/bin/autoconf', 'perl'),
        'libx-dev': pkg('/usr/include/x.h', 'libc6-dev'),
        'libc6-dev': pkg('/usr/include/c.h'),
      },
      ...['perl', 'libc6-dev'],
    );
    const rows = scan(ledgerOf({ own: [own] })).flatMap((finding) => finding.rows);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows).toHaveLength(5);
  });
});

describe('debugger', () => {
  test.each([
    ['gdb', 'GDB'],
    ['strace', 'strace'],
    ['vim-tiny', 'Vim'],
    ['nano', 'nano'],
    ['htop', 'process viewers'],
    ['tmux', 'terminal multiplexers'],
  ])('knows the package %s', (name, subject) => {
    expect(reported({ own: [installed({ [name]: pkg(`/usr/bin/${name}`) })] })).toEqual([
      `debugger: ${subject}`,
    ]);
  });

  test('knows those of Python, and Delve by its program', () => {
    const debugpy = {
      '/usr/lib/python3/site-packages/debugpy-1.8.dist-info/METADATA': 'Name: debugpy\nVersion: 1.8\n',
      '/usr/lib/python3/site-packages/debugpy-1.8.dist-info/RECORD': 'debugpy/__init__.py,,\n',
      '/usr/lib/python3/site-packages/debugpy/__init__.py': 'x',
    };
    expect(reported({ own: [layer(debugpy, { '/usr/bin/dlv': program })] })).toEqual([
      'debugger: Delve',
      'debugger: Python debuggers',
    ]);
    expect(
      reported({ own: [layer(debugpy)], config: { cmd: ['python', '-m', 'debugpy', 'app.py'] } }),
    ).toEqual([]);
  });
});

describe('privilege-tool', () => {
  test('knows sudo and doas, and says nothing of gosu that the start script calls', () => {
    expect(reported({ own: [installed({ sudo: pkg('/usr/bin/sudo') })] })).toEqual(['privilege-tool: sudo']);
    const own = [
      layer({
        '/usr/local/bin/gosu': program,
        '/entrypoint.sh': '#!/bin/sh\nexec gosu app "$@"\n',
        '/bin/sh': program,
      }),
    ];
    const base = [layer({ '/bin/sh': program })];
    expect(reported({ base, own })).toEqual(['privilege-tool: gosu']);
    expect(reported({ base, own, config: { entrypoint: ['/entrypoint.sh'], cmd: ['server'] } })).toEqual([]);
  });

  test('tells a program that an instruction gave the setuid bit', () => {
    const base = [layer({ '/bin/bash': program, '/usr/bin/su': { content: program, mode: 0o4755 } })];
    const setuid = { '/bin/bash': { content: program, mode: 0o4755 } };
    expect(reported({ base, own: [layer(setuid)] })).toEqual(['privilege-tool: setuid programs']);
    const rewritten = { '/usr/bin/su': { content: program, mode: 0o4755 } };
    expect(reported({ base, own: [layer(rewritten)] })).toEqual([]);
    const passwd = debian({ passwd: { files: ['/usr/bin/passwd'], section: 'admin' } });
    expect(
      reported({ own: [layer(passwd, { '/usr/bin/passwd': { content: program, mode: 0o4755 } })] }),
    ).toEqual([]);
  });
});

describe('shell', () => {
  const NONE = layer({ '/app/server': program });

  test('tells a shell that was copied into an image without one, and one that was installed', () => {
    expect(reported({ base: [NONE], own: [layer({ '/bin/busybox': program })] })).toEqual(['shell: BusyBox']);
    expect(reported({ base: [NONE], own: [layer({ '/busybox/sh': program })] })).toEqual(['shell: Dash']);
    expect(reported({ own: [installed({ zsh: pkg('/usr/bin/zsh') })] })).toEqual(['shell: Zsh']);
  });

  test.each<[string, ConfigInput, FileInputs]>([
    ['the command is in shell form', { cmd: ['/bin/sh', '-c', '/app/server'] }, {}],
    [
      'the health check is in shell form',
      { cmd: ['/app/server'], healthcheck: ['CMD-SHELL', '/app/check'] },
      {},
    ],
    [
      'a script of the application names it',
      { cmd: ['/app/server'] },
      { '/app/backup': '#!/bin/sh\ndate\n' },
    ],
    ['env(1) is to find it', { cmd: ['/app/server'] }, { '/app/backup': '#!/usr/bin/env sh\ndate\n' }],
  ])('says nothing where %s', (_, config, files) => {
    const own = [layer({ '/bin/busybox': program, '/bin/sh': { symlink: '/bin/busybox' } }, files)];
    expect(reported({ base: [NONE], own, config })).toEqual([]);
  });

  test('says nothing of the base image’s shell, nor of one that came with a whole distribution', () => {
    expect(reported({ base: [installed({ bash: pkg('/bin/bash') })] })).toEqual([]);
    const whole = installed({
      'base-files': pkg('/etc/debian_version'),
      bash: pkg('/bin/bash'),
      dash: pkg('/bin/dash'),
    });
    expect(reported({ own: [whole] })).toEqual([]);
  });
});
