import { describe, expect, test } from '@jest/globals';
import { buildCache } from '../../src/rules/build-cache.ts';
import { HIDDEN_BYTES_FLOOR, hiddenBytes } from '../../src/rules/hidden-bytes.ts';
import { packageCache } from '../../src/rules/package-cache.ts';
import { layer, opaque, whiteout, type LayerInput } from '../helpers/image-builder.ts';
import { ledgerOf, reportOf, type ImageInput } from './rule-bench.ts';

const BIG = new Uint8Array(HIDDEN_BYTES_FLOOR + 1);
const DATABASES = Object.fromEntries(
  [
    '/var/lib/dpkg/status',
    '/var/lib/dpkg/status-old',
    '/var/lib/rpm/rpmdb.sqlite',
    '/usr/lib/sysimage/rpm/Packages.db',
    '/lib/apk/db/installed',
    '/var/lib/apt/extended_states',
    '/var/cache/debconf/templates.dat',
    '/var/cache/ldconfig/aux-cache',
    '/etc/ld.so.cache',
  ].map((path) => [path, BIG]),
);
const HALF = new Uint8Array(HIDDEN_BYTES_FLOOR / 2);

/** Subject to bytes and paths of what is reported. */
function inspect(input: ImageInput): Readonly<Record<string, unknown>> {
  const ledger = ledgerOf(input);
  const found = hiddenBytes.inspect(ledger).map(({ subject, rows }) => {
    const bytes = rows.reduce((sum, row) => sum + ledger.catalog.bytes(row), 0);
    return [subject, { bytes, paths: rows.map((row) => ledger.catalog.path(row)) }] as const;
  });
  return Object.fromEntries(found);
}

describe('hidden-bytes', () => {
  test('counts what a later instruction removed, by path, by directory and by an opaque directory', () => {
    const removers: readonly LayerInput[] = [
      layer(whiteout('/tmp/a/big')),
      layer(whiteout('/tmp/a')),
      layer(opaque('/tmp/a')),
    ];
    for (const remover of removers) {
      expect(inspect({ own: [layer({ '/tmp/a/big': BIG }), remover] })).toEqual({
        'removed files': { bytes: BIG.length, paths: ['/tmp/a/big'] },
      });
    }
  });

  test('counts every copy of a rewritten file but the last, which is seen', () => {
    const own = [
      layer({ '/app/x': BIG }),
      layer({ '/app/x': { content: BIG, mode: 0o755 } }),
      layer({ '/app/x': BIG }),
    ];
    expect(inspect({ own })).toEqual({
      'rewritten files': { bytes: 2 * BIG.length, paths: ['/app/x', '/app/x'] },
    });
  });

  test('counts a directory that a later file took the place of', () => {
    const found = inspect({ own: [layer({ '/opt/d/x': BIG }), layer({ '/opt/d': 'a file now' })] });
    expect(Object.values(found)).toEqual([{ bytes: BIG.length, paths: ['/opt/d/x'] }]);
  });

  test('tells bytes of the base image apart, and names the instruction that hid them', () => {
    const own = [{ layer: layer(whiteout('/usr/share/doc')), text: 'RUN rm -rf /usr/share/doc' }];
    const ledger = ledgerOf({ base: [layer({ '/usr/share/doc/x': BIG })], own });
    expect(hiddenBytes.inspect(ledger)).toMatchObject([
      {
        subject: 'removed files of the base image',
        message: expect.stringContaining('RUN rm -rf /usr/share/doc'),
      },
    ]);
  });

  test('says nothing of what the base image hid itself', () => {
    expect(
      inspect({ base: [layer({ '/x': BIG }), layer(whiteout('/x'))], own: [layer({ '/app': 'x' })] }),
    ).toEqual({});
  });

  test('says nothing of logs, and of databases of the base image that the first installation writes again', () => {
    const churn = { '/var/log/dpkg.log': BIG, '/etc/ssl/certs/ca-certificates.crt': BIG };
    expect(inspect({ own: [layer(churn), layer(churn)] })).toEqual({});
    expect(inspect({ base: [layer(DATABASES)], own: [layer(DATABASES)] })).toEqual({});
  });

  test('reports package databases that several instructions write by themselves, as a note', () => {
    const dockerfile =
      'FROM debian\nRUN apt-get install a\nRUN apt-get install b\nCOPY x /x\nRUN apt-get install c\n';
    const own = [
      layer(DATABASES),
      layer(DATABASES, { '/app/x': BIG }),
      layer({ '/x': 'x' }),
      layer(DATABASES, { '/app/x': BIG }),
    ];
    const input = { base: [layer(DATABASES)], own, dockerfile };
    expect(inspect(input)).toMatchObject({
      'package databases': { bytes: 2 * Object.keys(DATABASES).length * BIG.length },
      'rewritten files': { bytes: BIG.length, paths: ['/app/x'] },
    });
    expect(hiddenBytes.inspect(ledgerOf(input))).toContainEqual(
      expect.objectContaining({
        subject: 'package databases',
        message: 'Package databases that 3 instructions wrote, each of them as a whole',
        fix: expect.stringMatching(/in one `RUN`.* \(lines 2, 3 and 5\)$/),
        atMost: 'note',
      }),
    );
  });

  test('leaves a cache that was removed too late to the rule of caches, so that bytes are told once', () => {
    for (const cache of ['/var/lib/apt/lists/mirror.example_Packages', '/root/.cache/go-build/00/a']) {
      const input = { own: [layer({ [cache]: BIG, '/big': BIG }), layer(whiteout(cache), whiteout('/big'))] };
      expect(inspect(input)).toEqual({ 'removed files': { bytes: BIG.length, paths: ['/big'] } });
      expect(reportOf(ledgerOf(input), [packageCache, buildCache])).toHaveLength(1);
    }
  });

  test.each([
    ['RUN make', 'Delete them in the instruction that makes them, or make them in an earlier stage'],
    [
      'COPY --from=b /wheels /wheels',
      'Mount them where they are used instead of copying them: `RUN --mount=type=bind,from=b,source=/wheels,target=/wheels …`, and drop the `rm`, because a mount cannot be removed',
    ],
    [
      'COPY --chown=1:1 wheels/ /wheels/',
      'Mount them where they are used instead of copying them: `RUN --mount=type=bind,source=wheels/,target=/wheels/ …`, and drop the `rm`, because a mount cannot be removed',
    ],
  ])('says what helps against files of `%s`', (text, fix) => {
    const input = { own: [{ layer: layer({ '/wheels/a.whl': BIG }), text }, layer(whiteout('/wheels'))] };
    expect(hiddenBytes.inspect(ledgerOf(input)).map((match) => match.fix)).toEqual([fix]);
  });

  test('says of the base image’s files that deleting them saves nothing', () => {
    const input = { base: [layer({ '/doc': BIG })], own: [layer(whiteout('/doc'))] };
    expect(hiddenBytes.inspect(ledgerOf(input))[0]?.fix).toContain('Start from a base image without them');
  });

  test('says nothing below its floor, counted over all files', () => {
    expect(inspect({ own: [layer({ '/a': HALF }), layer(whiteout('/a'))] })).toEqual({});
    const two = inspect({ own: [layer({ '/a': HALF, '/b': HALF }), layer(whiteout('/a'), whiteout('/b'))] });
    expect(Object.keys(two)).toEqual(['removed files']);
  });

  test('says nothing of a file that is still seen under another name', () => {
    const own = [layer({ '/a': BIG, '/b': { hardlink: '/a' } }), layer(whiteout('/a'))];
    expect(inspect({ own })).toEqual({});
  });
});
