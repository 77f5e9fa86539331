import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { parseBake } from '../../src/inputs/bake.ts';
import { parseCompose } from '../../src/inputs/compose.ts';
import { interpolate } from '../../src/inputs/interpolate.ts';
import { openVariables, withheldVariables } from '../../src/inputs/open-variables.ts';
import type { PlannedImage } from '../../src/inputs/planned-image.ts';
import { readYaml } from '../../src/policy/read-yaml.ts';

/** What an image is, where it can be built. */
function built(image: PlannedImage | undefined): PlannedImage & { readonly kind: 'image' } {
  if (image?.kind !== 'image') throw new Error(image?.reason ?? 'no image');
  return image;
}

function reasonOf(image: PlannedImage | undefined): string {
  return image?.kind === 'refused' ? image.reason : 'it is built';
}

describe('a bake file as buildx prints it', () => {
  const printed = {
    group: { default: { targets: ['services', 'web'] }, services: { targets: ['api', 'services'] } },
    target: {
      web: { context: 'web', dockerfile: 'Dockerfile' },
      api: {
        context: 'services/api',
        dockerfile: 'docker/Dockerfile.api',
        args: { VERSION: '1', EMPTY: '', UNSET: null },
        contexts: { base: 'docker-image://alpine', lib: 'lib' },
        target: 'runtime',
        platforms: ['linux/amd64', 'linux/arm64'],
        secret: [{ id: 'npm', src: '/etc/passwd' }, 'id=pip,env=PIP'],
        'cache-from': [{ type: 'gha', scope: 'api', url: 'https://evil' }, 'type=registry,ref=ghcr.io/o/a'],
        tags: ['api:latest'],
        output: [{ type: 'registry' }],
      },
      unused: { context: 'unused' },
    },
  };
  const images = parseBake(printed) ?? [];

  test('is the images of its groups, in their order', () => {
    expect(images.map(({ name }) => name)).toEqual(['api', 'web']);
    expect((parseBake({ target: printed.target }) ?? []).map(({ name }) => name)).toEqual([
      'api',
      'unused',
      'web',
    ]);
  });

  test('says how each is built: the Dockerfile lies in the context, secrets are ids alone', () => {
    expect(built(images[0])).toEqual({
      kind: 'image',
      name: 'api',
      context: 'services/api',
      dockerfile: 'services/api/docker/Dockerfile.api',
      target: 'runtime',
      buildArgs: ['VERSION=1', 'EMPTY='],
      buildContexts: ['base=docker-image://alpine', 'lib=lib'],
      cacheFrom: ['type=gha,scope=api', 'type=registry,ref=ghcr.io/o/a'],
      platforms: ['linux/amd64', 'linux/arm64'],
      secrets: ['npm', 'pip'],
      leftOut: [],
    });
  });

  test.each([
    [{ 'dockerfile-inline': 'FROM x' }, '`dockerfile-inline`'],
    [{ context: 'https://github.com/o/r.git' }, 'its context is an address'],
    [{ context: 'github.com/o/r' }, 'its context is an address'],
    [{ contexts: { base: 'target:base' } }, 'its build context `base` is another target'],
  ])('refuses %j', (target, words) => {
    expect(reasonOf(parseBake({ target: { a: target } })?.[0])).toContain(words);
  });

  test.each([
    [{ ssh: ['default'] }, ['ssh']],
    [{ entitlements: ['security.insecure'] }, ['entitlements']],
    [{ 'cache-from': ['type=local,src=/home'] }, ['cache-from']],
    [{ 'cache-from': [{ type: 's3', endpoint_url: 'https://evil' }] }, ['cache-from']],
    [{ 'cache-from': ['type=gha,scope="a,url=https://evil"'] }, ['cache-from']],
  ])('leaves out %j, and says so', (target, names) => {
    expect(built(parseBake({ target: { a: target } })?.[0])).toMatchObject({ leftOut: names, cacheFrom: [] });
  });

  test.each([[null], [[]], ['x'], [{}], [{ target: [] }]])('is none where it is %j', (value) => {
    expect(parseBake(value)).toBeNull();
  });
});

describe('a compose file', () => {
  const text = `
x-build: &build { context: ./app, args: { A: 1 } }
services:
  db: { image: postgres }
  short: { build: ./short }
  web: { build: { <<: *build, target: web } }
  worker: { build: { <<: *build, target: web } }
  long:
    platform: linux/arm64
    build:
      context: \${DIR:-services}/api
      dockerfile: ../Dockerfile
      args: [VERSION=$TAG, FROM_ENV, MISSING, "PRICE=5$$"]
      additional_contexts: { lib: ../lib, base: "docker-image://alpine:\${ALPINE-3}" }
      cache_from: ["ghcr.io/o/a", "type=local,src=/x"]
      secrets: [npm, { source: pip, target: x }]
      ssh: [default]
  tool: { build: ./tool, profiles: [tools] }
`;
  const variables = { TAG: 'v1', FROM_ENV: 'yes' };
  const { images, inactive } = parseCompose(readYaml(text, 'compose.yaml'), variables);

  test('is its services that are built, those that are built alike once', () => {
    expect(images.map(({ name }) => name)).toEqual(['short', 'web, worker', 'long']);
    expect(inactive).toEqual(['tool']);
    const withTools = parseCompose(readYaml(text, 'f'), { ...variables, COMPOSE_PROFILES: 'x,tools' });
    expect(withTools.images.map(({ name }) => name)).toContain('tool');
  });

  test('says how each is built, variables replaced', () => {
    expect(built(images[1])).toMatchObject({ context: './app', target: 'web', buildArgs: ['A=1'] });
    expect(built(images[2])).toEqual({
      kind: 'image',
      name: 'long',
      context: 'services/api',
      dockerfile: 'services/api/../Dockerfile',
      buildArgs: ['VERSION=v1', 'FROM_ENV=yes', 'PRICE=5$'],
      buildContexts: ['lib=../lib', 'base=docker-image://alpine:3'],
      cacheFrom: ['type=registry,ref=ghcr.io/o/a'],
      platforms: ['linux/arm64'],
      secrets: ['npm', 'pip'],
      leftOut: ['ssh', 'cache_from'],
    });
  });

  test('has one image of services whose paths are only spelled in other ways', () => {
    const builds = ['./services/api', 'services/api/', '{ context: services/api, dockerfile: Dockerfile }'];
    const services = builds.map((build, index) => `s${index}: { build: ${build} }`).join(', ');
    const file = readYaml(`services: { ${services}, other: { build: services } }`, 'compose.yaml');
    expect(parseCompose(file, {}).images.map(({ name }) => name)).toEqual(['s0, s1, s2', 'other']);
  });

  test('passes over services that extend what builds nothing', () => {
    const services =
      'base: { image: x }, a: { extends: base }, b: { extends: { service: a } }, c: { extends: c }, d: { extends: { file: f, service: base } }, e: { extends: gone }, f: { build: . }';
    const { images } = parseCompose(readYaml(`services: { ${services} }`, 'compose.yaml'), {});
    expect(images.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'c refused',
      'd refused',
      'e refused',
      'f image',
    ]);
  });

  test('keeps integers as they are', () => {
    const args = '{ A: 12345678901234567890, B: 0x1F, C: 1.10, D: true }';
    const file = readYaml(`services: { a: { build: { args: ${args} } } }`, 'compose.yaml');
    expect(built(parseCompose(file, {}).images[0]).buildArgs).toEqual([
      'A=12345678901234567890',
      'B=31',
      'C=1.1',
      'D=true',
    ]);
  });

  test.each(['{}', '{ dockerfile: web.Dockerfile }', '{ target: x }'])(
    'builds in its folder where no context is named: %s',
    (build) => {
      const file = readYaml(`services: { a: { build: ${build} } }`, 'compose.yaml');
      expect(built(parseCompose(file, {}).images[0])).toMatchObject({ name: 'a', context: '.' });
    },
  );

  test.each([
    ['{ build: { context: ., dockerfile_inline: FROM x } }', '`dockerfile_inline`'],
    ['{ build: { context: ., privileged: true } }', '`privileged`'],
    ['{ build: { context: https://github.com/o/r.git } }', 'an address'],
    ['{ build: { context: ., additional_contexts: [base=service:b] } }', 'another service'],
    ['{ extends: { file: b.yaml, service: b } }', '`extends`'],
    ['{ build: "${A" }', 'nothing closes'],
    ['{ build: "${A:?is needed}" }', 'requires the variable `A`'],
  ])('refuses %s', (service, words) => {
    const file = readYaml(`services: { a: ${service} }`, 'f');
    expect(reasonOf(parseCompose(file, {}).images[0])).toContain(words);
  });

  test.each([
    ['a: 1', 'has no `services`'],
    ['services: [a]', 'has no `services`'],
    ['include: [b.yaml]\nservices: {}', 'has `include`'],
  ])('of %j is no such file', (content, words) => {
    expect(() => parseCompose(readYaml(content, 'f'), {})).toThrow(words);
  });

  test.each([
    ['a: [', '`f` is not YAML that can be read in line 1'],
    [`a: &a [x]\n${'b: *a\n'.repeat(2)}`, 'is not YAML'],
    ['x'.repeat(1024 * 1024 + 1), 'has 1048577 characters'],
    ['['.repeat(100_000), 'is not YAML'],
  ])('that is no YAML is refused without a word of it %#', (content, words) => {
    expect(() => readYaml(content, 'f')).toThrow(words);
    expect(() => readYaml(content, 'f')).toThrow(GateError);
  });
});

describe('variables of a compose file', () => {
  const variables = { A: 'a', EMPTY: '' };

  test.each([
    ['$A-${A}-$$A', 'a-a-$A'],
    ['${EMPTY:-x}${EMPTY-y}', 'x'],
    ['${NONE:-${A:-b}}', 'a'],
    ['${NONE-${NONE:-{b}}}', '{b}'],
    ['${A:+set}${EMPTY:+set}${EMPTY+there}', 'setthere'],
    ['${NONE}$NONE', ''],
    ['$constructor${__proto__:-none}', 'none'],
  ])('%s is %s', (text, value) => {
    expect(interpolate(text, variables)).toBe(value);
  });

  test.each(['$', '^v[0-9]+$', '$1', '$ {A}', 'a$.b'])('%s stays what it is', (text) => {
    expect(interpolate(text, variables)).toBe(text);
  });

  test.each(['${}', '${1}', '${A', '${A*x}', '${NONE:?no}'])('%s is a mistake', (text) => {
    expect(() => interpolate(text, variables)).toThrow(GateError);
  });

  test('nested without end are a mistake', () => {
    expect(() => interpolate(`${'${N:-'.repeat(50)}x${'}'.repeat(50)}`, {})).toThrow('nested too deeply');
  });
});

describe('what a description may read of the environment', () => {
  const environment = {
    ...{ TAG: 'v1', HOME: '/root', PATH: '/bin', CI: 'true' },
    ...{ GITHUB_TOKEN: 't', ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_CACHE_URL: 'u', NPM_PASSWORD: 'p' },
    ...{ 'INPUT_GITHUB-TOKEN': 't', AWS_ACCESS_KEY_ID: 'k', DOCKER_AUTH_CONFIG: '{}', COPIED: 'xhunter2x' },
  };

  test('is nothing that is a secret by its name, its owner or its value', () => {
    expect(Object.keys(openVariables(environment, ['hunter2'])).sort()).toEqual([
      'CI',
      'HOME',
      'PATH',
      'TAG',
    ]);
    expect(withheldVariables({ TAG: 'v1', COPIED: 'xhunter2x' }, ['hunter2'])).toEqual(['COPIED']);
    expect(withheldVariables({ TAG: 'v1' }, ['v'])).toEqual([]);
  });
});
