import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { renderLauncher } from '../../scripts/dist/launcher.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const read = (name: string) => readFileSync(join(DIST, name), 'utf8');
const parts = readdirSync(DIST).filter((name) => name.endsWith('.cjs') && name !== 'cli.cjs');

/** The file and all that it loads at once: what it loads later stands in functions, which are indented. */
function loadedWith(name: string): ReadonlySet<string> {
  const found = new Set([name]);
  for (const part of found)
    for (const [, other = ''] of read(part).matchAll(/^\S.*require\("\.\/([^"]+)"\)/gm)) found.add(other);
  return found;
}

describe('dist', () => {
  test.each(parts)('%s is the same on every machine: no absolute path is in it', (name) => {
    expect(read(name)).not.toContain(join(DIST, '..'));
    expect(read(name)).not.toMatch(/^\/\/ (?:\.\.|\/)/m);
  });

  test('is few files: what several parts share is not scattered', () => {
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.length).toBeLessThan(19);
  });

  test.each(parts)('%s is ASCII, which Node keeps as one byte a character', (name) => {
    expect(/[^\0-\x7f]/.exec(read(name))).toBeNull();
  });

  test.each([
    ['final-stage.cjs', 200_000],
    // Every 100 kB cost some 5 ms of each start, and rules and package databases are most of it.
    ['command-line-run-command.cjs', 1_450_000],
  ])('%s loads no more than its share at once', (name, most) => {
    const sizes = [...loadedWith(name)].map((part) => read(part).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
  });

  test('has no native module in it, and no ssh or gRPC', () => {
    for (const name of parts) {
      expect(read(name)).not.toMatch(/require\("[^"]*\.node"\)|node_modules\/(?:ssh2|@grpc|protobufjs)\//);
    }
  });

  test('starts from a file that can be executed and that any Node can read', () => {
    expect(statSync(join(DIST, 'cli.cjs')).mode & 0o111).toBe(0o111);
    expect(read('cli.cjs')).not.toMatch(/\b(?:const|let|class)\b|=>|`|\?\./);
    expect(() => renderLauncher('>=22', 'x.cjs')).toThrow('expected `>=MAJOR.MINOR`');
  });

  test('names the licence of every package that is in it', () => {
    const bundled = [
      ...parts
        .map(read)
        .join('')
        .matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm),
    ];
    const names = new Set(bundled.map(([, name]) => name ?? ''));
    expect(names.size).toBeGreaterThan(20);
    const licenses = read('licenses.txt');
    expect(
      [...names].filter((name) => !licenses.includes(`\n${name} `) && !licenses.startsWith(`${name} `)),
    ).toEqual([]);
  });
});
