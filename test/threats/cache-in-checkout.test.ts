import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { git, makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const images = join(folder, 'images');
const workspace = join(folder, 'checkout');
beforeAll(async () => {
  await writeOciLayout(images, [layer({ '/app/server': 'x'.repeat(5000) })]);
  makeRepository(workspace);
  mkdirSync(join(workspace, 'cache'));
  symlinkSync(join(workspace, 'cache'), join(folder, 'link-to-cache'));
  git(workspace, 'commit', '--quiet', '--allow-empty', '-m', 'empty');
});

function gate(cache: string) {
  const payload = payloadOf('pull_request', { pull_request: { number: 7, labels: [] } });
  const inputs = { comment: 'never', image: `oci:${images}`, 'cache-dir': cache };
  return runAction({ inputs, payload, workspace, folder });
}

describe('a layer cache that a pull request can bring along (issue 8, 2)', () => {
  test.each([
    ['by its name', 'cache'],
    ['as a folder to be made', 'new/folder'],
    ['out and in again', '../checkout/cache'],
    ['through a link', join(folder, 'link-to-cache')],
  ])('is refused %s', async (_case, cache) => {
    const run = await gate(cache);
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
    expect(run.stdout).toContain('is inside of the checkout, expected a folder that no commit can fill');
  });

  test('is refused on the command line, too', async () => {
    const run = await runCli(['inspect', `oci:${images}`, '--cache-dir', 'cache'], { cwd: workspace });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('is inside of the checkout');
  });

  test('is taken beside it', async () => {
    const run = await runCli(['inspect', `oci:${images}`, '--cache-dir', join(folder, 'beside')], {
      cwd: workspace,
    });
    expect(run.exitCode).toBe(0);
  });
});
