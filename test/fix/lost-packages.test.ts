import { describe, expect, test } from '@jest/globals';
import { findLostPackage } from '../../src/fix/lost-packages.ts';
import { layer } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

/** An image whose own instruction installed packages: names, each with what it depends on behind a space. */
function installed(...packages: readonly string[]) {
  const entries = packages.map((line) => line.split(' '));
  const status = entries.map(([name, depends]) => {
    const needs = depends === undefined ? '' : `Depends: ${depends}\n`;
    return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n${needs}`;
  });
  const files = entries.flatMap(([name = '']) => [
    [`/var/lib/dpkg/info/${name}.list`, `/usr/share/${name}\n`],
    [`/usr/share/${name}`, 'x'],
  ]);
  const all = {
    '/var/lib/dpkg/status': status.join('\n'),
    ...(Object.fromEntries(files) as Record<string, string>),
  };
  return ledgerOf({ own: [{ text: 'RUN apt-get install', layer: layer(all) }] });
}

describe('a package that another one needs', () => {
  const before = installed('fontconfig dejavu|liberation', 'dejavu', 'gcc cpp', 'cpp');

  test('is lost where another one does in its place', () => {
    const after = installed('fontconfig dejavu|liberation', 'liberation');
    expect(findLostPackage(before, after)).toEqual({ name: 'dejavu', by: 'fontconfig' });
  });

  test('is not lost where it is there, or where nobody needs it any more', () => {
    expect(findLostPackage(before, installed('fontconfig dejavu|liberation', 'dejavu'))).toBeUndefined();
    expect(findLostPackage(before, installed('other'))).toBeUndefined();
  });
});
