import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCacheService } from '../../src/github/cache-service.ts';
import { openLayerCache, type LayerCache } from '../../src/layer-cache/layer-cache.ts';
import { openEntryDirectory } from '../../src/layer-cache/directory.ts';
import { entryName, sealEntry } from '../../src/layer-cache/entry.ts';
import type { GitHubEvent } from '../../src/gate/request.ts';
import { shareCache } from '../../src/run/shared-cache.ts';
import { digestOf } from '../helpers/image-builder.ts';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';

const VERSION = '0123456789abcdef';
const SHA = 'a'.repeat(40);
const PUSH: GitHubEvent = { kind: 'push', before: null, after: SHA, ref: 'refs/heads/main' };
const PULL_REQUEST: GitHubEvent = {
  kind: 'pull_request',
  number: 1,
  headSha: SHA,
  baseSha: SHA,
  baseRef: 'main',
  isFork: false,
  labels: [],
};

let root = '';
let folders = 0;
let double: CacheDouble;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'final-stage-service-'));
  double = await openCacheDouble();
});
afterAll(async () => {
  await double.close();
  await rm(root, { recursive: true });
});

/** A job's cache folder, with an entry for each text, and what it shares. */
function job(texts: readonly string[], environment: Readonly<Record<string, string>> = double.environment) {
  const directory = join(root, `job-${++folders}`);
  const notices: string[] = [];
  const log = (message: string): void => void notices.push(message);
  const cache: LayerCache = openLayerCache({ directory, version: VERSION, log });
  for (const text of texts) {
    const key = { kind: 'layer', digest: digestOf(Buffer.from(text)), version: VERSION } as const;
    openEntryDirectory(directory).write(entryName(key), sealEntry(key, Buffer.from(text))!);
  }
  const service = openCacheService(environment);
  return { directory, notices, shared: shareCache(cache, { service, version: VERSION, log }) };
}

describe('the shared layer cache', () => {
  test('is saved by a push, restored by a pull request, and not saved by that', async () => {
    double.reset();
    const push = job(['a', 'b']);
    await push.shared.restore();
    expect(push.notices).toEqual([]);
    await push.shared.save(PUSH);
    expect(push.notices).toEqual([expect.stringMatching(/^saved the layer cache, \d+ bytes$/)]);
    const pull = job(['c']);
    await pull.shared.restore();
    expect(await readdir(pull.directory)).toEqual(
      expect.arrayContaining((await readdir(push.directory)).sort()),
    );
    await pull.shared.save(PULL_REQUEST);
    expect(double.keys()).toHaveLength(1);
    expect(double.faults).toEqual([]);
  });

  test('is saved again only where it has grown, under another key', async () => {
    double.reset();
    await job(['a']).shared.save(PUSH);
    const same = job([]);
    await same.shared.restore();
    await same.shared.save(PUSH);
    expect(double.keys()).toHaveLength(1);
    const grown = job(['b']);
    await grown.shared.restore();
    await grown.shared.save(PUSH);
    expect(double.keys()).toHaveLength(2);
    const racing = job(['a', 'b']);
    await racing.shared.save(PUSH);
    expect(double.keys()).toHaveLength(2);
    const latest = job([]);
    await latest.shared.restore();
    expect(await readdir(latest.directory)).toHaveLength(2);
  });

  test.each([
    ['outside of a job', {}],
    [
      'on a server with another service',
      { ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/', ACTIONS_RUNTIME_TOKEN: 'x' },
    ],
    [
      'where the address is not safe',
      {
        ACTIONS_CACHE_SERVICE_V2: 'true',
        ACTIONS_RESULTS_URL: 'http://results.example/',
        ACTIONS_RUNTIME_TOKEN: 'x',
      },
    ],
  ])('is not there %s, and nothing is said of it', async (_title, environment) => {
    const { shared, notices } = job(['a'], environment);
    await shared.restore();
    await shared.save(PUSH);
    expect(notices).toEqual([]);
  });

  test.each(['none', 'read', 'write-only', 'write'])(
    'heeds the permission of the workflow (%s)',
    async (mode) => {
      double.reset();
      await job(['a']).shared.save(PUSH);
      const { shared, directory } = job(['b'], { ...double.environment, ACTIONS_CACHE_MODE: mode });
      await shared.restore();
      expect(await readdir(directory)).toHaveLength(mode === 'read' || mode === 'write' ? 2 : 1);
      await shared.save(PUSH);
      expect(double.keys()).toHaveLength(mode === 'write' || mode === 'write-only' ? 2 : 1);
    },
  );

  test.each<[string, Parameters<CacheDouble['break']>[0]]>([
    ['the service fails', 'service'],
    ['the service answers nonsense', 'nonsense'],
    ['the storage fails', 'storage'],
    ['the storage has something else', 'content'],
    ['the storage is elsewhere', 'redirect'],
    ['the service names another key', 'key'],
  ])('costs a notice at most where %s', async (_title, fault) => {
    double.reset();
    await job(['a']).shared.save(PUSH);
    double.break(fault);
    const { shared, notices, directory } = job([]);
    await shared.restore();
    await shared.save(PUSH);
    expect(await readdir(directory)).toEqual([]);
    expect(notices.length).toBeLessThanOrEqual(2);
    for (const notice of notices) expect(notice).not.toMatch(/sig=|http/);
  });
});
