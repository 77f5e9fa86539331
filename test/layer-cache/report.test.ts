import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPorts } from '../../src/run/adapters.ts';
import { runGate } from '../../src/gate/gate.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { openLayerCache } from '../../src/layer-cache/layer-cache.ts';
import { RENDERERS } from '../../src/report/index.ts';
import type { GateRequest } from '../../src/gate/request.ts';
import { commit, makeRepository } from '../build/git-fixture.ts';
import { ociFiles, writeFiles, type StoredInput } from '../helpers/archive-builder.ts';
import { layer, opaque, whiteout } from '../helpers/image-builder.ts';

/** Many runs of the whole gate. */
const TIMEOUT_MS = 120_000;
const VERSION = '0123456789abcdef';
/** The start of a real program that is linked dynamically. */
const program = new Uint8Array(300 * 1024);
readSync(openSync(process.execPath, 'r'), program);

const MAIN_GO = 'package main\n\nfunc main() {}\n';
const OTHER_GO = 'package main\n\nfunc main() { println() }\n';
const ASSET = 'x'.repeat(300 * 1024);

const debian = layer({
  '/etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
  '/var/lib/dpkg/status': 'Package: tool\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n',
  '/var/lib/dpkg/info/tool.list': '/usr/bin/tool\n',
  '/usr/bin/tool': { content: program, mode: 0o755 },
  '/usr/local/go/VERSION': 'go1.25.0\n',
  '/usr/local/go/bin/go': { content: program, mode: 0o755 },
  '/var/lib/apt/lists/a_InRelease': 'x'.repeat(9000),
});
const application = layer({
  '/app/main.go': MAIN_GO,
  '/app/other.go': OTHER_GO,
  '/app/asset.bin': ASSET,
  '/app/server': { content: program, mode: 0o755 },
  '/app/link': { hardlink: '/app/server' },
});
const python = layer({
  '/usr/bin/python3': { content: program, mode: 0o755 },
  '/app/app.py': 'import flask\nimport requests\n',
  '/app/run': { content: '#!/usr/bin/env bash\necho\n', mode: 0o755 },
});
const removal = layer(whiteout('/app/asset.bin'), opaque('/usr/local/go'), { '/app/main.go': OTHER_GO });

const MODEL = 'm'.repeat(2 * 1024 * 1024);
const [models, copied] = [layer({ '/models/m.bin': MODEL }), layer({ '/app/m.bin': MODEL })];

/** Images by name; layers are shared, as they are between builds. */
const IMAGES: Readonly<Record<string, StoredInput>> = {
  go: { layers: [debian, application], config: { entrypoint: ['/app/server'] }, compression: 'gzip' },
  removed: { layers: [debian, application, removal], config: { cmd: ['/app/server'] }, compression: 'zstd' },
  python: { layers: [debian, python], config: { cmd: ['python3', '/app/app.py'] } },
  script: { layers: [python, removal, application], config: { entrypoint: ['/app/run'] } },
  twice: { layers: [debian, models, copied, application], config: { entrypoint: ['/app/server'] } },
};

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'final-stage-report-'));
  for (const [name, input] of Object.entries(IMAGES)) await writeFiles(join(root, name), ociFiles(input));
  const one = makeRepository(join(root, 'one'));
  commit(one, 'main.go', MAIN_GO);
  commit(one, 'asset.bin', ASSET);
  const two = makeRepository(join(root, 'two'));
  commit(two, 'cmd/other.go', OTHER_GO);
  commit(two, 'app.py', 'import flask\nimport requests\n');
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

/** The JSON report; `cache`: name of a cache folder. */
async function report(
  { baseline, candidate, repository }: Asked,
  cache?: string,
): Promise<{ readonly text: string; readonly notices: readonly string[] }> {
  const given = {
    candidate: parseImageReference(`oci:${join(root, candidate)}`),
    repository: join(root, repository),
    buildArgs: [],
    overrides: {},
    event: { kind: 'none' },
    today: '2026-11-21',
  } as const;
  const request: GateRequest =
    baseline === undefined
      ? { mode: 'inspect', ...given }
      : { mode: 'compare', ...given, baseline: parseImageReference(`oci:${join(root, baseline)}`) };
  const notices: string[] = [];
  const log = (notice: string): void => {
    if (!notice.includes('known from earlier runs')) notices.push(notice);
  };
  const layerCache =
    cache === undefined ? undefined : openLayerCache({ directory: join(root, cache), version: VERSION, log });
  await using ports = await openPorts(request, {
    token: null,
    client: null,
    signal: new AbortController().signal,
    secrets: new Map(),
    insecureRegistries: [],
    readMinutes: 10,
    workspace: null,
    log: () => undefined,
    ...(layerCache && { layerCache }),
  });
  return { text: RENDERERS.json(await runGate(request, ports)), notices };
}

type Asked = { readonly baseline?: string; readonly candidate: string; readonly repository: string };

const names = Object.keys(IMAGES);
const asked: readonly Asked[] = ['one', 'two'].flatMap((repository) => [
  ...names.map((candidate) => ({ candidate, repository })),
  ...names.map((candidate, index) => ({ candidate, baseline: names.at(index - 1)!, repository })),
]);

describe('the report', () => {
  let plain: readonly { readonly text: string }[] = [];
  beforeAll(async () => {
    const reports = [];
    for (const one of asked) reports.push(await report(one));
    plain = reports;
  }, TIMEOUT_MS);

  test.each([
    ['an empty cache that fills', 'filling', asked],
    ['a full one', 'filling', asked],
    ['one that another repository fills', 'reverse', asked.toReversed()],
  ])(
    'is the same to the byte with %s',
    async (_title, cache, order) => {
      for (const one of order) {
        const { text } = plain[asked.indexOf(one)]!;
        expect(await report(one, cache)).toEqual({ text, notices: [] });
      }
    },
    TIMEOUT_MS,
  );

  test('has something to say of these images, which differs from repository to repository', () => {
    expect(plain[0]!.text).not.toBe(plain[asked.length / 2]!.text);
    expect(plain[0]!.text).toContain('"source-file"');
    expect(plain[names.indexOf('twice')]!.text).toContain('"duplicate-file"');
  });
});
