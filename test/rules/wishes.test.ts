import { describe, expect, test } from '@jest/globals';
import { wantsContent } from '../../src/rules/wishes.ts';

describe('wantsContent', () => {
  test.each([
    '/etc/ld.so.conf',
    '/etc/ld.so.conf.d/x.conf',
    '/etc/ld.so.cache',
    '/venv/pyvenv.cfg',
    '/app/src/main.py',
    '/app/dist/server.mjs',
    '/app/node_modules/libpq/index.js',
    '/app/node_modules/sqlite3/lib/sqlite3-binding.js',
    '/app/node_modules/@scope/addon/addon.cjs',
    '/venv/lib/python3.12/site-packages/psycopg2/__init__.py',
    '/usr/lib/python3/dist-packages/a/b/__init__.py',
  ])('keeps %s where it is small, and not where it is large', (path) => {
    expect(wantsContent(path, 1000)).toBe(true);
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
