import { describe, expect, test } from '@jest/globals';
import { createStageStartReader } from '../../src/build/docker/stage-starts.ts';
import { baseImageOf } from '../../src/dockerfile/base-image.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { completeName, type StageStart } from '../../src/image/stage-start.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

const startsOf = (log: string): readonly StageStart[] => {
  const reader = createStageStartReader();
  for (const character of `${log}\n`) reader.write(character);
  return reader.starts;
};

type Starts = {
  readonly log?: string;
  readonly recorded?: StageStart;
  readonly contexts?: readonly string[];
};

const baseOf = (dockerfile: string, { log = '', recorded, contexts = [] }: Starts = {}) => {
  const stage = finalStage(parseDockerfile(dockerfile, 'Dockerfile'), {
    buildArgs: [],
    buildContexts: contexts,
  });
  return baseImageOf(stage, { recorded: recorded ?? null, logged: startsOf(log) }, contexts);
};

describe('the base image', () => {
  test.each<[string, string, Starts, string | null, string | null]>([
    ['of nobody but the Dockerfile', 'FROM debian', {}, 'debian', null],
    [
      'of the log',
      'FROM debian',
      { log: `#5 [1/2] FROM docker.io/library/debian:latest@${DIGEST}` },
      'debian',
      DIGEST,
    ],
    [
      'of the daemon',
      'FROM debian:12',
      { log: '#5 [1/2] FROM docker.io/library/debian:12' },
      'debian:12',
      null,
    ],
    [
      'of another name than we read',
      'FROM debian',
      { log: `#5 [1/2] FROM docker.io/library/gcc:latest@${DIGEST}` },
      'docker.io/library/gcc:latest',
      DIGEST,
    ],
    [
      'of its own stage among others',
      'FROM gcc AS build\nFROM debian',
      {
        log: `#4 [build  1/12] FROM docker.io/library/gcc:latest@${OTHER}\n#5 [linux/amd64 stage-1 1/2] FROM docker.io/library/debian:latest@${DIGEST}`,
      },
      'debian',
      DIGEST,
    ],
    [
      'of a stage that another started before it',
      'FROM debian AS build\nFROM gcc AS more\nFROM debian',
      {
        log: `#4 [build 1/2] FROM docker.io/library/debian:latest@${DIGEST}\n#5 [more 1/2] FROM docker.io/library/gcc:latest@${OTHER}`,
      },
      'debian',
      DIGEST,
    ],
    [
      'of none that was fetched',
      'FROM alpine',
      { log: `#4 [a 1/2] FROM r/debian:1@${DIGEST}\n#5 [b 1/2] FROM r/gcc:1@${OTHER}` },
      null,
      null,
    ],
    [
      'of two that have its stage’s name',
      'FROM gcc AS stage-1\nFROM debian',
      { log: '#4 [stage-1 1/2] FROM r/gcc:1\n#5 [stage-1 1/2] FROM r/debian:1' },
      null,
      null,
    ],
    [
      'of the record',
      'FROM debian',
      { recorded: { label: '', name: 'docker.io/library/gcc:1', digest: null }, log: '#5 [1/1] FROM r/x:1' },
      'docker.io/library/gcc:1',
      null,
    ],
    [
      'of what a step printed',
      'FROM debian',
      { log: `#7 0.123 #5 [1/2] FROM docker.io/library/gcc:latest@${DIGEST}` },
      'debian',
      null,
    ],
    [
      'of a context that replaces it',
      'FROM debian',
      { contexts: ['debian=docker-image://x'], log: '#5 [a 1/1] FROM r/x:1' },
      'debian',
      null,
    ],
    ['of nothing', 'FROM gcc AS a\nFROM scratch', { log: '#5 [a 1/1] FROM r/gcc:1' }, 'scratch', null],
    ['of a frontend of its own', '# syntax=evil/dockerfile:1\nFROM debian', {}, null, null],
    [
      'of a frontend of its own that the log tells',
      '# syntax=evil/dockerfile:1\nFROM debian',
      { log: `#5 [1/2] FROM docker.io/library/gcc:latest@${DIGEST}` },
      'docker.io/library/gcc:latest',
      DIGEST,
    ],
  ])('%s', (_whose, dockerfile, reported, name, digest) => {
    expect(baseOf(dockerfile, reported)).toEqual({ name, digest });
  });
});

describe('builders read alike', () => {
  const doubtOf = (text: string, buildArgs: readonly string[] = []) =>
    finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs }).doubt;

  test.each([
    'FROM x',
    '# syntax=docker/dockerfile:1\nFROM x',
    '# syntax=docker.io/docker/dockerfile:1.7-labs\nFROM x',
    'FROM x\nRUN cat <<EOF >/a\nEOF',
    'FROM x\nRUN cat <<-"EOF" 3<<B\nEOF\nB',
    'FROM x\nRUN echo $((1<<2))',
    'ARG V\nFROM node:$V',
    'FROM x AS build\nFROM base-$BUILDARCH',
  ])('%j', (text) => {
    expect(doubtOf(text)).toBeNull();
  });

  test.each([
    '# syntax=evil/dockerfile:1\nFROM x',
    '# syntax=evil.example/docker/dockerfile:1\nFROM x',
    '# syntax=docker/dockerfile:1.0\nFROM x',
    `# syntax=docker/dockerfile:1@${DIGEST}\nFROM x`,
    "FROM x\nRUN cat <<'E'OF\nEOF",
    'FROM x\nRUN cat << EOF\nEOF',
    'FROM x\nRUN cat <<EOF>/a\nEOF>/a',
    'FROM x\nRUN cat <<E$A\nE$A',
    'FROM x\nRUN echo "a <<EOF"',
  ])('except for %j', (text) => {
    expect(doubtOf(text)).toContain('nothing else identifies');
  });

  test.each(['FROM x AS own\nCOPY a /\nFROM ${BUILDOS:+own}', 'FROM x AS own-amd64\nFROM own-$TARGETARCH'])(
    'except where %j may start from a stage',
    (text) => {
      expect(doubtOf(text)).toMatch(/^the base of Dockerfile:\d may be a stage/);
    },
  );

  test('except where an argument names the frontend', () => {
    expect(doubtOf('FROM x', ['BUILDKIT_SYNTAX=evil/x'])).toContain('a custom frontend');
  });
});

test.each([
  ['debian', 'docker.io/library/debian:latest'],
  ['a/b:1', 'docker.io/a/b:1'],
  ['docker.io/debian', 'docker.io/library/debian:latest'],
  ['index.docker.io/a/b', 'docker.io/a/b:latest'],
  ['localhost/a', 'localhost/a:latest'],
  ['r.example:5000/a', 'r.example:5000/a:latest'],
  [`debian:12@${DIGEST}`, 'docker.io/library/debian:12'],
  [`debian@${DIGEST}`, 'docker.io/library/debian'],
])('%s is %s', (name, complete) => {
  expect(completeName(name)).toBe(complete);
});
