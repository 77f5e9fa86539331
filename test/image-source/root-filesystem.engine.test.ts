import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientOf, describeEngines } from '../helpers/engines.ts';
import { layer, opaque, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { expectAsExported, withLoaded } from '../helpers/loaded-image.ts';

const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
const path = names.map((parts) => `/${parts.join('/')}`);
const part: fc.Arbitrary<FileInputs> = fc.oneof(
  path.map((at): FileInputs => ({ [at]: `content of ${at}` })),
  path.map((at): FileInputs => ({ [at]: { directory: true } })),
  path.map((at): FileInputs => ({ [at]: { symlink: 'target' } })),
);
const removal = fc.oneof(path.map(whiteout), path.map(opaque));

/** Layers as engines write them: no path twice, and no file above another file of the same layer. */
const layersLikeReal = fc
  .array(fc.tuple(fc.array(removal, { maxLength: 2 }), fc.array(part, { minLength: 1, maxLength: 6 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(([removals, parts], index) =>
      layer(withoutConflicts([...(index === 0 ? [] : removals), ...parts])),
    ),
  );

function withoutConflicts(parts: readonly FileInputs[]): FileInputs {
  const kept: Record<string, FileInputs[string]> = {};
  for (const [at, file] of parts.flatMap((one) => Object.entries(one))) {
    const others = Object.keys(kept);
    const clashes = others.some(
      (other) => other === at || other.startsWith(`${at}/`) || at.startsWith(`${other}/`),
    );
    if (!clashes) kept[at] = file;
  }
  return kept;
}

describeEngines('the root filesystem of an image is what docker export of its container lists', (engine) => {
  const daemon = clientOf(engine);

  test('for links, modes, devices, long names, replaced and removed files', async () => {
    const long = `/deep/${'x'.repeat(120)}/${'y'.repeat(90)}`;
    const layers = [
      layer({
        '/bin/tool': { content: 'x'.repeat(5000), mode: 0o4755 },
        '/bin/alias': { hardlink: '/bin/tool' },
        '/bin/third': { hardlink: '/bin/tool' },
        '/lib': { symlink: 'usr/lib' },
        '/usr/lib/x.so': 'library',
        '/etc/passwd': 'root',
        '/dev/mine': { device: 'character' },
        '/run/pipe': { fifo: true, mode: 0o600 },
        '/tmp': { directory: true, mode: 0o1777 },
        '/cache/a': 'a',
        '/cache/b/c': 'c',
        '/turn/into/file': 'f',
        '/was-file': 'f',
        [long]: 'long',
        '/ünï/文': 'text',
      }),
      layer(
        { '/cache/new': 'new' },
        opaque('/cache'),
        whiteout('/bin/tool'),
        whiteout('/etc/passwd'),
        whiteout('/never/there'),
        {
          '/turn/into': 'a file now',
          '/was-file/now': 'a directory',
          '/tmp': { directory: true, mode: 0o700 },
        },
      ),
      layer({ '/etc/passwd': 'again' }, whiteout('/cache/new'), { '/usr/lib/x.so': 'newer' }),
    ];
    await withLoaded(daemon, layers, async (name) => {
      const catalog = await expectAsExported(daemon, name);
      expect(catalog.resolve('/bin/alias')).toBeGreaterThan(0);
      expect(catalog.resolve('/bin/tool')).toBe(-1);
    });
  });

  test('for layers of any kind', async () => {
    for (const layers of fc.sample(layersLikeReal, { numRuns: 8, seed: 1 })) {
      await withLoaded(daemon, layers, async (name) => {
        await expectAsExported(daemon, name);
      });
    }
  });

  test('for images that the engine has already', async () => {
    const images = await daemon.listImages();
    const tags = images.filter(({ Size }) => Size < 400e6).flatMap(({ RepoTags }) => RepoTags ?? []);
    const chosen = ['debian-slim', 'alpine', 'python-slim'].flatMap(
      (base) => tags.filter((tag) => tag.startsWith(`final-stage-stand-in/${base}:`)).sort()[0] ?? [],
    );
    for (const tag of chosen) expect((await expectAsExported(daemon, tag)).rowCount).toBeGreaterThan(0);
  });
});
