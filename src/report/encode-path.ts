/** A path as a relative URI reference (RFC 3986); unpaired surrogates have no UTF-8 and become U+FFFD. */
export function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}
