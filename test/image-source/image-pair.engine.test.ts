import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { findImagePair, openImage } from '../../src/image-source/open-image.ts';
import type { Two } from '../../src/image-source/read-options.ts';
import type { ReadOptions } from '../../src/image-source/read-options.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { archiveOf, dockerFiles, ociIndexFiles, type StoredInput } from '../helpers/archive-builder.ts';
import { clientOf, describeEngines, type TestEngine } from '../helpers/engines.ts';
import { layer, opaque, whiteout } from '../helpers/image-builder.ts';
import { tableRows } from '../helpers/table-rows.ts';

const PATIENCE_MILLISECONDS = 300_000;
const required = { ...requiredContent({ sizes: new Set([4, 9000]) }), contentSums: true };

const base = [
  layer({
    '/bin/sh': { content: `\x7fELF${'x'.repeat(3_000_000)}`, mode: 0o4755 },
    '/etc/passwd': 'root',
    '/var/lib/dpkg/status': 'Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n',
  }),
  layer({ '/d/x': '1', '/d/y': '2', '/link': { symlink: '/etc/passwd' } }),
];
const run = `final-stage-test/pair-${randomUUID()}`;
const ONE: StoredInput = { layers: [...base, layer({ '/app': 'one' })], config: { user: 'app' } };
const TWO: StoredInput = {
  layers: [...base, layer({ '/app': 'two' }, whiteout('/etc/passwd'), opaque('/d'), { '/d/z': '3' })],
};
const TOP: StoredInput = { layers: [...ONE.layers, layer({ '/top': 'y'.repeat(9000) })] };
const OTHER = { ...TWO, config: { platform: { os: 'linux', architecture: 's390x' } } };

const INPUTS = { one: ONE, two: TWO, top: TOP } as const;

describeEngines('two images that the engine sends at once', (engine: TestEngine) => {
  const daemon = clientOf(engine);
  const ids = new Map<string, string>();

  beforeAll(async () => {
    for (const [tag, input] of Object.entries(INPUTS)) {
      const name = `${run}:${tag}`;
      await load(daemon, archiveOf(dockerFiles({ ...input, name }, engine.store)));
      ids.set(tag, (await daemon.getImage(name).inspect()).Id);
    }
    await daemon.getImage(`${run}:one`).tag({ repo: run, tag: 'same' });
  }, PATIENCE_MILLISECONDS);

  afterAll(async () => {
    for (const tag of [...Object.keys(INPUTS), 'same'])
      await daemon.getImage(`${run}:${tag}`).remove({ force: true });
  }, PATIENCE_MILLISECONDS);

  const named = (tag: string): string => `docker-daemon:${run}:${tag}`;
  const byID = (tag: string): string => `docker-daemon:${ids.get(tag) ?? ''}`;

  test.each<[string, () => Two<string>]>([
    ['of which each has a layer of its own', () => [named('one'), named('two')]],
    ['of which one is the other with a layer on top', () => [named('top'), named('one')]],
    ['by their IDs', () => [byID('one'), byID('two')]],
    ['of which one has a name and the other an ID', () => [byID('top'), named('two')]],
    ['by two names of one', () => [named('one'), named('same')]],
    ['by the start of an ID', () => [named('two'), byID('one').replace('sha256:', '').slice(0, 30)]],
    ['by bare names', () => [`${run}:one`, `${run}:two`]],
  ])(
    'are what each alone is: %s',
    async (_case, names) => {
      await expectSame(names(), {});
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'are what each alone is where the engine has several platforms of them',
    async () => {
      if (engine.store !== 'containerd') return expectSame([named('one'), named('top')], {});
      const [first, second] = [`${run}:index-1`, `${run}:index-2`];
      await load(
        daemon,
        archiveOf(ociIndexFiles([{ ...ONE, attestation: true }, OTHER], `docker.io/${first}`)),
      );
      await load(daemon, archiveOf(ociIndexFiles([TOP, OTHER], `docker.io/${second}`)));
      try {
        await expectSame([`docker-daemon:${first}`, `docker-daemon:${second}`], {});
        const platform = { os: 'linux', architecture: 's390x' };
        await expectSame([`docker-daemon:${first}`, `docker-daemon:${second}`], { platform });
        await expectSame([`docker-daemon:${first}`, named('two')], {});
      } finally {
        for (const name of [first, second]) await daemon.getImage(name).remove({ force: true });
      }
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'are read in place where that is asked for and possible, else at once',
    async () => {
      const isPossible = engine.store === 'overlay2' && process.getuid?.() === 0;
      const codes: string[] = [];
      const inPlace = { read: new Map(), notify: ({ code }: { code: string }) => void codes.push(code) };
      const pair = await openPair([named('one'), named('top')], { inPlace });
      const code = isPossible ? 'read-in-place' : 'not-read-in-place';
      expect(codes).toEqual([code, code]);
      expect(pair?.map(({ imageID }) => imageID)).toEqual(
        (await openEach([named('one'), named('top')], {})).map(({ imageID }) => imageID),
      );
    },
    PATIENCE_MILLISECONDS,
  );

  async function expectSame(names: Two<string>, more: Partial<ReadOptions>): Promise<void> {
    const found = await openPair(names, more);
    expect(reported(found)).toEqual(reported(await openEach(names, more)));
    expect(found).toHaveLength(2);
  }

  function options(more: Partial<ReadOptions>): ReadOptions {
    return { paths: createPathTable(), required, knownLayers: new Map(), daemon, ...more };
  }

  async function openPair([one, two]: Two<string>, more: Partial<ReadOptions>) {
    const all = options(more);
    const pair = await findImagePair([parseImageReference(one), parseImageReference(two)], all);
    return pair?.open([all, all]);
  }

  async function openEach(names: Two<string>, more: Partial<ReadOptions>): Promise<readonly Image[]> {
    const all = options(more);
    const images: Image[] = [];
    for (const name of names) images.push(await openImage(parseImageReference(name), all));
    return images;
  }
});

/** All that is known of images, every column of every row. */
function reported(images: readonly Image[] | undefined): unknown {
  return images?.map(({ layers, ...image }) => ({
    ...image,
    layers: layers.map(({ table, ...rest }) => ({ ...rest, table: tableRows(table) })),
  }));
}

async function load(daemon: Docker, archive: Uint8Array): Promise<void> {
  const stream = await daemon.loadImage(Buffer.from(archive) as unknown as NodeJS.ReadableStream);
  const lines: string[] = [];
  for await (const chunk of stream) lines.push(String(chunk));
  expect(lines.join('')).not.toContain('errorDetail');
}
