import { relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { toBuildArguments, type BuildOutput } from '../../src/build/docker/build-arguments.ts';
import type { BuildInputs } from '../../src/gate/request.ts';

const INPUTS: BuildInputs = {
  context: '.',
  buildArgs: [],
  buildContexts: [],
  secrets: [],
  cacheFrom: [],
  cacheTo: [],
};
const DAEMON: BuildOutput = { kind: 'daemon', tag: 'final-stage/run:1-candidate' };

const argumentsOf = (inputs: Partial<BuildInputs>, output: BuildOutput = DAEMON) =>
  toBuildArguments({
    inputs: { ...INPUTS, ...inputs },
    directory: '/repo',
    output,
    provenance: output.kind !== 'daemon',
    iidFile: '/tmp/iid',
    metadataFile: '/tmp/metadata',
  });

describe('the arguments of a build', () => {
  test('are the shortest ones for a plain build', () => {
    expect(argumentsOf({})).toEqual([
      'buildx',
      'build',
      '--progress=plain',
      '--file=/repo/Dockerfile',
      '--load',
      '--tag=final-stage/run:1-candidate',
      '--iidfile=/tmp/iid',
      '--metadata-file=/tmp/metadata',
      '--',
      '/repo',
    ]);
  });

  test('carry every input', () => {
    const all = argumentsOf({
      context: 'services/api',
      dockerfile: 'docker/api.Dockerfile',
      target: 'runtime',
      buildArgs: ['A=1', 'B=a b,c'],
      buildContexts: [
        'golang:1.21=docker-image://other/golang',
        'lib=../lib',
        'src=https://example.com/x.git',
        'image=oci-layout:///a@b/image:1',
      ],
      secrets: ['id=token,env=TOKEN'],
      platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
      builder: 'mine',
      cacheFrom: ['type=gha'],
      cacheTo: ['type=gha,mode=max'],
      network: 'host',
    });
    expect(all.slice(2, -6)).toEqual([
      '--progress=plain',
      '--file=/repo/docker/api.Dockerfile',
      '--target=runtime',
      '--build-arg=A=1',
      '--build-arg=B=a b,c',
      '--build-context=golang:1.21=docker-image://other/golang',
      '--build-context=lib=/lib',
      '--build-context=src=https://example.com/x.git',
      `--build-context=image=oci-layout://${relative('.', '/a@b/image')}:1`,
      '--secret=id=token,env=TOKEN',
      '--platform=linux/arm64/v8',
      '--builder=mine',
      '--cache-from=type=gha',
      '--cache-to=type=gha,mode=max',
      '--network=host',
    ]);
    expect(all.at(-1)).toBe('/repo/services/api');
  });

  test('find the Dockerfile in the context', () => {
    expect(argumentsOf({ context: 'api' })).toContain('--file=/repo/api/Dockerfile');
  });

  test.each<[BuildOutput, string]>([
    [
      { kind: 'oci', directory: '/tmp/a,b/oci', name: 'final-stage:candidate' },
      '--output=type=oci,tar=false,"dest=/tmp/a,b/oci",name=final-stage:candidate',
    ],
    [
      { kind: 'oci-archive', file: '/tmp/c.tar', name: 'final-stage:candidate' },
      '--output=type=oci,"dest=/tmp/c.tar",name=final-stage:candidate',
    ],
  ])('write %j', (output, expected) => {
    expect(argumentsOf({}, output)).toContain(expected);
    expect(argumentsOf({}, output).filter((arg) => /^--(load|tag|provenance)/.test(arg))).toEqual([
      '--provenance=mode=max',
    ]);
  });

  test('let no input be taken for a flag', () => {
    const hostile = argumentsOf({
      context: '--push',
      dockerfile: '--push',
      target: '--push',
      buildArgs: ['--push'],
      buildContexts: ['--push'],
      secrets: ['--push'],
      builder: '--push',
      cacheFrom: ['--push'],
      cacheTo: ['--push'],
      network: '--push',
    });
    expect(hostile).not.toContain('--push');
    expect(hostile.at(-1)).toBe('/repo/--push');
  });
});
