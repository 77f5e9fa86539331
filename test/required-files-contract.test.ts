import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_KEPT_BYTES } from '../src/files/content-reader.ts';
import { createContentScans } from '../src/files/content-scans.ts';
import type { ContentFacts } from '../src/files/table/content-facts.ts';
import {
  MAX_DERIVED_BYTES,
  type DerivedFiles,
  type RequiredFiles,
} from '../src/files/table/required-files.ts';
import { encodeLayer } from '../src/layer-cache/record/layer-record.ts';
import { requiredContent, requiredFiles } from '../src/scan/required-files.ts';
import { placedFacts, streamedFacts } from './helpers/content-facts.ts';
import { buildTables, layer, NOTHING_REQUIRED } from './helpers/image-builder.ts';
import { drawn, privateKey } from './helpers/planted-secrets.ts';
import { apk, deb, gem, rpm, tarball, tarOf, wheel, zip } from './helpers/package-archives.ts';
import { goProgram, programWithSymbols, rustSymbols } from './helpers/program-builder.ts';

const MANIFEST = '{"name":"express","version":"4.18.2"}';

/** Files that are wanted, by the id of what wants them: contents where a scan derives something from them, else the text `x`. */
const FILES: Readonly<Record<string, Readonly<Record<string, Uint8Array | string>>>> = {
  'package-database': { '/var/lib/dpkg/status': 'x', '/lib/apk/db/installed': 'x' },
  'project-manifest': { '/app/package.json': 'x' },
  'python-lock': { '/app/uv.lock': 'x', '/app/Pipfile.lock': '{}' },
  'version-file': { '/usr/local/go/VERSION': 'x', '/opt/jdk/release': 'x' },
  'source-map': { '/app/dist/main.js.map': 'x' },
  'ts-kind': {
    '/app/a.ts': `G\0${'x'.repeat(186)}`.repeat(4),
    '/app/b.ts': '<!DOCTYPE TS><TS version="2.1">',
  },
  'start-script': { '/entrypoint.sh': 'x', '/usr/local/bin/docker-entrypoint': 'x' },
  'linker-file': {
    '/etc/ld.so.conf.d/x.conf': 'x',
    '/etc/ld.so.cache': 'x',
    '/etc/ld-musl-x86_64.path': 'x',
  },
  account: { '/etc/passwd': 'x', '/etc/group': 'x' },
  'python-source': { '/app/main.py': 'x' },
  'node-source': { '/app/server.mjs': 'x' },
  'ruby-source': { '/app/main.rb': 'x' },
  'java-archive': {
    '/app/a-1.0.jar': zip({ 'META-INF/maven/g/a/pom.properties': 'version=1.0\n' }),
    '/app/a.war': zip({ 'WEB-INF/lib/b-2.0.jar': zip({ 'META-INF/MANIFEST.MF': 'a: b\n' }) }),
  },
  'static-library': { '/lib/liba.a': '!<arch>\n/ ', '/lib/liba.la': '# liba.la - a libtool library file\n' },
  'program-database': { '/app/App.pdb': `BSJB${'x'.repeat(60)}` },
  secret: {
    '/app/.env': `DB_PASSWORD=${drawn(12)}\n`,
    '/app/server.js': `// start\nconst token = 'ghp_${drawn(36)}';\n`,
    '/app/certs/server.key': privateKey(),
  },
  'go-code': { '/usr/local/bin/app': goProgram([{ name: 'main.main', bytes: 9 }]) },
  'rust-symbols': {
    '/usr/local/bin/app': programWithSymbols([...rustSymbols('a', 100), ...rustSymbols('b', 100)]),
  },
  'rust-crates': { '/usr/local/bin/app': programWithSymbols([], [{ name: 'a', version: '1.0.0' }]) },
  'java-archive-parts': { '/app/a.jar': zip({ 'a/A.class': randomBytes(1024 * 1024) }) },
  'archive-members': {
    '/w/a.tar': tarOf({ 'a/b.bin': randomBytes(20_000) }),
    '/w/a.tar.gz': tarball({ 'a/b.bin': randomBytes(20_000), 'a/c.bin': randomBytes(900_000) }),
    '/w/a.tar.zst': zstdCompressSync(tarOf({ 'a/b.bin': randomBytes(900_000) })),
    '/w/a.zip': zip({ 'a/b.bin': randomBytes(20_000), 'a/c.bin': randomBytes(900_000) }),
  },
  'package-archive': {
    '/w/a.whl': wheel('a', '1.0'),
    '/w/a.deb': deb('a', '1.0'),
    '/w/b.deb': deb('a', '1.0', 'zst'),
    '/w/a.apk': apk('a', '1.0-r0'),
    '/w/a.gem': gem('a', '1.0'),
    '/w/a.tgz': tarball({ 'package/package.json': MANIFEST }),
    '/w/a.tar.gz': tarball({ 'a-1.0/PKG-INFO': 'Name: a\nVersion: 1.0\n' }),
    '/w/a.rpm': rpm('a', '1.0-1', { '/usr/bin/a': 7, '/usr/bin/b': 8 }),
    '/w/a-1.0-sources.jar': zip({ 'a/A.java': 'class A {}' }),
  },
};

const ALL = requiredFiles();
const each = ALL.map((files): readonly [string, RequiredFiles] => [files.id, files]);
const scans = ALL.filter((files): files is DerivedFiles => files.keeps === 'derived');
const samplesOf = (id: string): readonly (readonly [string, Buffer])[] =>
  Object.entries(FILES[id] ?? {}).map(([path, content]) => [path, Buffer.from(content)]);

test('required files have one id each, which their samples go by', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  expect(Object.keys(FILES).sort()).toEqual(ALL.map(({ id }) => id).sort());
});

test('a file that nobody wants goes by unread', () => {
  const required = requiredContent(null);
  for (const path of ['/app/style.css', '/usr/bin/ls', '/usr/share/doc/a/copyright', '/srv/photo.jpeg'])
    expect(streamedFacts(Buffer.from('x'), 1, required, path)).toBeUndefined();
});

describe.each(each)('%s', (id, files) => {
  test('is a kebab-case noun, bounded, and wants its files', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(files.maxBytes).toBeLessThanOrEqual(MAX_KEPT_BYTES);
    expect(samplesOf(id).length).toBeGreaterThan(0);
    for (const [path, { length }] of samplesOf(id)) {
      expect(files.wants(path, length)).toBe(true);
      expect(files.wants(`/srv${path}.jpeg`, length)).toBe(false);
      if (files.keeps === 'content') expect(files.wants(path, files.maxBytes + 1)).toBe(false);
    }
  });
});

/** A file of more bytes goes by in larger pieces, so that it does not take minutes. */
const LARGE_BYTES = 100_000;
const chunksOf = ({ length }: Uint8Array): readonly number[] =>
  length > LARGE_BYTES ? [4093, 65_536, 65_537, 300_000] : [1, 2, 7, 511, 512, 4096];
const isElf = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === '\x7fELF';

const derivedOf = (facts: ContentFacts | undefined): ContentFacts['derived'] => facts?.derived;

describe.each(scans.map((files): readonly [string, DerivedFiles] => [files.id, files]))(
  'the scan %s',
  (id, files) => {
    const required = { ...NOTHING_REQUIRED, derived: [files] };

    test.each(samplesOf(id))('derives the same of %s, however it comes', (path, bytes) => {
      const expected = derivedOf(streamedFacts(bytes, bytes.length, required, path));
      expect(expected?.[id]).toEqual(expect.stringMatching(/./));
      for (const chunk of chunksOf(bytes))
        expect(derivedOf(streamedFacts(bytes, chunk, required, path))).toEqual(expected);
      for (const pushed of [0, 1, 258, bytes.length])
        expect(derivedOf(placedFacts(bytes, Math.min(pushed, bytes.length), required, path))).toEqual(
          expected,
        );
    });

    test.each(samplesOf(id))('lets no more of %s go by than it may', (path, bytes) => {
      for (const size of [bytes.length, 10 * 1024 ** 3]) {
        const { range } = files.open({ path, size });
        expect((range?.to ?? size) - (range?.from ?? 0)).toBeLessThanOrEqual(files.maxBytes);
      }
    });

    test.each(samplesOf(id))('keeps nothing of %s but what it derives', (path, bytes) => {
      const facts = streamedFacts(bytes, bytes.length, required, path);
      expect(Object.keys(facts ?? {})).toEqual(isElf(bytes) ? ['elf', 'derived'] : ['derived']);
      const text = facts?.derived?.[id] ?? '';
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_DERIVED_BYTES);
      const length = (derived: readonly DerivedFiles[]): number => {
        const noted = { ...NOTHING_REQUIRED, derived, notedBlobBytes: 0, contentSums: true };
        const [table] = buildTables([layer({ [path]: bytes })], noted);
        return encodeLayer(table!, table!.notes!).length;
      };
      const names = Buffer.byteLength(`${id}@${files.version}${id}`);
      expect(length([files]) - length([])).toBeLessThanOrEqual(Buffer.byteLength(text) + names + 16);
    });

    test('mixes up no two files that it scans at once', () => {
      const scanned = samplesOf(id).map(([path, bytes]) => {
        const scan = createContentScans([files]);
        scan.open({ path, size: bytes.length });
        return { path, bytes, scan };
      });
      const longest = Math.max(...scanned.map(({ bytes }) => bytes.length));
      const step = longest > LARGE_BYTES ? 10_000 : 100;
      for (let at = 0; at < longest; at += step)
        for (const { scan, bytes } of scanned) scan.write(bytes.subarray(at, at + step), at);
      for (const { path, bytes, scan } of scanned)
        expect(scan.close()?.[id]).toBe(derivedOf(streamedFacts(bytes, bytes.length, required, path))?.[id]);
    });

    test('throws at nothing, keeps nothing of nonsense, and does so whatever the chunks', () => {
      const cut = samplesOf(id).flatMap(([path, bytes]) => [
        fc.tuple(fc.constant(path), fc.uint8Array({ minLength: 1, maxLength: 2000 })),
        fc
          .tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.integer({ min: 1, max: bytes.length }))
          .map(([at, byte, end]) => {
            const changed = Buffer.from(bytes);
            changed[at] = byte;
            return [path, changed.subarray(0, end)] as [string, Uint8Array<ArrayBuffer>];
          }),
      ]);
      fc.assert(
        fc.property(fc.oneof(...cut), fc.integer({ min: 1, max: 600 }), ([path, bytes], chunk) => {
          const whole = streamedFacts(bytes, bytes.length, required, path);
          expect(derivedOf(streamedFacts(bytes, chunk, required, path))).toEqual(derivedOf(whole));
          expect(whole?.content).toBeUndefined();
        }),
        { numRuns: samplesOf(id).some(([, { length }]) => length > LARGE_BYTES) ? 50 : 1000 },
      );
    });
  },
);
