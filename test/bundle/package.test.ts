import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
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

describe('the npm package', () => {
  test('brings no other package', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(readdirSync(installed).toSorted()).toEqual(
      ['LICENSE', 'README.md', 'action.yml', 'dist', 'docs', 'package.json'].toSorted(),
    );
  });

  test('works in a folder that has nothing else', async () => {
    expect(await run('--help')).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stdout } = await run('inspect', 'oci:image', '--format', 'json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ size: { content: { candidate: 5000 } } });
  });
});
