import { expect, test } from '@jest/globals';
import type Docker from 'dockerode';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { Image } from '../../src/image/image.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import type { InPlace } from '../../src/image-source/read-options.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { catalogLines } from '../helpers/catalog-rows.ts';
import { clientOf, describeEngines, type TestEngine } from '../helpers/engines.ts';
import { archiveOf, dockerFiles } from '../helpers/archive-builder.ts';
import { layer, opaque, rawLayer, whiteout, type LayerInput } from '../helpers/image-builder.ts';
import { pax, rawEntry } from '../helpers/tar-builder.ts';

const PATIENCE_MILLISECONDS = 300_000;
const required = { ...requiredContent({ sizes: new Set([4, 9000]) }), contentSums: true };
const long = `${'long-name/'.repeat(30)}end`;

const IMAGES: readonly (readonly [string, readonly LayerInput[]])[] = [
  [
    'files, links, devices and scripts',
    [
      layer({
        '/bin/sh': { content: `\x7fELF${'x'.repeat(3_000_000)}`, mode: 0o4755 },
        '/bin/run': '#!/usr/bin/env python3\nprint()\n',
        '/a': { hardlink: '/bin/sh' },
        '/etc/passwd': 'root',
        '/link': { symlink: '/etc/passwd' },
        '/var/lib/dpkg/status': 'Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n',
        '/empty': '',
      }),
    ],
  ],
  [
    'whiteouts of what was and was not, opaque directories, files replaced by directories',
    [
      layer({ '/etc/a': 'one', '/etc/b': 'two', '/d/x': '1', '/d/y': '2', '/f': 'file' }),
      layer({ '/etc/a': 'other' }, whiteout('/etc/b'), whiteout('/never'), opaque('/d'), { '/d/z': '3' }),
      layer(whiteout('/f'), { '/f/now': 'a directory' }),
    ],
  ],
  [
    'long names and names with blanks, quotes and umlauts',
    [layer({ [`/${long}`]: 'x', '/ä "b" c\\d': 'y'.repeat(9000) })],
  ],
  [
    'extended headers and doubled slashes',
    [
      rawLayer(
        pax({ path: 'pax/name', mtime: '1.5' }),
        rawEntry({ path: 'x', content: '#!/bin/sh\n' }),
        rawEntry({ path: './/dot/./file', content: 'abcd' }),
      ),
    ],
  ],
];

describeEngines('an image that is read in place', (engine: TestEngine) => {
  const daemon = clientOf(engine);
  const isPossible = engine.store === 'overlay2' && process.getuid?.() === 0;

  const read = (name: string, inPlace?: InPlace): Promise<Image> =>
    openImage(parseImageReference(`docker-daemon:${name}`), {
      paths: createPathTable(),
      required,
      daemon,
      ...(inPlace && { inPlace }),
    });

  test.each(IMAGES)(
    'has the ledger that the engine streams: %s',
    async (_title, layers) => {
      const name = `final-stage-test/in-place:${process.pid}`;
      await load(daemon, archiveOf(dockerFiles({ layers, name }, 'overlay2')));
      try {
        await expectSame(name);
      } finally {
        await daemon.getImage(name).remove({ force: true });
      }
    },
    PATIENCE_MILLISECONDS,
  );

  async function expectSame(name: string): Promise<void> {
    const codes: string[] = [];
    const found = await read(name, { read: new Map(), notify: ({ code }) => codes.push(code) });
    expect(codes).toEqual([isPossible ? 'read-in-place' : 'not-read-in-place']);
    const expected = await read(name);
    expect(linesOf(found)).toEqual(linesOf(expected));
    expect({ ...found, layers: [] }).toEqual({ ...expected, layers: [] });
    expect(found.layers.map(({ table: _table, ...rest }) => rest)).toEqual(
      expected.layers.map(({ table: _table, ...rest }) => rest),
    );
  }
});

/** Every column of every row. */
function linesOf({ layers }: Image): readonly unknown[] {
  const catalog = catalogLayers(layers.map(({ table }) => table));
  const facts = catalog.factRows.map((row) => [catalog.path(row), catalog.facts(row)]);
  return [catalogLines(catalog), facts, catalog.contentBytes, catalog.rootfsBytes];
}

async function load(daemon: Docker, archive: Uint8Array): Promise<void> {
  const stream = await daemon.loadImage(Buffer.from(archive) as unknown as NodeJS.ReadableStream);
  const reported: string[] = [];
  for await (const chunk of stream) reported.push(String(chunk));
  expect(reported.join('')).not.toContain('errorDetail');
}
