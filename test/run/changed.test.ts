import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { BuildInputs } from '../../src/gate/request.ts';
import { whyChanged } from '../../src/run/changed.ts';
import { openCheckout } from '../../src/run/checkout.ts';
import type { Run } from '../../src/run/run.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import type { CheckRequest } from '../helpers/recording-ports.ts';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let count = 0;
const newPath = (): string => join(folder.path, `repository-${count++}`);

/** A repository with an image in `api`, whose ignore file leaves out texts and logs; commits everything, and gives its folder. */
function makeApp(files: Readonly<Record<string, string>> = {}): string {
  const repository = makeRepository(newPath());
  writeAll(repository, {
    'README.md': 'readme',
    'other/file': 'other',
    'api/Dockerfile': 'FROM scratch\nCOPY . /\n',
    'api/.dockerignore': '# what nobody needs\n**/*.md\nlogs\n',
    'api/app': 'app',
    'api/notes.md': 'notes',
    ...files,
  });
  commitAll(repository);
  return repository;
}

function writeAll(repository: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), text);
  }
}

function commitAll(repository: string): void {
  git(repository, 'add', '--all', '--force');
  git(repository, 'commit', '--quiet', '--allow-empty', '-m', 'all');
}

/** Why the working tree's image may be another than that of the first commit. `build`: with paths in the repository. */
async function ask(
  repository: string,
  {
    build = {},
    ...rest
  }: Omit<Partial<CheckRequest>, 'build'> & { readonly build?: Partial<BuildInputs> } = {},
): Promise<string | undefined> {
  const base = git(repository, 'rev-list', '--max-parents=0', 'HEAD');
  const request = checkRequest(rest);
  const inputs = { ...request.build, context: join(repository, 'api'), ...build };
  const asked = { ...request, build: inputs };
  const checkout = await openCheckout(asked, repository);
  const environment = { signal: new AbortController().signal };
  return whyChanged(asked, base, { checkout, environment } as unknown as Run);
}

type Change = readonly [what: string, change: (repository: string) => void];

describe('an image is as its commit makes it', () => {
  test.each<Change>([
    ['nothing changed', () => undefined],
    ['a file outside of the context changed', (at) => void commit(at, 'README.md', 'changed')],
    ['a file that is ignored changed', (at) => void commit(at, 'api/notes.md', 'changed')],
    [
      'a file that is ignored is in no commit',
      (at) => {
        writeAll(at, { 'api/more.md': 'x' });
      },
    ],
    [
      'a folder that is ignored is in no commit',
      (at) => {
        writeAll(at, { 'api/logs/a': 'x' });
      },
    ],
    [
      'a file outside of the context is in no commit',
      (at) => {
        writeAll(at, { 'other/new': 'x' });
      },
    ],
    [
      'a file was written again as it was',
      (at) => {
        writeAll(at, { 'api/app': 'app' });
      },
    ],
    [
      'a file changed and changed back',
      (at) => {
        commit(at, 'api/app', 'changed');
        commit(at, 'api/app', 'app');
      },
    ],
  ])('where %s', async (_what, change) => {
    const repository = makeApp();
    change(repository);
    expect(await ask(repository)).toBeUndefined();
  });

  test('where a link that leads out of the context is as it was: builders do not follow it', async () => {
    const repository = makeRepository(newPath());
    writeAll(repository, { 'api/Dockerfile': 'FROM scratch\n', 'shared/a': 'a' });
    symlinkSync('../shared', join(repository, 'api', 'shared'));
    commitAll(repository);
    commit(repository, 'shared/a', 'changed');
    expect(await ask(repository)).toBeUndefined();
  });
});

describe('an image may be another', () => {
  test.each<[...Change, why: RegExp]>([
    ['a file of the context', (at) => void commit(at, 'api/app', 'changed'), /^`api\/app` changed$/],
    [
      'a file that is not committed',
      (at) => {
        writeAll(at, { 'api/app': 'b' });
      },
      /^`api\/app` changed$/,
    ],
    ['a new file', (at) => void commit(at, 'api/new', 'x'), /^`api\/new` changed$/],
    [
      'a deleted file',
      (at) => {
        unlinkSync(join(at, 'api/app'));
      },
      /^`api\/app` changed$/,
    ],
    [
      'a mode',
      (at) => {
        chmodSync(join(at, 'api/app'), 0o755);
      },
      /^`api\/app` changed$/,
    ],
    ['the Dockerfile', (at) => void commit(at, 'api/Dockerfile', 'FROM x'), /^`api\/Dockerfile` changed$/],
    ['the ignore file', (at) => void commit(at, 'api/.dockerignore', 'app'), /`api\/\.dockerignore` changed/],
    [
      'another ignore file',
      (at) => void commit(at, 'api/Dockerfile.dockerignore', '*'),
      /`api\/Dockerfile\.dockerignore` changed/,
    ],
    [
      'a file that git renames',
      (at) => {
        git(at, 'mv', 'api/app', 'other/app');
      },
      /^`api\/app` changed$/,
    ],
    [
      'attributes anywhere',
      (at) => void commit(at, '.gitattributes', '* text'),
      /^`\.gitattributes` changed$/,
    ],
    [
      'a file in no commit',
      (at) => {
        writeAll(at, { 'api/made': 'x' });
      },
      /no commit has `api\/made`/,
    ],
    [
      'an empty folder',
      (at) => {
        mkdirSync(join(at, 'api/empty'));
      },
      /no commit has `api\/empty`/,
    ],
    [
      'a file that git ignores',
      (at) => {
        writeAll(at, { '.git/info/exclude': 'made\n', 'api/made': 'x' });
      },
      /no commit has `api\/made`, which the build sees/,
    ],
    [
      'a name that is no text',
      (at) => {
        execFileSync('sh', ['-c', 'printf x > "$(printf \'api/\\351.txt\')"'], { cwd: at });
      },
      /no commit has `api\/\uFFFD\.txt`/,
    ],
    [
      'a file that git does not look at',
      (at) => {
        git(at, 'update-index', '--assume-unchanged', 'api/app');
        writeAll(at, { 'api/app': 'changed' });
      },
      /git does not look for changes of `api\/app`/,
    ],
    [
      'a file that a sparse checkout leaves out and somebody made',
      (at) => {
        git(at, 'update-index', '--skip-worktree', 'api/app');
        writeAll(at, { 'api/app': 'changed' });
      },
      /`api\/app` is there although a sparse checkout leaves it out/,
    ],
    [
      'a folder on the way',
      (at) => {
        renameSync(join(at, 'api'), join(at, 'moved'));
        symlinkSync('moved', join(at, 'api'));
      },
      /^the build context is reached through a link$/,
    ],
    [
      'an ignore file that is a link',
      (at) => {
        rmSync(join(at, 'api/.dockerignore'));
        symlinkSync('notes.md', join(at, 'api/.dockerignore'));
      },
      /^`api\/\.dockerignore` is a link$/,
    ],
  ])('by %s', async (_what, change, why) => {
    const repository = makeApp();
    change(repository);
    expect(await ask(repository)).toMatch(why);
  });

  test('by many files, of which the first are named', async () => {
    const repository = makeApp();
    writeAll(repository, { 'api/b': '', 'api/c': '', 'api/d`': '' });
    expect(await ask(repository)).toBe('no commit has `api/b`, `api/c` and 1 more, which the build sees');
  });

  test("by the repository's history, unless the ignore file leaves it out", async () => {
    const repository = makeApp({ Dockerfile: 'FROM scratch\n' });
    const build = { context: repository };
    expect(await ask(repository, { build })).toMatch(/^the build sees `\.git`, which differs/);
    const whole = makeApp({ Dockerfile: 'FROM scratch\n', '.dockerignore': '.git\n' });
    expect(await ask(whole, { build: { context: whole } })).toBeUndefined();
    const listed = makeApp({ Dockerfile: 'FROM scratch\n', '.dockerignore': '*\n!api\n' });
    expect(await ask(listed, { build: { context: listed } })).toBeUndefined();
  });

  test('by what an exception of the ignore file takes back out of an ignored folder', async () => {
    const repository = makeApp({ 'api/.dockerignore': 'logs\n!logs/kept\n' });
    writeAll(repository, { 'api/logs/a': 'x' });
    expect(await ask(repository)).toBeUndefined();
    writeAll(repository, { 'api/logs/kept': 'x' });
    expect(await ask(repository)).toMatch(/no commit has `api\/logs\/kept`/);
  });

  test('by a file of an additional build context, whatever its ignore file says', async () => {
    const repository = makeApp({ 'assets/.dockerignore': '*\n', 'assets/a': 'a' });
    const build = {
      buildContexts: [`assets=${join(repository, 'assets')}`, 'base=docker-image://debian:12'],
    };
    expect(await ask(repository, { build })).toBeUndefined();
    commit(repository, 'assets/a', 'b');
    expect(await ask(repository)).toBeUndefined();
    expect(await ask(repository, { build })).toBe('`assets/a` changed');
  });

  test.each([
    [
      'a build context',
      { buildContexts: [`data=${newPath()}`] },
      'a build context is outside of the checkout',
    ],
    ['the context', { context: folder.path }, 'the build context is outside of the checkout'],
  ])('where %s is outside of the checkout', async (_what, build, why) => {
    const repository = makeApp();
    const dockerfile = join(repository, 'api', 'Dockerfile');
    expect(await ask(repository, { build: { ...build, dockerfile } })).toBe(why);
  });

  test('where `prepare` makes files', async () => {
    const prepare = { command: 'make', inCandidate: false };
    expect(await ask(makeApp(), { prepare })).toBe('`prepare` makes files that no commit has');
  });

  test('where git cannot say it', async () => {
    const repository = makeApp();
    writeFileSync(join(repository, '.git', 'index'), 'damaged');
    expect(await ask(repository)).toMatch(/^git cannot tell what changed: `git ls-files` failed: /);
  });
});

describe('a submodule in the context', () => {
  function makeWithSubmodule(): { readonly repository: string; readonly library: string } {
    const library = makeRepository(newPath());
    commit(library, 'code', 'one');
    const repository = makeRepository(newPath());
    writeAll(repository, { 'api/Dockerfile': 'FROM scratch\n' });
    git(repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'api/lib');
    commitAll(repository);
    return { repository, library };
  }

  test('is as it was where it is at the same commit, and where it was not checked out', async () => {
    const { repository } = makeWithSubmodule();
    expect(await ask(repository)).toBeUndefined();
    git(repository, 'submodule', '--quiet', 'deinit', '--force', 'api/lib');
    expect(await ask(repository)).toBeUndefined();
    writeAll(repository, { 'api/lib/made': 'x' });
    expect(await ask(repository)).toMatch(/in the submodule `api\/lib`, there are files/);
  });

  test.each<[...Change, why: RegExp]>([
    ['at another commit', (at) => void commit(join(at, 'api/lib'), 'code', 'two'), /^`api\/lib` changed$/],
    [
      'with another file',
      (at) => {
        writeAll(at, { 'api/lib/code': 'two' });
      },
      /^in the submodule `api\/lib`, `code` changed$/,
    ],
    [
      'with a file that no commit has',
      (at) => {
        writeAll(at, { 'api/lib/new': 'x' });
      },
      /^in the submodule `api\/lib`, no commit has `new`/,
    ],
  ])('may be another one %s', async (_what, change, why) => {
    const { repository } = makeWithSubmodule();
    change(repository);
    expect(await ask(repository)).toMatch(why);
  });
});
