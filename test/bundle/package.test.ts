import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { machineEnvironment, runProgram } from '../helpers/run-program.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
const installed = join(folder, 'package');

type Manifest = { readonly dependencies?: object; readonly bin: Readonly<Record<string, string>> };

/** What `npm install` of the package lays down, in a folder that has nothing else. */
beforeAll(async () => {
  const args = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
  mkdirSync(join(folder, 'elsewhere'));
  await writeOciLayout(join(folder, 'elsewhere/image'), [layer({ '/app/server': 'x'.repeat(5000) })]);
}, 60_000);

const run = (...args: readonly string[]) => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  const program = join(installed, manifest.bin['final-stage'] ?? '');
  return runProgram(program, args, { cwd: join(folder, 'elsewhere'), environment: machineEnvironment() });
};

/** Bytes of the package as it is fetched, and as it lies there. */
const SIZE_LIMITS = { packed: 2_000_000, unpacked: 8_000_000 };

/** As a user installs it, where there is nothing to ask: no cache, no registry, no network. */
function install(): string {
  const project = join(folder, 'project');
  mkdirSync(project);
  const settings = ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
  execFileSync('npm', ['install', ...settings, archive()], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: folder, HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  return join(project, 'node_modules');
}

const archive = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');

describe('the npm package', () => {
  test('is what is meant, and small', () => {
    const names = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => statSync(join(installed, name)).isFile());
    const meant =
      /^(?:dist\/[\w.-]+\.(?:cjs|txt)|docs\/(?:(?:rules|workflows)\/)?[\w.-]+\.(?:md|json|yml)|[A-Z]+\.md|LICENSE|action\.yml|package\.json)$/;
    expect(files.filter((name) => !meant.test(name))).toEqual([]);
    expect(statSync(archive()).size).toBeLessThan(SIZE_LIMITS.packed);
    const bytes = files.reduce((sum, name) => sum + statSync(join(installed, name)).size, 0);
    expect(bytes).toBeLessThan(SIZE_LIMITS.unpacked);
  });

  test('is installed without a network, alone, and starts by its name', () => {
    const modules = install();
    const visible = readdirSync(modules).filter((name) => !name.startsWith('.'));
    expect(visible).toEqual(['final-stage']);
    const start = (...args: readonly string[]) =>
      execFileSync(join(modules, '.bin', 'final-stage'), args, {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
      });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(start('--version')).toBe(`${version}\n`);
    expect(start('check', '--help')).toContain('--max-growth');
  });

  test('brings no other package', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(readdirSync(installed).toSorted()).toEqual(
      ['LICENSE', 'README.md', 'SECURITY.md', 'action.yml', 'dist', 'docs', 'package.json'].toSorted(),
    );
  });

  test('works in a folder that has nothing else', async () => {
    expect(await run('--help')).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stdout } = await run('inspect', 'oci:image', '--format', 'json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ size: { content: { candidate: 5000 } } });
  });
});
