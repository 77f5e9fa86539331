import { expect, test } from '@jest/globals';
import { layer } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();
const base = [layer({ '/srv/server': elf({}) })];
const gate = (path: string) =>
  gateImages(folder, { base, own: [layer({ [path]: 'history' })], config: { entrypoint: ['/srv/server'] } });

test.each([
  ['/app/.jj/repo/store/git/packed-refs', '/app/.jj'],
  ['/app/.bzr/repository/packs/1.pack', '/app/.bzr'],
  ['/app/_darcs/patches/0000000001-1', '/app/_darcs'],
  ['/app/.pijul/changes/AA/B.change', '/app/.pijul'],
])('a history of another tool than git is one: %s', async (path, subject) => {
  expect(await gate(path)).toMatchObject({
    conclusion: 'failure',
    introduced: [`vcs-directory: ${subject}`],
  });
});

test.each(['/app/_darcs/notes.txt', '/app/jj/repo/store/x'])('a name alone is none: %s', async (path) => {
  expect(await gate(path)).toMatchObject({ conclusion: 'success', introduced: [] });
});
