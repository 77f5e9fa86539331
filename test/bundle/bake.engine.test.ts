import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** As projects write them: a variable, a function, a group, a target that others inherit, and a matrix. */
const bakeFile = (padding: string) => `variable "PADDING" { default = "${padding}" }
variable "TOKEN" { default = "" }
function "shout" {
  params = [word]
  result = upper(word)
}
group "default" { targets = ["api", "tool"] }
target "common" {
  dockerfile = "docker/Dockerfile"
  args = { PADDING = PADDING, LEAK = "x\${TOKEN}x" }
  tags = ["example/\${shout("image")}:latest"]
}
target "api" {
  inherits = ["common"]
  context = "api"
  dockerfile = "../docker/Dockerfile"
}
target "tool" {
  name = "tool-\${item}"
  matrix = { item = ["small", "large"] }
  inherits = ["common"]
  context = "."
  target = item
}
target "unused" { context = "nowhere" }
`;

const FILES: Readonly<Record<string, string>> = {
  'deploy/docker-bake.hcl': bakeFile('12345'),
  '.dockerignore': '*\n!files\n',
  'files/large.bin': 'l'.repeat(3000),
  'files/small.bin': 's'.repeat(300),
  'api/files/server.bin': 'a'.repeat(700),
  'docker/Dockerfile': `FROM scratch AS small
ARG PADDING LEAK
LABEL padding="\${PADDING}" leak="\${LEAK}"
COPY files/small.bi[n] /
FROM small AS large
COPY files /files/
`,
};

describeEngines('a bake file that buildx reads', (engine) => {
  beforeAll(() => {
    useEngine(engine);
  });

  test(
    'gives its images names, stages and arguments, each compared with what the base commit’s file says',
    async () => {
      const repository = makeRepository(join(folder.path, engine.store));
      writeFiles(repository, FILES);
      git(repository, 'add', '--all');
      git(repository, 'commit', '--quiet', '-m', 'base');
      const base = git(repository, 'rev-parse', 'HEAD');
      rmSync(join(repository, 'files/small.bin'));
      const head = commit(repository, 'api/files/server.bin', 'a'.repeat(1700));
      const pull = { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } };
      const run = await runAction({
        inputs: {
          ...{ bake: 'deploy/docker-bake.hcl', 'skip-when-unchanged': 'true', comment: 'never' },
        },
        environment: { TOKEN: 'not-for-a-bake-file' },
        payload: payloadOf('pull_request', { pull_request: pull }),
        workspace: repository,
        folder: folder.path,
        maxMilliseconds: PATIENCE_MILLISECONDS,
      });
      expect(JSON.parse(run.outputs['images'] ?? '')).toEqual([
        { name: 'api', conclusion: 'success', contentSize: 1700, contentDelta: 1000 },
        { name: 'tool-small', conclusion: 'success', contentSize: 0, contentDelta: -300 },
        { name: 'tool-large', conclusion: 'success', contentSize: 3000, contentDelta: -600 },
      ]);
      expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success' } });
      expect(run.stdout + run.summary + run.stderr).not.toContain('not-for-a-bake-file');
      expect(tagsLeftBy(run)).toEqual([]);
    },
    PATIENCE_MILLISECONDS,
  );
});
