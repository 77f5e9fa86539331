import { expect, test } from '@jest/globals';
import { elf } from '../helpers/elf-builder.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { dpkg, ledger, rowOf } from '../ledger/ledger-builder.ts';

const program = (main: string) =>
  elf({
    go: {
      version: 'go1.24.3',
      path: 'example.com/team/tool/cmd/tool',
      modules: `mod\texample.com/team/tool\t${main}\ndep\tgolang.org/x/sys\tv0.1.0\th1:def=\ndep\tgithub.com/a/b/v2\t(devel)\n`,
    },
  });

function seen(files: FileInputs) {
  const made = ledger([layer(files)]);
  return { made, purls: made.packages.map(({ purl }) => purl).sort() };
}

const NEEDED = ['pkg:golang/github.com/a/b/v2', 'pkg:golang/golang.org/x/sys@v0.1.0'];

test('a program that was built of a published version belongs to its main module', () => {
  const { made, purls } = seen({ '/usr/local/bin/tool': program('v1.2.3\th1:abc=') });
  expect(purls).toEqual(['pkg:golang/example.com/team/tool@v1.2.3', ...NEEDED]);
  expect(made.rightfulOwner(rowOf(made, '/usr/local/bin/tool'))).toMatchObject({
    name: 'example.com/team/tool',
    depends: ['golang.org/x/sys', 'github.com/a/b/v2'],
  });
});

test.each(['(devel)\t', 'v0.0.0-20250101000000-abcdef012345\t'])(
  'one that was built here is nobody’s: %j',
  (main) => {
    const { made, purls } = seen({ '/app/tool': program(main) });
    expect(purls).toEqual(NEEDED);
    expect(made.owner(rowOf(made, '/app/tool'))).toBeUndefined();
  },
);

test('a program of the distribution is the distribution’s', () => {
  const made = ledger([
    layer(dpkg({ tool: { files: ['/usr/bin/tool'] } }), { '/usr/bin/tool': program('v1\th1:a=') }),
  ]);
  expect(made.packages.map(({ name }) => name)).toEqual(['tool']);
});
