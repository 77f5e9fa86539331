import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { renderLauncher } from '../../scripts/dist/launcher.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const read = (name: string) => readFileSync(join(DIST, name), 'utf8');

describe('dist', () => {
  test.each(['index.cjs', 'final-stage.cjs'])(
    '%s is the same on every machine: no absolute path is in it',
    (name) => {
      expect(read(name)).not.toContain(join(DIST, '..'));
      expect(read(name)).not.toMatch(/^\/\/ (?:\.\.|\/)/m);
    },
  );

  test('has no native module in it, and no ssh or gRPC', () => {
    for (const name of ['index.cjs', 'final-stage.cjs']) {
      expect(read(name)).not.toMatch(/\.node"\)|node_modules\/(?:ssh2|@grpc|protobufjs)\//);
    }
  });

  test('starts from a file that can be executed and that any Node can read', () => {
    expect(statSync(join(DIST, 'cli.cjs')).mode & 0o111).toBe(0o111);
    expect(read('cli.cjs')).not.toMatch(/\b(?:const|let|class)\b|=>|`|\?\./);
    expect(() => renderLauncher('>=22', 'x.cjs')).toThrow('expected `>=MAJOR.MINOR`');
  });

  test('names the licence of every package that is in it', () => {
    const bundled = [
      ...(read('index.cjs') + read('final-stage.cjs')).matchAll(
        /^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm,
      ),
    ];
    const names = new Set(bundled.map(([, name]) => name ?? ''));
    expect(names.size).toBeGreaterThan(20);
    const licenses = read('licenses.txt');
    expect(
      [...names].filter((name) => !licenses.includes(`\n${name} `) && !licenses.startsWith(`${name} `)),
    ).toEqual([]);
  });
});
