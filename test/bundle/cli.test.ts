import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { CLI_BUNDLE, runCli } from '../helpers/run-cli.ts';
import { machineEnvironment, runProgram } from '../helpers/run-program.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const base = layer({ '/etc/os-release': 'ID=alpine\n', '/app/server': 'x'.repeat(5000) });

beforeAll(async () => {
  await writeOciLayout(join(folder, 'main'), [base]);
  await writeOciLayout(join(folder, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
});

const run = (...args: readonly string[]) => runCli(args, { cwd: folder });

describe('final-stage', () => {
  test('inspects an image: report on standard output, nothing else anywhere', async () => {
    const { exitCode, stdout, stderr } = await run('inspect', 'oci:main');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Final Stage inspected/);
    expect(stdout).not.toContain('\u001b');
  });

  test('writes several formats at once, one of them to standard output', async () => {
    const html = join(folder, 'report.html');
    const formats = ['--format', 'html', '--output', html, '--format', 'json'];
    const { exitCode, stdout } = await run('compare', 'oci:main', 'oci:grown', ...formats);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mode: 'compare', size: { content: { delta: 3000 } } });
    expect(readFileSync(html, 'utf8')).toContain('</html>');
  });

  test('gives the same bytes for the same images', async () => {
    const args = ['compare', 'oci:main', 'oci:grown', '--format', 'json'];
    const [one, other] = await Promise.all([run(...args), run(...args)]);
    expect(one.stdout).toBe(other.stdout);
    expect(one.stdout).not.toBe('');
  });

  test.each([
    [0, ['compare', 'oci:main', 'oci:main']],
    [1, ['compare', 'oci:main', 'oci:grown', '--max-growth', '1 kB']],
    [0, ['compare', 'oci:main', 'oci:grown', '--max-growth', '1 kB', '--fail-on', 'never']],
    [2, ['compare', 'oci:main']],
    [2, ['inspekt', 'oci:main']],
    [2, ['inspect', 'oci:main', '--policy', 'nowhere.yml']],
    [2, []],
    [3, ['inspect', 'oci:nowhere']],
    [0, ['explain', 'build-tool']],
    [2, ['explain', 'build-tol']],
  ])('ends with %i after %j', async (expected, args) => {
    const { exitCode, stderr } = await run(...args);
    expect({ exitCode, stderr }).toEqual({
      exitCode: expected,
      stderr: expected < 2 ? '' : expect.stringMatching(/^final-stage: [^]+\n$/),
    });
  });

  test('prints no control character of a policy in a notice', async () => {
    const policy = join(folder, 'hostile.yml');
    const allow = '{ rule: source-file, path: "/a\\u001b[31m\\u0007b", reason: x, expires: 2020-01-01 }';
    await writeFile(policy, `version: 1\nallow: [${allow}]\n`);
    const { stderr } = await run('inspect', 'oci:main', '--format', 'json', '--policy', policy);
    expect(stderr).toContain('notice: ');
    expect(stderr).not.toMatch(/[\u0007\u001b]/);
  });

  test('says which event payload it cannot read', async () => {
    const event = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(folder, 'none'),
    };
    const { exitCode, stderr } = await runCli(['inspect', 'oci:main'], { cwd: folder, environment: event });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('which GITHUB_EVENT_PATH names, cannot be read'),
    ]);
  });

  test('needs git for a checkout alone, and says so', async () => {
    const checkout = join(folder, 'checkout-without-git');
    await mkdir(checkout);
    await writeFile(join(checkout, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    const without = { cwd: checkout, environment: { PATH: folder } };
    const inspect = ['inspect', `oci:${join(folder, 'main')}`];
    expect((await runCli(inspect, without)).exitCode).toBe(0);
    expect((await runCli([...inspect, '--dockerfile', 'Dockerfile'], without)).exitCode).toBe(0);
    await mkdir(join(checkout, '.git'));
    await writeFile(join(checkout, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    const asked = await runCli([...inspect, '--dockerfile', 'Dockerfile'], without);
    expect(asked.exitCode).toBe(3);
    expect(asked.stderr).toMatch(
      /^final-stage: The program `git` is needed to read the checkout.*\nInstall git.*\n$/,
    );
  });

  test('names the nearest of what it does not know', async () => {
    expect((await run('inspekt', 'x')).stderr).toContain('inspect');
    expect((await run('explain', 'build-tol')).stderr).toContain('`build-tool`');
    expect((await run('explain', 'sdk-base')).stdout).toMatch(
      /^https:\/\/github\.com\/final-stage\/final-stage\/blob\/v[\d.]+\/docs\/rules\/sdk-base\.md$/m,
    );
  });

  test('writes a policy and a workflow, and never over one that exists', async () => {
    const project = join(folder, 'project');
    await mkdir(join(project, '.github'), { recursive: true });
    await writeFile(join(project, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    const args = ['init', '--image', `oci:${join(folder, 'main')}`];
    const first = await runCli(args, { cwd: project });
    expect(first).toMatchObject({
      exitCode: 0,
      stdout: 'wrote .github/final-stage.yml\nwrote .github/workflows/final-stage.yml\n',
    });
    const policy = readFileSync(join(project, '.github/final-stage.yml'), 'utf8');
    expect(policy).toContain('max: 1 MiB');
    await writeFile(join(project, '.github/final-stage.yml'), `${policy}# mine\n`);
    const second = await runCli(args, { cwd: project });
    expect(second.stdout).toMatch(/^left .github\/final-stage.yml unchanged\nleft /);
    expect(readFileSync(join(project, '.github/final-stage.yml'), 'utf8')).toContain('# mine');
    const checked = await runCli(
      ['inspect', `oci:${join(folder, 'main')}`, '--policy', '.github/final-stage.yml'],
      {
        cwd: project,
      },
    );
    expect(checked.exitCode).toBe(0);
  });

  test('says in one sentence that a Node is too old', async () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '22.14.9' }); require(${JSON.stringify(CLI_BUNDLE)})`;
    const old = await runProgram('-e', [pretend], { cwd: folder, environment: machineEnvironment() });
    expect(old).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'final-stage needs Node 22.15 or newer, and this is Node 22.14.9.\n',
    });
  });
});
