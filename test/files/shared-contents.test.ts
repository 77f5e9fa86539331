import { expect, test } from '@jest/globals';
import { createLayerReader } from '../../src/files/read-layer.ts';
import type { LayerTable } from '../../src/files/table/layer-table.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { createTally, READING_LIMITS } from '../../src/files/table/reading-limits.ts';
import { digestOf, layer } from '../helpers/image-builder.ts';

const MIB = 1024 * 1024;
const DATABASE = '/var/lib/rpm/rpmdb.sqlite';

/** A database of 1 MiB and some bytes, every page another one, with some of them written anew. */
function database(changed: readonly number[], mark: string): Buffer {
  const content = Buffer.alloc(MIB + 100);
  for (let page = 0; page * 4096 < content.length; page += 1)
    content.write(`${page}${changed.includes(page) ? mark : ''}`, page * 4096);
  return content;
}

function readAll(contents: readonly Buffer[], contentBytes: number): readonly LayerTable[] {
  const paths = createPathTable(createTally({ ...READING_LIMITS, contentBytes }));
  return contents.map((content, ordinal) => {
    const { tar } = layer({ [DATABASE]: content });
    const required = { wantsContent: () => true, gitBlobSizes: new Set<number>() };
    const reader = createLayerReader({ paths, required, what: `layer ${ordinal}` });
    for (let at = 0; at < tar.length; at += 5000) reader.push(tar.subarray(at, at + 5000));
    return reader.finish(digestOf(tar));
  });
}

const contentOf = (table: LayerTable) => {
  const [row = -1] = table.factRows;
  return table.facts(row)?.content;
};

test('a database that every layer writes anew takes memory only for the pages that changed', () => {
  const contents = Array.from({ length: 15 }, (_, ordinal) =>
    database([ordinal, ordinal + 7], `layer ${ordinal}`),
  );
  // The first one, two pages and the end of each further one, and room for one that is being read.
  const allowed = 2 * MIB + 15 * (2 * 4096 + 200) + 8192;
  const tables = readAll(contents, allowed);
  expect(
    tables.map(contentOf).every((content, index) => contents[index]?.equals(content ?? Buffer.of())),
  ).toBe(true);
  expect(() => readAll(contents, 15 * MIB)).not.toThrow();
});

test('contents that share nothing are refused as before', () => {
  const contents = [0, 1, 2].map((ordinal) =>
    database(
      Array.from({ length: 257 }, (_, page) => page),
      `layer ${ordinal}`,
    ),
  );
  expect(() => readAll(contents, 2 * MIB + 400)).toThrow(/layer 2 brings all layers .* but at most 2097552/);
  expect(() => readAll(contents, 4 * MIB)).not.toThrow();
});
