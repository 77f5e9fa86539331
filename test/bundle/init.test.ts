import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { git, makeRepository } from '../build/git-fixture.ts';
import { openBuildingDocker } from '../helpers/building-docker.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const DOCKERFILE = 'FROM scratch\nCOPY . /\n';

/** What `init` writes in a repository with these files. */
async function init(name: string, files: Readonly<Record<string, string>>) {
  const docker = openBuildingDocker(folder);
  const cwd = makeRepository(join(folder, name));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '-m', 'files');
  const PATH = `${docker.directory}:${process.env['PATH'] ?? ''}`;
  const run = (...args: readonly string[]) => runCli(args, { cwd, environment: { PATH } });
  const { exitCode, stdout, stderr } = await run('init');
  const read = (path: string) => parse(readFileSync(join(cwd, '.github', path), 'utf8')) as unknown;
  return {
    run,
    exitCode,
    stdout,
    stderr,
    policy: read('final-stage.yml'),
    workflow: read('workflows/final-stage.yml'),
  };
}

const gateStep = (inputs: object) => ({ jobs: { images: { steps: [{}, { with: inputs }] } } });

describe('final-stage init', () => {
  test('of a repository with a bake file writes what its images need, and check takes both', async () => {
    const target = { api: { context: 'api' }, web: { context: 'web' } };
    const { exitCode, stdout, policy, workflow, run } = await init('baked', {
      'docker-bake.json': JSON.stringify({ target }),
      'api/Dockerfile': DOCKERFILE,
      'api/app.bin': 'a'.repeat(3 * 1024 * 1024),
      'web/Dockerfile': DOCKERFILE,
    });
    expect([exitCode, stdout]).toEqual([
      0,
      'wrote .github/final-stage.yml\nwrote .github/workflows/final-stage.yml\n',
    ]);
    expect(policy).toMatchObject({
      images: [
        { name: 'api', context: 'api', budgets: [{ size: 'content', max: '4 MiB' }, {}] },
        { name: 'web', context: 'web', budgets: [{ size: 'content', max: '1 MiB' }, {}] },
      ],
    });
    expect(workflow).toMatchObject(gateStep({ bake: 'docker-bake.json' }));
    const checked = await run(
      'check',
      '--bake',
      'docker-bake.json',
      '--baseline',
      'none',
      '--format',
      'json',
    );
    expect(JSON.parse(checked.stdout)).toMatchObject({
      images: [
        { name: 'api', report: { budgets: [{ image: 'api', max: 4 * 1024 * 1024 }, {}] } },
        { name: 'web', report: { budgets: [{ image: 'web', max: 1024 * 1024 }, {}] } },
      ],
    });
  });

  test('of a repository with a compose file that builds several images', async () => {
    const { policy, workflow } = await init('composed', {
      'compose.yaml':
        'services:\n  api: { build: api }\n  web: { build: { context: web } }\n  db: { image: postgres }\n',
      'api/Dockerfile': DOCKERFILE,
      'web/Dockerfile': DOCKERFILE,
    });
    expect(policy).toMatchObject({ images: [{ name: 'api' }, { name: 'web' }] });
    expect(workflow).toMatchObject(gateStep({ compose: 'compose.yaml' }));
  });

  test('of a repository with several Dockerfiles, of which one does not build', async () => {
    const { exitCode, stderr, policy, workflow } = await init('several', {
      'api/Dockerfile': DOCKERFILE,
      'web/Dockerfile': 'FROM scratch\nRUN false\n',
      'examples/x/Dockerfile': DOCKERFILE,
      '${{ github.token }}/"a"\n/Dockerfile': DOCKERFILE,
    });
    expect(exitCode).toBe(0);
    expect(policy).toMatchObject({
      images: [
        { name: 'api', dockerfile: 'api/Dockerfile' },
        { name: 'web', dockerfile: 'web/Dockerfile' },
      ],
    });
    expect(workflow).toMatchObject(gateStep({ images: 'all' }));
    expect(stderr).toMatch(/notice: `web` has no budget yet: /);
    expect(stderr).toContain('`examples/x/Dockerfile` is left out of the policy');
  });
});
