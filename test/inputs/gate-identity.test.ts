import { describe, expect, test } from '@jest/globals';
import { readIdentity } from '../../src/inputs/gate-identity.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';

function identify(inputs: Readonly<Record<string, string>>) {
  return readIdentity(toActionTexts((name) => inputs[name] ?? ''));
}

describe('what tells a gate from others', () => {
  test('names image or Dockerfile, target and platform', () => {
    expect(identify({ image: 'registry:ghcr.io/org/app:v1', platforms: 'linux/arm64/v8' }).parts).toEqual([
      'ghcr.io/org/app',
      '',
      'linux/arm64/v8',
    ]);
    expect(identify({ context: 'api', file: 'api/Dockerfile', target: 'runtime' }).parts).toEqual([
      'api/Dockerfile',
      'runtime',
      '',
    ]);
  });

  test('stays the same from commit to commit', () => {
    const first = {
      image: 'app:1111',
      baseline: 'app:0000',
      'build-args': 'B=1\nA=1',
      'cache-from': 'type=gha',
    };
    const second = { ...first, image: 'app:2222', baseline: 'app:1111', 'build-args': 'A=2\nB=2' };
    expect(identify(first)).toEqual(identify(second));
  });

  test.each([
    { 'fail-on': 'never' },
    { 'max-size': '1 MB' },
    { policy: 'strict.yml' },
    { 'build-args': 'DEBUG=1' },
    { 'comment-key': '{"os":"a"}' },
    { target: 'debug' },
  ])('differs by %j', (change) => {
    expect(identify(change)).not.toEqual(identify({}));
  });

  test.each(['null', '{}', ''])('has no leg where the runner spells it `%s`', (leg) => {
    expect(identify({ 'comment-key': leg }).leg).toBe('');
  });

  test('is known where inputs are wrong', () => {
    expect(identify({ image: 'UPPER CASE', platforms: 'a/b/c/d' }).parts).toEqual([
      'UPPER CASE',
      '',
      'a/b/c/d',
    ]);
  });
});
