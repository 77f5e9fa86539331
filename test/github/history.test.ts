import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitHubEvent } from '../../src/gate/request.ts';
import { withHistories, withHistory, type HistoryOptions } from '../../src/github/history.ts';
import { historyName, keepRunHistory } from '../../src/github/keep-history.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { parseHistory, renderHistory, type TrendPoint } from '../../src/report/trend.ts';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';
import { filesOf, noBranches, pushTo } from '../helpers/github-branches.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { gateReport } from '../helpers/report-builder.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const BRANCH = { kind: 'branch', branch: 'size-history' } as const;
const MAIN = 'refs/heads/main';

const push = (commit: string, ref = MAIN): GitHubEvent => ({
  kind: 'push',
  ...{ before: null, after: commit.repeat(40), ref },
});
const PULL: GitHubEvent = {
  kind: 'pull_request',
  ...{
    number: 7,
    headSha: 'f'.repeat(40),
    baseSha: 'e'.repeat(40),
    baseRef: 'main',
    isFork: false,
    labels: [],
  },
};
const point = (commit: string, contentBytes = 900): TrendPoint => ({
  commit: commit.repeat(40),
  date: '2026-11-01T08:00:00Z',
  ...{ contentBytes, rootfsBytes: contentBytes, transferBytes: 300 },
});
const kept = (points: readonly TrendPoint[], image = 'image') =>
  renderHistory({ schemaVersion: 1, image, points });

/** Environment of a run, with what its event says of the repository. */
async function environmentOf(isPrivate: boolean, more: Readonly<Record<string, string>> = {}) {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `event-${String(isPrivate)}.json`);
  await writeFile(path, JSON.stringify({ repository: { default_branch: 'main', private: isPrivate } }));
  return {
    GITHUB_EVENT_PATH: path,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/app',
    ...more,
  };
}

/** Environment of a push that the server had at this time; a run that is repeated has the same. */
async function pushedAt(time: string, isPrivate = true) {
  const environment = await environmentOf(isPrivate);
  const path = join(folder, `event-${Date.parse(time)}.json`);
  const repository = { default_branch: 'main', private: isPrivate, pushed_at: Date.parse(time) / 1000 };
  await writeFile(path, JSON.stringify({ repository }));
  return { ...environment, GITHUB_EVENT_PATH: path };
}

/** Content sizes alone differ. */
function sizedReport(contentBytes: number) {
  const { size, ...report } = gateReport();
  return { ...report, size: { ...size, content: { ...size.content, candidate: contentBytes } } };
}

async function options(part: Partial<HistoryOptions>): Promise<HistoryOptions> {
  return {
    choice: BRANCH,
    event: push('a'),
    image: 'image',
    environment: await environmentOf(true),
    client: null,
    now: '2026-11-30T10:00:00.123Z',
    ...part,
  };
}

const commitsOf = (bytes: string | Uint8Array) =>
  parseHistory(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 'image').points.map(
    ({ commit }) => commit.slice(0, 1),
  );
const codesOf = ({ report }: Awaited<ReturnType<typeof withHistory>>) =>
  report.notices.map(({ code }) => code);

describeWithGitHub('a history on a branch', () => {
  const openWorld = githubWorlds();

  test('is begun by the first push, as a branch without parents that has a chart and a badge', async () => {
    const { github, client } = await openWorld();
    const told = await withHistory(gateReport(), await options({ client }));
    expect(told.report.trend).toEqual([
      {
        commit: 'a'.repeat(40),
        date: '2026-11-30T10:00:00Z',
        ...{ contentBytes: 1000, rootfsBytes: 1000, transferBytes: 500 },
      },
    ]);
    const { branches } = github.state;
    const files = filesOf(branches, 'size-history');
    expect(Object.keys(files).sort()).toEqual(['badge-image.json', 'history-image.json', 'trend-image.svg']);
    expect(commitsOf(files['history-image.json'] ?? '')).toEqual(['a']);
    expect(files['trend-image.svg']).toMatch(/^<svg xmlns/);
    expect(JSON.parse(files['badge-image.json'] ?? '')).toMatchObject({
      label: 'image size',
      message: '1.0 kB',
    });
    expect(branches.commits[branches.heads['size-history'] ?? '']).toMatchObject({
      parents: [],
      message: 'Record the image size at aaaaaaaaaa',
    });
  });

  test('grows by each push, beside the files of others', async () => {
    const branches = noBranches();
    const parent = pushTo(branches, 'size-history', {
      'history-image.json': kept([point('9')]),
      'index.html': 'x',
    });
    const { client } = await openWorld({ branches });
    const told = await withHistory(gateReport(), await options({ client }));
    expect(told.report.trend.map(({ commit }) => commit[0])).toEqual(['9', 'a']);
    const files = filesOf(branches, 'size-history');
    expect(commitsOf(files['history-image.json'] ?? '')).toEqual(['9', 'a']);
    expect(files['index.html']).toBe('x');
    expect(branches.commits[branches.heads['size-history'] ?? '']?.parents).toEqual([parent]);
  });

  test.each<[string, readonly (readonly [string, number, string])[]]>([
    [
      'an old push runs again',
      [
        ['a', 1000, '01'],
        ['b', 2000, '02'],
        ['c', 3000, '03'],
        ['a', 1000, '01'],
      ],
    ],
    [
      'a newer push ends first',
      [
        ['a', 1000, '01'],
        ['c', 3000, '03'],
        ['b', 2000, '02'],
      ],
    ],
  ])(
    'has its points in the order of the pushes, and the badge of the newest, where %s',
    async (_what, runs) => {
      const { github, client } = await openWorld();
      const told = [];
      for (const [commit, bytes, day] of runs) {
        const environment = await pushedAt(`2026-11-${day}T08:00:00Z`);
        const asked = await options({ client, event: push(commit), environment });
        told.push(await withHistory(sizedReport(bytes), asked));
      }
      const trend = told.at(-1)?.report.trend.map(({ date, contentBytes }) => [date, contentBytes]);
      expect(trend).toEqual([
        ['2026-11-01T08:00:00Z', 1000],
        ['2026-11-02T08:00:00Z', 2000],
        ['2026-11-03T08:00:00Z', 3000],
      ]);
      const files = filesOf(github.state.branches, 'size-history');
      expect(commitsOf(files['history-image.json'] ?? '')).toEqual(['a', 'b', 'c']);
      expect(files['badge-image.json']).toContain('3.0 kB');
      expect(files['trend-image.svg']).toContain('1.0 kB → 3.0 kB');
    },
  );

  test('keeps the place and date of a commit that runs again where nobody says when it was pushed', async () => {
    const { github, client } = await openWorld();
    for (const [commit, day] of [
      ['a', '01'],
      ['b', '02'],
      ['a', '03'],
    ] as const)
      await withHistory(
        gateReport(),
        await options({ client, event: push(commit), now: `2026-11-${day}T08:00:00.000Z` }),
      );
    const text = filesOf(github.state.branches, 'size-history')['history-image.json'] ?? '';
    expect(commitsOf(text)).toEqual(['a', 'b']);
    expect(text).toContain('2026-11-01T08:00:00Z');
  });

  test('ends with a commit that was pushed once more, after others', async () => {
    const { github, client } = await openWorld();
    for (const [commit, day] of [
      ['a', '01'],
      ['b', '02'],
      ['a', '03'],
    ] as const) {
      const environment = await pushedAt(`2026-11-${day}T08:00:00Z`);
      await withHistory(gateReport(), await options({ client, event: push(commit), environment }));
    }
    const files = filesOf(github.state.branches, 'size-history');
    expect(commitsOf(files['history-image.json'] ?? '')).toEqual(['b', 'a']);
  });

  test.each([
    ['that has moved on', { 'history-image.json': kept([point('9')]) }],
    ['that another run has made', null],
  ])('%s is read again, and nothing of it is lost', async (_what, files) => {
    const branches = noBranches();
    if (files !== null) pushTo(branches, 'size-history', files);
    branches.before = () => {
      pushTo(branches, 'size-history', { 'history-image.json': kept([point('9'), point('b')]) });
    };
    const { client } = await openWorld({ branches });
    const told = await withHistory(gateReport(), await options({ client }));
    expect(codesOf(told)).toEqual([]);
    expect(commitsOf(filesOf(branches, 'size-history')['history-image.json'] ?? '')).toEqual(['9', 'b', 'a']);
  });

  test('is given up after some attempts, with one notice', async () => {
    const { github, client } = await openWorld();
    const late = { method: 'POST', path: '/git/refs', status: 409, message: 'Conflict' };
    for (let attempt = 0; attempt < 5; attempt += 1) github.answerNext(late);
    const told = await withHistory(gateReport(), await options({ client }));
    expect(told.report.notices).toEqual([
      expect.objectContaining({
        code: 'history-not-kept',
        message: expect.stringContaining('the size history could not be written: 409 from the GitHub API'),
      }),
    ]);
    expect(github.requests.filter(({ path }) => path.endsWith('/git/refs'))).toHaveLength(5);
  });

  test('that a rule protects is tried once', async () => {
    const { github, client } = await openWorld();
    const message = 'Repository rule violations found';
    github.answerNext({ method: 'POST', path: '/git/refs', status: 422, message });
    const told = await withHistory(gateReport(), await options({ client }));
    expect(told.report.notices).toMatchObject([
      { code: 'history-not-kept', message: expect.stringContaining(message) },
    ]);
    expect(github.requests.filter(({ path }) => path.endsWith('/git/refs'))).toHaveLength(1);
  });

  test('is only read by a pull request, which is shown the chart where everybody may see it', async () => {
    const branches = noBranches();
    pushTo(branches, 'size-history', { 'history-image.json': kept([point('9'), point('b')]) });
    const { github, client } = await openWorld({ branches });
    const ask = async (isPrivate: boolean) =>
      withHistory(
        gateReport(),
        await options({ client, event: PULL, environment: await environmentOf(isPrivate) }),
      );
    const told = await ask(false);
    expect(told.report.trend.map(({ commit }) => commit[0])).toEqual(['9', 'b']);
    expect(told.trendUrl).toBe('https://github.com/octo/app/raw/size-history/trend-image.svg');
    expect((await ask(true)).trendUrl).toBeUndefined();
    expect(github.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('is not there yet for the first pull request, and nobody is told', async () => {
    const { client } = await openWorld();
    const environment = await environmentOf(false);
    const told = await withHistory(gateReport(), await options({ client, event: PULL, environment }));
    expect(told).toEqual({ report: gateReport() });
  });

  test.each([
    ['a push to another branch', push('a', 'refs/heads/topic')],
    ['a push of a tag', push('a', 'refs/tags/main')],
    ['a schedule', { kind: 'other', name: 'schedule' } as const],
  ])('is not written by %s', async (_what, event) => {
    const { github, client } = await openWorld();
    await withHistory(gateReport(), await options({ client, event }));
    expect(github.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test.each([
    ['{"schemaVersion":1,"image":"other","points":[]}', 'the size history is of another image'],
    ['<html>', 'the size history is not JSON'],
    [' '.repeat(200_000), '`history-image.json` has 200000 bytes, expected at most 131072'],
  ])('that is hostile is neither shown nor replaced', async (text, message) => {
    for (const event of [PULL, push('a')]) {
      const branches = noBranches();
      const head = pushTo(branches, 'size-history', { 'history-image.json': text });
      const { client } = await openWorld({ branches });
      const { report } = await withHistory(gateReport(), await options({ client, event }));
      expect(report.trend).toEqual([]);
      expect(report.notices).toHaveLength(1);
      expect(report.notices[0]?.message).toContain(message);
      expect(branches.heads['size-history']).toBe(head);
    }
  });

  test('names the permission that a push lacks', async () => {
    const { client } = await openWorld({ canWrite: false });
    const { report } = await withHistory(gateReport(), await options({ client }));
    expect(report.notices).toEqual([
      {
        code: 'history-not-kept',
        message:
          "the size history could not be written: the token lacks the permission (403). Add `contents: write` to the job's `permissions`",
      },
    ]);
  });

  test('is not the default branch', async () => {
    const { github, client } = await openWorld();
    const choice = { kind: 'branch', branch: 'main' } as const;
    const { report } = await withHistory(gateReport(), await options({ client, choice }));
    expect(report.notices[0]?.message).toContain('`history` names the default branch');
    expect(github.requests).toEqual([]);
  });
});

describeWithGitHub('a history on a branch, where nobody says which one is the default', () => {
  const openWorld = githubWorlds();
  /** Environment whose payload says nothing of the repository. */
  const silent = async () => {
    const environment = await environmentOf(true);
    const path = join(folder, 'event-silent.json');
    await writeFile(path, JSON.stringify({ repository: {} }));
    return { ...environment, GITHUB_EVENT_PATH: path };
  };

  test.each([
    ['the branch that was pushed', push('a'), 'main'],
    ['a pushed branch with slashes', push('a', 'refs/heads/releases/v1'), 'releases/v1'],
    ['the base branch of a pull request', PULL, 'main'],
  ])('is not %s', async (_what, event, branch) => {
    const branches = noBranches();
    const head = pushTo(branches, branch, { 'app.js': 'x' });
    const { github, client } = await openWorld({ branches });
    const choice = { kind: 'branch', branch } as const;
    const asked = await options({ client, choice, event, environment: await silent() });
    const { report } = await withHistory(gateReport(), asked);
    expect(report.notices).toEqual([
      {
        code: 'history-not-kept',
        message: `there is no size history, because \`history\` names the branch \`${branch}\`, which this run is about. Name another one, such as \`branch:size-history\``,
      },
    ]);
    expect(github.requests).toEqual([]);
    expect(branches.heads[branch]).toBe(head);
  });

  test('is written by a push to another branch, as the workflow says by its filter', async () => {
    const { github, client } = await openWorld();
    await withHistory(gateReport(), await options({ client, environment: await silent() }));
    expect(Object.keys(github.state.branches.heads)).toEqual(['size-history']);
  });
});

/** Several images, each of its own size. */
const sized = (...names: readonly string[]) =>
  names.map((name, index) => ({ name, report: sizedReport(1000 + index) }));
const namesAndSizes = (files: Readonly<Record<string, string>>) =>
  Object.entries(files)
    .filter(([name]) => name.startsWith('history-'))
    .map(([name, text]) => {
      const { image, points } = JSON.parse(text) as { image: string; points: readonly TrendPoint[] };
      return [name, image, points.map(({ contentBytes }) => contentBytes).join(' ')];
    });

describeWithGitHub('histories of several images on a branch', () => {
  const openWorld = githubWorlds();
  const images = sized('api', 'api (linux/arm64)');

  test('are one commit, with files for each', async () => {
    const { github, client } = await openWorld();
    const { images: told, notices } = await withHistories(images, await options({ client }));
    expect(notices).toEqual([]);
    expect(told.map(({ report }) => report.trend.map(({ contentBytes }) => contentBytes))).toEqual([
      [1000],
      [1001],
    ]);
    const { branches } = github.state;
    expect(Object.values(branches.commits)).toMatchObject([
      { parents: [], message: 'Record the sizes of 2 images at aaaaaaaaaa' },
    ]);
    const files = filesOf(branches, 'size-history');
    expect(Object.keys(files)).toHaveLength(6);
    expect(namesAndSizes(files)).toEqual([
      ['history-api.json', 'api', '1000'],
      [expect.stringMatching(/^history-api-linux-arm64-[0-9a-f]{8}\.json$/), 'api (linux/arm64)', '1001'],
    ]);
  });

  test('are written again where another run was faster, and nothing is lost', async () => {
    const branches = noBranches();
    branches.before = () => {
      pushTo(branches, 'size-history', { 'history-api.json': kept([point('9', 7)], 'api') });
    };
    const { client } = await openWorld({ branches });
    const { images: told, notices } = await withHistories(images, await options({ client }));
    expect([notices, told.flatMap(({ report }) => report.notices.map(({ code }) => code))]).toEqual([[], []]);
    expect(namesAndSizes(filesOf(branches, 'size-history')).map(([, , sizes]) => sizes)).toEqual([
      '7 1000',
      '1001',
    ]);
  });

  test.each(['<html>', ' '.repeat(200_000)])(
    'of which one cannot be read are kept for the others, and that one stays',
    async (text) => {
      const branches = noBranches();
      pushTo(branches, 'size-history', { 'history-api.json': text });
      const { client } = await openWorld({ branches });
      const { images: told, notices } = await withHistories(images, await options({ client }));
      const files = filesOf(branches, 'size-history');
      expect(files['history-api.json']).toBe(text);
      expect(Object.keys(files)).toHaveLength(4);
      expect(notices).toEqual([]);
      expect(told.map(({ report }) => [report.trend.length, report.notices.map(({ code }) => code)])).toEqual(
        [
          [0, ['history-not-kept']],
          [1, []],
        ],
      );
    },
  );

  test('are read by a pull request, which is shown the chart of each that has one', async () => {
    const branches = noBranches();
    pushTo(branches, 'size-history', { 'history-api.json': kept([point('9')], 'api') });
    const { client } = await openWorld({ branches });
    const environment = await environmentOf(false);
    const asked = await options({ client, event: PULL, environment });
    expect((await withHistories(images, asked)).images.map(({ trendUrl }) => trendUrl)).toEqual([
      'https://github.com/octo/app/raw/size-history/trend-api.svg',
      undefined,
    ]);
  });

  test('are one notice where the token may not write', async () => {
    const { client } = await openWorld({ canWrite: false });
    const told = await withHistories(images, await options({ client }));
    expect(told.images).toEqual(images.map(({ report }) => expect.objectContaining({ report })));
    expect(told.notices.map(({ code }) => code)).toEqual(['history-not-kept']);
  });
});

describe('histories of a run', () => {
  test('are of its images with a verdict, by their names', async () => {
    const [api, web] = sized('api', 'web');
    if (api === undefined || web === undefined) throw new Error('there are two');
    const run: RunReport = {
      ...{ schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' } },
      images: [
        { name: 'worker', kind: 'no-verdict', reason: 'it does not build' },
        { ...api, kind: 'judged' },
        { ...web, kind: 'judged' },
      ],
    };
    const history = { kind: 'branch', branch: 'sizes' } as const;
    const told = await keepRunHistory(run, { history, event: PULL }, null);
    expect(told.notices.map(({ code }) => code)).toEqual(['history-not-kept']);
    expect(told.run).toEqual(run);
    const off = await keepRunHistory(run, { history: { kind: 'off' }, event: PULL }, null);
    expect(off).toEqual({ run, trendUrls: new Map(), notices: [] });
  });
});

describe('a history in the cache', () => {
  let service: CacheDouble;
  beforeAll(async () => {
    service = await openCacheDouble();
  });
  afterAll(() => service.close());
  const ask = async (event: GitHubEvent, image = 'image') =>
    withHistory(
      gateReport(),
      await options({
        choice: { kind: 'cache' },
        event,
        image,
        environment: await environmentOf(true, service.environment),
      }),
    );

  test('grows by each push, is read by pull requests, and is not another image’s', async () => {
    service.reset();
    await ask(push('a'));
    await ask(push('b'));
    const told = await ask(PULL);
    expect(told.report.trend.map(({ commit }) => commit[0])).toEqual(['a', 'b']);
    expect((await ask(PULL, 'image-2')).report.trend).toEqual([]);
    expect(service.keys()).toHaveLength(2);
    expect(service.faults).toEqual([]);
  });

  test('is an entry for each of several images', async () => {
    service.reset();
    const environment = await environmentOf(true, service.environment);
    const ofRun = async (event: GitHubEvent) =>
      withHistories(sized('api', 'web'), await options({ choice: { kind: 'cache' }, event, environment }));
    await ofRun(push('a'));
    expect(service.keys()).toHaveLength(2);
    const { images, notices } = await ofRun(PULL);
    expect(notices).toEqual([]);
    expect(images.map(({ report }) => report.trend[0]?.contentBytes)).toEqual([1000, 1001]);
    expect(service.faults).toEqual([]);
  });

  test('that makes no sense begins anew, since nobody can mend it', async () => {
    service.reset();
    await ask(push('a'));
    service.break('content');
    const read = await ask(PULL);
    expect(codesOf(read)).toEqual(['history-not-read']);
    const told = await ask(push('b'));
    expect(told.report.trend.map(({ commit }) => commit[0])).toEqual(['b']);
  });

  test('that cannot be reached is one notice', async () => {
    service.reset();
    service.break('service');
    expect((await ask(push('a'))).report.notices).toEqual([
      {
        code: 'history-not-kept',
        message: 'the size history could not be written: the cache service responded with 503',
      },
    ]);
    const environment = await environmentOf(true);
    const told = await withHistory(gateReport(), await options({ choice: { kind: 'cache' }, environment }));
    expect(told.report.notices[0]?.message).toContain("cannot reach GitHub's cache");
  });
});

describe('a history in a file', () => {
  test('is shown, and grows by a push', async () => {
    const path = join(folder, 'sizes.json');
    const choice = { kind: 'file', path } as const;
    expect(await withHistory(gateReport(), await options({ choice, event: { kind: 'none' } }))).toEqual({
      report: gateReport(),
    });
    await withHistory(gateReport(), await options({ choice }));
    expect(commitsOf(await readFile(path))).toEqual(['a']);
    const told = await withHistory(gateReport(), await options({ choice, event: { kind: 'none' } }));
    expect(told.report.trend).toHaveLength(1);
  });
});

describe('what is no history in a file', () => {
  const make: Readonly<Record<string, (path: string) => unknown>> = {
    'very large': async (path) => {
      await writeFile(path, '');
      await truncate(path, 2 ** 30);
    },
    'a pipe': (path) => execFileSync('mkfifo', [path]),
    'a folder': (path) => mkdir(path),
  };
  test.each([
    ['very large', 'has 1073741824 bytes'],
    ['a pipe', 'is not a file'],
    ['a folder', 'is not a file'],
  ])('is not read where it is %s, and one sentence says so', async (what, found) => {
    const path = join(folder, what);
    await mkdir(folder, { recursive: true });
    await make[what]?.(path);
    const choice = { kind: 'file', path } as const;
    for (const [event, code] of [
      [{ kind: 'none' }, 'history-not-read'],
      [push('a'), 'history-not-kept'],
    ] as const) {
      const { report } = await withHistory(gateReport(), await options({ choice, event }));
      const message = `\`${path}\` ${found}, expected a size history of at most 131072 bytes. Delete it, or name another file: the next push begins a new history`;
      expect(report.notices).toEqual([{ code, message }]);
    }
  });
});

describe('the name of an image', () => {
  test.each([
    [['.', '', ''], '', 'image'],
    [['Dockerfile', '', ''], '', 'image'],
    [['services/api/Dockerfile', 'runtime', 'linux/arm64'], '', 'services/api runtime linux/arm64'],
    [['.', '', ''], '{\n  "app": "web"\n}', 'app: web'],
  ])('of %j with the matrix %j is %j', (parts, leg, name) => {
    expect(historyName({ parts, leg, details: [] })).toBe(name);
  });

  const long = (end: string) =>
    historyName({ parts: ['.'], leg: JSON.stringify({ app: `${'x'.repeat(600)}${end}` }), details: [] });

  test('is cut where it is very long, and is another one where another was cut', () => {
    expect(long('a')).toMatch(/^app:x{479} [0-9a-f]{16}$/);
    expect(long('a')).not.toBe(long('b'));
    for (const pairs of ['', 'x']) {
      const name = historyName({ parts: [`${pairs}${'😀'.repeat(400)}`], leg: '', details: [] });
      expect(name.length).toBeLessThanOrEqual(500);
      expect(name).not.toMatch(/\p{Surrogate}/u);
    }
  });

  test('that is very long has a history that grows', async () => {
    const choice = { kind: 'file', path: join(folder, 'long.json') } as const;
    for (const commit of ['a', 'b'])
      await withHistory(gateReport(), await options({ choice, event: push(commit), image: long('a') }));
    const asked = await options({ choice, event: { kind: 'none' }, image: long('a') });
    const told = await withHistory(gateReport(), asked);
    expect([told.report.trend.length, codesOf(told)]).toEqual([2, []]);
  });
});

describeWithGitHub('the names of several images', () => {
  const openWorld = githubWorlds();

  test('that are very long and begin alike have a history each', async () => {
    const { github, client } = await openWorld();
    pushTo(github.state.branches, 'size-history', {});
    const run: RunReport = {
      ...{ schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' } },
      images: ['a', 'b'].map((end) => {
        return { name: `${'x'.repeat(600)}${end}`, kind: 'judged', report: gateReport() };
      }),
    };
    await keepRunHistory(run, { history: BRANCH, event: PULL }, client);
    const files = github.requests.map(({ path }) => /history-x{80}-[0-9a-f]{8}\.json/.exec(path)?.[0]);
    expect(new Set(files.filter((file) => file !== undefined)).size).toBe(2);
  });
});
