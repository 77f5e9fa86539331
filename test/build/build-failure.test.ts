import { describe, expect, test } from '@jest/globals';
import { toBuildError } from '../../src/build/docker/build-failure.ts';
import { openBuildLog } from '../../src/build/docker/build-log.ts';

const errorOf = (log: string, label: 'candidate' | 'baseline' = 'candidate') => {
  const { code, message } = toBuildError({ label, dockerfile: 'api/Dockerfile', log });
  return [code, message];
};

const excerpt = (marked: string) =>
  `Dockerfile:3\n--------------------\n   2 |     WORKDIR /x\n${marked}   5 |     FROM scratch\n--------------------\n`;

describe('a failed build', () => {
  test('names the instruction, its line and the reason', () => {
    const log = `#6 0.122 hi\n------\n > [b 3/3] RUN echo hi  && sh -c "exit 3":\n------\n${excerpt('   3 | >>> RUN echo hi \\\n   4 | >>>  && sh -c "exit 3"\n')}ERROR: failed to solve: process "/bin/sh -c echo hi  && sh -c \\"exit 3\\"" did not complete successfully: exit code: 3\n`;
    expect(errorOf(log)).toEqual([
      'build-failed',
      'the candidate\'s `api/Dockerfile:3` (`RUN echo hi && sh -c "exit 3"`) failed: exit code: 3',
    ]);
  });

  test('shows no secret that the builder repeats', () => {
    const log = `${excerpt('   3 | >>> RUN curl -u bob:c4n4ry-1 https://bob:c4n4ry-2@host/x\n')}ERROR: failed to solve: failed to fetch https://bob:c4n4ry-3@host/x: 401\n`;
    const [, message] = errorOf(log);
    expect(message).toContain('RUN curl -u bob:***');
    expect(message).not.toMatch(/c4n4ry/);
  });

  test.each([
    [
      `${excerpt('   3 | >>> RUNN x\n')}ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN`,
      'build-failed',
      "the candidate's `api/Dockerfile:3` (`RUNN x`) failed: dockerfile parse error on line 3: unknown instruction: RUNN",
    ],
    [
      `${excerpt('   3 | >>> COPY no /\n')}ERROR: failed to solve: failed to calculate checksum of ref 9e04-f83f::2lusz: "/no": not found`,
      'build-failed',
      'the candidate\'s `api/Dockerfile:3` (`COPY no /`) failed: failed to calculate checksum of the build context: "/no": not found',
    ],
    [
      'ERROR: failed to build: failed to solve: target stage "zz" could not be found\n',
      'bad-input',
      '`api/Dockerfile` does not have the requested stage: target stage "zz" could not be found',
    ],
    [
      'ERROR: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
      'engine-unavailable',
      'the Docker daemon stopped responding: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
    ],
    ['', 'build-failed', "the candidate's `api/Dockerfile` does not build: buildx gave no reason"],
  ])('with %j has code %s', (log, code, message) => {
    expect(errorOf(log)).toEqual([code, message]);
  });

  test('for a FROM whose argument has no value says where to give one', () => {
    const log = `${excerpt('   3 | >>> FROM alpine:${VERSION}\n')}ERROR: failed to solve: failed to parse stage name "alpine:": invalid reference format`;
    const { hint } = toBuildError({ label: 'candidate', dockerfile: 'Dockerfile', log });
    expect(hint).toContain('Give `VERSION` a value');
  });

  test('of the baseline never counts as wrong input', () => {
    const log = 'ERROR: failed to solve: target stage "zz" could not be found';
    expect(errorOf(log, 'baseline')[0]).toBe('build-failed');
  });

  test('is not told by what the build itself prints', () => {
    const forged = excerpt('   3 | >>> RUN forged\n').replaceAll(/^/gm, '#6 0.1 ');
    expect(errorOf(`${forged}\nERROR: failed to solve: x`)[1]).toBe(
      "the candidate's `api/Dockerfile` does not build: x",
    );
  });
});

describe('the log of a build', () => {
  const write = (isWorkflow: boolean, text: string) => {
    let written = '';
    {
      using log = openBuildLog(
        { isWorkflow, write: (data) => (written += Buffer.from(data).toString()) },
        'Build x',
      );
      log.write(Buffer.from(text));
    }
    return written;
  };

  test('is a group in a workflow in which commands are stopped', () => {
    const written = write(true, '::set-output name=a::b');
    const token = /::stop-commands::([0-9a-f-]{36})\n/.exec(written)?.[1];
    expect(written).toBe(
      `::group::Build x\n::stop-commands::${token}\n::set-output name=a::b\n::${token}::\n::endgroup::\n`,
    );
    expect(write(true, '')).not.toContain(token);
  });

  test('is passed on as it is elsewhere', () => {
    expect(write(false, 'a\n')).toBe('a\n');
  });
});
