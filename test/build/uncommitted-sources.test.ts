import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explainFailure } from '../../src/build/git/uncommitted-sources.ts';
import { GateError } from '../../src/errors.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';
import { writeFiles } from './workshop.ts';

const folder = makeFolder();
const base = () => join(folder.path, 'base');
const checkout = () => join(folder.path, 'checkout');
beforeAll(() => {
  makeRepository(base());
  writeFiles(base(), { 'api/src/main.c': '', 'api/target/.gitkeep': '', '.gitignore': 'dist\n*.jar\n' });
  git(base(), 'add', '--all');
  git(base(), 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},api/vendor/lib`);
  commit(base(), 'README.md', '');
  git(folder.path, 'clone', '--quiet', base(), checkout());
  writeFiles(checkout(), { 'api/dist/app.js': 'x', 'api/target/app.jar': 'x', 'api/late.txt': 'x' });
  git(checkout(), 'add', 'api/late.txt');
});
afterAll(() => {
  folder.remove();
});

/** What is said where buildx fails in the last instruction. */
async function explained(instruction: string, isPrepared = false): Promise<string> {
  const text = `FROM scratch\n${instruction}`;
  const line = text.split('\n').findLastIndex((one) => /^(?:COPY|ADD|RUN)/.test(one)) + 1;
  const words = `the baseline's \`api/Dockerfile:${line}\` (\`COPY …\`) failed: buildx's words`;
  const error = await explainFailure({
    error: new GateError('build-failed', words),
    dockerfile: { path: 'api/Dockerfile', text },
    buildArgs: ['GIVEN=dist'],
    context: 'api',
    checkout: { directory: checkout() },
    worktree: { directory: base() },
    isPrepared,
  });
  return error.message;
}

describe('a baseline that copies what is made outside of Docker', () => {
  test.each([
    ['COPY dist /app', '`dist`'],
    ['COPY ./dist/ /app/', '`dist`'],
    ['COPY --chown=1:1 target/*.jar /app.jar', '`target/*.jar`'],
    ['COPY /target/app.jar src /app/', '`target/app.jar`'],
    ['ADD ["dist", "build/x y", "/app/"]', '`dist`, `build/x y`'],
    ['COPY "dist" /app', '`dist`'],
    ['ARG JAR_FILE=target/*.jar\nCOPY ${JAR_FILE} app.jar', '`target/*.jar`'],
    ['ARG GIVEN=src\nENV DIR=$GIVEN\nCOPY ${DIR}/x /app', '`dist/x`'],
    ['RUN --mount=type=bind,source=dist,target=/dist cp -r /dist /app', '`dist`'],
  ])('%s: names the path and the ways out', async (instruction, paths) => {
    const message = await explained(instruction);
    expect(message).toContain(`\` takes ${paths} from the context, which no commit contains. `);
    for (const way of ['`prepare`', '`baseline: registry:…`', 'inside of Docker'])
      expect(message).toContain(way);
  });

  test('says so where the command that was given does not make it', async () => {
    expect(await explained('COPY dist /app', true)).toContain(
      'no commit contains and `prepare` did not make',
    );
  });
});

describe('a baseline that fails otherwise', () => {
  test.each([
    'COPY src /app',
    'COPY src/*.c /app/',
    'COPY . /app',
    'COPY late.txt /app',
    'COPY --from=build dist /app',
    'COPY $DIR /app',
    'ARG DIR=src\nCOPY $DIR /app',
    'COPY vendor/lib/x.c /app',
    'COPY <<EOF /app\nx\nEOF',
    'ADD https://example.com/dist /app',
    'RUN --mount=type=bind,from=build,source=dist,target=/dist make',
    'RUN make',
  ])('%s: keeps the words of buildx', async (instruction) => {
    expect(await explained(instruction)).toContain("buildx's words");
  });
});
