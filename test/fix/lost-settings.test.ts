import { describe, expect, test } from '@jest/globals';
import { findLostSettings } from '../../src/fix/lost-settings.ts';
import type { Difference } from '../../src/fix/same-application.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

/** An image in which nginx of this version is installed, and what else is in it. */
function installed(version: string, ...more: readonly string[]) {
  const status = `Package: nginx\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
  const owned = ['/etc/nginx/nginx.conf', '/etc/nginx/default', '/usr/share/nginx/a.pyc'];
  const files = [...owned.filter((path) => !path.endsWith('default')), ...more];
  return ledgerOf({
    own: [
      layer({
        '/var/lib/dpkg/status': status,
        '/var/lib/dpkg/info/nginx.list': `${owned.join('\n')}\n`,
        ...Object.fromEntries(files.map((path) => [path, 'x'])),
      }),
    ],
  });
}

const NONE: Difference = { removed: [], added: [], changed: [], rewritten: [], generated: [] };

describe('settings of packages that own instructions changed', () => {
  test.each([
    ['a file of the package has its own content again', { rewritten: ['/etc/nginx/nginx.conf'] }, true],
    ['a file of the package has its own mode again', { changed: ['/etc/nginx/nginx.conf'] }, true],
    ['a directory has its own mode again', { changed: ['/etc/nginx'] }, false],
    ['a file of the package is there again', { added: ['/etc/nginx/default'] }, true],
    ['what the scripts of the package make is there again', { added: ['/etc/nginx/on/default'] }, true],
    ['what a command enabled is gone', { removed: ['/etc/nginx/on/site'] }, true],
    ['its package is gone as well', { removed: ['/etc/other/on/site'] }, false],
    ['the scripts of all packages make it', { added: ['/etc/alternatives/vi', '/etc/mailcap'] }, false],
    ['every build writes it anew', { rewritten: ['/usr/share/nginx/a.pyc'] }, false],
    ['it is no setting', { added: ['/usr/share/doc/nginx/copyright'] }, false],
    ['nobody says whose it is', { rewritten: ['/usr/share/other'] }, false],
  ] as const)('where %s', (_title, difference, isLost) => {
    const { removed = [], ...others } = difference as Partial<Difference>;
    const paths = Object.values<readonly string[]>(others).flat();
    const before = installed('1', '/usr/share/other', ...removed);
    const there = paths.filter((path) => !/conf$|pyc$|nginx$/.test(path));
    const after = installed('1', '/etc/nginx/on/other', ...there);
    const lost = findLostSettings(before, after, { ...NONE, ...difference });
    expect(lost).toEqual(isLost ? [...removed, ...paths] : []);
  });

  test('are not told from those of another version', () => {
    const difference = { ...NONE, rewritten: ['/etc/nginx/nginx.conf'], added: ['/etc/nginx/default'] };
    expect(findLostSettings(installed('1'), installed('2', '/etc/nginx/default'), difference)).toEqual([]);
  });
});
