import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import type { Digest } from '../../src/digest.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import type { LayerBlob } from '../../src/image-source/layer/known-layers.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { openEntryDirectory } from '../../src/layer-cache/directory.ts';
import { entryName, openEntry, sealEntry } from '../../src/layer-cache/entry.ts';
import { openLayerCache, type LayerCache } from '../../src/layer-cache/layer-cache.ts';
import {
  archiveOf,
  dockerFiles,
  ociFiles,
  writeFiles,
  type StoredInput,
} from '../helpers/archive-builder.ts';
import { digestOf, layer, NOTHING_REQUIRED, whiteout } from '../helpers/image-builder.ts';
import { reportUntested } from '../helpers/untested.ts';

const layers = [
  layer({ '/etc/passwd': 'root', '/bin/sh': { content: 'x'.repeat(3000), mode: 0o755 } }),
  layer({ '/app/run': '#!/bin/sh\n' }, whiteout('/etc/passwd')),
];
const input: StoredInput = { layers };
const VERSION = '0123456789abcdef';

let root = '';
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'final-stage-cache-'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

const folder = (): string => join(root, `folder-${++folders}`);

type Opened = { readonly cache: LayerCache; readonly notices: string[] };

function open(directory: string, version = VERSION, samples = false): Opened {
  const notices: string[] = [];
  const log = (notice: string): void => {
    if (!notice.includes('known from earlier runs')) notices.push(notice);
  };
  return { cache: openLayerCache({ directory, version, log, samples: () => samples }), notices };
}

/** Reads an image as a run does that has only what the cache has. */
async function read(
  reference: string,
  { cache, required }: { cache?: LayerCache; required?: RequiredContent } = {},
) {
  const reading = {
    paths: createPathTable(),
    required: required ?? NOTHING_REQUIRED,
    knownLayers: new Map<Digest, LayerBlob>(),
  };
  const image = await openImage(parseImageReference(reference), cache?.over(reading) ?? reading);
  cache?.flush();
  return image;
}

/** Everything that a report can be made of. */
function reported({ layers: found, ...image }: Image) {
  return {
    ...image,
    layers: found.map(({ table, ...rest }) => ({
      ...rest,
      rows: Array.from({ length: table.rowCount }, (_, row) => [
        table.paths.path(table.node(row)),
        table.type(row),
        table.size(row),
        table.mode(row),
        table.linkTarget(row),
        table.facts(row),
      ]),
      whiteouts: table.whiteouts.map((node) => table.paths.path(node)),
    })),
  };
}

async function layout(alter: (parts: Map<string, Uint8Array>) => void = () => undefined): Promise<string> {
  const directory = folder();
  await writeFiles(directory, ociFiles({ ...input, compression: 'gzip', alter }));
  return `oci:${directory}`;
}

/** The same names and sizes, and nothing in them. */
function blank(parts: Map<string, Uint8Array>): void {
  for (const { tar } of layers) {
    for (const bytes of [tar, gzipSync(tar)]) {
      const path = `blobs/${digestOf(bytes).replace(':', '/')}`;
      if (parts.has(path)) parts.set(path, new Uint8Array(parts.get(path)!.length));
    }
  }
}

describe('a layer cache', () => {
  test.each<[string, () => Promise<string>, () => Promise<string>]>([
    ['an OCI layout', () => layout(), () => layout(blank)],
    [
      'an archive of docker save',
      async () => archive(archiveOf(dockerFiles(input, 'overlay2'))),
      async () => archive(archiveOf(dockerFiles({ ...input, alter: blank }, 'overlay2'))),
    ],
    [
      'an archive of docker save, compressed layers',
      async () => archive(archiveOf(dockerFiles(input, 'containerd'))),
      async () => archive(archiveOf(dockerFiles({ ...input, alter: blank }, 'containerd'))),
    ],
  ])('spares the reading of every layer of %s', async (_title, whole, empty) => {
    const directory = folder();
    const first = await read(await whole(), open(directory));
    const second = open(directory);
    const again = await read(await empty(), second);
    expect({ ...reported(again), reference: '' }).toEqual({ ...reported(first), reference: '' });
    expect(second.notices).toEqual([]);
  });

  test('gives what reading gives, for another repository and other requirements', async () => {
    const directory = folder();
    const reference = await layout();
    await read(reference, open(directory));
    for (const required of [
      { ...NOTHING_REQUIRED, gitBlobSizes: new Set([4, 10]) },
      { ...NOTHING_REQUIRED, wantsContent: (path: string) => path === '/etc/passwd' },
    ]) {
      const cached = await read(reference, { ...open(directory), required });
      expect(reported(cached)).toEqual(reported(await read(reference, { required })));
    }
  });

  test('reads a layer again whose entry lacks what is required now, and keeps that', async () => {
    const directory = folder();
    const required = { ...NOTHING_REQUIRED, wantsContent: (path: string) => path === '/etc/passwd' };
    await read(await layout(), open(directory));
    await expect(read(await layout(blank), { ...open(directory), required })).rejects.toThrow(
      'is not a layer',
    );
    await read(await layout(), { ...open(directory), required });
    const cached = await read(await layout(blank), { ...open(directory), required });
    expect(cached.layers[0]!.table.facts(1)?.content).toEqual(new Uint8Array(Buffer.from('root')));
  });

  test('has nothing for another version of the program', async () => {
    const directory = folder();
    await read(await layout(), open(directory));
    await expect(read(await layout(blank), open(directory, 'f'.repeat(16)))).rejects.toThrow(
      'is not a layer',
    );
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['was changed', (bytes) => Buffer.from(bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1))],
    ['was cut', (bytes) => bytes.subarray(0, -1)],
    ['is empty', () => Buffer.alloc(0)],
    ['is no entry', () => Buffer.from('hello')],
  ])('discards an entry that %s with a notice, and reads the layer', async (_title, damage) => {
    const directory = folder();
    const reference = await layout();
    const first = await read(reference, open(directory));
    for (const name of await readdir(directory)) {
      if (name.startsWith('layer-'))
        await writeFile(join(directory, name), damage(await readFile(join(directory, name))));
    }
    const second = open(directory);
    expect(reported(await read(reference, second))).toEqual(reported(first));
    expect(new Set(second.notices)).toEqual(
      new Set(
        layers.map(
          ({ tar }) => `the layer cache has a damaged entry, which is discarded: layer ${digestOf(tar)}`,
        ),
      ),
    );
    const third = open(directory);
    await read(await layout(blank), third);
    expect(third.notices).toEqual([]);
  });

  test('does not take the entry of one layer for another’s', async () => {
    const directory = folder();
    await read(await layout(), open(directory));
    const [one, other] = (await readdir(directory)).filter((name) => name.startsWith('layer-'));
    await writeFile(join(directory, one!), await readFile(join(directory, other!)));
    const second = open(directory);
    await read(await layout(), second);
    expect(second.notices).toHaveLength(1);
  });

  test('is of no help and no harm where its folder cannot be written', async () => {
    const directory = folder();
    const { cache, notices } = open(directory);
    await rm(directory, { recursive: true });
    await writeFile(directory, '');
    const found = await read(await layout(), { cache });
    expect(reported(found)).toEqual(reported(await read(found.reference)));
    expect(notices).toEqual([expect.stringContaining('the layer cache cannot be written: ')]);
    expect(() => open(directory)).toThrow('is not a usable folder');
  });

  test.each(['gzip', 'none', 'zstd'] as const)(
    'says of a layer in %s what its bytes say, whatever is required',
    async (compression) => {
      const directory = folder();
      const files = folder();
      await writeFiles(files, ociFiles({ ...input, compression }));
      await read(`oci:${files}`, open(directory));
      for (const required of [
        NOTHING_REQUIRED,
        { ...NOTHING_REQUIRED, gitBlobSizes: new Set([4, 10]), contentSums: true },
        { ...NOTHING_REQUIRED, wantsContent: () => true },
      ]) {
        const checked = open(directory, VERSION, true);
        await read(`oci:${files}`, { ...checked, required });
        expect([checked.notices, checked.cache.isRefuted()]).toEqual([[], false]);
      }
      await expect(read(await layout(blank), open(directory, VERSION, true))).rejects.toThrow(
        'is not a layer',
      );
    },
  );

  test('is discarded where a layer says otherwise than its entry, and is filled anew', async () => {
    const directory = folder();
    const reference = await layout();
    const first = await read(reference, open(directory));
    const [one, other] = layers.map(({ tar }) => ({
      kind: 'layer' as const,
      digest: digestOf(tar),
      version: VERSION,
    }));
    const record = openEntry(one!, await readFile(join(directory, entryName(one!))));
    await writeFile(join(directory, entryName(other!)), sealEntry(other!, record)!);
    const forged = open(directory, VERSION, true);
    await read(reference, forged);
    expect(forged.cache.isRefuted()).toBe(true);
    expect(forged.notices).toEqual([
      expect.stringMatching(
        /^the layer cache is discarded .*: of layer sha256:[0-9a-f]{64} found rows `\d+`, expected `\d+`$/,
      ),
    ]);
    expect(await readdir(directory)).toEqual([]);
    expect(reported(await read(reference, forged))).toEqual(reported(first));
    const after = open(directory, VERSION, true);
    await read(reference, after);
    expect(after.notices).toEqual([]);
    expect(await readdir(directory)).toHaveLength(6);
  });

  test.each([
    [true, 2],
    [false, 0],
  ])('tells how many layers were known, and how many of them were read: %s', async (samples, count) => {
    const directory = folder();
    await read(await layout(), open(directory));
    const notices: string[] = [];
    const log = (notice: string): void => void notices.push(notice);
    const cache = openLayerCache({ directory, version: VERSION, log, samples: () => samples });
    await read(await layout(), { cache });
    expect(notices).toEqual([
      `2 layer(s) were known from earlier runs; ${count} of them were read again as a check`,
    ]);
  });

  test('goes to another machine in one piece', async () => {
    const [from, to] = [folder(), folder()];
    await read(await layout(), open(from));
    const pack = open(from).cache.pack();
    const other = open(to);
    other.cache.unpack(pack.bytes);
    expect(other.notices).toEqual([]);
    expect(await readdir(to)).toEqual(await readdir(from));
    await read(await layout(blank), other);
    expect(other.cache.pack()).toEqual(pack);
    expect(open(from, 'f'.repeat(16)).cache.pack().bytes).toHaveLength(0);
  });

  test('takes of a damaged piece what is whole, with a notice', async () => {
    const [from, to] = [folder(), folder()];
    await read(await layout(), open(from));
    const other = open(to);
    other.cache.unpack(open(from).cache.pack().bytes.subarray(0, -5));
    expect(other.notices).toEqual(['the restored layer cache is damaged: it ends early']);
    expect(await readdir(to)).toHaveLength((await readdir(from)).length - 1);
    other.cache.unpack(Buffer.from('FSL1\u0004../x'));
    expect(other.notices).toHaveLength(2);
  });
});

describe('the folder of a layer cache', () => {
  const entry = `layer-${'a'.repeat(64)}-${VERSION}`;

  test.each<[string, (file: string) => Promise<unknown> | undefined]>([
    ['a link', (file) => symlink('/etc/hostname', file)],
    ['a link to nothing', (file) => symlink('/nowhere', file)],
    ['a pipe', (file) => void execFileSync('mkfifo', [file])],
    ['a folder', (file) => mkdir(file)],
    ['larger than any entry', (file) => writeFile(file, '').then(() => truncate(file, 2 ** 40))],
  ])('reads no entry that is %s, and waits for none', async (_title, make) => {
    const directory = folder();
    const entries = openEntryDirectory(directory);
    await make(join(directory, entry));
    expect(entries.read(entry)).toBeUndefined();
  });

  if (process.getuid?.() === 0) {
    test.each([
      [0o755, 65534, 3],
      [0o777, 65534, undefined],
      [0o1777, 65534, undefined],
      [0o1777, 0, 3],
    ])('of mode %o has an entry of user %i: %p bytes', async (mode, uid, length) => {
      const directory = folder();
      const name = `layer-${'b'.repeat(64)}-${VERSION}`;
      openEntryDirectory(directory).write(name, new Uint8Array(3));
      await chmod(directory, mode);
      await chown(join(directory, name), uid, uid);
      expect(openEntryDirectory(directory).read(name)?.length).toBe(length);
    });
  } else reportUntested('entries of other users: only root can make them');

  test('loses what was not used for longest, and nothing that is not its own', async () => {
    const directory = folder();
    const entries = openEntryDirectory(directory);
    const name = (digit: number): string => `layer-${String(digit).repeat(64)}-${VERSION}`;
    for (const digit of [1, 2, 3]) {
      entries.write(name(digit), new Uint8Array(100));
      await utimes(join(directory, name(digit)), digit, digit);
    }
    await writeFile(join(directory, 'notes.txt'), 'x'.repeat(1000));
    await writeFile(join(directory, `begun-${VERSION}`), 'x');
    await utimes(join(directory, `begun-${VERSION}`), 1, 1);
    entries.read(name(1));
    entries.trim(250);
    expect(await readdir(directory)).toEqual([name(1), name(3), 'notes.txt'].sort());
    expect((await stat(join(directory, name(1)))).mtimeMs).toBeGreaterThan(10_000);
  });
});

async function archive(bytes: Uint8Array): Promise<string> {
  const file = `${folder()}.tar`;
  await writeFile(file, bytes);
  return `docker-archive:${file}`;
}
