import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRegistry } from '../../scripts/engine/registry.ts';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { docker, engines, tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { testWith } from '../helpers/untested.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const GO_SOURCE = `package main\n\nfunc main() {\n${'\tprintln("x")\n'.repeat(50)}}\n`;

const opened =
  engines.length === 0 ? { unavailable: 'no engine was given' } : await openRegistry({ kind: 'none' });
const withRegistry = testWith(
  'unavailable' in opened ? null : opened,
  'unavailable' in opened ? opened.unavailable : '',
);
afterAll(async () => {
  if (!('unavailable' in opened)) await opened[Symbol.asyncDispose]();
});

describeEngines('a Dockerfile that two readers could take differently', (engine) => {
  const images = {
    debian: `final-stage-threat/debian:${engine.store}`,
    gcc: `final-stage-threat/gcc:${engine.store}`,
  };
  beforeAll(() => {
    useEngine(engine);
    makeImage(images.debian, 1000);
    makeImage(images.gcc, 500_000);
  });
  afterAll(() => {
    docker('rmi', '--force', ...Object.values(images));
  });

  const gate = async (name: string, before: Files, after: Files, inputs: Record<string, string> = {}) => {
    const repository = makeRepository(join(folder.path, `${name}-${engine.store}`));
    writeFiles(repository, before);
    git(repository, 'add', '.');
    const base = commit(repository, 'README.md', 'base');
    writeFiles(repository, after);
    git(repository, 'add', '.');
    const head = commit(repository, 'CHANGES.md', 'change');
    const gated = await runAction({
      inputs: { comment: 'never', ...inputs },
      payload: payloadOf('pull_request', {
        pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
      }),
      workspace: repository,
      folder: folder.path,
    });
    expect(tagsLeftBy(gated)).toEqual([]);
    return gated;
  };

  const SOURCES = { Dockerfile: 'FROM scratch\nCOPY server /server\n', server: 'x', 'main.go': GO_SOURCE };

  test.each([
    ['quoted in part', "<<'#'end", '#end'],
    ['with an escape', '<<\\#end', '#end'],
  ])('a FROM in a heredoc whose end is %s makes no base image', async (what, begin, end) => {
    const dockerfile = [
      'FROM scratch',
      'COPY main.go /app/',
      `COPY ${begin} /note`,
      'FROM ghost:1',
      end,
      'USER 1',
    ];
    const gated = await gate(`heredoc-${what.replaceAll(' ', '-')}`, SOURCES, {
      Dockerfile: `${dockerfile.join('\n')}\n`,
    });
    expect(gated.outputs['conclusion']).toBe('failure');
    expect(gated.summary).toContain('main.go');
  });

  test('a base that only the builder computes is another base', async () => {
    const before = { Dockerfile: `FROM ${images.debian}\nCOPY server /server\n`, server: 'x' };
    const computed = `ARG D=\${TARGETARCH:+gcc}\nFROM final-stage-threat/\${D:-debian}:${engine.store}\nCOPY server /server\n`;
    const gated = await gate('computed', before, { Dockerfile: computed }, { 'max-growth': '10%' });
    expect(gated.outputs['conclusion']).toBe('failure');
  });

  withRegistry('a base that only a registry has is still the base', async (registry) => {
    const image = `${registry.host}/base:1`;
    makeImage(image, 1000, { 'main.go': GO_SOURCE });
    docker('push', '--quiet', image);
    docker('rmi', '--force', image);
    const before = { ...SOURCES, Dockerfile: `FROM ${image}\nCOPY server /server\n` };
    // Builders read the end of this one differently, so the history alone would not tell.
    const after = `FROM ${image}\nCOPY server /server\nCOPY <<'E'OF /note\na\nEOF\n`;
    const gated = await gate('registry', before, { Dockerfile: after }, { 'max-growth': '100%' });
    expect(gated.outputs['conclusion']).toBe('success');
    expect(gated.summary).not.toContain('nothing else identifies');
  });

  test('a base that moved is still nobody’s doing', async () => {
    const before = { Dockerfile: `FROM ${images.debian}\nCOPY server /server\n`, server: 'x' };
    const computed = `ARG D=\${TARGETARCH:+debian}\nFROM final-stage-threat/\${D:-gcc}:${engine.store}\nCOPY server /server\n`;
    const gated = await gate('same', before, { Dockerfile: computed }, { 'max-growth': '10%' });
    expect(gated.outputs['conclusion']).toBe('success');
  });
});

type Files = Readonly<Record<string, string>>;

function makeImage(tag: string, bytes: number, files: Files = {}): void {
  const context = join(folder.path, tag.replaceAll(/\W/g, '-'));
  writeFiles(context, {
    ...files,
    '.dockerignore': 'Dockerfile\n',
    Dockerfile: 'FROM scratch\nCOPY . /app/\n',
    file: tag.padEnd(bytes, 'x'),
  });
  docker('build', '--quiet', '--tag', tag, context);
}
