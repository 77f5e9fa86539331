import { expect, test } from '@jest/globals';
import { mountsFiles } from '../../src/dockerfile/build-steps.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';

function mounts(flags: string): boolean {
  const own = parseDockerfile(`FROM x\nRUN ${flags} make\n`, 'Dockerfile').stages[0]?.instructions[0];
  if (own === undefined) throw new Error('no instruction');
  return mountsFiles(own);
}

test.each([
  '--mount=type=tmpfs,target=/tmp',
  '--mount=type=secret,id=npm,required=true',
  '--mount=type=ssh',
  '--network=none',
  '--mount=target=/run,type=tmpfs',
  "--mount='type=secret',target=/src",
])('%s brings no files', (flags) => {
  expect(mounts(flags)).toBe(false);
});

test.each([
  '--mount=type=bind,target=/src',
  '--mount=target=/src',
  '--mount=type=cache,target=/root/.cache',
  '--mount=type=secret,type=bind,target=/src',
  '--mount=type=tmpfs,target=/t --mount=target=/src',
  '--mount="type=secret,\\"type=bind\\",target=/src"',
  '--mount=type=secret,"type=bind",target=/src',
  '--mount=type=$KIND,target=/src',
])('%s brings files, or may (issue 8, 11)', (flags) => {
  expect(mounts(flags)).toBe(true);
});
