import { describe, expect, test } from '@jest/globals';
import { layerHistory, parseImageConfig, parseManifest } from '../../src/image/manifest.ts';
import { matchesPlatform, parsePlatform, renderPlatform } from '../../src/image/platform.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function bytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

describe('parseImageConfig', () => {
  test('takes nulls and missing fields as nothing', () => {
    const config = parseImageConfig(
      bytes({
        os: 'linux',
        architecture: 'arm64',
        config: { Env: null, Labels: null, User: '' },
        rootfs: { diff_ids: [DIGEST] },
      }),
      'config',
    );
    expect(config).toEqual({
      platform: { os: 'linux', architecture: 'arm64' },
      env: [],
      entrypoint: [],
      cmd: [],
      labels: {},
      diffIDs: [DIGEST],
      history: [],
    });
  });

  test('has everything that a container takes over, in one order, and in any case', () => {
    const others = {
      exposedports: { '8080/tcp': {}, '53/udp': {} },
      Volumes: { '/b': {}, '/a': {} },
      StopSignal: 'SIGQUIT',
      Shell: ['/bin/bash', '-c'],
      OnBuild: ['RUN make'],
      ArgsEscaped: true,
      Healthcheck: { test: ['CMD', '/check'], Interval: 5e9, Timeout: 1e9, StartPeriod: 0, Retries: 3 },
    };
    const config = parseImageConfig(bytes({ config: others, rootfs: { diff_ids: [] } }), 'config');
    expect(config).toMatchObject({
      exposedPorts: ['53/udp', '8080/tcp'],
      volumes: ['/a', '/b'],
      stopSignal: 'SIGQUIT',
      shell: ['/bin/bash', '-c'],
      onBuild: ['RUN make'],
      argsEscaped: true,
      healthcheck: ['CMD', '/check'],
      healthcheckTimes: { interval: 5e9, timeout: 1e9, retries: 3 },
    });
  });

  test('takes a null in any place as the empty value, as the decoder of engines does', () => {
    const config = parseImageConfig(
      bytes({
        os: null,
        config: { Env: [null, 'A=1'], Labels: { a: null }, Cmd: null },
        rootfs: { type: null, diff_ids: null },
        history: [null, { created_by: null, empty_layer: null }],
      }),
      'config',
    );
    expect(config).toMatchObject({
      env: ['', 'A=1'],
      labels: { a: '' },
      diffIDs: [],
      history: [{ emptyLayer: false }, { emptyLayer: false }],
    });
  });

  test.each([
    ['text that is no JSON', Buffer.from('{'), 'config is not JSON'],
    ['a config without layers', bytes({ os: 'linux' }), 'config is not valid: `rootfs`'],
    [
      'a diffID that is none',
      bytes({ rootfs: { diff_ids: ['md5:1'] } }),
      '`rootfs.diff_ids.0` expected sha256',
    ],
  ])('refuses %s', (_title, json, message) => {
    expect(() => parseImageConfig(json, 'config')).toThrow(message);
  });

  test('pairs history with layers only where the counts agree', () => {
    const history = [{ created_by: 'FROM' }, { created_by: 'ENV', empty_layer: true }];
    const pairs = parseImageConfig(bytes({ rootfs: { diff_ids: [DIGEST] }, history }), 'config');
    expect(layerHistory(pairs)).toEqual([{ createdBy: 'FROM', emptyLayer: false }]);
    const fewer = parseImageConfig(bytes({ rootfs: { diff_ids: [DIGEST, DIGEST] }, history }), 'config');
    expect(layerHistory(fewer)).toEqual([]);
  });
});

describe('parseManifest', () => {
  test('tells an index from a manifest', () => {
    const descriptor = {
      mediaType: 'x',
      digest: DIGEST,
      size: 3,
      platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
    };
    expect(parseManifest(bytes({ manifests: [descriptor] }), 'x')).toEqual({
      kind: 'index',
      manifests: [{ ...descriptor, annotations: {} }],
    });
    expect(parseManifest(bytes({ config: descriptor, layers: [] }), 'x')).toMatchObject({
      kind: 'manifest',
      layers: [],
    });
    expect(() =>
      parseManifest(bytes({ config: { ...descriptor, size: -1 }, layers: [] }), 'manifest'),
    ).toThrow('`config.size`');
  });
});

describe('the fields of a manifest', () => {
  const descriptor = { mediaType: 'x', digest: DIGEST, size: 3 };

  test('are known in any case', () => {
    expect(parseManifest(bytes({ Manifests: [{ ...descriptor, Size: 3, size: undefined }] }), 'x')).toEqual({
      kind: 'index',
      manifests: [{ ...descriptor, annotations: {} }],
    });
  });

  test('do not say two things in two cases', () => {
    expect(() => parseManifest(bytes({ manifests: [], Layers: [descriptor] }), 'x')).toThrow(
      'an index and a manifest at once',
    );
    expect(() => parseManifest(bytes({ manifests: [], Manifests: [descriptor] }), 'x')).toThrow(
      'the field `manifests` twice',
    );
  });
});

describe('platforms', () => {
  test.each([
    ['linux/amd64', 'linux/amd64', true],
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm/v7', 'linux/arm/v6', false],
    ['linux/arm', 'linux/arm/v6', true],
    ['linux/amd64', 'windows/amd64', false],
  ])('%s asks for %s: %s', (asked, found, expected) => {
    expect(matchesPlatform(parsePlatform(asked), parsePlatform(found))).toBe(expected);
  });

  test.each([
    ['linux/x86_64', 'linux/amd64'],
    ['linux/x86-64', 'linux/amd64'],
    ['Linux/AArch64', 'linux/arm64'],
    ['linux/i386', 'linux/386'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/arm64/v8', 'linux/arm64/v8'],
    ['linux/constructor', 'linux/constructor'],
  ])('%s is what builders call %s', (text, name) => {
    expect(renderPlatform(parsePlatform(text))).toBe(name);
  });

  test.each(['linux', 'linux/', '/amd64', 'linux/arm/', 'linux/armhf/v7', 'a/b/c/d', ''])(
    '%j is none',
    (text) => {
      expect(() => parsePlatform(text)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    },
  );
});
