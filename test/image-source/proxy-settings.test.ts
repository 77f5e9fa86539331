import { expect, test } from '@jest/globals';
import {
  hasProxy,
  proxyVariable,
  readNoProxy,
  readProxy,
} from '../../src/image-source/registry/proxy-settings.ts';

test('each scheme has a proxy of its own, and the variable in lower case wins', () => {
  const environment = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:2' };
  expect(readProxy('https', environment)).toBe('http://lower:2');
  expect(proxyVariable('https', environment)).toBe('https_proxy');
  expect(readProxy('http', environment)).toBe('');
  expect(hasProxy(new URL('https://a/'), environment)).toBe(true);
  expect(hasProxy(new URL('http://a/'), environment)).toBe(false);
});

test('an empty variable in lower case switches the proxy off', () => {
  expect(readProxy('https', { HTTPS_PROXY: 'http://upper:1', https_proxy: '' })).toBe('');
});

test('an address without a scheme is one without TLS', () => {
  expect(readProxy('http', { HTTP_PROXY: 'proxy.example:3128' })).toBe('http://proxy.example:3128');
});

test('a name in NO_PROXY counts for the names below it, and the star for all', () => {
  expect(readNoProxy({ NO_PROXY: 'corp.example, .other.example:8443\t127.0.0.1' })).toBe(
    'corp.example,.corp.example,.other.example:8443,127.0.0.1,.127.0.0.1',
  );
  expect(readNoProxy({ NO_PROXY: '*' })).toBe('*');
  expect(readNoProxy({})).toBe('');
});
