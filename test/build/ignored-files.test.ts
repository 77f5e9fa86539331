import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findIgnoredFiles } from '../../src/build/git/ignored-files.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';
import { writeFiles } from './workshop.ts';

const folder = makeFolder();
const worktree = () => join(folder.path, 'worktree');
const checkout = () => join(folder.path, 'checkout');
beforeAll(() => {
  makeRepository(worktree());
  writeFiles(worktree(), { '.gitignore': 'dist\nnode_modules\n*.log\nkept\n', 'api/src/main.js': 'x' });
  git(worktree(), 'add', '--all');
  commit(worktree(), 'README.md', '');
  git(folder.path, 'clone', '--quiet', worktree(), checkout());
  const made = {
    'api/dist/app.js': 'x',
    'api/node_modules/a.js': 'x',
    'api/run.log': 'x',
    'api/kept/x': 'x',
  };
  writeFiles(checkout(), { ...made, 'api/new.js': 'not ignored', 'dist/other.js': 'x' });
  // As `prepare` makes it.
  writeFiles(worktree(), { 'api/kept/x': 'x' });
});
afterAll(() => {
  folder.remove();
});

async function taken(instructions: string, ignoreFile: string | null = null, context = 'api') {
  const found = await findIgnoredFiles({
    dockerfile: {
      path: 'api/Dockerfile',
      text: `FROM scratch AS tools\nCOPY . /\nFROM scratch\n${instructions}\n`,
    },
    stage: { buildArgs: [] },
    context,
    ignoreFile,
    checkout: { directory: checkout() },
    worktree: { directory: worktree() },
  });
  return found.map(({ path, line }) => `${path} ${line}`);
}

describe('what git ignores in the checkout', () => {
  test('is found where the final stage takes it', async () => {
    expect(await taken('COPY . /app')).toEqual(['dist/ 4', 'node_modules/ 4', 'run.log 4']);
    expect(await taken('COPY src /app/\nCOPY ./dist/ /app/')).toEqual(['dist/ 5']);
    expect(await taken('COPY d* src/*.js /app/')).toEqual(['dist/ 4']);
    expect(await taken('COPY . /app', null, '')).toContain('api/dist/ 4');
  });

  test('is not where the ignore file keeps it out, or only another stage takes it', async () => {
    expect(await taken('COPY . /app', 'node_modules\n**/*.log\ndist/')).toEqual([]);
    expect(await taken('COPY src /app\nCOPY --from=tools /dist /dist')).toEqual([]);
    expect(await taken('ADD https://example.com/dist /app')).toEqual([]);
  });
});
