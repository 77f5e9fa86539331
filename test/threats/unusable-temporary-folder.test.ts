import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const image = join(folder, 'image');
const workspace = join(folder, 'checkout');
beforeAll(async () => {
  await writeOciLayout(image, [layer({ '/app/server': 'x'.repeat(5000) })]);
  mkdirSync(workspace);
  mkdirSync(join(workspace, 'relative'));
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  symlinkSync(join(folder, 'circle'), join(folder, 'circle'));
});

function gate(temporary: string) {
  return runAction({
    inputs: { comment: 'never', image: `oci:${image}` },
    payload: payloadOf('pull_request', { pull_request: { number: 7, labels: [] } }),
    environment: { RUNNER_TEMP: temporary },
    workspace,
    folder,
  });
}

const check = (variable: string, temporary: string) =>
  runCli(['check', '--image', `oci:${image}`], { cwd: workspace, environment: { [variable]: temporary } });

/** What even root may not write to stands for a folder that is mounted read-only. */
const UNUSABLE: readonly (readonly [string, () => string, string])[] = [
  ['is missing', () => join(folder, 'missing'), 'ENOENT'],
  ['is a file', () => join(folder, 'file'), 'ENOTDIR'],
  ['is a link to nothing', () => join(folder, 'dangling'), 'ENOENT'],
  ['is a link in a circle', () => join(folder, 'circle'), 'ELOOP'],
  ['cannot be written to', () => '/proc', 'ENOENT'],
  ['is named by a relative path that is missing', () => 'not/there', 'ENOENT'],
];

describe('a folder for temporary files that cannot be used (issue 8, 21)', () => {
  test.each(UNUSABLE)('is named where it %s, with what to do', async (_case, place, code) => {
    const run = await gate(place());
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
    expect(run.stdout).toContain('::error::The folder for temporary files `');
    expect(run.stdout).toContain(`found ${code}, expected a writable folder.`);
    expect(run.stdout).toContain('Set `TMPDIR` (`RUNNER_TEMP` on a runner) to a folder that exists');
    expect(run.stdout).not.toContain('This is a bug');
  });

  test.each(UNUSABLE)('ends the command line with 3 where it %s', async (_case, place, code) => {
    for (const variable of ['TMPDIR', 'RUNNER_TEMP']) {
      const run = await check(variable, place());
      expect(run.exitCode).toBe(3);
      expect(run.stderr).toContain(`found ${code}, expected a writable folder.`);
      expect(run.stderr).not.toContain('This is a bug');
    }
  });

  test('is taken where its path is relative, and is left empty', async () => {
    expect((await check('TMPDIR', 'relative')).exitCode).toBe(0);
    expect((await check('RUNNER_TEMP', 'relative')).exitCode).toBe(0);
  });
});
