import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import type { InputEnvironment } from '../../src/inputs/inputs.ts';

const world: InputEnvironment = {
  environment: { VERSION: '7' },
  event: { kind: 'none' },
  today: '2026-11-21',
};

function read(inputs: Readonly<Record<string, string>>) {
  return readCheckInputs(
    toActionTexts((name) => inputs[name] ?? ''),
    world,
  );
}

function mistakesOf(inputs: Readonly<Record<string, string>>): string {
  try {
    read(inputs);
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-input') return error.message;
    throw error;
  }
  return '';
}

describe('inputs', () => {
  test('need nothing: the context is here, the baseline comes from git, the comment when there is something to say', () => {
    expect(read({})).toEqual({
      history: { kind: 'off' },
      request: {
        mode: 'check',
        build: { context: '.', buildArgs: [], buildContexts: [], secrets: [], cacheFrom: [], cacheTo: [] },
        baseline: { kind: 'git' },
        overrides: {},
        event: { kind: 'none' },
        today: '2026-11-21',
      },
      comment: 'auto',
      reporting: { hasReview: false, hasCheckRun: true },
      token: null,
      secrets: { specs: [], environment: new Map(), masks: [] },
      identity: { parts: ['.', '', ''], details: Array.from({ length: 7 }, () => ''), leg: '' },
      cacheDirectory: null,
      insecureRegistries: [],
      readMinutes: 180,
    });
  });

  test('all reach the request', () => {
    const { request, comment, token } = read({
      context: 'services/api',
      file: 'services/api/Dockerfile.prod',
      target: 'runtime',
      'build-args': 'A=1\nB=two, three\n\n# a comment\nVERSION',
      'build-contexts': 'shared=../shared',
      platforms: 'linux/arm64/v8',
      builder: 'big',
      'cache-from': 'type=gha,scope=api\ntype=local,src=/cache',
      'cache-to': 'type=gha,scope=api,mode=max',
      network: 'host',
      'github-token': 'abc',
      policy: 'gate.yml',
      baseline: 'registry:ghcr.io/org/app:main',
      'fail-on': 'any',
      'max-size': '250 MB',
      'max-growth': '10 MiB 10%',
      comment: 'always',
    });
    expect(request).toMatchObject({
      build: {
        context: 'services/api',
        dockerfile: 'services/api/Dockerfile.prod',
        target: 'runtime',
        buildArgs: ['A=1', 'B=two, three', 'VERSION=7'],
        buildContexts: ['shared=../shared'],
        platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
        builder: 'big',
        cacheFrom: ['type=gha,scope=api', 'type=local,src=/cache'],
        cacheTo: ['type=gha,scope=api,mode=max'],
        network: 'host',
      },
      policyPath: 'gate.yml',
      baseline: {
        kind: 'reference',
        reference: { transport: 'registry', name: 'ghcr.io/org/app', tag: 'main' },
      },
      overrides: {
        failOn: 'any',
        maxSize: { bytes: 250_000_000, unit: 'MB' },
        maxGrowth: { bytes: 10_485_760, percent: 10 },
      },
    });
    expect([comment, token]).toEqual(['always', 'abc']);
  });

  test.each([
    ['an image without baseline has none', { image: 'app:dev' }, { kind: 'none' }],
    ['a baseline may be none', { baseline: 'none' }, { kind: 'none' }],
    [
      'an image with a baseline is compared',
      { image: 'app:dev', baseline: 'oci:layout:main' },
      { kind: 'reference', reference: { transport: 'oci', name: 'layout', tag: 'main' } },
    ],
  ])('%s', (_case, inputs: Record<string, string>, baseline) => {
    expect(read(inputs).request).toMatchObject({ baseline });
  });

  test('are all wrong at once', () => {
    const message = mistakesOf({
      context: 'https://example.com/app.git',
      'build-args': 'NOWHERE',
      'build-contexts': 'shared',
      platforms: 'linux/amd64,linux',
      network: 'wide',
      image: 'UPPER CASE',
      'fail-on': 'always',
      'max-size': '10 MiBs',
      'max-growth': 'much',
      comment: 'sometimes',
    });
    expect(message.split('\n')[0]).toBe('10 inputs are wrong:');
    for (const name of [
      'context',
      'build-args',
      'build-contexts',
      'platforms',
      'network',
      'image',
      'fail-on',
      'max-size',
      'max-growth',
      'comment',
    ]) {
      expect(message).toContain(`\n  - \`${name}\` `);
    }
    expect(message).toContain('`comment` is `sometimes`, expected one of `auto`, `always`, `never`');
  });

  test.each([
    ['alpine:${VERSION}=docker-image://x', 'such as `alpine:1.0`'],
    ['$BASE=../x', 'whose variable nothing replaces'],
    ['Shared=../shared', "has `Shared`, expected a stage's or an image's name"],
    ['a b=../shared', 'has `a b`, expected'],
  ])('say in our words what is wrong with the build context %s', (context, words) => {
    expect(mistakesOf({ 'build-contexts': context })).toContain(words);
  });

  test('take a build context by any name that an image has', () => {
    const contexts = ['base', 'alpine:3.20', 'Host.example:5000/a/b:V1', `a@sha256:${'a'.repeat(64)}`];
    for (const name of contexts) expect(mistakesOf({ 'build-contexts': `${name}=../x` })).toBe('');
  });

  test('name registries by host and port alone', () => {
    const given = 'registry:5000\nplain.example\nhttp://x.example\nx.example/app';
    expect(read({ 'insecure-registries': 'registry:5000\nplain.example' }).insecureRegistries).toEqual([
      'registry:5000',
      'plain.example',
    ]);
    const message = mistakesOf({ 'insecure-registries': given });
    expect(message).toContain('`insecure-registries` has `http://x.example`, expected `HOST[:PORT]`');
    expect(message).toContain('`insecure-registries` has `x.example/app`, expected `HOST[:PORT]`');
    expect(message).not.toContain('plain.example');
  });

  test('name a file for the sizes of one image only', () => {
    expect(read({ history: 'file:x' }).history).toEqual({ kind: 'file', path: 'x' });
    const several = [{ images: 'all' }, { bake: 'x' }, { platforms: 'linux/amd64,linux/arm64' }];
    for (const one of several) {
      expect(mistakesOf({ history: 'file:x', ...one })).toContain(
        '`history` is `file:x`, but a file holds the sizes of one image, expected `cache` or `branch:NAME` for several',
      );
      expect(read({ history: 'cache', ...one }).history).toEqual({ kind: 'cache' });
    }
  });

  test('that are wrong alone are one sentence', () => {
    expect(mistakesOf({ 'fail-on': 'new' })).toBe(
      '`fail-on` is `new`, expected one of `introduced`, `any`, `never`',
    );
  });
});

describe('secrets', () => {
  test('travel by the environment and are masked, line by line', () => {
    const { request, secrets } = read({
      secrets: 'npm=s3cret,with=comma\n"key=first\nsecond ""quoted"""\nid=aws,src=/root/aws',
    });
    expect(request).toMatchObject({
      build: {
        secrets: [
          'id=npm,env=FINAL_STAGE_SECRET_0',
          'id=key,env=FINAL_STAGE_SECRET_1',
          'id=aws,src=/root/aws',
        ],
      },
    });
    expect([...secrets.environment]).toEqual([
      ['FINAL_STAGE_SECRET_0', 's3cret,with=comma'],
      ['FINAL_STAGE_SECRET_1', 'first\nsecond "quoted"'],
    ]);
    expect(secrets.masks).toEqual([
      's3cret,with=comma',
      'first\nsecond "quoted"',
      'first',
      'second "quoted"',
    ]);
  });

  test.each([
    ['id=n,env=VERSION', ['7']],
    ['id=n,"env=VERSION"', ['7']],
    ['type=env,id=n,src=VERSION', ['7']],
    ['type=env,id=VERSION', ['7']],
    ['id=VERSION', ['7']],
    ['id=VERSION,src=file', []],
    ['type=file,id=VERSION', []],
  ])('from a variable are masked too, as buildx spells them: %s', (spec, masks) => {
    const inputs = {
      one: () => '',
      many: (name: string) => (name === 'secrets' ? [spec] : []),
      spell: String,
    };
    expect(readCheckInputs(inputs, world).secrets).toMatchObject({ specs: [spec], masks });
  });

  test('are never quoted in a mistake', () => {
    const message = mistakesOf({ secrets: 'ok=1\nhunter2\nbad,name=hunter3' });
    expect(message).toContain('entry 2 (not shown)');
    expect(message).toContain('entry 3 (not shown)');
    expect(message).not.toMatch(/hunter/);
  });
});
