import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { extract, type Header } from 'tar-stream';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { FileCatalog } from '../../src/files/catalog.ts';
import { createPathTable } from '../../src/files/path-table.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import type { Image } from '../../src/image/image.ts';
import { archiveOf, dockerFiles } from '../helpers/archive-builder.ts';
import { clientOf, describeEngines } from '../helpers/engines.ts';
import {
  layer,
  NO_WISHES,
  opaque,
  whiteout,
  type FileInputs,
  type LayerInput,
} from '../helpers/image-builder.ts';

/** One line per path that a container sees; a hard link says the first name of its group. */
type Lines = readonly string[];

/** What the engine puts into every container. design.md, invariant 1. */
const FROM_ENGINE =
  /^\/(?:\.dockerenv|(?:proc|sys)(?:\/.*)?|dev(?:\/(?:console|pts|shm))?|etc(?:\/(?:hosts|hostname|resolv\.conf|mtab))?)$/;

async function exportedLines(daemon: Docker, name: string, ours: FileCatalog): Promise<Lines> {
  const container = await daemon.createContainer({ Image: name, Cmd: ['/none'] });
  try {
    const headers = await readHeaders(await container.export());
    const groups = new Map<string, string>();
    for (const { name: path, linkname, type } of headers) {
      if (type === 'link') groups.set(absolute(path), groups.get(absolute(linkname)) ?? absolute(linkname));
    }
    const files = new Map(headers.map((header) => [absolute(header.name), header]));
    const firsts = new Map<string, string>();
    for (const path of [...files.keys()].sort()) {
      const group = groups.get(path) ?? path;
      if (!firsts.has(group)) firsts.set(group, path);
    }
    const own = (path: string): boolean =>
      FROM_ENGINE.test(path) && ours.visibleRow(ours.paths.find(path)) < 0;
    return [...files]
      .filter(([path]) => path !== '/' && !own(path) && !isMount(path))
      .map(([path, header]) => {
        const group = groups.get(path) ?? path;
        const inode = files.get(group) ?? header;
        return line(path, { ...inode, first: firsts.get(group) ?? path });
      })
      .sort();
  } finally {
    await container.remove({ force: true });
  }
}

/** Files that the engine mounts over what the image has. */
function isMount(path: string): boolean {
  return /^\/(?:dev\/(?:console|pts|shm)|etc\/(?:hosts|hostname|resolv\.conf|mtab))$/.test(path);
}

/** What a path stands for; `first` is the first name of its hard-link group. */
type Inode = Partial<Pick<Header, 'type' | 'size' | 'mode' | 'linkname'>> & { readonly first: string };

function line(path: string, file: Inode): string {
  const mode = ((file.mode ?? 0) & 0o7777).toString(8);
  switch (file.type) {
    case 'directory':
      return `${path} directory ${mode}`;
    case 'symlink':
      return `${path} symlink ${file.linkname ?? ''}`;
    case 'file':
      return `${path} regular ${file.size ?? 0} ${mode} ${file.first}`;
    default:
      return `${path} ${file.type?.replace('-device', '') ?? ''} ${mode}`;
  }
}

async function readHeaders(tar: NodeJS.ReadableStream): Promise<readonly Header[]> {
  const headers: Header[] = [];
  const unpacker = extract();
  unpacker.on('entry', (header, stream, next) => {
    headers.push(header);
    stream.on('end', next);
    stream.resume();
  });
  tar.pipe(unpacker);
  await finished(unpacker);
  return headers;
}

function absolute(path: string): string {
  return `/${path.replace(/^\.?\/+/, '').replace(/\/+$/, '')}`;
}

/** What the catalog says that a container sees. */
function visibleLines(catalog: FileCatalog): Lines {
  const rows = Array.from({ length: catalog.rowCount }, (_, row) => row).filter(
    (row) => catalog.visibility(row) === 'visible' && catalog.node(row) !== 0 && !isMount(catalog.path(row)),
  );
  const firsts = new Map<number, string>();
  for (const row of rows) {
    const path = catalog.path(row);
    const first = firsts.get(catalog.groupOf(row));
    if (first === undefined || path < first) firsts.set(catalog.groupOf(row), path);
  }
  return rows
    .map((row) => {
      const group = catalog.groupOf(row);
      const types = { regular: 'file', character: 'character-device', block: 'block-device' } as const;
      const type = catalog.type(group);
      return line(catalog.path(row), {
        type:
          type === 'regular' || type === 'character' || type === 'block'
            ? types[type]
            : (type as 'directory'),
        size: catalog.size(row),
        mode: catalog.mode(group),
        linkname: catalog.linkTarget(row) ?? '',
        first: firsts.get(group) ?? '',
      });
    })
    .sort();
}

function read(daemon: Docker, name: string): Promise<Image> {
  const options = { paths: createPathTable(), wishes: NO_WISHES, daemon };
  return openImage({ transport: 'docker-daemon', name }, options);
}

async function expectAsExported(daemon: Docker, name: string): Promise<FileCatalog> {
  const found = await read(daemon, name);
  const catalog = catalogLayers(found.layers.map(({ table }) => table));
  expect(visibleLines(catalog)).toEqual(await exportedLines(daemon, name, catalog));
  expectSums(found, catalog);
  return catalog;
}

/** design.md, invariant 2. */
function expectSums(found: Image, catalog: FileCatalog): void {
  let total = 0;
  for (const { ordinal, table } of found.layers) {
    let counted = 0;
    for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row++)
      counted += catalog.bytes(row);
    let stored = 0;
    for (let row = 0; row < table.rowCount; row++) stored += table.size(row);
    expect(counted).toBe(stored);
    total += counted;
  }
  expect(total).toBe(catalog.contentBytes);
}

/** Loads the layers as an image, and removes it afterwards. */
async function withLoaded(
  daemon: Docker,
  layers: readonly LayerInput[],
  use: (name: string) => Promise<void>,
): Promise<void> {
  const name = `final-stage-test/root-filesystem:${randomUUID()}`;
  const archive = archiveOf(dockerFiles({ layers, name }, 'overlay2'));
  const stream = await daemon.loadImage(Buffer.from(archive) as unknown as NodeJS.ReadableStream);
  const told: string[] = [];
  for await (const chunk of stream) told.push(String(chunk));
  expect(told.join('')).not.toContain('errorDetail');
  try {
    await use(name);
  } finally {
    await daemon.getImage(name).remove();
  }
}

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
  }, 60_000);

  test('for layers of any kind', async () => {
    for (const layers of fc.sample(layersLikeReal, { numRuns: 8, seed: 1 })) {
      await withLoaded(daemon, layers, async (name) => {
        await expectAsExported(daemon, name);
      });
    }
  }, 240_000);

  test('for images that the engine has already', async () => {
    const images = await daemon.listImages();
    const tags = images.filter(({ Size }) => Size < 400e6).flatMap(({ RepoTags }) => RepoTags ?? []);
    const chosen = ['debian-slim', 'alpine', 'python-slim'].flatMap(
      (base) => tags.filter((tag) => tag.startsWith(`final-stage-stand-in/${base}:`)).sort()[0] ?? [],
    );
    for (const tag of chosen) expect((await expectAsExported(daemon, tag)).rowCount).toBeGreaterThan(0);
  }, 240_000);
});
