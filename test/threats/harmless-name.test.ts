import { describe, expect, test } from '@jest/globals';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();

const PROGRAM = elf({ interpreter: '/lib/ld-musl-x86_64.so.1' });
const BASE: FileInputs = { '/lib/ld-musl-x86_64.so.1': PROGRAM, '/bin/sh': PROGRAM };
const NODE: FileInputs = { ...BASE, '/usr/bin/node': PROGRAM, '/usr/bin/env': PROGRAM };
const TEXT = '// A source of the repository, long enough to be nobody else’s, and not by chance.\n';
const PADDED = Buffer.from(TEXT).toString('utf8').padEnd(374, ' ');

type Case = {
  readonly repository: Readonly<Record<string, string>>;
  readonly files: FileInputs;
  readonly base?: FileInputs;
  readonly config?: ConfigInput;
};

function gate({ repository, files, base = BASE, config = { entrypoint: ['/srv/server'] } }: Case) {
  return gateImages(folder, {
    base: [layer(base)],
    own: [layer({ '/srv/server': PROGRAM, ...files })],
    config,
    repository,
  });
}

const TYPESCRIPT = { repository: { 'src/app.ts': TEXT }, files: { '/app/src/app.ts': TEXT }, base: NODE };

describe('sources that a harmless name seems to excuse', () => {
  test.each<[string, Case, string]>([
    [
      'a second copy in the repository, called a style sheet',
      { repository: { 'src/main.go': TEXT, 'public/a.css': TEXT }, files: { '/app/public/a.css': TEXT } },
      'src/*.go',
    ],
    [
      'a second copy in the repository, called a script',
      {
        repository: { 'src/main.go': TEXT, 'public/a.js': TEXT },
        files: { '/app/public/a.js': TEXT },
        base: NODE,
        config: { entrypoint: ['/usr/bin/node', '/app/public/a.js'] },
      },
      'src/*.go',
    ],
    [
      'settings of a framework, without Node.js',
      { repository: { 'src/billing-config.ts': TEXT }, files: { '/app/src/billing-config.ts': TEXT } },
      'src/*.ts',
    ],
    [
      'TypeScript, padded as a stream is, beside a playlist',
      {
        repository: { 'src/app.ts': PADDED },
        files: { '/app/src/app.ts': PADDED, '/app/src/index.m3u8': '#EXTM3U\n' },
      },
      'src/*.ts',
    ],
    [
      'the value of an option of Node.js',
      { ...TYPESCRIPT, config: { entrypoint: ['/usr/bin/node', '--title', 'x.ts', '/app/dist/app.js'] } },
      'src/*.ts',
    ],
    [
      'a script of their own that is called tsx',
      {
        ...TYPESCRIPT,
        files: { ...TYPESCRIPT.files, '/usr/bin/tsx': '#!/bin/sh\nexec node /app/dist/app.js\n' },
        config: { entrypoint: ['/usr/bin/tsx', '/app/dist/app.js'] },
      },
      'src/*.ts',
    ],
    [
      'a language of kernels',
      { repository: { 'src/a.cu': TEXT }, files: { '/app/src/a.cu': TEXT } },
      'src/*.cu',
    ],
  ])('are told: %s', async (_case, change, subject) => {
    const { introduced, conclusion } = await gate(change);
    expect(conclusion).toBe('failure');
    expect(introduced).toEqual([`source-file: ${subject} of this repository`]);
  });

  const STREAM = `G${'x'.repeat(187)}`.repeat(2);
  test.each<[string, Case]>([
    [
      'a film in the repository',
      {
        repository: { 'media/a.ts': STREAM },
        files: { '/app/media/a.ts': STREAM, '/app/media/index.m3u8': '#EXTM3U\n' },
      },
    ],
    [
      'a script that is checked in as TypeScript, too',
      {
        repository: { 'index.js': TEXT, 'index.ts': TEXT },
        files: { '/app/index.js': TEXT },
        base: NODE,
        config: { entrypoint: ['/usr/bin/node', '/app/index.js'] },
      },
    ],
    [
      'two files that are alike by chance',
      { repository: { 'a.h': '\n', 'public/robots.txt': '\n' }, files: { '/app/robots.txt': '\n' } },
    ],
    [
      'settings of a framework beside Node.js',
      {
        repository: { 'next.config.ts': TEXT },
        files: { '/app/next.config.ts': TEXT },
        base: NODE,
        config: { entrypoint: ['/usr/bin/node', '/app/server.js'] },
      },
    ],
  ])('are none: %s', async (_case, change) => {
    const { findings } = await gate(change);
    expect(findings.filter(({ ruleId }) => ruleId === 'source-file')).toEqual([]);
  });
});
