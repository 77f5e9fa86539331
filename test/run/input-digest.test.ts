import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { BuildInputs } from '../../src/gate/request.ts';
import { openCheckout } from '../../src/run/checkout.ts';
import { digestInputs } from '../../src/run/input-digest.ts';
import type { Run } from '../../src/run/run.ts';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { checkRequest } from '../helpers/recording-ports.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let count = 0;

function makeApp(): string {
  const repository = makeRepository(join(folder.path, `app-${count++}`));
  for (const [name, text] of Object.entries({
    'README.md': 'readme',
    'api/Dockerfile': 'FROM scratch\n',
    'api/.dockerignore': '*.md\n',
    'api/app': 'app',
  })) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), text);
  }
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '-m', 'all');
  return repository;
}

/** Of the latest commit. */
async function digest(repository: string, build: Partial<BuildInputs> = {}): Promise<string> {
  const request = checkRequest();
  const asked = { ...request, build: { ...request.build, context: join(repository, 'api'), ...build } };
  const checkout = await openCheckout(asked, repository);
  const run = { checkout, environment: { signal: new AbortController().signal } } as unknown as Run;
  const found = await digestInputs(asked, git(repository, 'rev-parse', 'HEAD'), run);
  return 'why' in found ? found.why : found.digest;
}

describe('the digest of what an image is built from', () => {
  test('is the same for commits, and for places on disk, that make no difference', async () => {
    const repository = makeApp();
    const first = await digest(repository);
    expect(first).toMatch(/^sha256:[0-9a-f]{64}$/);
    commit(repository, 'README.md', 'changed');
    commit(repository, 'api/notes.md', 'ignored');
    writeFileSync(join(repository, 'api', 'app'), 'not committed');
    expect(await digest(repository)).toBe(first);
    expect(await digest(makeApp())).toBe(first);
  });

  test.each<[string, (repository: string) => void]>([
    ['a file', (at) => void commit(at, 'api/app', 'changed')],
    ['a new file', (at) => void commit(at, 'api/new', 'x')],
    ['the Dockerfile', (at) => void commit(at, 'api/Dockerfile', 'FROM x\n')],
    ['the ignore file', (at) => void commit(at, 'api/.dockerignore', '')],
    ['attributes', (at) => void commit(at, '.gitattributes', '* text\n')],
  ])('is another after a change of %s', async (_what, change) => {
    const repository = makeApp();
    const first = await digest(repository);
    change(repository);
    const second = await digest(repository);
    expect(second).toMatch(/^sha256:/);
    expect(second).not.toBe(first);
  });

  test('is another where the environment names the platform that buildx builds for', async () => {
    const app = makeApp();
    const before = await digest(app);
    process.env['DOCKER_DEFAULT_PLATFORM'] = 'linux/riscv64';
    try {
      expect(await digest(app)).not.toBe(before);
    } finally {
      delete process.env['DOCKER_DEFAULT_PLATFORM'];
    }
  });

  test('is another for each thing that the builder is asked for', async () => {
    const repository = makeApp();
    const asked: readonly Partial<BuildInputs>[] = [
      {},
      { target: 'run' },
      { buildArgs: ['A=1'] },
      { buildArgs: ['A=2'] },
      { buildContexts: ['base=docker-image://debian:12'] },
      { platform: { os: 'linux', architecture: 'riscv64' } },
      { network: 'none' },
      { secrets: ['id=token,env=TOKEN'] },
    ];
    const digests = await Promise.all(asked.map((build) => digest(repository, build)));
    expect(new Set(digests).size).toBe(asked.length);
  });

  test.each<[string, (repository: string) => void, Partial<BuildInputs>, RegExp]>([
    ['the history is sent', () => undefined, { context: '' }, /the build sees `\.git`/],
    [
      'a context is outside',
      () => undefined,
      { buildContexts: [`x=${folder.path}`] },
      /outside of the checkout/,
    ],
    [
      'a filter changes files',
      (at) => void git(at, 'config', 'filter.crypt.smudge', 'cat'),
      {},
      /a filter of the checkout changes files/,
    ],
    [
      'this clone has attributes of its own',
      (at) => {
        writeFileSync(join(at, '.git/info/attributes'), '* text eol=crlf\n');
      },
      {},
      /the checkout has `.git\/info\/attributes`/,
    ],
    [
      'the ignore file is a link',
      (at) => {
        symlinkSync('app', join(at, 'api/Dockerfile.dockerignore'));
        git(at, 'add', '--all');
        git(at, 'commit', '--quiet', '-m', 'link');
      },
      {},
      /reached through a link/,
    ],
  ])('there is none where %s', async (_what, change, build, why) => {
    const repository = makeApp();
    change(repository);
    const whole =
      build.context === '' ? { context: repository, dockerfile: join(repository, 'api/Dockerfile') } : build;
    expect(await digest(repository, whole)).toMatch(why);
  });
});
