import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { RunReport } from '../../src/report/run-report.ts';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { openBuildingDocker } from '../helpers/building-docker.ts';
import { runCli } from '../helpers/run-cli.ts';

const made = makeFolder();
afterAll(() => {
  made.remove();
});
const docker = openBuildingDocker(made.path);
const PATH = `${docker.directory}:${process.env['PATH'] ?? ''}`;

/** Text of each file; null: it is gone. */
type Files = Readonly<Record<string, string | null>>;

const DOCKERFILE = 'FROM scratch\nCOPY . /\n';

/** Commits each of the states after the other. */
function checkoutOf(name: string, ...states: readonly Files[]): string {
  const repository = makeRepository(join(made.path, name));
  for (const files of states) {
    writeAll(repository, files);
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '-m', 'files');
  }
  return repository;
}

function writeAll(repository: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    if (text === null) rmSync(join(repository, name));
    else writeFileSync(join(repository, name), text);
  }
}

/** What a run says of each image: whether it is unchanged, or why it has no baseline. */
async function gate(cwd: string, ...flags: readonly string[]) {
  const args = ['check', '--base-ref', 'HEAD~1', '--skip-when-unchanged', '--format', 'json', ...flags];
  const run = await runCli(args, { cwd, environment: { PATH } });
  const { images } = JSON.parse(run.stdout) as RunReport;
  return images.map((image): readonly [string, string] => {
    if (image.kind !== 'judged') return [image.name, image.kind === 'unchanged' ? image.kind : image.reason];
    return [image.name, image.report.baseline === null ? 'no baseline' : 'compared'];
  });
}

const compose = (services: unknown) => ({ 'compose.yaml': JSON.stringify({ services }) });

describe('a compose file', () => {
  const services = compose({ api: { build: { context: 'api', args: { BASE: '${BASE:-none}' } } } });
  const files = { ...services, 'api/Dockerfile': DOCKERFILE };
  const argumentsOf = () =>
    docker
      .calls()
      .filter(({ args }) => args[1] === 'build')
      .map(({ args }) => args.find((arg) => arg.startsWith('--build-arg=')) ?? '');

  test.each<[string, Files, Files, readonly string[]]>([
    ['changed', { '.env': 'BASE=one\n' }, { '.env': 'BASE=two\n' }, ['BASE=one', 'BASE=two']],
    ['added', {}, { '.env': 'BASE=two\n' }, ['BASE=none', 'BASE=two']],
    ['removed', { '.env': 'BASE=one\n' }, { '.env': null }, ['BASE=one', 'BASE=none']],
  ])(
    'builds the baseline with the `.env` of its commit, which the change %s',
    async (what, before, after, given) => {
      const cwd = checkoutOf(`env-${what}`, { ...files, ...before }, after);
      const known = argumentsOf().length;
      expect(await gate(cwd, '--compose', 'compose.yaml')).toEqual([['api', 'compared']]);
      expect(argumentsOf().slice(known)).toEqual(given.map((value) => `--build-arg=${value}`));
    },
  );

  test('builds both with a `.env` that the workflow wrote', async () => {
    const cwd = checkoutOf('env-untracked', files, { 'README.md': 'x' });
    writeAll(cwd, { '.env': 'BASE=three\n' });
    expect(await gate(cwd, '--compose', 'compose.yaml')).toEqual([['api', 'unchanged']]);
  });

  const [web, worker] = [{ build: './api' }, { build: './api', command: 'worker' }];
  test.each<[string, unknown, unknown, string]>([
    ['joins', { web }, { web, worker }, 'web, worker'],
    ['leaves', { web, worker }, { worker }, 'worker'],
    ['changes places with', { web, worker }, { worker, web }, 'web, worker'],
  ])('compares an image with itself where a service %s another', async (what, before, after, name) => {
    const cwd = checkoutOf(
      `twins-${what}`,
      { ...compose(before), 'api/Dockerfile': DOCKERFILE },
      compose(after),
    );
    expect(await gate(cwd, '--compose', 'compose.yaml')).toEqual([[name, 'unchanged']]);
  });
});

describe('a bake file', () => {
  const bake = (...names: readonly string[]) => ({
    'docker-bake.json': JSON.stringify({
      target: Object.fromEntries(names.map((name) => [name, { context: name }])),
    }),
  });

  test('has a baseline for each target that its commit has, whichever others are asked for', async () => {
    const base = { ...bake('api'), 'api/Dockerfile': DOCKERFILE };
    const cwd = checkoutOf('targets', base, { ...bake('api', 'web'), 'web/Dockerfile': DOCKERFILE });
    const asked = ['--bake', 'docker-bake.json', '--bake-target', 'api', '--bake-target', 'web'];
    expect(await gate(cwd, ...asked)).toEqual([
      ['api', 'unchanged'],
      ['web', 'no baseline'],
    ]);
  });
});

describe('patterns of Dockerfiles', () => {
  const namesOf = async (cwd: string, ...selectors: readonly string[]) => {
    const found = await gate(cwd, ...selectors.flatMap((selector) => ['--image-of', selector]));
    return found.map(([name]) => name);
  };
  const policy = (images: unknown) => ({ '.github/final-stage.yml': JSON.stringify({ images }) });

  test('leave out no image that is called like another', async () => {
    const image = { name: 'services/api', context: 'services/api', dockerfile: 'deploy/api.Dockerfile' };
    const cwd = checkoutOf(
      'alike',
      {
        ...policy([image]),
        'deploy/api.Dockerfile': DOCKERFILE,
        'services/api/Dockerfile': DOCKERFILE,
      },
      { 'README.md': 'x' },
    );
    const names = ['services/api/Dockerfile', 'services/api'];
    expect(await namesOf(cwd, 'services/*/Dockerfile', 'deploy/*')).toEqual(names);
    expect(await namesOf(cwd, 'all', '**')).toEqual(names.toReversed());
  });

  test('stand for each entry of the policy that has the Dockerfile', async () => {
    const entry = (target: string) => ({ name: target, context: 'api', target });
    const stages = 'FROM scratch AS run\nCOPY . /\nFROM run AS debug\n';
    const cwd = checkoutOf(
      'entries',
      { ...policy([entry('debug'), entry('run')]), 'api/Dockerfile': stages },
      { 'README.md': 'x' },
    );
    expect(await namesOf(cwd, '*/Dockerfile')).toEqual(['debug', 'run']);
  });

  test('take files that are there, and a path whatever it is called', async () => {
    const files = ['a/Dockerfile', 'b/Dockerfile', 'docker/Dockerfile-prod', 'docker/web.build'];
    const cwd = checkoutOf('there', Object.fromEntries(files.map((file) => [file, DOCKERFILE])), {
      'README.md': 'x',
    });
    writeAll(cwd, { 'b/Dockerfile': null });
    expect(await namesOf(cwd, '**/*ockerfile*')).toEqual(['a', 'docker/Dockerfile-prod']);
    expect(await namesOf(cwd, 'docker/Dockerfile-prod', './docker/web.build')).toEqual(files.slice(2));
  });
});

describe('a platform that is asked for', () => {
  const policy = JSON.stringify({ images: [{ name: 'shop', context: 'api' }] });
  const cwd = checkoutOf(
    'legs',
    { '.github/final-stage.yml': policy, 'api/Dockerfile': DOCKERFILE },
    { 'README.md': 'x' },
  );

  const namesOf = async (where: string, ...flags: readonly string[]) => {
    const args = ['check', ...flags, '--base-ref', 'HEAD~1', '--skip-when-unchanged', '--format', 'json'];
    const run = await runCli(args, { cwd: where, environment: { PATH } });
    const report = JSON.parse(run.stdout) as Partial<RunReport> & { readonly name?: string };
    return report.images?.map(({ name }) => name) ?? [report.name];
  };

  test.each([[['--image-of', 'shop']], [['api']]])('is in the name of the image, by %j', async (flags) => {
    const [arm, amd] = ['linux/arm64', 'linux/amd64'].map((platform) => ['--platform', platform]);
    expect(await namesOf(cwd, ...flags, ...(arm ?? []))).toEqual(['shop (linux/arm64)']);
    expect(await namesOf(cwd, ...flags, ...(arm ?? []), ...(amd ?? []))).toEqual([
      'shop (linux/arm64)',
      'shop (linux/amd64)',
    ]);
  });

  test('is one, however it is spelled', async () => {
    const flags = ['--platform', 'linux/amd64,linux/x86_64', '--platform', 'linux/amd64'];
    expect(await namesOf(cwd, 'api', ...flags)).toEqual(['shop (linux/amd64)']);
  });

  test('is in the name of an image that cannot be built', async () => {
    const services = { out: { build: '../..' }, web: { build: 'https://github.com/o/r.git' } };
    const where = checkoutOf('refused', compose(services), { 'README.md': 'x' });
    expect(await namesOf(where, '--compose', 'compose.yaml', '--platform', 'linux/arm64')).toEqual([
      'out (linux/arm64)',
      'web (linux/arm64)',
    ]);
  });
});
