import { expect, test } from '@jest/globals';
import { pathsOfInputs, placeInputs } from '../../src/build/docker/input-paths.ts';

const NOTHING = { buildArgs: [], buildContexts: [], secrets: [], cacheFrom: [], cacheTo: [] };

test('the Dockerfile is in the context unless it is named', () => {
  expect(pathsOfInputs({ ...NOTHING, context: 'api' })).toEqual(['api', 'api/Dockerfile']);
  expect(pathsOfInputs({ ...NOTHING, context: '.', dockerfile: 'a.Dockerfile' })).toEqual([
    '.',
    'a.Dockerfile',
  ]);
});

test.each([
  ['lib=./lib', ['./lib']],
  ['lib=oci-layout://images/lib:1', ['images/lib']],
  ['lib=docker-image://alpine', []],
  ['lib=target:other', []],
  ['lib=https://example.com/lib.git', []],
  ['lib=git@example.com:lib.git', []],
])('of the build context %s', (context, paths) => {
  const inputs = { ...NOTHING, context: '.', buildContexts: [context] };
  expect(pathsOfInputs(inputs).slice(2)).toEqual(paths);
});

test.each([
  ['id=npm,src=.npmrc', ['.npmrc']],
  ['type=file,id=npm,source=.npmrc', ['.npmrc']],
  ['id=npm,"src=a,b ""c"""', ['a,b "c"']],
  ['id=.npmrc', ['.npmrc']],
  ['id=npm,env=TOKEN', []],
  ['type=env,id=npm', []],
])('of the secret %s', (secret, paths) => {
  const inputs = { ...NOTHING, context: '.', secrets: [secret] };
  expect(pathsOfInputs(inputs).slice(2)).toEqual(paths);
});

test.each([
  ['lib=./lib', 'lib=<folder ./lib>'],
  ['lib=oci-layout://images/lib', 'lib=oci-layout://<layout images/lib>'],
  ['lib=oci-layout:///images/lib:1@sha256:0', 'lib=oci-layout://<layout /images/lib>:1@sha256:0'],
  ['lib=docker-image://alpine', 'lib=docker-image://alpine'],
  ['lib=target:other', 'lib=target:other'],
  ['lib', 'lib'],
])('the build context %s is placed as %s', (context, placed) => {
  const inputs = { ...NOTHING, context: '.', buildContexts: [context] };
  const { buildContexts } = placeInputs(inputs, (path, kind) => `<${kind} ${path}>`);
  expect(buildContexts).toEqual([placed]);
});
