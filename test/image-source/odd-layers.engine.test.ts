import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientOf, describeEngines } from '../helpers/engines.ts';
import { expectTablesAsExported, withLoaded } from '../helpers/loaded-image.ts';
import { buildTables, rawLayer, type LayerInput } from '../helpers/image-builder.ts';
import { entry, gnuLong, pax, rawEntry } from '../helpers/tar-builder.ts';
import { toEntries, validSteps, step } from '../helpers/layer-steps.ts';

/** Entries of one stack's layers under a folder of its own, so that many stacks are one image. */
type Stack = (root: string) => readonly (readonly Uint8Array[])[];

const file = (path: string, content = 'x'): Uint8Array => rawEntry({ path, content });
const directory = (path: string): Uint8Array => rawEntry({ path: `${path}/`, type: '5', mode: 0o755 });
const link = (path: string, linkTarget: string): Uint8Array => entry({ path, type: '2', linkTarget });
const hardLink = (path: string, linkTarget: string): Uint8Array => entry({ path, type: '1', linkTarget });
const nullDevice = (path: string): Uint8Array => rawEntry({ path, type: '3', device: [0, 0] });
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

const lower = (p: string): readonly Uint8Array[] => [
  directory(p),
  directory(`${p}/d`),
  file(`${p}/d/x`, 'xx'),
  file(`${p}/d/y`, 'yyy'),
  link(`${p}/l`, 'd'),
  file(`${p}/file`, 'file'),
];

const STACKS: Readonly<Record<string, Stack>> = {
  'link-same-layer': (p) => [[directory(`${p}/d`), link(`${p}/l`, 'd'), file(`${p}/l/n`)]],
  'link-absolute': (p) => [[directory(`${p}/d`), link(`${p}/l`, `/${p}/d`), file(`${p}/l/n`)]],
  'link-escaping': (p) => [[directory(`${p}/d`), link(`${p}/l`, `../../../${p}/d`), file(`${p}/l/n`)]],
  'link-of-link': (p) => [
    [directory(`${p}/d`), link(`${p}/m`, 'd'), link(`${p}/l`, 'm/.'), file(`${p}/l/p/n`)],
  ],
  'link-below': (p) => [lower(p), [file(`${p}/l/n`)]],
  'link-below-deep': (p) => [lower(p), [file(`${p}/l/p/q/n`)]],
  'link-below-listed': (p) => [lower(p), [directory(`${p}/l`), file(`${p}/l/n`)]],
  'link-below-whiteout': (p) => [lower(p), [file(`${p}/l/.wh.x`, '')]],
  'link-below-opaque': (p) => [lower(p), [file(`${p}/l/.wh..wh..opq`, '')]],
  'file-below': (p) => [lower(p), [file(`${p}/file/n`)]],
  'hard-link-through-link': (p) => [
    [directory(`${p}/d`), file(`${p}/d/x`), link(`${p}/l`, 'd'), hardLink(`${p}/l/h`, `${p}/l/x`)],
  ],
  'hard-link-to-link': (p) => [[link(`${p}/l`, 'd'), hardLink(`${p}/h`, `${p}/l`)]],
  names: (p) => [
    [
      directory(`./${p}`),
      file(`${p}/./a`),
      file(`${p}//b`),
      file(`/${p}/c`),
      file(`../${p}/d`),
      file(`${p}/e/../f`),
    ],
  ],
  'file-with-slash': (p) => [[file(`${p}/f/`)]],
  'old-directory': (p) => [[rawEntry({ path: `${p}/f/`, type: '\0', mode: 0o755 })]],
  'control-characters': (p) => [[file(`${p}/new\nline`), file(`${p}/tab\t\u0001`)]],
  'long-names': (p) => [
    [
      entry({ path: `${p}/${'n'.repeat(255)}`, content: 'x' }),
      entry({ path: `${p}/${`${'m'.repeat(199)}/`.repeat(19)}n`, content: 'x' }),
    ],
  ],
  'gnu-and-pax-name': (p) => [
    [joined(pax({ path: `${p}/pax` }), gnuLong('L', `${p}/gnu`), file(`${p}/cut`))],
  ],
  'gnu-before-pax-name': (p) => [
    [joined(gnuLong('L', `${p}/gnu`), pax({ path: `${p}/pax` }), file(`${p}/cut`))],
  ],
  'empty-pax-name': (p) => [[joined(pax({ path: '' }), file(`${p}/cut`))]],
  'hard-link-with-size': (p) => [
    [
      file(`${p}/b`, 'xyz'),
      rawEntry({ path: `${p}/h`, type: '1', linkTarget: `${p}/b`, size: 3 }),
      file(`${p}/n`),
    ],
  ],
  'two-pax-headers': (p) => [
    [joined(pax({ path: `${p}/one` }), pax({ path: `${p}/two` }), file(`${p}/cut`))],
  ],
  'global-header': (p) => [[joined(pax({ path: `${p}/global`, size: '512' }, 'g'), file(`${p}/own`, 'abc'))]],
  'pax-sparse': (p) => [
    [
      joined(
        pax({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': `${p}/real`,
          'GNU.sparse.realsize': '5000',
        }),
        rawEntry({ path: 'cut', content: `${'1\n0\n3\n'.padEnd(512, '\0')}abc` }),
      ),
    ],
  ],
  'sizes-of-headers': (p) => [
    [
      rawEntry({ path: `${p}/l`, type: '2', linkTarget: 'b', size: 512 }),
      rawEntry({ path: `${p}/p`, type: '6', size: 512 }),
      rawEntry({ path: `${p}/d/`, type: '5', size: 512, mode: 0o755 }),
      file(`${p}/b`),
    ],
  ],
  modes: (p) => [
    [
      rawEntry({ path: `${p}/s`, mode: 0o6755 }),
      rawEntry({ path: `${p}/t/`, type: '5', mode: 0o1777 }),
      rawEntry({ path: `${p}/c`, type: '3', device: [1, 3], mode: 0o666 }),
      rawEntry({ path: `${p}/b`, type: '4', device: [7, 0], mode: 0o600 }),
    ],
  ],
  'opaque-before': (p) => [
    lower(p),
    [directory(`${p}/d`), file(`${p}/d/.wh..wh..opq`, ''), file(`${p}/d/n`)],
  ],
  'opaque-after': (p) => [lower(p), [directory(`${p}/d`), file(`${p}/d/n`), file(`${p}/d/.wh..wh..opq`, '')]],
  'opaque-unlisted': (p) => [lower(p), [file(`${p}/d/.wh..wh..opq`, ''), file(`${p}/d/n`)]],
  'opaque-file': (p) => [lower(p), [file(`${p}/file/.wh..wh..opq`, '')]],
  'opaque-nothing': (p) => [lower(p), [file(`${p}/none/.wh..wh..opq`, '')]],
  'whiteout-nothing': (p) => [lower(p), [file(`${p}/deep/er/.wh.never`, '')]],
  'whiteout-then-file': (p) => [lower(p), [file(`${p}/d/.wh.x`, ''), file(`${p}/d/x`, 'new')]],
  'whiteout-then-directory': (p) => [
    lower(p),
    [file(`${p}/.wh.d`, ''), directory(`${p}/d`), file(`${p}/d/n`)],
  ],
  'whiteout-as-directory': (p) => [lower(p), [directory(`${p}/d/.wh.x`)]],
  'whiteout-as-link': (p) => [lower(p), [link(`${p}/d/.wh.x`, 'y')]],
  'whiteout-below-a-whiteout-name': (p) => [lower(p), [file(`${p}/d/.wh.x/child`)]],
  'null-device': (p) => [lower(p), [nullDevice(`${p}/d/x`), nullDevice(`${p}/none`)]],
  'directory-file-directory': (p) => [
    lower(p),
    [file(`${p}/d`)],
    [file(`${p}/d/n`)],
    [link(`${p}/d`, 'l')],
    [directory(`${p}/d`)],
  ],
};

/** Layer by layer, all stacks beside each other. */
function together(stacks: readonly (readonly (readonly Uint8Array[])[])[]): readonly LayerInput[] {
  const depth = Math.max(...stacks.map(({ length }) => length));
  return Array.from({ length: depth }, (_, ordinal) =>
    rawLayer(...stacks.flatMap((stack) => stack[ordinal] ?? [])),
  );
}

// The layers are read as they were made: an engine of the overlay2 store cannot save some of them any more.
describeEngines('layers that no builder of Docker writes', (engine) => {
  const daemon = clientOf(engine);

  test('are seen as docker export lists them', async () => {
    const layers = together(Object.entries(STACKS).map(([name, stack]) => stack(name)));
    await withLoaded(daemon, layers, async (name) => {
      const { fileCount } = await expectTablesAsExported(daemon, name, buildTables(layers));
      expect(fileCount).toBeGreaterThan(Object.keys(STACKS).length);
    });
  });

  test('do not lose what an opaque root would hide', async () => {
    const layers = [rawLayer(file('a')), rawLayer(file('b'), file('.wh..wh..opq', ''))];
    await withLoaded(daemon, layers, async (name) => {
      expect((await expectTablesAsExported(daemon, name, buildTables(layers))).fileCount).toBe(2);
    });
  });

  test.each([1, 2])('are seen as docker export lists them, whatever they hold (seed %d)', async (seed) => {
    const stack = fc.array(fc.array(step, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 4 });
    const stacks = fc.sample(stack, { numRuns: 150, seed });
    const layers = together(
      stacks.map((all, index) => all.map((steps) => toEntries(`s${index}`, validSteps(steps)))),
    );
    await withLoaded(daemon, layers, async (name) => {
      expect((await expectTablesAsExported(daemon, name, buildTables(layers))).rowCount).toBeGreaterThan(600);
    });
  });
});
