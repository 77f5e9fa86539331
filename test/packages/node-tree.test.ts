import { describe, expect, test } from '@jest/globals';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { developmentFlags, PROJECT_MANIFESTS } from '../../src/packages/node-tree.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { image, layer, type FileInputs } from '../helpers/image-builder.ts';

type Manifest = Readonly<Record<string, unknown>>;

const manifest = (path: string, content: Manifest): FileInputs => ({
  [`${path}/package.json`]: JSON.stringify(content),
});

/** Package directories with `dev` or `needed`, as the manifests of an image say. */
function flagsOf(...files: readonly FileInputs[]): Readonly<Record<string, string>> {
  const made = image([layer(...files)], {}, { required: requiredContent(null) });
  const catalog = catalogLayers(made.layers.map(({ table }) => table));
  const flags = [...developmentFlags(catalog)].map(
    ([directory, isDevelopment]) => [directory, isDevelopment ? 'dev' : 'needed'] as const,
  );
  return Object.fromEntries(flags);
}

const project = manifest('/app', { dependencies: { ejs: '3' }, devDependencies: { jest: '29' } });

describe('development flags', () => {
  test('follow what a flat tree depends on, from the dependencies first', () => {
    const flags = flagsOf(
      project,
      manifest('/app/node_modules/ejs', { dependencies: { chalk: '4' } }),
      manifest('/app/node_modules/chalk', {}),
      manifest('/app/node_modules/jest', { dependencies: { chalk: '4', '@jest/core': '29' } }),
      manifest('/app/node_modules/@jest/core', { peerDependencies: { expect: '29' } }),
      manifest('/app/node_modules/expect', {}),
      manifest('/app/node_modules/unknown', {}),
    );
    expect(flags).toEqual({
      '/app/node_modules/ejs': 'needed',
      '/app/node_modules/chalk': 'needed',
      '/app/node_modules/jest': 'dev',
      '/app/node_modules/@jest/core': 'dev',
      '/app/node_modules/expect': 'dev',
    });
  });

  test('take the nearest copy, as Node.js does', () => {
    const flags = flagsOf(
      project,
      manifest('/app/node_modules/ejs', {}),
      manifest('/app/node_modules/jest', { dependencies: { ejs: '2' } }),
      manifest('/app/node_modules/jest/node_modules/ejs', {}),
    );
    expect(flags).toMatchObject({
      '/app/node_modules/ejs': 'needed',
      '/app/node_modules/jest/node_modules/ejs': 'dev',
    });
  });

  test('follow the links of pnpm and Bun', () => {
    const store = '/app/node_modules/.pnpm';
    const flags = flagsOf(
      project,
      { '/app/node_modules/ejs': { symlink: '.pnpm/ejs@3.1.10/node_modules/ejs' } },
      { '/app/node_modules/jest': { symlink: '.pnpm/jest@29.7.0/node_modules/jest' } },
      manifest(`${store}/ejs@3.1.10/node_modules/ejs`, {}),
      manifest(`${store}/jest@29.7.0/node_modules/jest`, { dependencies: { expect: '29' } }),
      {
        [`${store}/jest@29.7.0/node_modules/expect`]: { symlink: '../../expect@29.7.0/node_modules/expect' },
      },
      manifest(`${store}/expect@29.7.0/node_modules/expect`, {}),
    );
    expect(flags).toEqual({
      [`${store}/ejs@3.1.10/node_modules/ejs`]: 'needed',
      [`${store}/jest@29.7.0/node_modules/jest`]: 'dev',
      [`${store}/expect@29.7.0/node_modules/expect`]: 'dev',
    });
  });

  test('a workspace needs what lies in the directory of its root', () => {
    const flags = flagsOf(
      manifest('/app', { devDependencies: { chalk: '4', api: '*' } }),
      manifest('/app/packages/api', { dependencies: { chalk: '4' } }),
      { '/app/node_modules/api': { symlink: '../packages/api' } },
      manifest('/app/node_modules/chalk', {}),
    );
    expect(flags).toEqual({ '/app/node_modules/chalk': 'needed' });
  });

  test('a peer that may be missing is nobody else’s need', () => {
    const flags = flagsOf(
      project,
      manifest('/app/node_modules/ejs', {
        peerDependencies: { jest: '*' },
        peerDependenciesMeta: { jest: { optional: true } },
      }),
      manifest('/app/node_modules/jest', {}),
    );
    expect(flags['/app/node_modules/jest']).toBe('dev');
  });

  test('leave a tree alone that npm noted itself, and one without a project', () => {
    const noted = { '/app/node_modules/.package-lock.json': '{}' };
    expect(flagsOf(project, noted, manifest('/app/node_modules/jest', {}))).toEqual({});
    expect(flagsOf(manifest('/app/node_modules/jest', {}))).toEqual({});
  });

  test.each([
    '{',
    'null',
    '[]',
    '{"devDependencies":["jest"]}',
    '{"devDependencies":{"../jest":"1","":"1"}}',
  ])('say nothing of %s', (text) => {
    expect(flagsOf({ '/app/package.json': text }, manifest('/app/node_modules/jest', {}))).toEqual({});
  });

  test('end where packages need each other', () => {
    const flags = flagsOf(
      project,
      manifest('/app/node_modules/jest', { dependencies: { expect: '1' } }),
      manifest('/app/node_modules/expect', { dependencies: { jest: '1' } }),
    );
    expect(Object.values(flags)).toEqual(['dev', 'dev']);
  });
});

test('only manifests of projects are read for it', () => {
  expect(PROJECT_MANIFESTS.wants('/app/package.json', 1)).toBe(true);
  expect(PROJECT_MANIFESTS.wants('/app/node_modules/jest/package.json', 1)).toBe(false);
  expect(PROJECT_MANIFESTS.wants('/app/package.jsonc', 1)).toBe(false);
});
