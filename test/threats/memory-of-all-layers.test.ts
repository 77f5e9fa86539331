import { describe, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { elf } from '../helpers/elf-builder.ts';
import { runCli } from '../helpers/run-cli.ts';
import { entry, rawEntry } from '../helpers/tar-builder.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Parts of a tar, and how often each comes: one gzip member a part, so that gigabytes are written in a moment. */
type Part = { readonly bytes: Uint8Array; readonly times: number };

/** No run below may take more: 1.2 GB was seen before there were limits. */
const MOST_MIB = 1000;
const MOST_MILLISECONDS = 400_000;

describe('layers that each are small and together are not (issue 8, 13 and 21)', () => {
  test(
    'millions of entries, spread over layers',
    async () => {
      const run = await inspect([0, 1, 2].map((ordinal) => emptyFiles(ordinal, 2_100_000)));
      expectRefusal(run, 'entries', /brings all layers of this run to 6000001 entries, but at most 6000000/);
    },
    MOST_MILLISECONDS,
  );

  test(
    'few entries, each below two thousand directories of its own',
    async () => {
      const deep = Array.from({ length: 12_000 }, (_, index) =>
        entry({ path: `${index}/${'a/'.repeat(2000)}f` }),
      );
      const run = await inspect([[{ bytes: Buffer.concat(deep), times: 1 }]]);
      expectRefusal(run, 'pathNodes', /to 1000\d{4} names in all paths, but at most 10000000/);
    },
    MOST_MILLISECONDS,
  );

  test(
    'package databases that are written anew and anew',
    async () => {
      const run = await inspect(
        Array.from({ length: 14 }, (_, ordinal) => [{ bytes: freshDatabase(ordinal), times: 1 }]),
      );
      expectRefusal(run, 'contentBytes', /that are read completely, but at most 536870912 are read/);
    },
    MOST_MILLISECONDS,
  );

  test(
    'package databases of hundreds of thousands of packages each',
    async () => {
      const databases = Array.from({ length: 10 }, (_, file) => {
        const packages = Array.from({ length: 60_000 }, (_none, index) => paragraph(`p${file}-${index}`));
        return rawEntry({ path: `var/lib/dpkg/status.d/${file}`, content: packages.join('\n\n') });
      });
      const run = await inspect([databases.map((bytes) => ({ bytes, times: 1 }))]);
      expect(run.stderr).toMatch(/databases have more than 250000 packages, found with `p4-10000`/);
      expect(run).toMatchObject({ exitCode: 3 });
      expect(run.peakMiB).toBeLessThan(MOST_MIB);
    },
    MOST_MILLISECONDS,
  );

  test(
    'libraries that need a thousand others each',
    async () => {
      const needed = Array.from({ length: 1000 }, (_, index) => `lib${index}${'x'.repeat(230)}.so`);
      const library = rawEntry({ path: 'lib.so', content: elf({ needed }) });
      const run = await inspect([0, 1].map((ordinal) => [mark(ordinal), { bytes: library, times: 1500 }]));
      expectRefusal(
        run,
        'factBytes',
        /facts about ELF files, scripts and other contents, but at most 536870912 are read/,
      );
    },
    MOST_MILLISECONDS,
  );
});

describe('manifests that each are small and together are not', () => {
  test(
    'an index of images without platforms, of tens of thousands of layers each',
    async () => {
      const layout = newLayout();
      const layer = { mediaType: LAYER_TYPE, digest: `sha256:${'0'.repeat(64)}`, size: 1 };
      const layers = JSON.stringify(Array.from({ length: 45_000 }, () => layer));
      const config = writeJson(layout, 'config.v1', {
        architecture: 'amd64',
        os: 'linux',
        rootfs: { type: 'layers', diff_ids: [] },
      });
      const manifests = Array.from({ length: 40 }, (_, index) => {
        const rest = JSON.stringify({ schemaVersion: 2, annotations: { index: String(index) }, config });
        return writeBlob(layout, 'manifest.v1', Buffer.from(`${rest.slice(0, -1)},"layers":${layers}}`));
      });
      writeIndex(layout, manifests);
      const run = await inspectLayout(layout);
      expect(run.stderr).toMatch(
        /has manifests and configs of at least \d{8} bytes in total, but at most 67108864/,
      );
      expect(run).toMatchObject({ exitCode: 3 });
      expect(run.peakMiB).toBeLessThan(MOST_MIB);
    },
    MOST_MILLISECONDS,
  );

  test('more layers than anybody stacks', async () => {
    const layout = newLayout();
    const layer = { mediaType: LAYER_TYPE, digest: `sha256:${'0'.repeat(64)}`, size: 1 };
    const layers = Array.from({ length: 50_001 }, () => layer);
    const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
    const config = writeJson(layout, 'config.v1', { architecture: 'amd64', os: 'linux', rootfs });
    writeIndex(layout, [writeJson(layout, 'manifest.v1', { schemaVersion: 2, config, layers })]);
    const run = await inspectLayout(layout);
    expect(run.stderr).toContain('has 50001 layers, but at most 50000 are read');
    expect(run).toMatchObject({ exitCode: 3 });
  });
});

type Run = Awaited<ReturnType<typeof runCli>> & { readonly peakMiB: number };

function expectRefusal({ exitCode, stderr, peakMiB }: Run, limit: string, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/`blobs\/sha256\/[0-9a-f]{64}` of /);
  expect(stderr).toContain(`\`${limit}\` of docs/limits.md`);
  expect(exitCode).toBe(3);
  expect(peakMiB).toBeLessThan(MOST_MIB);
}

/** Files without content, in one directory of the layer. */
function emptyFiles(ordinal: number, count: number): readonly Part[] {
  const batch = 1000;
  const files = Array.from({ length: batch }, (_, index) => rawEntry({ path: `layer-${ordinal}/${index}` }));
  return [{ bytes: Buffer.concat(files), times: count / batch }];
}

/** An entry of dpkg's database. */
function paragraph(name: string): string {
  return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\nDescription: d`;
}

/** A database of 40 MiB that shares no page with another one. */
function freshDatabase(ordinal: number): Uint8Array {
  const content = Buffer.alloc(40 * 1024 * 1024, '\n');
  for (let page = 0; page < content.length; page += 4096) content.write(`${ordinal}/${page}`, page);
  return rawEntry({ path: 'var/lib/dpkg/status', content });
}

/** What makes a layer another one than the others. */
function mark(ordinal: number): Part {
  return { bytes: rawEntry({ path: `mark-${ordinal}` }), times: 1 };
}

/** Runs `inspect` on an image of these layers. */
async function inspect(layers: readonly (readonly Part[])[]): Promise<Run> {
  const layout = newLayout();
  writeImage(
    layout,
    layers.map((parts) => writeLayer(layout, parts)),
  );
  return inspectLayout(layout);
}

function newLayout(): string {
  const layout = join(folder, randomUUID());
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
  return layout;
}

/** Also says the most memory that the program held. */
async function inspectLayout(layout: string): Promise<Run> {
  const peakFile = join(layout, 'peak');
  const watcher = join(layout, 'watcher.mjs');
  writeFileSync(watcher, WATCHER);
  const run = await runCli(['inspect', `oci:${layout}`], {
    environment: { NODE_OPTIONS: `--import=${pathToFileURL(watcher).href}`, PEAK_FILE: peakFile },
  });
  return { ...run, peakMiB: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

/** VmHWM of proc(5). The `maxRSS` of a process begins with what its parent held when it was started, which here is a test with its images. */
const WATCHER = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const status = '/proc/self/status';
const peak = () =>
  existsSync(status)
    ? /VmHWM:\\s+(\\d+) kB/.exec(readFileSync(status, 'utf8'))[1]
    : String(process.resourceUsage().maxRSS);
if (isMainThread) process.on('exit', () => writeFileSync(process.env.PEAK_FILE, peak()));
`;

type Layer = { readonly digest: string; readonly size: number; readonly diffID: string };

function writeLayer(layout: string, parts: readonly Part[]): Layer {
  const tarHash = createHash('sha256');
  const blobHash = createHash('sha256');
  const file = join(layout, 'layer');
  const descriptor = openSync(file, 'w');
  let size = 0;
  for (const { bytes, times } of [...parts, { bytes: Buffer.alloc(1024), times: 1 }]) {
    const member = gzipSync(bytes, { level: 1 });
    for (let time = 0; time < times; time += 1) {
      tarHash.update(bytes);
      blobHash.update(member);
      size += writeSync(descriptor, member);
    }
  }
  closeSync(descriptor);
  const hex = blobHash.digest('hex');
  renameSync(file, join(layout, 'blobs', 'sha256', hex));
  return { digest: `sha256:${hex}`, size, diffID: `sha256:${tarHash.digest('hex')}` };
}

function writeImage(layout: string, layers: readonly Layer[]): void {
  const rootfs = { type: 'layers', diff_ids: layers.map(({ diffID }) => diffID) };
  const manifest = writeJson(layout, 'manifest.v1', {
    schemaVersion: 2,
    config: writeJson(layout, 'config.v1', { architecture: 'amd64', os: 'linux', config: {}, rootfs }),
    layers: layers.map(({ digest, size }) => ({ mediaType: LAYER_TYPE, digest, size })),
  });
  writeIndex(layout, [manifest]);
}

type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number };

function writeJson(layout: string, kind: string, value: unknown): Descriptor {
  return writeBlob(layout, kind, Buffer.from(JSON.stringify(value)));
}

function writeBlob(layout: string, kind: string, bytes: Uint8Array): Descriptor {
  const hex = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(layout, 'blobs', 'sha256', hex), bytes);
  const mediaType = `application/vnd.oci.image.${kind}+json`;
  return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
}

function writeIndex(layout: string, manifests: readonly Descriptor[]): void {
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}
