import { parseNpmLock, parseNpmPackage } from '../../../src/packages/npm.ts';
import { expectOwners } from '../owners.ts';

export function seeds(): readonly Uint8Array[] {
  const lock = {
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/a': { dev: true }, 'node_modules/@s/b': {} },
  };
  return [{ name: '@s/b', version: '1.0.0' }, { name: 'a', version: 1 }, lock].map((value) =>
    Buffer.from(JSON.stringify(value)),
  );
}

export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  parseNpmPackage(`/app/node_modules/${text.slice(0, 50)}/package.json`, text);
  parseNpmLock(text);
  expectOwners({
    '/app/node_modules/a/package.json': data,
    '/app/node_modules/a/index.js': 'x',
    '/app/node_modules/@s/b/package.json': data,
    '/app/node_modules/.package-lock.json': data,
  });
}
