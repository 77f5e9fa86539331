import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import type { FinalStageOptions } from '../../src/dockerfile/global-arguments.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { GateError } from '../../src/errors.ts';
import { describeIf } from '../helpers/untested.ts';

const stageOf = (text: string, options: Partial<FinalStageOptions> = {}) =>
  finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs: [], ...options });

const mistakeOf = (action: () => unknown): GateError => {
  try {
    action();
  } catch (error) {
    if (error instanceof GateError) return error;
  }
  throw new Error('expected a GateError');
};

describe('the instructions of a Dockerfile', () => {
  test('have their first and last line, keyword, stage and folded text', () => {
    const text = [
      '# escape=\\',
      'ARG X=1',
      'FROM alpine AS Build',
      'run echo a \\',
      '  # a comment',
      '',
      '    && echo b',
      'COPY <<EOF /etc/motd',
      'hello \\',
      '  there',
      'EOF',
      'FROM scratch',
      'COPY --from=Build / /',
    ].join('\n');
    const { stages, globalArgs } = parseDockerfile(text, 'sub/Dockerfile');
    expect(globalArgs).toEqual(['X=1']);
    expect(
      stages.map(({ name, ordinal, base, from }) => [name, ordinal, base, from.line, from.stage]),
    ).toEqual([
      ['Build', 0, 'alpine', 3, 'Build'],
      [null, 1, 'scratch', 12, '1'],
    ]);
    const refs = stages.flatMap(({ instructions }) => instructions.map(({ ref }) => ref));
    expect(refs).toMatchObject([
      {
        dockerfile: 'sub/Dockerfile',
        line: 4,
        endLine: 7,
        keyword: 'RUN',
        stage: 'Build',
        text: 'RUN echo a && echo b',
      },
      {
        dockerfile: 'sub/Dockerfile',
        line: 8,
        endLine: 11,
        keyword: 'COPY',
        stage: 'Build',
        text: 'COPY <<EOF /etc/motd hello \\ there EOF',
      },
      {
        dockerfile: 'sub/Dockerfile',
        line: 13,
        endLine: 13,
        keyword: 'COPY',
        stage: '1',
        text: 'COPY --from=Build / /',
      },
    ]);
  });

  test('follow the escape directive, Windows line ends and a byte order mark', () => {
    const { stages } = parseDockerfile(
      '\uFEFF# escape=`\r\nFROM x\r\nRUN dir `\r\n  c:\\\r\nUSER a\r\n',
      'Dockerfile',
    );
    expect(stages[0]?.instructions.map(({ ref }) => [ref.text, ref.line, ref.endLine])).toEqual([
      ['RUN dir c:\\', 3, 4],
      ['USER a', 5, 5],
    ]);
  });

  test('are cut at 1,000 characters', () => {
    const { stages } = parseDockerfile(`FROM x\nRUN echo ${'a'.repeat(5000)}`, 'Dockerfile');
    expect(stages[0]?.instructions[0]?.ref.text).toHaveLength(1000);
  });
});

describe('a syntax mistake', () => {
  test.each([
    ['FROM x\nRUNN y', 'line 2 has an unknown instruction `RUNN`', 'Did you mean `RUN`?'],
    // Of a file that is no Dockerfile, such as the target of a link, no more is shown than plain letters.
    ['FROM x\nTOKEN=a1b2 y', 'line 2 has an unknown instruction', 'Correct the instruction.'],
    ['RUN x', 'line 1 has `RUN` before the first `FROM`', 'Put it below a `FROM`.'],
    ['FROM x\n\nENV', 'line 3 has `ENV` without an argument', 'Complete the instruction.'],
    ['FROM x y', 'line 1 has a `FROM` that is neither', 'Correct the `FROM` line.'],
    [
      'FROM x\nRUN <<EOF\necho',
      'line 2 starts a heredoc `EOF` that never ends',
      'Add a line `EOF` to end it.',
    ],
    ['# nothing\n', '`Dockerfile` has no `FROM`', 'Name the Dockerfile with the `file` input.'],
    ['', '`Dockerfile` has no `FROM`', 'Name the Dockerfile with the `file` input.'],
  ])('in %j is told with its line', (text, message, hint) => {
    const error = mistakeOf(() => parseDockerfile(text, 'Dockerfile'));
    expect([error.code, error.message, error.hint]).toEqual([
      'bad-input',
      expect.stringContaining(message),
      hint,
    ]);
  });

  test('is none where another frontend has keywords of its own', () => {
    const text = '# syntax=example.com/plus:1\nFROM x\nINCLUDE y';
    expect(parseDockerfile(text, 'Dockerfile').stages[0]?.instructions[0]?.ref.keyword).toBe('INCLUDE');
    expect(() =>
      parseDockerfile(text.replace('example.com/plus', 'docker/dockerfile'), 'Dockerfile'),
    ).toThrow();
  });

  test('of a megabyte and more is refused by its length', () => {
    const error = mistakeOf(() => parseDockerfile('#'.repeat(1024 * 1024 + 1), 'Dockerfile'));
    expect(error.message).toBe('`Dockerfile` has 1048577 characters, expected at most 1048576');
  });
});

describe('the name of the base image', () => {
  const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' };
  test.each<[string, Partial<FinalStageOptions>, string | null]>([
    ['FROM alpine:3', {}, 'alpine:3'],
    ['FROM --platform=$BUILDPLATFORM "alpine:3" AS a', {}, 'alpine:3'],
    ['FROM scratch', {}, 'scratch'],
    ['ARG V=20\nFROM node:${V}-slim', {}, 'node:20-slim'],
    ['ARG V=20\nFROM node:$V', { buildArgs: ['V=22'] }, 'node:22'],
    ['ARG V=20\nARG W=${V}-slim\nFROM node:$W', { buildArgs: ['V=22'] }, 'node:22-slim'],
    ['ARG V\nFROM node:${V:-18}', {}, 'node:18'],
    ['ARG V=\nFROM node:${V:-18}', {}, 'node:18'],
    ['ARG V=\nFROM node${V-18}', {}, 'node'],
    ['ARG V=1\nFROM node${V:+:20}', {}, 'node:20'],
    ['FROM node${V:+:20}', {}, 'node'],
    ['ARG V\nFROM node:$V', {}, null],
    ['FROM node:$V', { buildArgs: ['V=1'] }, null],
    ['ARG V=a-b\nFROM node:${V#a-}', {}, 'node:b'],
    ['FROM node:${V/a/b', {}, null],
    ['FROM node:${V', {}, null],
    ['FROM base-$TARGETARCH', {}, null],
    ['FROM base-$TARGETARCH$TARGETVARIANT', { platform }, 'base-arm64'],
    [
      'FROM base-$TARGETARCH$TARGETVARIANT',
      { platform: { os: 'linux', architecture: 'arm', variant: '7' } },
      'base-armv7',
    ],
    ['FROM base-$TARGETARCH', { platform, buildArgs: ['TARGETARCH=amd64'] }, 'base-amd64'],
    ['ARG TARGETOS\nFROM base-$TARGETOS', { platform }, 'base-linux'],
    ['FROM a AS one\nFROM one AS two\nFROM TWO', {}, 'a'],
    ['ARG S=one\nFROM a AS one\nFROM b AS two\nFROM $S', { buildArgs: ['S=two'] }, 'b'],
    ['FROM one AS one', {}, 'one'],
    ['FROM a AS one\nFROM one', { buildContexts: ['one=docker-image://other'] }, 'one'],
  ])('of %j with %j is %j', (text, options, baseName) => {
    expect(stageOf(text, options).baseName).toBe(baseName);
  });
});

describe('the final stage', () => {
  const text = `FROM golang AS build
RUN go build
FROM alpine AS base
RUN apk add tini
FROM base AS runtime
COPY --from=build --chown=1:1 /go/app "/opt/a" /bin/
COPY --from=0 ["/x y", "/z"]
COPY --from=nginx:1 /etc/nginx /etc/nginx
COPY . /src
FROM runtime AS debug
RUN apk add gdb`;

  test('is the last one, with the chain that it stands on', () => {
    const stage = stageOf(text);
    expect(stage.chain.map(({ name }) => name)).toEqual(['base', 'runtime', 'debug']);
    expect(stage.from.line).toBe(3);
    expect(stage.instructions.map(({ line }) => line)).toEqual([4, 6, 7, 8, 9, 11]);
  });

  test('is the target, whatever its case', () => {
    expect(stageOf(text, { target: 'RUNTIME' }).instructions.map(({ line }) => line)).toEqual([
      4, 6, 7, 8, 9,
    ]);
  });

  test('names what it copies from other stages and images', () => {
    expect(stageOf(text).copiesFrom.map(({ instruction, ...copy }) => [instruction.line, copy])).toEqual([
      [6, { from: { kind: 'stage', name: 'build' }, sources: ['/go/app', '/opt/a'], destination: '/bin/' }],
      [7, { from: { kind: 'stage', name: 'build' }, sources: ['/x y'], destination: '/z' }],
      [8, { from: { kind: 'image', name: 'nginx:1' }, sources: ['/etc/nginx'], destination: '/etc/nginx' }],
    ]);
  });

  test('has the instructions of a replaced stage left out', () => {
    const stage = stageOf(text, { buildContexts: ['base=docker-image://other'] });
    expect([stage.from.line, stage.instructions.map(({ line }) => line)]).toEqual([3, [6, 7, 8, 9, 11]]);
  });

  test('is refused when unknown, with the nearest name', () => {
    const error = mistakeOf(() => stageOf(text, { target: 'runtme' }));
    expect([error.code, error.message, error.hint]).toEqual([
      'bad-input',
      '`Dockerfile` has no stage `runtme`',
      'Did you mean `runtime`?',
    ]);
    expect(mistakeOf(() => stageOf('FROM x', { target: '1' })).hint).toBe('Its named stages: none.');
    expect(stageOf('FROM x', { target: '0' }).baseName).toBe('x');
  });
});

const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'dockerfiles');
const describeWithCorpus = describeIf(
  existsSync(join(corpus, 'index.jsonl')),
  'there is no corpus of real Dockerfiles beside the checkout',
);

type Labelled = {
  readonly file: string;
  readonly path: string;
  readonly stages: number;
  readonly chain: number;
  readonly final_base: string;
};

/** A template's own lines are no Dockerfile; Docker refuses them too. */
const NOT_DOCKERFILES: Readonly<Record<string, string>> = {
  'cookiecutter__cookiecutter-django___cookiecutter.project_slug_compose_production_django_Dockerfile':
    'line 1 ',
  'cookiecutter__cookiecutter-django___cookiecutter.project_slug_compose_local_django_Dockerfile': 'line 57 ',
  'GoogleContainerTools__skaffold__docs-v1_content_en_samples_builders_artifact-dependencies_Dockerfile.app':
    'line 3 ',
};

describeWithCorpus('203 real Dockerfiles', () => {
  const labelled = readFileSync(join(corpus, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);

  test.each(labelled.map((label) => [label.file, label] as const))('%s', (file, label) => {
    const text = readFileSync(join(corpus, file), 'utf8');
    const refusal = NOT_DOCKERFILES[file];
    if (refusal !== undefined) {
      expect(mistakeOf(() => parseDockerfile(text, label.path)).message).toContain(refusal);
      return;
    }
    const dockerfile = parseDockerfile(text, label.path);
    const stage = finalStage(dockerfile, { buildArgs: [] });
    // An argument without a default has no value here: the label repeats the Dockerfile's text.
    const baseName = label.final_base.includes('$') ? null : label.final_base;
    expect([dockerfile.stages.length, stage.chain.length, stage.baseName]).toEqual([
      label.stages,
      label.chain,
      baseName,
    ]);
  });
});
