import { describe, expect, test } from '@jest/globals';
import { requiredContent } from '../../src/scan/required-files.ts';

const { wantsContent } = requiredContent(null);

describe('contents that are kept', () => {
  test.each(['/etc/ld.so.conf', '/etc/ld.so.conf.d/x.conf', '/etc/ld.so.cache'])(
    'keeps %s where it is small, and not where it is large',
    (path) => {
      expect(wantsContent(path, 1000)).toBe(true);
      expect(wantsContent(path, 2 * 1024 * 1024)).toBe(false);
    },
  );

  test.each([
    '/app/src/main.py',
    '/app/dist/server.mjs',
    '/app/node_modules/libpq/index.js',
    '/app/node_modules/sqlite3/lib/sqlite3-binding.js',
    '/app/node_modules/@scope/addon/addon.cjs',
    '/venv/lib/python3.12/site-packages/psycopg2/__init__.py',
    '/usr/lib/python3/dist-packages/a/b/__init__.py',
  ])('keeps the source %s if there is room and it is small, and not where it is large', (path) => {
    expect(wantsContent(path, 1000)).toBe('if-room');
    expect(wantsContent(path, 2 * 1024 * 1024)).toBe(false);
  });

  test.each([
    '/usr/lib/python3/dist-packages/apt/x.py',
    '/usr/local/lib/python3.12/os.py',
    '/venv/lib/python3.12/site-packages/flask/app.py',
    '/venv/lib/python3.12/site-packages/a/b/c/__init__.py',
    '/a/b/c/d/e/f/g.py',
    '/app/data.json',
    '/app/public/site.js',
    '/app/.next/server/page.js',
    '/app/node_modules/libpq/other.js',
  ])('leaves %s alone', (path) => {
    expect(wantsContent(path, 1000)).toBe(false);
  });
});

test.each([
  ['/var/lib/dpkg/status', 1000, true],
  ['/var/lib/dpkg/status', 1024 ** 3, false],
  ['/usr/local/go/VERSION', 30, true],
  ['/opt/jdk/release', 2000, true],
  ['/app/node_modules/.package-lock.json', 100_000, true],
  ['/app/index.js', 10, 'if-room'],
  ['/app/style.css', 10, false],
  ['/app/empty', 0, false],
])('keeps the content of %s of %i bytes: %s', (path, size, expected) => {
  expect(wantsContent(path, size)).toBe(expected);
});
