import { describe, expect, test } from '@jest/globals';
import { gateImages } from '../helpers/gate-images.ts';
import { layer, type FileInputs, type LayerInput } from '../helpers/image-builder.ts';
import { dpkgOf, filesOf, installed, statusOf, type Installed } from '../helpers/installed-packages.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

const LIBC: Installed = { files: ['/usr/lib/libc.so.6'], section: 'libs' };
const GCC: Installed = { files: ['/usr/bin/gcc-12', '/usr/lib/gcc/x/12/cc1'], section: 'devel' };
const INNOCENT: Installed = { files: ['/usr/bin/innocent'], depends: 'gcc-12' };
const BASE = [layer({ '/etc/os-release': 'ID=debian\n' }, installed({ libc6: LIBC }))];

const GENUINE = { libc6: LIBC, 'gcc-12': GCC };
/** The database as the attacker leaves it behind: one entry more at its end, or in its place. */
const status = (text: string): FileInputs => ({
  ...dpkgOf(GENUINE),
  '/var/lib/dpkg/status': `${statusOf(GENUINE)}\n${text}`,
});
const entry = (name: string, more = ''): string =>
  `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0\nDepends: gcc-12\nDescription: x\n${more}`;
const MAINTAINED = 'Maintainer: me\n';
const list = (name: string, ...files: readonly string[]): FileInputs => ({
  [`/var/lib/dpkg/info/${name}.list`]: `/.\n${files.join('\n')}\n`,
});
const compiler = layer(dpkgOf(GENUINE), filesOf({ 'gcc-12': GCC }));

describe('a package record of the pull request that claims to need a compiler', () => {
  test.each<[string, readonly LayerInput[]]>([
    ['alone in the status', [compiler, layer(status(entry('innocent', MAINTAINED)))]],
    [
      'with a list of files that are not there',
      [compiler, layer(status(entry('innocent', MAINTAINED)), list('innocent', '/usr/bin/innocent'))],
    ],
    [
      'with a file of its own and a list, but no sums',
      [
        compiler,
        layer(
          { '/usr/bin/innocent': 'x' },
          status(entry('zinnocent', MAINTAINED)),
          list('zinnocent', '/usr/bin/innocent'),
        ),
      ],
    ],
    [
      'at the end of the status, where dpkg would have sorted it in',
      [compiler, layer(status(entry('innocent', MAINTAINED)), filesOf({ innocent: INNOCENT }))],
    ],
    [
      'without the fields that dpkg demands',
      [compiler, layer(status(entry('zinnocent')), filesOf({ zinnocent: INNOCENT }))],
    ],
    [
      'that owns files of the base image',
      [
        compiler,
        layer(
          status(entry('zinnocent', MAINTAINED)),
          filesOf({ zinnocent: { ...INNOCENT, files: [] } }),
          list('zinnocent', '/usr/lib/libc.so.6'),
        ),
      ],
    ],
    [
      'that owns documentation alone',
      [
        compiler,
        layer(
          status(entry('zinnocent', MAINTAINED)),
          filesOf({ zinnocent: { ...INNOCENT, files: ['/usr/share/doc/zinnocent/copyright'] } }),
        ),
      ],
    ],
    [
      'in the name of a package of the base image',
      [compiler, layer(dpkgOf({ ...GENUINE, libc6: { ...LIBC, depends: 'gcc-12' } }))],
    ],
    [
      'in the name of a newer version of a package of the base image',
      [
        compiler,
        layer(
          dpkgOf({ ...GENUINE, libc6: { ...LIBC, depends: 'gcc-12', version: '9.9' } }),
          filesOf({ libc6: { files: [] } }),
          list('libc6', ...LIBC.files),
        ),
      ],
    ],
    [
      'in status.d, with sums',
      [
        compiler,
        layer({
          '/usr/bin/innocent': 'x',
          '/var/lib/dpkg/status.d/innocent': entry('innocent', MAINTAINED),
          '/var/lib/dpkg/status.d/innocent.md5sums': `${'0'.repeat(32)}  usr/bin/innocent\n`,
        }),
      ],
    ],
  ])('does not excuse it: %s', async (_case, own) => {
    const verdict = await gateImages(folder, { base: BASE, own });
    expect(verdict).toMatchObject({ conclusion: 'failure', introduced: ['c-toolchain: gcc'] });
  });
});
