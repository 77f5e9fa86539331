import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const images = join(folder, 'images');
const repository = join(folder, 'repository');
const outside = join(folder, 'outside');

beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'server' })]);
  makeRepository(repository);
  mkdirSync(outside);
  writeFileSync(join(outside, 'profile'), 'precious');
  writeFileSync(join(repository, 'own'), 'own');
  symlinkSync(join(outside, 'profile'), join(repository, 'report.json'));
  symlinkSync(join(outside, 'missing'), join(repository, 'new.json'));
  symlinkSync('.git/hooks', join(repository, 'reports'));
  symlinkSync('own', join(repository, 'link-to-own'));
});

function inspectInto(output: string) {
  return runCli(['inspect', `oci:${images}`, '--format', 'json', '--output', output], { cwd: repository });
}

describe('a report whose file the pull request makes a link out of the checkout', () => {
  test.each([
    ['to a file', 'report.json'],
    ['to a file that is not there yet', 'new.json'],
    ['of its folder into .git', 'reports/pre-commit'],
  ])('%s is never written', async (_what, output) => {
    const run = await inspectInto(output);
    expect(run.stderr).toContain('is a link that leads out of the checkout');
    expect(run.exitCode).toBe(2);
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('precious');
    expect(existsSync(join(outside, 'missing'))).toBe(false);
    expect(existsSync(join(repository, '.git/hooks/pre-commit'))).toBe(false);
  });

  test('a link within the checkout, a new file, and one that the user names outside of it are written', async () => {
    for (const output of ['link-to-own', 'fresh.json', join(outside, 'report.json')]) {
      expect((await inspectInto(output)).exitCode).toBe(0);
    }
    expect(readFileSync(join(repository, 'own'), 'utf8')).toContain('"schemaVersion"');
  });
});
