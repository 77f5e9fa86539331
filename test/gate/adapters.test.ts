import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openGitHub } from '../../src/github/client.ts';
import type { GateRequest } from '../../src/gate/request.ts';
import { git, makeFolder } from '../build/git-fixture.ts';
import { openDockerDouble } from '../helpers/docker-double.ts';
import type { DockerDouble } from '../helpers/docker-double.ts';
import { checkRequest, compareRequest, INSPECT_REQUEST, PULL_REQUEST } from '../helpers/recording-ports.ts';
import { makePull, overGate, writeFiles } from './workplace.ts';
import type { PullRequest } from './workplace.ts';

const folder = makeFolder();
const saved = { ...process.env };
let docker: DockerDouble;
let pull: PullRequest;
beforeAll(() => {
  docker = openDockerDouble(folder.path);
  process.env['PATH'] = `${docker.directory}:${saved['PATH'] ?? ''}`;
  process.env['RUNNER_TEMP'] = join(folder.path, 'temporary');
  mkdirSync(process.env['RUNNER_TEMP']);
  const file = 'FROM debian:12\nRUN make\n';
  const policy = '.github/final-stage.yml';
  pull = makePull(
    folder.path,
    { Dockerfile: file, [policy]: 'version: 1 # base\n', 'ci/policy.yml': 'base\n' },
    { Dockerfile: file, [policy]: 'version: 1 # head\n', 'ci/policy.yml': 'head\n', 'only-head': 'x' },
  );
});
afterAll(() => {
  for (const name of ['PATH', 'RUNNER_TEMP']) {
    if (saved[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = saved[name];
  }
  folder.remove();
});

/** A check of the pull request. */
function request(change: Partial<ReturnType<typeof checkRequest>> = {}) {
  const { build, event, ...rest } = checkRequest();
  const here = { baseSha: pull.base, headSha: pull.head };
  return {
    ...rest,
    event: { ...event, ...here },
    build: { ...build, context: pull.checkout },
    ...change,
  } as ReturnType<typeof checkRequest>;
}

describe('the commit that is compared with', () => {
  test('is the pull request’s base, and it is said how it was found', async () => {
    const [found, said] = await overGate(request(), async ({ ports, said: lines }) => [
      await ports.baselineCommit(request()),
      lines,
    ]);
    expect(found).toMatchObject({ commit: pull.base, how: expect.any(String) });
    expect(said).toEqual([expect.stringMatching(`^baseline: commit ${pull.base.slice(0, 12)}, `)]);
  });

  test('comes with the commit that judges', async () => {
    const found = await overGate(request(), ({ ports }) => ports.baselineCommit(request()));
    expect(found.judge).toBe(pull.base);
  });

  test('is found for the policy, and not named as a baseline, where that is an image', async () => {
    const reference = { transport: 'oci', name: 'x' } as const;
    const given = request({ baseline: { kind: 'reference', reference } });
    const [found, said] = await overGate(given, async ({ ports, said: lines }) => [
      await ports.baselineCommit(given),
      lines,
    ]);
    expect(found).toMatchObject({ commit: pull.base });
    expect(said).toEqual([]);
  });

  test.each([
    ['a push', { kind: 'push', before: null, after: 'a'.repeat(40), ref: 'refs/heads/topic' }],
    ['no event', { kind: 'none' }],
  ] as const)('is none of git’s in %s where the baseline is an image', async (_what, event) => {
    const given = request({ event, baseline: { kind: 'none' } });
    expect(await overGate(given, ({ ports }) => ports.baselineCommit(given))).toMatchObject({
      none: 'the baseline is not taken from git',
    });
  });

  test('is none where images are given', async () => {
    const found = await overGate(compareRequest(), ({ ports }) => ports.baselineCommit(compareRequest()));
    expect(found).toEqual({ none: 'no commit is compared' });
  });
});

describe('texts', () => {
  test('are those of the commit, or of the checkout as it is', async () => {
    const texts = await overGate(request(), async ({ ports }) => [
      await ports.readText(null, 'only-head'),
      await ports.readText(pull.base, 'only-head'),
      await ports.readText(pull.head, 'only-head'),
      await ports.dockerfilePath(request()),
      await ports.dockerfileAsWritten(request()),
    ]);
    expect(texts).toEqual(['x', null, 'x', 'Dockerfile', 'Dockerfile']);
  });

  test('of the policy have the usual name, or the one that the request says', async () => {
    const textsOf = (asked: GateRequest) =>
      overGate(asked, async ({ ports }) => [
        await ports.readPolicy(asked, null),
        await ports.readPolicy(asked, pull.base),
      ]);
    expect(await textsOf(request())).toEqual(['version: 1 # head\n', 'version: 1 # base\n']);
    const policyPath = join(pull.checkout, 'ci', 'policy.yml');
    expect(await textsOf(request({ policyPath }))).toEqual(['head\n', 'base\n']);
  });

  test('of a policy outside of the repository are no commit’s to change', async () => {
    const policyPath = join(folder.path, 'outside.yml');
    writeFileSync(policyPath, 'outside\n');
    const asked = request({ policyPath });
    expect(await overGate(asked, ({ ports }) => ports.readPolicy(asked, pull.base))).toBe('outside\n');
  });

  test('that lead out of the checkout are not read', async () => {
    const link = join(pull.checkout, 'leading-out');
    writeFiles(folder.path, { 'secret.txt': 'secret' });
    symlinkSync(join(folder.path, 'secret.txt'), link);
    await overGate(request(), async ({ ports }) => {
      await expect(ports.readText(null, 'leading-out')).rejects.toMatchObject({ code: 'bad-input' });
    });
  });
});

describe('the waiver', () => {
  /** An API that answers everything with one status. */
  async function withAPI<T>(status: number, work: (client: ReturnType<typeof openGitHub>) => Promise<T>) {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const environment = { GITHUB_REPOSITORY: 'octo/app', GITHUB_API_URL: url };
    try {
      return await work(openGitHub('token', environment, { wait: () => Promise.resolve() }));
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  const labelled = { ...PULL_REQUEST, labels: ['final-stage-waived'] } as GateRequest['event'];

  test.each([404, 403, 401])('does not count where the API answers %i, and that is told', async (status) => {
    const asked = request({ event: labelled });
    const found = await withAPI(status, (client) =>
      overGate(asked, ({ ports }) => ports.waiver('final-stage-waived'), { client }),
    );
    expect(found).toEqual({
      unconfirmed: 'the API did not confirm it; the token needs `pull-requests: read` for that',
    });
  });

  test('does not count where there is no token', async () => {
    const asked = request({ event: labelled });
    expect(await overGate(asked, ({ ports }) => ports.waiver('final-stage-waived'))).toMatchObject({
      unconfirmed: expect.any(String),
    });
  });

  test('is none outside of a pull request', async () => {
    const asked = request({ event: { kind: 'none' } });
    expect(await overGate(asked, ({ ports }) => ports.waiver('final-stage-waived'))).toBeNull();
  });
});

describe('the end of a run', () => {
  test('takes away all that it made', async () => {
    const temporary = join(folder.path, 'temporary');
    await overGate(request(), async ({ ports }) => {
      expect(readdirSync(temporary)).toHaveLength(1);
      await ports.makeBaseline(request(), pull.base, () => undefined);
      expect(readdirSync(temporary)).toHaveLength(1);
    });
    expect(readdirSync(temporary)).toEqual([]);
    expect(git(pull.checkout, 'worktree', 'list').split('\n')).toHaveLength(1);
    expect(docker.builds().every(({ context }) => !existsSync(context))).toBe(true);
  });

  test('makes no folder where nothing is built', async () => {
    await overGate(INSPECT_REQUEST, () => {
      expect(readdirSync(join(folder.path, 'temporary'))).toEqual([]);
      return Promise.resolve();
    });
  });
});
