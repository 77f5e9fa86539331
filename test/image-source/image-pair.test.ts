import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { findImagePair, openImage } from '../../src/image-source/open-image.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { archiveOf, dockerFiles, type ArchiveShape } from '../helpers/archive-builder.ts';
import {
  joinFiles,
  openEngineDouble,
  type EngineDouble,
  type EngineInput,
} from '../helpers/engine-double.ts';
import { digestOf, layer, NOTHING_REQUIRED, whiteout } from '../helpers/image-builder.ts';
import { tableRows } from '../helpers/table-rows.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const base = [
  layer({ '/etc/passwd': 'root', '/bin/sh': { content: randomBytes(200_000), mode: 0o755 } }),
  layer({ '/usr/lib/a.so': 'library' }),
];
const ONE = { name: 'app:1', layers: [...base, layer({ '/app': 'one' })], config: { user: 'app' } };
const TWO = {
  name: 'registry.example:5000/app:2',
  layers: [...base, layer({ '/app': 'one' }), layer({ '/srv/two': 'two' }, whiteout('/etc/passwd'))],
};
const STRANGER = { name: 'stranger:3', layers: [layer({ '/app': 'three' })] };
const IMAGES = [ONE, TWO, STRANGER];
const SHAPES: readonly ArchiveShape[] = ['legacy', 'overlay2', 'containerd'];

let engines = 0;

function openEngine(input: Partial<EngineInput> & Pick<EngineInput, 'shape'>): Promise<EngineDouble> {
  engines += 1;
  return openEngineDouble({ images: IMAGES, ...input, socket: join(folder, `engine-${engines}`) });
}

function optionsFor({ daemon }: EngineDouble, more: Partial<ReadOptions> = {}): ReadOptions {
  return { paths: createPathTable(), required: NOTHING_REQUIRED, knownLayers: new Map(), daemon, ...more };
}

async function openPair(engine: EngineDouble, more: Partial<ReadOptions> = {}, names = [ONE.name, TWO.name]) {
  const [one = '', two = ''] = names;
  const options = optionsFor(engine, more);
  const references = [
    parseImageReference(`docker-daemon:${one}`),
    parseImageReference(`docker-daemon:${two}`),
  ] as const;
  const pair = await findImagePair(references, options);
  return pair && pair.open([options, options]);
}

async function openEach(engine: EngineDouble): Promise<readonly Image[]> {
  const options = optionsFor(engine);
  const images: Image[] = [];
  for (const { name } of [ONE, TWO])
    images.push(await openImage(parseImageReference(`docker-daemon:${name}`), options));
  return images;
}

/** All that is known of images, for holding some against others. */
function reported(images: readonly Image[] | undefined): unknown {
  return images?.map(({ layers, ...image }) => ({
    ...image,
    layers: layers.map(({ table, ...rest }) => ({ ...rest, table: tableRows(table) })),
  }));
}

describe.each(SHAPES)('two images of one daemon, as %s sends them', (shape) => {
  test('are read from one answer, and are what each alone is', async () => {
    await using engine = await openEngine({ shape });
    const pair = await openPair(engine);
    expect(engine.asked.filter((path) => !path.endsWith('/json'))).toEqual([
      '/images/get?names=app%3A1&names=registry.example%3A5000%2Fapp%3A2',
    ]);
    expect(reported(pair)).toEqual(reported(await openEach(engine)));
    expect(pair?.map(({ layers }) => layers.length)).toEqual([3, 4]);
  });

  test('are the same whatever the order of parts and lists, with images beside them that nobody asked for', async () => {
    // Layers of old engines have other names in every image, which those of the double have not.
    const beside = shape === 'legacy' ? [] : [STRANGER];
    const turned = (): Map<string, Uint8Array> => {
      const parts = joinFiles([...beside, TWO, ONE].map((image) => dockerFiles(image, shape)));
      return new Map([...parts].reverse());
    };
    await using engine = await openEngine({ shape, several: turned });
    expect(reported(await openPair(engine))).toEqual(reported(await openEach(engine)));
  });

  test('share the tables of the layers that they share', async () => {
    await using engine = await openEngine({ shape });
    const [one, two] = (await openPair(engine)) ?? [];
    for (const ordinal of [0, 1, 2]) expect(one?.layers[ordinal]?.table).toBe(two?.layers[ordinal]?.table);
  });

  test('are one answer of one name where they are the same image', async () => {
    const again = { ...ONE, name: 'app:same' };
    await using engine = await openEngine({ shape, images: [ONE, again] });
    const [one, two] = (await openPair(engine, {}, ['app:1', 'app:same'])) ?? [];
    expect(engine.asked.filter((path) => path.endsWith('/get'))).toHaveLength(1);
    expect([one?.imageID, one?.layers]).toEqual([two?.imageID, two?.layers]);
    expect([one?.reference, two?.reference]).toEqual(['docker-daemon:app:1', 'docker-daemon:app:same']);
  });

  test.each([
    [ONE.name, TWO],
    [TWO.name, ONE],
  ])('end in an error that names %s where the engine leaves it out', async (name, sent) => {
    await using engine = await openEngine({ shape, several: () => dockerFiles(sent, shape) });
    await expect(openPair(engine)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(
        new RegExp(`^the Docker engine did not send \`${name}\` .* asked for \`app:1\` and \`registry`),
      ),
    });
  });

  test('end in an error where the engine breaks off', async () => {
    const several = (parts: Map<string, Uint8Array>): Uint8Array => archiveOf(parts).subarray(0, 100_000);
    await using engine = await openEngine({ shape, several });
    await expect(openPair(engine)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('`app:1` and `registry.example:5000/app:2` is truncated'),
    });
  });

  test.each([400, 404, 500])('are left to be read one by one where the engine answers %i', async (status) => {
    await using engine = await openEngine({ shape, several: () => status });
    expect(await openPair(engine)).toBeUndefined();
  });
});

describe('two images of one daemon', () => {
  test('are read from one answer of an engine that is asked over the network', async () => {
    await using engine = await openEngineDouble({ images: IMAGES, shape: 'overlay2' });
    const pair = await openPair(engine);
    expect(engine.asked.filter((path) => !path.endsWith('/json'))).toHaveLength(1);
    expect(reported(pair)).toEqual(reported(await openEach(engine)));
  });

  test('name the image whose layer is damaged', async () => {
    const own = digestOf(TWO.layers[3]!.tar).replace('sha256:', 'blobs/sha256/');
    const several = (parts: Map<string, Uint8Array>) => parts.set(own, layer({ '/srv/two': 'other' }).tar);
    await using engine = await openEngine({ shape: 'overlay2', several });
    await expect(openPair(engine)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(/^layer 3 of `registry\.example:5000\/app:2` has d/),
    });
  });

  test('name the image whose layer is no layer', async () => {
    const own = digestOf(TWO.layers[3]!.tar).replace('sha256:', 'blobs/sha256/');
    const several = (parts: Map<string, Uint8Array>) => parts.set(own, Buffer.alloc(2000, 'no tar '));
    await using engine = await openEngine({ shape: 'overlay2', several });
    await expect(openPair(engine)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(/^`registry\.example:5000\/app:2` cannot be read: `blobs/),
    });
  });

  test('have a platform each', async () => {
    await using engine = await openEngine({ shape: 'containerd' });
    const options = optionsFor(engine);
    const pair = await findImagePair(
      [parseImageReference('docker-daemon:app:1'), parseImageReference(`docker-daemon:${TWO.name}`)],
      options,
    );
    const platform = { os: 'linux', architecture: 'arm64' };
    await expect(pair?.open([options, { ...options, platform }])).rejects.toMatchObject({
      code: 'image-not-found',
      message: expect.stringContaining(`\`${TWO.name}\` has no image for platform \`linux/arm64\``),
    });
  });

  test('tell progress, and end when they are cancelled', async () => {
    const large = [layer({ '/large': 'x'.repeat(40_000_000) })];
    const images = [
      { name: 'app:1', layers: large },
      { name: 'app:2', layers: [...large, layer({ '/two': '2' })] },
    ];
    await using engine = await openEngine({ shape: 'overlay2', images });
    const seen: number[] = [];
    await openPair(engine, { onProgress: (bytes) => void seen.push(bytes) }, ['app:1', 'app:2']);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const controller = new AbortController();
    const onProgress = (): void => {
      controller.abort(new Error('cancelled'));
    };
    await expect(
      openPair(engine, { onProgress, signal: controller.signal }, ['app:1', 'app:2']),
    ).rejects.toThrow('cancelled');
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'image'],
    ['no ID', { RootFS: { Layers: [digestOf(base[0]!.tar)] } }],
    ['an ID that is no digest', { Id: 'abc', RootFS: { Layers: [] } }],
    ['layers that are no list', { Id: digestOf(base[0]!.tar).slice(0, -1), RootFS: { Layers: 'all' } }],
  ])('are no pair where the engine says %s of them', async (_what, inspect) => {
    await using engine = await openEngine({ shape: 'overlay2', inspect });
    expect(await openPair(engine)).toBeUndefined();
  });

  test('are no pair where they share no layer, where one is missing, or where one is elsewhere', async () => {
    await using engine = await openEngine({ shape: 'overlay2' });
    expect(await openPair(engine, {}, ['app:1', 'stranger:3'])).toBeUndefined();
    expect(await openPair(engine, {}, ['app:1', 'missing:1'])).toBeUndefined();
    const asked = engine.asked.length;
    const elsewhere = parseImageReference('oci:folder');
    const here = parseImageReference('docker-daemon:app:1');
    expect(await findImagePair([elsewhere, here], optionsFor(engine))).toBeUndefined();
    expect(engine.asked).toHaveLength(asked);
  });

  test('are an error without an engine, unless their names may be those of a registry', async () => {
    const engine = await openEngine({ shape: 'overlay2' });
    await engine[Symbol.asyncDispose]();
    await expect(openPair(engine)).rejects.toMatchObject({ code: 'engine-unavailable' });
    const bare = [parseImageReference('app:1'), parseImageReference('app:2')] as const;
    expect(await findImagePair(bare, optionsFor(engine))).toBeUndefined();
  });
});
