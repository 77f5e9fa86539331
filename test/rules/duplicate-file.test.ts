import { describe, expect, test } from '@jest/globals';
import { duplicateFile } from '../../src/rules/duplicate-file.ts';
import { hiddenBytes } from '../../src/rules/hidden-bytes.ts';
import { elf } from '../helpers/elf-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { layer, whiteout, type FileInputs, type LayerInput } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, reportOf, type ImageInput } from './rule-bench.ts';

const SIZE = 128 * 1024;

/** `count` files of different contents in a directory; the same seed makes the same contents. */
function tree(directory: string, count = 12, seed = 0): FileInputs {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${directory}/f${index}.js`, bytesOf(SIZE, seed + index)]),
  );
}

function bytesOf(size: number, seed: number): Uint8Array {
  return new Uint8Array(size).fill(seed + 1);
}

const program = (seed: number, soname?: string): Uint8Array =>
  Buffer.concat([
    elf({ interpreter: '/lib64/ld-linux-x86-64.so.2', ...(soname !== undefined && { soname }) }),
    bytesOf(1024 * 1024, seed),
  ]);

const reported = (input: ImageInput): readonly string[] => reportOf(ledgerOf(input), [duplicateFile]);
const reportedOf = (...own: readonly LayerInput[]): readonly string[] => reported({ own });

describe('duplicate-file', () => {
  test('reports the packages of a Next.js server that are in the image twice', () => {
    const own = [
      layer(tree('/app/node_modules/react'), tree('/app/node_modules/webpack', 8, 50), {
        ...tree('/app/.next/standalone/node_modules/react'),
        '/app/.next/standalone/server.js': 'x',
      }),
    ];
    const ledger = ledgerOf({ own });
    const [found, ...others] = duplicateFile.inspect(ledger);
    expect(others).toEqual([]);
    expect(found?.subject).toBe('/app/node_modules also at /app/.next/standalone/node_modules');
    expect(found?.rows).toHaveLength(12);
    expect(found?.rows.every((row) => ledger.catalog.path(row).startsWith('/app/.next/'))).toBe(true);
    expect(found?.fix).toContain('`.next/standalone`');
  });

  test('reports a runtime of the base image that a program brings again, by no version', () => {
    const shared = tree('/usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.8');
    const own = [layer(tree('/app'), tree('/app/own', 4, 80), { '/app/web.dll': bytesOf(5000, 99) })];
    expect(reported({ base: [layer(shared)], own })).toEqual([
      'duplicate-file: /usr/share/dotnet/shared/Microsoft.NETCore.App/* also at /app',
    ]);
  });

  test('reports a standard library that was copied to another prefix', () => {
    const base = [layer(tree('/usr/local/lib/python3.12'), tree('/usr/local/bin', 3, 70))];
    expect(reported({ base, own: [layer(tree('/opt/python/lib/python3.12'))] })).toEqual([
      'duplicate-file: /usr/local/lib/python* also at /opt/python/lib/python*',
    ]);
  });

  test('leaves a standard library that was copied over itself to hidden bytes, so that bytes are told once', () => {
    const input = {
      base: [layer(tree('/usr/local/lib/python3.12'))],
      own: [layer(tree('/usr/local/lib/python3.12'))],
    };
    expect(reportOf(ledgerOf(input), [duplicateFile, hiddenBytes])).toEqual([
      'hidden-bytes: rewritten files of the base image',
    ]);
  });

  test('reports a program that was left where it was built, whatever it is called', () => {
    const files = { '/build/server': program(1), '/build/main.o': bytesOf(SIZE, 9) };
    expect(reportedOf(layer({ ...files, '/usr/local/bin/api': program(1) }))).toEqual([
      'duplicate-file: /build/server also at /usr/local/bin/api',
    ]);
  });

  test('reports what two instructions bring, with the lines of both', () => {
    const dockerfile = 'FROM scratch\nCOPY models /models\nCOPY . /app\n';
    const model = bytesOf(2 * 1024 * 1024, 5);
    const own = [layer({ '/models/m.bin': model }), layer({ '/app/models/m.bin': model, '/app/x': 'x' })];
    expect(duplicateFile.inspect(ledgerOf({ own, dockerfile }))).toMatchObject([
      {
        subject: '/models/m.bin also at /app/models/m.bin',
        message: 'A second copy of `/models/m.bin`',
        fix: 'Leave out of `COPY . /app` (line 3) what `COPY models /models` (line 2) brings already',
      },
    ]);
  });

  test('reports a library that a COPY wrote once for each of its links', () => {
    const own = [
      layer({ '/lib/libx.so': program(1, 'libx.so.1'), '/lib/libx.so.1': program(1, 'libx.so.1') }),
    ];
    expect(duplicateFile.inspect(ledgerOf({ own }))).toMatchObject([
      { subject: '/lib/libx.so also at /lib/libx.so.1', fix: expect.stringContaining('link') },
    ]);
  });

  test.each<[string, ImageInput]>([
    ['less than 1 MiB', { own: [layer(tree('/a', 7)), layer(tree('/b', 7))] }],
    [
      'small files',
      {
        own: ['/a', '/b'].map((directory) =>
          layer(
            Object.fromEntries(
              Array.from({ length: 400 }, (_, index) => [
                `${directory}/${index}`,
                `${'x'.repeat(4000)}${String(index).padStart(4, '0')}`.slice(-4095),
              ]),
            ),
          ),
        ),
      },
    ],
    ['files that differ in their contents', { own: [layer(tree('/a')), layer(tree('/b', 12, 30))] }],
    ['what the base image has twice', { base: [layer(tree('/a'), tree('/b'))], own: [layer({ '/x': 'x' })] }],
    [
      'names of a hard link',
      { own: [layer({ '/a/server': program(1), '/b/server': { hardlink: '/a/server' } })] },
    ],
    [
      'what packages of one tree have in common',
      { own: [layer(tree('/app/node_modules/a')), layer(tree('/app/node_modules/b/node_modules/a'))] },
    ],
    [
      'two trees of packages that share some',
      {
        own: [
          layer(tree('/a/node_modules/x'), tree('/a/node_modules/y', 5, 40)),
          layer(tree('/b/node_modules/x'), tree('/b/node_modules/z', 5, 60)),
        ],
      },
    ],
    [
      'a package that the base image’s own tools contain, too',
      {
        base: [
          layer(
            tree('/usr/local/lib/node_modules/npm/node_modules/semver'),
            tree('/usr/local/lib/node_modules/x', 9, 60),
          ),
        ],
        own: [layer(tree('/app/node_modules/semver'), tree('/app/node_modules/y', 9, 90))],
      },
    ],
    [
      'pip in a virtual environment',
      {
        base: [layer(pip('/usr/local/lib/python3.12/site-packages'))],
        own: [layer(pip('/opt/venv/lib/python3.12/site-packages'))],
      },
    ],
    [
      'libraries that a program brings along and that a package of the base image has',
      {
        base: [
          layer(debian({ libssl3: { files: ['/usr/lib/libssl.so.3'] } }), library('/usr/lib/libssl.so.3')),
        ],
        own: [layer(library('/app/_internal/libssl.so.3'))],
      },
    ],
    [
      'some files that two plugins of one archive have in common',
      {
        own: [
          layer(
            tree('/opt/es/modules/a', 9),
            tree('/opt/es/modules/a/x', 3, 40),
            tree('/opt/es/modules/b', 9),
            {
              '/opt/es/modules/b/y.jar': bytesOf(SIZE, 90),
            },
          ),
        ],
      },
    ],
    ['files that are gone', { own: [layer(tree('/build')), layer(tree('/app')), layer(whiteout('/build'))] }],
    ['a cache', { own: [layer(tree('/root/.cache/pip/http')), layer(tree('/app/x'))] }],
  ])('says nothing of %s', (_, input) => {
    expect(reported(input)).toEqual([]);
  });

  test('takes a time that grows with the number of copies', () => {
    const files = (count: number): FileInputs =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`/d${index % 97}/f${index}`, bytesOf(4096, 1)]),
      );
    const time = (count: number): number => {
      const ledger = ledgerOf({ own: [layer(files(count))] });
      const start = processorTime();
      duplicateFile.inspect(ledger);
      return processorTime() - start;
    };
    time(500);
    expect(time(5_000)).toBeLessThan(25 * Math.max(10, time(500)));
  });
});

function pip(directory: string): FileInputs {
  return {
    ...tree(`${directory}/pip`),
    [`${directory}/pip-24.0.dist-info/METADATA`]: 'Name: pip\nVersion: 24.0\n',
    [`${directory}/pip-24.0.dist-info/RECORD`]: Array.from({ length: 12 }, (_, i) => `pip/f${i}.js,,\n`).join(
      '',
    ),
  };
}

function library(path: string): FileInputs {
  return { [path]: program(3, 'libssl.so.3') };
}
