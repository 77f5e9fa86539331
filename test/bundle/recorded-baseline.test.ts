import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { GateReport } from '../../src/report/report.ts';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';
import { openBuildingDocker } from '../helpers/building-docker.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { openRegistryDouble, type RegistryDouble } from '../helpers/registry-double.ts';
import { runAction, type ActionRun } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';

/** Its base image is in a registry that has no image. A `docker` whose builds give the image that the file `image` of the context names, or another where what they fetch moved, and which writes down what it built. */
const DOCKER = `
const { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const args = process.argv.slice(2);
const flag = (name) => args.find((arg) => arg.startsWith('--' + name + '='))?.slice(name.length + 3);
if (args[1] === 'inspect') console.log('Name: double\\nDriver: docker-container');
else {
  appendFileSync(join(__dirname, 'builds'), basename(flag('metadata-file'), '.metadata.json') + '\\n');
  const dest = /dest=([^",]+)/.exec(flag('output'))[1];
  const moved = existsSync(join(__dirname, 'fetched')) ? '-fetched' : '';
  const made = join(__dirname, readFileSync(join(args.at(-1), 'image'), 'utf8').trim() + moved);
  const { manifests } = JSON.parse(readFileSync(join(made, 'index.json'), 'utf8'));
  const index = join(dest, 'index.json');
  const before = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')).manifests : [];
  cpSync(made, dest, { recursive: true });
  writeFileSync(index, JSON.stringify({ schemaVersion: 2, manifests: [...before, ...manifests] }));
  writeFileSync(flag('metadata-file'), JSON.stringify({ 'containerimage.digest': manifests[0].digest }));
  const base = readFileSync(join(__dirname, 'base'), 'utf8');
  process.stderr.write('#5 [1/2] FROM ' + base + '\\n');
}
`;

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let repository: string;
let double: string;
let service: CacheDouble;
let base: string;
let registry: RegistryDouble;
let image: string;
let github: GitHubDouble;

beforeAll(async () => {
  double = join(folder.path, 'docker');
  mkdirSync(double);
  writeFileSync(join(double, 'docker'), `#!${process.execPath}\n${DOCKER}`);
  chmodSync(join(double, 'docker'), 0o755);
  const debian = layer({ '/etc/os-release': 'ID=debian\n', '/bin/sh': 'x'.repeat(4000) });
  const moved = layer({ '/etc/os-release': 'ID=debian\n', '/bin/sh': 'y'.repeat(9000) });
  const config = {
    history: [{ created_by: 'ADD rootfs.tar / # buildkit' }, { created_by: 'COPY app /app # buildkit' }],
  };
  await writeOciLayout(join(double, 'one'), [debian, layer({ '/app': 'one' })], config);
  await writeOciLayout(join(double, 'two'), [debian, layer({ '/app': 'x'.repeat(2003) })], config);
  await writeOciLayout(join(double, 'moved'), [moved, layer({ '/app': 'x'.repeat(2003) })], config);
  service = await openCacheDouble();
  if (slice) github = await openGitHubDouble(slice);
  registry = await openRegistryDouble(new Map());
  image = `${registry.host}/debian:12`;
  repository = makeRepository(join(folder.path, 'app'));
  commit(repository, 'api/Dockerfile', `FROM ${image}\nCOPY app /app\n`);
  commit(repository, 'api/app', 'app');
  base = commit(repository, 'api/image', 'one');
});
afterAll(async () => {
  await service.close();
  if (slice) await github.close();
  await registry[Symbol.asyncDispose]();
});
beforeEach(() => {
  rmSync(join(double, 'builds'), { force: true });
  writeFileSync(join(double, 'base'), `${image}@${digest('1')}`);
});

const built = (): string => {
  const file = join(double, 'builds');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').join(' ') : '';
};
const reportOf = ({ outputs }: ActionRun): GateReport =>
  JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as GateReport;

const refOf = (eventName: string): string => (eventName === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge');

function run(eventName: 'push' | 'pull_request', inputs: Readonly<Record<string, string>> = {}) {
  const after = git(repository, 'rev-parse', 'HEAD');
  const payload =
    eventName === 'push'
      ? payloadOf('push', { before: '0'.repeat(40), after, ref: 'refs/heads/main' })
      : payloadOf('pull_request', {
          pull_request: { number: 7, labels: [], head: { sha: after }, base: { sha: base, ref: 'main' } },
        });
  return runAction({
    inputs: {
      ...{ context: 'api', comment: 'never', 'record-baseline': 'true', 'github-token': 'good' },
      ...inputs,
    },
    eventName,
    payload,
    apiUrl: github.url,
    workspace: repository,
    folder: folder.path,
    environment: {
      ...service.environment,
      ...{ GITHUB_REF: refOf(eventName), PATH: `${double}:${process.env['PATH'] ?? ''}` },
    },
  });
}

describeWithGitHub('a baseline that a push recorded', () => {
  let fromBuild: GateReport;

  test('is not there at first: a pull request builds both, and records nothing', async () => {
    commit(repository, 'api/image', 'two');
    const both = await run('pull_request');
    expect(both).toMatchObject({ exitCode: 0, outputs: { 'content-delta': '2000' } });
    expect(both.stdout).toContain('no run recorded a baseline of what commit');
    expect([built(), service.keys()]).toEqual(['baseline candidate', []]);
    fromBuild = reportOf(both);
  });

  test('is what a pull request is compared with, and the report is as if it had been built', async () => {
    git(repository, 'checkout', '--quiet', '--detach', base);
    const push = await run('push');
    expect(push.stdout).toContain(`recorded the image of commit ${base.slice(0, 12)} as a baseline`);
    expect(service.keys()).toEqual([expect.stringMatching(/^final-stage-image-[0-9a-f]{64}-[0-9a-f]{16}$/)]);
    rmSync(join(double, 'builds'));
    git(repository, 'checkout', '--quiet', 'main');
    const gated = await run('pull_request');
    expect(gated.stdout).toContain(`it is the one that was recorded at commit ${base.slice(0, 12)}`);
    expect([gated.exitCode, built()]).toEqual([0, 'candidate']);
    const report = reportOf(gated);
    const label = `baseline of api/Dockerfile, recorded at commit ${base.slice(0, 12)}`;
    expect(report.baseline?.reference).toBe(label);
    const reference = fromBuild.baseline?.reference ?? '';
    expect({ ...report, baseline: { ...report.baseline, reference } }).toEqual(fromBuild);
    expect(service.faults).toEqual([]);
  });

  test('is built where the pull request itself may have saved it, and where nobody knows who did', async () => {
    const [key = ''] = service.keys();
    Object.assign(github.state, { caches: [{ key, ref: 'refs/pull/7/merge' }] });
    const forged = await run('pull_request');
    expect([forged.exitCode, built()]).toEqual([0, 'baseline candidate']);
    expect(forged.stdout).toContain('the recorded baseline is not used: `refs/pull/7/merge` itself saved it');
    rmSync(join(double, 'builds'));
    Object.assign(github.state, { caches: [], canReadActions: false });
    const unknown = await run('pull_request');
    expect([unknown.exitCode, built()]).toEqual([0, 'baseline candidate']);
    expect(unknown.stdout).toContain('Add `actions: read` to');
    github.state.canReadActions = true;
    expect(github.faults).toEqual([]);
  });

  test('is found from a later commit of the base branch that changed nothing of it', async () => {
    const head = git(repository, 'rev-parse', 'HEAD');
    git(repository, 'checkout', '--quiet', '--detach', base);
    base = commit(repository, 'README.md', 'words');
    git(repository, 'cherry-pick', head);
    const gated = await run('pull_request');
    expect([gated.outputs['content-delta'], built()]).toEqual(['2000', 'candidate']);
  });

  test('is none for other arguments', async () => {
    const gated = await run('pull_request', { 'build-args': 'VERSION=2' });
    expect([gated.outputs['content-delta'], built()]).toEqual(['2000', 'baseline candidate']);
  });

  test('whose base image moved since is told, and what differs in it is not blamed on the pull request', async () => {
    commit(repository, 'api/image', 'moved');
    writeFileSync(join(double, 'base'), `${image}@${digest('2')}`);
    const gated = await run('pull_request', { 'max-growth': '3 kB' });
    expect([gated.exitCode, built()]).toEqual([0, 'candidate']);
    const { notices, causes } = reportOf(gated);
    expect(causes).toMatchObject({ base: { bytes: 5000 }, change: { bytes: 2000 } });
    expect(notices).toContainEqual({
      code: 'base-image-moved',
      message: expect.stringMatching(
        /^the base image `127.0.0.1:\d+\/debian:12` moved since .*`sha256:1{12}` and is `sha256:2{12}` now/,
      ),
    });
  });

  test.each(['content', 'nonsense', 'storage', 'key'] as const)(
    'is built where the cache answers with %s of somebody else',
    async (fault) => {
      service.break(fault);
      const gated = await run('pull_request');
      expect([gated.exitCode, built()]).toEqual([0, 'baseline candidate']);
      expect(gated.stdout).toMatch(/the recorded baseline is not used: |no run recorded a baseline/);
    },
  );
});

describeWithGitHub('a recorded baseline whose build fetched something that moved since', () => {
  test('is built where the check would fail, so that no pull request fails by it', async () => {
    service.reset();
    const [repositoryBefore, baseBefore] = [repository, base];
    repository = makeRepository(join(folder.path, 'fetching'));
    const dockerfile = `FROM ${image}\nCOPY --from=ghcr.io/org/tool:latest /tool /tool\nCOPY app /app\n`;
    commit(repository, 'api/Dockerfile', dockerfile);
    base = commit(repository, 'api/image', 'tool');
    const debian = layer({ '/bin/sh': 'x'.repeat(4000) });
    const created = ['ADD rootfs.tar /', 'COPY /tool /tool', 'COPY app /app'];
    const config = { history: created.map((text) => ({ created_by: `${text} # buildkit` })) };
    const write = (name: string, bytes: number, app: string) =>
      writeOciLayout(
        join(double, name),
        [debian, layer({ '/tool': 'x'.repeat(bytes) }), layer({ '/app': app })],
        config,
      );
    await write('tool', 1000, 'one');
    await write('tool-fetched', 30_000, 'one');
    await write('changed-fetched', 30_000, 'three');
    expect((await run('push')).stdout).toContain('as a baseline');
    commit(repository, 'api/image', 'changed');
    rmSync(join(double, 'builds'));
    writeFileSync(join(double, 'fetched'), '');
    const gated = await run('pull_request', { 'max-growth': '3 kB' });
    rmSync(join(double, 'fetched'));
    [repository, base] = [repositoryBefore, baseBefore];
    expect(gated).toMatchObject({ exitCode: 0, outputs: { 'content-delta': '2' } });
    expect(built()).toBe('candidate baseline');
    expect(gated.stdout).toContain(
      'the recorded baseline is not used, and the baseline is built: the check would',
    );
  });
});

describeWithGitHub('files that no commit has', () => {
  test('are not recorded as what a commit makes', async () => {
    service.reset();
    git(repository, 'checkout', '--quiet', '--detach', base);
    writeFileSync(join(repository, 'api', 'made'), 'x');
    const push = await run('push');
    rmSync(join(repository, 'api', 'made'));
    expect(push.exitCode).toBe(0);
    expect(push.stdout).toContain('alone does not make it: no commit has `api/made`');
    expect(service.keys()).toEqual([]);
  });
});

describeWithGitHub('baselines of several images', () => {
  let docker: ReturnType<typeof openBuildingDocker>;
  let several: string;
  let known = 0;
  beforeAll(() => {
    docker = openBuildingDocker(folder.path);
    several = makeRepository(join(folder.path, 'several'));
    for (const name of ['api', 'web']) commit(several, `${name}/Dockerfile`, 'FROM scratch\nCOPY . /\n');
    commit(several, 'api/app', 'a'.repeat(1000));
  });
  const environment = () => ({ PATH: `${docker.directory}:${process.env['PATH'] ?? ''}` });
  /** What was built since it was last asked. */
  const builds = (): readonly string[] => {
    const all = docker.calls().filter(({ args }) => args[1] === 'build');
    const made = all.slice(known).map(({ args }) => {
      const label = /\/(\w+)\.metadata\.json/.exec(args.join(' '))?.[1] ?? '';
      return `${label} of ${args.at(-1)?.split('/').at(-1) ?? ''}`;
    });
    known = all.length;
    return made.sort();
  };

  test('a push records each, and a pull request takes that of the one that it changes', async () => {
    service.reset();
    const before = commit(
      several,
      '.github/final-stage.yml',
      'images:\n  - { name: api, context: api }\n  - { name: web, context: web }\n',
    );
    const step = {
      inputs: {
        ...{ images: 'all', comment: 'never', 'record-baseline': 'true', 'skip-when-unchanged': 'true' },
        'github-token': 'good',
      },
      apiUrl: github.url,
      workspace: several,
      folder: folder.path,
      environment: { ...service.environment, ...environment(), GITHUB_REF: refOf('pull_request') },
    };
    const pushed = payloadOf('push', { before: '0'.repeat(40), after: before, ref: 'refs/heads/main' });
    const push = await runAction({ ...step, eventName: 'push', payload: pushed });
    expect([push.exitCode, builds()]).toEqual([0, ['candidate of api', 'candidate of web']]);
    expect(new Set(service.keys().filter((key) => key.startsWith('final-stage-image-'))).size).toBe(2);
    const after = commit(several, 'api/app', 'a'.repeat(3000));
    const head = { number: 7, labels: [], head: { sha: after }, base: { sha: before, ref: 'main' } };
    const gated = await runAction({ ...step, payload: payloadOf('pull_request', { pull_request: head }) });
    expect([gated.exitCode, builds()]).toEqual([0, ['candidate of api']]);
    expect(JSON.parse(gated.outputs['images'] ?? '')).toMatchObject([
      { name: 'api', conclusion: 'success', contentDelta: 2000 },
      { name: 'web', conclusion: 'success', contentDelta: null },
    ]);
    expect(gated.stdout).toContain(`it is the one that was recorded at commit ${before.slice(0, 12)}`);
    expect(service.faults).toEqual([]);
  });

  test('are kept by what their own commit makes of them, where a bake file says something else by now', async () => {
    const bake = (version: number) =>
      JSON.stringify({ target: { api: { context: 'api', args: { VERSION: String(version) } } } });
    commit(several, 'docker-bake.json', bake(1));
    commit(several, 'docker-bake.json', bake(2));
    const cache = join(folder.path, 'kept');
    const check = () =>
      runCli(
        [
          ...['check', '--bake', 'docker-bake.json', '--base-ref', 'HEAD~1'],
          ...['--record-baseline', '--cache-dir', cache],
        ],
        { cwd: several, environment: environment() },
      );
    expect(await check()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(builds()).toEqual(['baseline of api', 'candidate of api']);
    const records = readdirSync(cache).filter((name) => name.startsWith('image-'));
    expect(records).toHaveLength(2);
    expect(await check()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(builds()).toEqual(['candidate of api']);
  });
});
