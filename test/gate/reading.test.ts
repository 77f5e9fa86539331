import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/digest.ts';
import type { LayerCache } from '../../src/layer-cache/layer-cache.ts';
import type { Image } from '../../src/image/image.ts';
import type { GatePorts, Side } from '../../src/gate/ports.ts';
import type { Environment } from '../../src/run/run.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { digestOf, layer, NOTHING_REQUIRED } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { INSPECT_REQUEST } from '../helpers/recording-ports.ts';
import { openRegistryDouble } from '../helpers/registry-double.ts';
import { overGate } from './workplace.ts';

const folder = makeFolder();
const saved = process.env['DOCKER_HOST'];
beforeAll(() => {
  // Nobody answers there.
  process.env['DOCKER_HOST'] = `unix://${join(folder.path, 'no-engine.sock')}`;
});
afterAll(() => {
  if (saved === undefined) delete process.env['DOCKER_HOST'];
  else process.env['DOCKER_HOST'] = saved;
  folder.remove();
});

const LAYERS = [layer({ '/etc/motd': 'hello' }), layer({ '/app/made': 'made' })];

function sideOf(name: string, change: Partial<Side> = {}): Side {
  return {
    label: 'candidate',
    reference: { transport: 'oci', name },
    dockerfile: null,
    buildArgs: [],
    buildContexts: [],
    repository: null,
    ...change,
  };
}

type Manifest = { layers: { mediaType: string; digest: string; size: number }[] };

/** An OCI layout of the layers, whose manifest says what `change` makes of it. */
async function layout(name: string, change: (manifest: Manifest) => void = () => undefined): Promise<string> {
  const directory = join(folder.path, name);
  await writeOciLayout(directory, LAYERS);
  const index = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as {
    manifests: { digest: string; size: number }[];
  };
  const descriptor = index.manifests[0]!;
  const blobs = join(directory, 'blobs', 'sha256');
  const manifest = JSON.parse(readFileSync(join(blobs, descriptor.digest.slice(7)), 'utf8')) as Manifest;
  change(manifest);
  const bytes = Buffer.from(JSON.stringify(manifest));
  descriptor.digest = digestOf(bytes);
  descriptor.size = bytes.length;
  writeFileSync(join(blobs, descriptor.digest.slice(7)), bytes);
  writeFileSync(join(directory, 'index.json'), JSON.stringify(index));
  return directory;
}

const blobOf = (directory: string, digest: string): string =>
  join(directory, 'blobs', 'sha256', digest.slice(7));

async function openAlone(ports: GatePorts, candidate: Side): Promise<Image> {
  return (await ports.openImages({ candidate, baseline: null }, NOTHING_REQUIRED)).candidate;
}

describe('opening an image', () => {
  const open = (subject: Side, world: Partial<Environment> = {}) =>
    overGate(INSPECT_REQUEST, ({ ports }) => openAlone(ports, subject), world);

  test('reads every layer, and says that it does', async () => {
    const directory = await layout('whole');
    const [image, said] = await overGate(INSPECT_REQUEST, async ({ ports, said: lines }) => [
      await openAlone(ports, sideOf(directory)),
      lines,
    ]);
    expect(image.layers.map(({ diffID }) => diffID)).toEqual(LAYERS.map(({ tar }) => digestOf(tar)));
    expect(image).toMatchObject({ reference: 'candidate' });
    expect(image).not.toHaveProperty('notices');
    expect(said).toEqual(['reading candidate']);
  });

  test('takes the platform that the side names', async () => {
    const directory = await layout('platform');
    const platform = { os: 'linux', architecture: 's390x' };
    await expect(open(sideOf(directory, { platform }))).rejects.toMatchObject({ code: 'image-not-found' });
  });

  test('refuses a layer whose bytes have another digest', async () => {
    let digest = '';
    const directory = await layout('other-bytes', ({ layers }) => {
      digest = layers[1]!.digest;
    });
    const bytes = readFileSync(blobOf(directory, digest));
    // The time in the header of gzip: the tar inside stays the same.
    bytes[4] = 1;
    writeFileSync(blobOf(directory, digest), bytes);
    const actual = createHash('sha256').update(bytes).digest('hex');
    await expect(open(sideOf(directory))).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(`has digest \`sha256:${actual}\`, expected \`${digest}\``),
    });
  });

  test('refuses a layer of another size than the manifest says', async () => {
    let size = 0;
    const directory = await layout('other-size', ({ layers }) => {
      size = layers[0]!.size;
      layers[0]!.size = size + 1;
    });
    await expect(open(sideOf(directory))).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining(`has ${size} bytes, expected ${size + 1}`),
    });
  });

  test('refuses layers in another order than the config says', async () => {
    const directory = await layout('other-order', ({ layers }) => {
      layers.reverse();
    });
    await expect(open(sideOf(directory))).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringMatching(/layer 0 .* has diffID .*; layer 1 .* has diffID /),
    });
  });

  test('refuses an image without one of its layers', async () => {
    const directory = await layout('missing', ({ layers }) => {
      layers[1]!.digest = `sha256:${'e'.repeat(64)}`;
    });
    await expect(open(sideOf(directory))).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  test('reads through the layer cache, which knows whether it was refuted', async () => {
    const seen: Parameters<LayerCache['over']>[0][] = [];
    let refuted = false;
    let flushed = 0;
    const layerCache: LayerCache = {
      over: (reading) => {
        seen.push(reading);
        return reading;
      },
      rowsOf: () => undefined,
      flush: () => void (flushed += 1),
      pack: () => ({ bytes: new Uint8Array(0), count: 0 }) as never,
      unpack: () => undefined,
      isRefuted: () => refuted,
    };
    const directory = await layout('cached');
    await overGate(
      INSPECT_REQUEST,
      async ({ ports }) => {
        expect(ports.isCacheRefuted()).toBe(false);
        await openAlone(ports, sideOf(directory));
        refuted = true;
        await openAlone(ports, sideOf(directory));
        expect(ports.isCacheRefuted()).toBe(true);
        expect(flushed).toBe(0);
      },
      { layerCache },
    );
    expect([seen.map(({ required }) => required), flushed]).toEqual([
      [NOTHING_REQUIRED, NOTHING_REQUIRED],
      1,
    ]);
    // Nothing of the first reading is left in the second.
    expect(seen[1]?.paths).not.toBe(seen[0]?.paths);
    expect(seen[1]?.knownLayers).not.toBe(seen[0]?.knownLayers);
    expect(await overGate(INSPECT_REQUEST, ({ ports }) => Promise.resolve(ports.isCacheRefuted()))).toBe(
      false,
    );
  });
});

describe('diffIDs of a base image', () => {
  const own = LAYERS.map(({ tar }) => digestOf(tar));
  type Asked = {
    readonly name?: string | null;
    readonly digest?: Digest | null;
    readonly fits?: boolean;
    readonly world?: Partial<Environment>;
  };
  const ask = (subject: Side, { name = 'debian:12', digest = null, fits = true, world = {} }: Asked = {}) =>
    overGate(INSPECT_REQUEST, ({ ports }) => ports.baseDiffIDs(subject, { name, digest }, () => fits), world);

  test('are those of the image that the user names, whatever the Dockerfile says', async () => {
    const name = await layout('named-base');
    const subject = sideOf('x', { base: { transport: 'oci', name } });
    expect(await ask(subject)).toEqual(own);
    // What the user names is not doubted here.
    expect(await ask(subject, { fits: false })).toEqual(own);
  });

  test('must be readable of the image that the user names', async () => {
    const subject = sideOf('x', { base: { transport: 'oci', name: join(folder.path, 'no-such') } });
    await expect(ask(subject)).rejects.toMatchObject({ code: 'image-not-found' });
  });

  test('are those of the layout that a build context puts in the base’s place, where they fit', async () => {
    const directory = await layout('context-base');
    const index = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as {
      manifests: [{ digest: string }];
    };
    const { digest } = index.manifests[0];
    const subject = sideOf('x', { buildContexts: [`debian:12=oci-layout://${directory}@${digest}`] });
    expect(await ask(subject)).toEqual(own);
    expect(await ask(subject, { fits: false })).toBeNull();
    expect(await ask(subject, { name: 'debian:13' })).toBeNull();
  });

  test('are none where nobody has the image: no engine answers, and no digest is known', async () => {
    expect(await ask(sideOf('x'))).toBeNull();
    expect(await ask(sideOf('x'), { name: null })).toBeNull();
    const folderContext = { buildContexts: ['debian:12=/some/folder'] };
    expect(await ask(sideOf('x', folderContext))).toBeNull();
  });

  test('are the registry’s by the digest that the builder started from, never by the tag', async () => {
    const directory = await layout('registry-base');
    const files = new Map<string, Uint8Array>();
    for (const name of readdirSync(join(directory, 'blobs', 'sha256'))) {
      files.set(`blobs/sha256/${name}`, readFileSync(join(directory, 'blobs', 'sha256', name)));
    }
    const index = readFileSync(join(directory, 'index.json'));
    files.set('index.json', index);
    const { manifests } = JSON.parse(index.toString()) as { manifests: [{ digest: string }] };
    const digest = manifests[0].digest as Digest;
    await using registry = await openRegistryDouble(files);
    const world = { insecureRegistries: [registry.host] };
    const name = `${registry.host}/base:moving`;
    expect(await ask(sideOf('x'), { name, digest, world })).toEqual(own);
    expect(registry.visits.map(({ path }) => path)).toContain(`/v2/base/manifests/${digest}`);
    expect(registry.visits.some(({ path }) => path.endsWith('/moving'))).toBe(false);
    const before = registry.visits.length;
    expect(await ask(sideOf('x'), { name, world })).toBeNull();
    expect(registry.visits).toHaveLength(before);
    expect(await ask(sideOf('x'), { name, digest, fits: false, world })).toBeNull();
  });

  test('are no longer looked for after a cancellation', async () => {
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    await expect(ask(sideOf('x'), { world: { signal: controller.signal } })).rejects.toThrow('cancelled');
  });
});
