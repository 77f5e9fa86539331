import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { WhyReport } from '../../src/report/why-text.ts';
import type { WhyAnswer } from '../../src/scan/why-answer.ts';
import { layer, whiteout } from '../helpers/image-builder.ts';
import { dpkg } from '../ledger/ledger-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const STATES = '/var/lib/apt/extended_states';
const DOCKERFILE = 'FROM debian:12\nRUN apt-get install -y build-essential curl\nRUN rm /usr/bin/curl\n';

const libc6 = { files: ['/usr/lib/libc.so'] };
const packages = {
  libc6,
  'gcc-12': { files: ['/usr/bin/gcc-12'], depends: 'libc6, cpp-12' },
  'cpp-12': { files: ['/usr/bin/cpp-12'], depends: 'libc6' },
  gcc: { files: ['/usr/bin/gcc'], depends: 'gcc-12' },
  'build-essential': { files: ['/usr/share/doc/build-essential'], depends: 'gcc' },
  curl: { files: ['/usr/bin/curl'], depends: 'libc6' },
};
const automatic = ['libc6', 'gcc-12', 'cpp-12', 'gcc'].map((name) => `Package: ${name}\nAuto-Installed: 1\n`);
const versions = ['1.0.0', '2.0.0', '3.0.0'].map((version) => ({
  [`/app/node_modules/a${version}/node_modules/debug/package.json`]: JSON.stringify({
    name: 'debug',
    version,
  }),
}));

const PROJECT = {
  '/web/package.json': '{"dependencies":{"send":"1"},"devDependencies":{"mocha":"1"}}',
  ...Object.fromEntries(
    ['send', 'mocha'].flatMap((name): [string, string][] => [
      [
        `/web/node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', dependencies: { ms: '2' } }),
      ],
      [`/web/node_modules/${name}/node_modules/ms/package.json`, '{"name":"ms","version":"2.1.3"}'],
    ]),
  ),
};

const LAYERS = [
  layer({ '/bin': { symlink: 'usr/bin' }, '/usr/lib/libc.so': 'x'.repeat(1000) }, dpkg({ libc6 }), {
    [STATES]: 'Package: nothing\nAuto-Installed: 1\n',
  }),
  layer(
    {
      '/usr/bin/gcc': { symlink: 'gcc-12' },
      '/usr/bin/gcc-12': 'g'.repeat(3000),
      '/usr/bin/cpp-12': 'c'.repeat(500),
      '/usr/share/doc/build-essential': 'd',
      '/usr/bin/curl': 'u'.repeat(200),
      '/opt/\u001b[31mred': 'r',
    },
    ...versions,
    PROJECT,
    dpkg(packages),
    { [STATES]: automatic.join('\n') },
  ),
  layer(whiteout('/usr/bin/curl')),
];

beforeAll(async () => {
  const history = [
    { created_by: '/bin/sh -c #(nop) ADD file:0123 in / ' },
    { created_by: 'RUN /bin/sh -c apt-get install -y build-essential curl # buildkit', comment: 'buildkit' },
    { created_by: 'RUN /bin/sh -c rm /usr/bin/curl # buildkit', comment: 'buildkit' },
  ];
  await mkdir(join(folder, 'context'));
  await writeFile(join(folder, 'context', 'Dockerfile'), DOCKERFILE);
  await writeOciLayout(join(folder, 'image'), LAYERS, { history });
});

const why = (what: string, ...more: readonly string[]) =>
  runCli(['why', 'oci:image', what, '--dockerfile', 'context/Dockerfile', ...more], { cwd: folder });
const answer = async (what: string) =>
  JSON.parse((await why(what, '--format', 'json')).stdout) as Omit<WhyReport, 'answer'> & WhyAnswer;

describe('final-stage why', () => {
  test('says why a package is there, who needs it, and what would go with it', async () => {
    const { exitCode, stdout, stderr } = await why('gcc-12');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('why             gcc-12 ← gcc ← build-essential ← context/Dockerfile:2\n');
    expect(stdout).toContain('layer           1, sha256:');
    expect(stdout).toContain(
      'instruction     context/Dockerfile:2 RUN apt-get install -y build-essential curl\n',
    );
    expect(stdout).toContain('needed by       gcc\n');
    expect(stdout).toContain('only for it     cpp-12\n');
    expect(stdout).toContain('size            3.0 kB; 3.5 kB with the 1 package that only it needs\n');
    expect(stdout).toContain('files           /usr/bin/gcc-12\n');
  });

  test('answers programs in JSON', async () => {
    const report = await answer('gcc-12@1.0-1');
    expect(report).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'final-stage' },
      image: { platform: 'linux/amd64' },
      query: 'gcc-12@1.0-1',
      file: null,
      packages: [
        {
          purl: 'pkg:deb/debian/gcc-12@1.0-1?arch=amd64',
          installed: true,
          requested: false,
          layer: { ordinal: 1, instruction: { line: 2 } },
          because: [{ kind: 'instruction' }, { kind: 'package' }, { kind: 'package' }, { kind: 'package' }],
          neededBy: ['pkg:deb/debian/gcc@1.0-1?arch=amd64'],
          onlyFor: ['pkg:deb/debian/cpp-12@1.0-1?arch=amd64'],
          bytes: 3000,
          bytesWithIt: 3500,
        },
      ],
      packagesOmitted: 0,
    });
  });

  test('keeps what others need', async () => {
    const { packages: found } = await answer('build-essential');
    expect(found[0]).toMatchObject({ requested: true, neededBy: [], bytesWithIt: 3501 });
    expect(found[0]?.onlyFor).toHaveLength(3);
  });

  test('follows the links of a path, and names the owner of both ends', async () => {
    const report = await answer('/bin/gcc');
    expect(report.file).toMatchObject({ path: '/usr/bin/gcc', leadsTo: '/usr/bin/gcc-12', type: 'symlink' });
    expect(report.packages.map(({ purl }) => purl)).toEqual([
      'pkg:deb/debian/gcc-12@1.0-1?arch=amd64',
      'pkg:deb/debian/gcc@1.0-1?arch=amd64',
    ]);
  });

  test('says of a path that a later layer hid it', async () => {
    const { exitCode, stdout } = await why('/usr/bin/curl');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('layer 1         removed by a later layer, 200 B, sha256:');
    expect(stdout).toContain('container       finds nothing here');
    expect(stdout).toContain('why             asked for by name, context/Dockerfile:2');
  });

  test('names the packages below a directory, the largest first', async () => {
    const { packages: found } = await answer('/usr/bin/');
    expect(found[0]?.purl).toContain('gcc-12');
    expect(found.length).toBeGreaterThan(3);
  });

  test('lists every package of a name', async () => {
    const { packages: found } = await answer('debug');
    expect(found.map(({ purl }) => purl)).toEqual([
      'pkg:npm/debug@1.0.0',
      'pkg:npm/debug@2.0.0',
      'pkg:npm/debug@3.0.0',
    ]);
    expect((await answer('pkg:npm/debug@2.0.0')).packages).toHaveLength(1);
    expect((await answer('pkg:npm/debug')).packages).toHaveLength(3);
  });

  test('takes copies for development and copies that run as one package', async () => {
    const { packages: found } = await answer('ms');
    expect(found).toMatchObject([{ purl: 'pkg:npm/ms@2.1.3', neededByOmitted: 0 }]);
    expect(found[0]?.neededBy).toEqual(['pkg:npm/mocha@1.0.0', 'pkg:npm/send@1.0.0']);
    expect(found[0]?.places).toHaveLength(2);
    expect((await why('ms')).stdout).toContain('ms ← send ← context/Dockerfile:2');
  });

  test.each([
    ['gcc-13', 'Did you mean `gcc-12`'],
    ['/usr/bin/gcc-13', 'Did you mean `/usr/bin/gcc-12`'],
    ['pkg:npm/nothing-like-it', 'Give a path that starts with `/`'],
  ])('ends with 2 and the nearest names for %s', async (what, hint) => {
    const { exitCode, stdout, stderr } = await why(what);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });

  test.each([
    ['--format', 'html'],
    ['--base', 'nonsense:://'],
  ])('ends with 2 for %s %s', async (...flags) => {
    expect((await why('gcc', ...flags)).exitCode).toBe(2);
  });

  test('ends with 3 where the image cannot be read', async () => {
    expect((await runCli(['why', 'oci:nowhere', 'gcc'], { cwd: folder })).exitCode).toBe(3);
  });

  test('prints no control character of a name', async () => {
    for (const what of ['/opt', '/opt/x', '/opt/\u001b[31mred']) {
      const { stdout, stderr } = await why(what);
      expect(stdout + stderr).not.toBe('');
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });
});
