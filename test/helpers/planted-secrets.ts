import { createHash } from 'node:crypto';

/**
 * Letters and digits as a service draws them, of upper and lower case, the same in every run. Nothing that scanners of
 * repositories look for stands in a file: tokens are put together where they are used.
 */
export function drawn(length: number, seed = 0): string {
  let text = '';
  for (let block = 0; text.length < length; block += 1)
    text += createHash('sha512')
      .update(`${seed} ${block}`)
      .digest('base64')
      .replace(/[^A-Za-z0-9]/g, '');
  return text.slice(0, length);
}

/** The same in digits of base 16. */
export function drawnHex(length: number, seed = 0): string {
  return Buffer.from(drawn(length, seed)).toString('hex').slice(0, length);
}

/** In the form of a private key, which opens nothing. */
export function privateKey(name = 'PRIVATE KEY', seed = 0): string {
  const lines = Array.from({ length: 6 }, (_, index) => drawn(64, seed * 100 + index));
  return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ''].join('\n');
}
