import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GateRequest } from '../../src/gate/request.ts';
import { git, makeFolder } from '../build/git-fixture.ts';
import { BUILT_DIGEST, openDockerDouble } from '../helpers/docker-double.ts';
import type { DockerDouble } from '../helpers/docker-double.ts';
import { checkRequest, compareRequest, INSPECT_REQUEST } from '../helpers/recording-ports.ts';
import type { Texts } from '../helpers/recording-ports.ts';
import { makePull, overGate } from './workplace.ts';
import type { GateRun, PullRequest } from './workplace.ts';

const folder = makeFolder();
const saved = { PATH: process.env['PATH'], RUNNER_TEMP: process.env['RUNNER_TEMP'] };
let docker: DockerDouble;
beforeAll(() => {
  docker = openDockerDouble(folder.path, ['TOKEN', 'BUILDX_METADATA_PROVENANCE']);
  process.env['PATH'] = `${docker.directory}:${saved.PATH ?? ''}`;
  process.env['RUNNER_TEMP'] = join(folder.path, 'temporary');
  mkdirSync(process.env['RUNNER_TEMP']);
});
afterAll(() => {
  for (const [name, value] of Object.entries(saved)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  folder.remove();
});

const BASE_FILE = 'FROM debian:12\nRUN make\n';
const HEAD_FILE = 'FROM alpine:3\nRUN make all\n';
const BASE: Texts = { 'api/Dockerfile': BASE_FILE, 'api/a.c': 'old', 'api/old.c': 'x' };
const HEAD: Texts = { 'api/Dockerfile': HEAD_FILE, 'api/a.c': 'changed', 'api/new.c': 'xyz' };

let pulls = 0;

function pull(base: Texts = BASE, head: Texts = HEAD): PullRequest {
  pulls += 1;
  const place = join(folder.path, `pull-${pulls}`);
  mkdirSync(place);
  return makePull(place, base, head);
}

type Build = ReturnType<typeof checkRequest>['build'];

function requestOf({ checkout, base, head }: PullRequest, build: Partial<Build> = {}) {
  const { event, ...request } = checkRequest();
  return {
    ...request,
    event: { ...event, baseSha: base, headSha: head },
    build: { ...request.build, context: join(checkout, 'api'), ...build },
  } as ReturnType<typeof checkRequest>;
}

/** What a run does with its ports, and what docker was asked meanwhile. */
async function during<T>(request: GateRequest, work: (run: GateRun) => Promise<T>) {
  const before = docker.builds().length;
  return overGate(
    request,
    async (run) => ({ value: await work(run), builds: docker.builds().slice(before), said: run.said }),
    { secrets: new Map([['TOKEN', 'of a secret']]) },
  );
}

const sizesOf = (subject: { readonly repository: { readonly sizes: ReadonlySet<number> } | null }) =>
  [...(subject.repository?.sizes ?? [])].sort((a, b) => a - b);

describe('the baseline of a commit', () => {
  test('is built from that commit, its Dockerfile and its sources', async () => {
    const change = pull();
    const request = requestOf(change);
    const { value, builds } = await during(request, ({ ports }) =>
      ports.makeBaseline(request, change.base, () => undefined),
    );
    expect(value).toMatchObject({
      label: 'baseline of api/Dockerfile',
      reference: { transport: 'oci', tag: BUILT_DIGEST },
      dockerfile: { path: 'api/Dockerfile', text: BASE_FILE },
      starts: [{ name: 'docker.io/library/debian:12' }],
    });
    expect(sizesOf(value)).toEqual([1, 3, BASE_FILE.length]);
    expect(builds).toMatchObject([
      { label: 'baseline', dockerfile: BASE_FILE, files: ['Dockerfile', 'a.c', 'old.c'] },
    ]);
    expect(builds[0]?.context.startsWith(change.checkout)).toBe(false);
  });

  test('is built in a folder that is gone afterwards, also where it fails', async () => {
    const change = pull();
    const request = requestOf(change);
    docker.fail('baseline');
    try {
      const { builds } = await during(request, async ({ ports }) => {
        const made = ports.makeBaseline(request, change.base, () => undefined);
        await expect(made).rejects.toMatchObject({ code: 'build-failed' });
        expect(git(change.checkout, 'worktree', 'list').split('\n')).toHaveLength(1);
      });
      expect(builds.map(({ context }) => existsSync(context))).toEqual([false]);
    } finally {
      docker.fail(null);
    }
    expect(readdirSync(join(folder.path, 'temporary'))).toEqual([]);
  });

  test('is of the Dockerfile as it is written, where the checkout has a link to another', async () => {
    const change = pull({ ...BASE, 'elsewhere/Dockerfile': 'FROM other\n' });
    renameSync(join(change.checkout, 'api'), join(change.checkout, 'elsewhere'));
    symlinkSync('elsewhere', join(change.checkout, 'api'));
    const request = requestOf(change);
    const { value, builds } = await during(request, ({ ports }) =>
      ports.makeBaseline(request, change.base, () => undefined),
    );
    expect(value.dockerfile).toEqual({ path: 'elsewhere/Dockerfile', text: BASE_FILE });
    expect(builds).toMatchObject([{ dockerfile: BASE_FILE }]);
  });

  test('has the same inputs as the candidate, those with a path of the checkout taken from the commit', async () => {
    const change = pull({ ...BASE, 'shared/x': '' }, { ...HEAD, 'shared/y': '' });
    const request = requestOf(change, {
      target: 'app',
      buildArgs: ['A=1'],
      buildContexts: [`shared=${join(change.checkout, 'shared')}`, 'debian=docker-image://debian:13'],
      platform: { os: 'linux', architecture: 'arm64' },
    });
    const { value, builds } = await during(request, ({ ports }) =>
      ports.makeBaseline(request, change.base, () => undefined),
    );
    expect(value).toMatchObject({
      target: 'app',
      platform: { os: 'linux', architecture: 'arm64' },
      buildArgs: ['A=1'],
      buildContexts: request.build.buildContexts,
    });
    const [build] = builds;
    const worktree = build?.context.replace(/\/api$/, '') ?? '';
    expect(build?.args).toEqual(
      expect.arrayContaining([
        '--target=app',
        '--build-arg=A=1',
        '--platform=linux/arm64',
        `--build-context=shared=${worktree}/shared`,
        '--build-context=debian=docker-image://debian:13',
      ]),
    );
  });

  test.each([
    ['its context is the whole repository', '.', {}, ['.git/', 'Dockerfile', 'same']],
    [
      'an ignore file keeps it out',
      '.',
      { '.dockerignore': '.git\n' },
      ['.dockerignore', '.git', 'Dockerfile', 'same'],
    ],
    [
      'the Dockerfile’s own ignore file does',
      '.',
      { 'Dockerfile.dockerignore': '.git\n', '.dockerignore': 'x\n' },
      ['.dockerignore', '.git', 'Dockerfile', 'Dockerfile.dockerignore', 'same'],
    ],
    ['its context is a folder of it', 'api', { 'api/Dockerfile': BASE_FILE }, ['Dockerfile']],
  ])('has the history or not: %s', async (_what, context, more: Texts, files) => {
    const root = { Dockerfile: BASE_FILE, same: '', ...more };
    const change = pull(root, { ...root, new: 'x' });
    const request = requestOf(change, { context: join(change.checkout, context) });
    const { builds } = await during(request, ({ ports }) =>
      ports.makeBaseline(request, change.base, () => undefined),
    );
    expect(builds.map((build) => build.files)).toEqual([files]);
    expect(git(change.checkout, 'status', '--porcelain')).toBe('');
  });

  test('is no other request’s', async () => {
    const change = pull();
    const { builds } = await during(compareRequest(), async ({ ports }) => {
      const made = ports.makeBaseline(compareRequest(), change.base, () => undefined);
      await expect(made).rejects.toMatchObject({ code: 'bad-input' });
    });
    expect(builds).toEqual([]);
  });
});

describe('the candidate', () => {
  test('is built from the checkout as it is, with secrets in the builder’s environment', async () => {
    const change = pull();
    writeFileSync(join(change.checkout, 'api', 'Dockerfile'), `${HEAD_FILE}# not committed\n`);
    const request = requestOf(change);
    const { value, builds, said } = await during(request, ({ ports }) => ports.makeCandidate(request));
    expect(value).toMatchObject({
      reference: { transport: 'oci', tag: BUILT_DIGEST },
      dockerfile: { path: 'api/Dockerfile', text: `${HEAD_FILE}# not committed\n` },
    });
    expect(value).not.toHaveProperty('target');
    expect(value).not.toHaveProperty('platform');
    expect(sizesOf(value)).toEqual([3, 7, HEAD_FILE.length + '# not committed\n'.length]);
    expect(builds).toMatchObject([
      {
        label: 'candidate',
        context: join(change.checkout, 'api'),
        dockerfile: `${HEAD_FILE}# not committed\n`,
        environment: { TOKEN: 'of a secret', BUILDX_METADATA_PROVENANCE: 'max' },
      },
    ]);
    expect(said).toEqual([expect.stringContaining('building the candidate as an OCI layout')]);
  });

  test('that was given is not built', async () => {
    const change = pull();
    const image = { transport: 'oci', name: '/images/app', tag: 'one' } as const;
    const request = { ...requestOf(change, { target: 'app' }), image };
    const { value, builds } = await during(request, ({ ports }) => ports.makeCandidate(request));
    expect(builds).toEqual([]);
    expect(value).toMatchObject({
      label: 'oci:/images/app:one',
      reference: image,
      target: 'app',
      dockerfile: { path: 'api/Dockerfile', text: HEAD_FILE },
    });
    expect(sizesOf(value)).not.toEqual([]);
  });

  test('that fails to build is told as such', async () => {
    const request = requestOf(pull());
    docker.fail('candidate');
    try {
      await during(request, async ({ ports }) => {
        await expect(ports.makeCandidate(request)).rejects.toMatchObject({ code: 'build-failed' });
      });
    } finally {
      docker.fail(null);
    }
  });
});

describe('a baseline that is given', () => {
  const reference = { transport: 'registry', name: 'example/app', tag: 'main' } as const;
  const given = (change: PullRequest, build: Partial<Build> = {}) => ({
    ...requestOf(change, build),
    baseline: { kind: 'reference', reference } as const,
  });

  test('was made by the Dockerfile of the base commit, not by the checkout’s', async () => {
    const change = pull();
    const request = given(change, { target: 'app' });
    const { value, builds } = await during(request, ({ ports }) => ports.findBaseline(request, change.base));
    expect(builds).toEqual([]);
    expect(value).toMatchObject({
      label: 'registry:example/app:main',
      reference,
      target: 'app',
      dockerfile: { path: 'api/Dockerfile', text: BASE_FILE },
    });
  });

  test('was made by the checkout’s where no commit is known, or the commit has none', async () => {
    const change = pull({ 'README.md': 'x' });
    const request = given(change);
    for (const commit of [null, change.base]) {
      const { value } = await during(request, ({ ports }) => ports.findBaseline(request, commit));
      expect(value.dockerfile).toEqual({ path: 'api/Dockerfile', text: HEAD_FILE });
    }
  });

  test('must be named', async () => {
    const request = requestOf(pull());
    await during(request, async ({ ports }) => {
      await expect(ports.findBaseline(request, null)).rejects.toMatchObject({ code: 'bad-input' });
    });
  });
});

describe('images of other requests', () => {
  test('are what the request says of each', async () => {
    const { checkout } = pull();
    const base = { transport: 'oci', name: 'the-base' } as const;
    const request = compareRequest({
      dockerfile: join(checkout, 'api', 'Dockerfile'),
      target: 'app',
      platform: { os: 'linux', architecture: 'arm64' },
      buildArgs: ['A=1'],
      baselineBase: base,
    });
    const { value } = await during(request, async ({ ports }) => ({
      baseline: await ports.findBaseline(request, null),
      candidate: await ports.makeCandidate(request),
    }));
    const both = {
      target: 'app',
      platform: { os: 'linux', architecture: 'arm64' },
      buildArgs: ['A=1'],
      buildContexts: [],
      dockerfile: { path: 'api/Dockerfile', text: HEAD_FILE },
    };
    expect(value.baseline).toMatchObject({ ...both, label: 'oci:baseline', base });
    expect(value.candidate).toMatchObject({ ...both, label: 'oci:candidate' });
    expect(value.candidate).not.toHaveProperty('base');
    expect(sizesOf(value.candidate)).toContain(HEAD_FILE.length);
  });

  test('have no repository where neither Dockerfile nor repository is named', async () => {
    const { value } = await during(INSPECT_REQUEST, ({ ports }) => ports.makeCandidate(INSPECT_REQUEST));
    expect(value).toMatchObject({ dockerfile: null, repository: null, label: 'oci:candidate' });
  });

  test('have the repository that is named', async () => {
    const { checkout } = pull();
    const request = { ...INSPECT_REQUEST, repository: checkout };
    const { value } = await during(request, ({ ports }) => ports.makeCandidate(request));
    expect(sizesOf(value)).toContain(HEAD_FILE.length);
    expect(value.dockerfile).toBeNull();
  });

  test.each([
    ['a Dockerfile that is not there', (place: string) => ({ dockerfile: join(place, 'Dockerfile') })],
    ['a repository that is none', (place: string) => ({ repository: place })],
  ])('are refused with %s', async (_what, wrong) => {
    const place = join(folder.path, 'nothing');
    mkdirSync(place, { recursive: true });
    const request = { ...INSPECT_REQUEST, ...wrong(place) };
    await during(request, async ({ ports }) => {
      await expect(ports.makeCandidate(request)).rejects.toMatchObject({ code: 'bad-input' });
    });
  });
});
