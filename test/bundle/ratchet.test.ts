import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository } from '../build/git-fixture.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const checkout = join(folder, 'checkout');
const policy = join(checkout, '.github/final-stage.yml');
const image = () => `oci:${join(folder, 'image')}`;
const text = (max: string) => `# ours\r\nbudgets:\r\n  - { size: content, max: "${max}" } # of all\r\n`;

beforeAll(async () => {
  await writeOciLayout(join(folder, 'image'), [layer({ '/app/server': 'x'.repeat(5000) })]);
  makeRepository(checkout);
  mkdirSync(join(checkout, '.github'));
  writeFileSync(join(checkout, 'Dockerfile'), 'FROM scratch AS run\nCOPY . /\nFROM run AS debug\n');
});

const ratchet = (...args: readonly string[]) => runCli(['ratchet', ...args], { cwd: checkout });

describe('final-stage ratchet', () => {
  test('prints a diff that git applies', async () => {
    writeFileSync(policy, text('9 kB'));
    const { exitCode, stdout, stderr } = await ratchet('--image', image());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: checkout, input: stdout });
    expect(readFileSync(policy, 'utf8')).toBe(text('5 kB'));
  });

  test('lowers the budget of the stage that is asked for, and of no other', async () => {
    const entry = (name: string) =>
      `  - { name: ${name}, target: ${name}, budgets: [{ size: content, max: 9 kB }] }\n`;
    writeFileSync(policy, `images:\n${entry('debug')}${entry('run')}`);
    const { exitCode, stdout, stderr } = await ratchet('--image', image(), '--target', 'run');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.match(/^[-+] .*/gm)).toEqual(
      [`-${entry('run')}`, `+${entry('run').replace('9', '5')}`].map((line) => line.trimEnd()),
    );
  });

  test('changes the file itself, from the report of a check, and nothing the second time', async () => {
    writeFileSync(policy, text('9 kB'));
    const report = join(folder, 'report.json');
    const inspect = ['inspect', image(), '--dockerfile', 'Dockerfile', '--policy', '.github/final-stage.yml'];
    const made = await runCli([...inspect, '--format', 'json', '--output', report], { cwd: checkout });
    expect(made.exitCode).toBe(0);
    const first = await ratchet('--report', report, '--headroom', '10%', '--write');
    expect([first.exitCode, readFileSync(policy, 'utf8')]).toEqual([0, text('5.5 kB')]);
    const second = await ratchet('--report', report, '--headroom', '10%', '--write');
    expect(second).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: '# kept: content size, because it is 5.5 kB already\n',
    });
  });

  test.each([
    ['--headroom much', 'expected a percentage'],
    ['--report nowhere.json', 'Report `nowhere.json` is not a file'],
    [
      '--report nowhere.json --image kept.tar',
      '`--image` is given with `--report`, so that nothing is built',
    ],
    ['--policy /etc/hostname', 'is outside of the checkout'],
  ])('refuses %s', async (flags, message) => {
    writeFileSync(policy, text('9 kB'));
    const built = flags.includes('--report') ? [] : ['--image', image()];
    const { exitCode, stderr } = await ratchet(...built, ...flags.split(' '));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
