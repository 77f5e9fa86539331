import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/errors.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import type { Image } from '../../src/image/image.ts';
import type { ImageRecord } from '../../src/image/image-record.ts';
import {
  decodeImageRecord,
  encodeImageRecord,
  encodeRows,
} from '../../src/layer-cache/record/image-record.ts';
import { image, layer, NOTHING_REQUIRED, whiteout } from '../helpers/image-builder.ts';

const REQUIRED: RequiredContent = { ...NOTHING_REQUIRED, contentSums: true, notedBlobBytes: 1000 };

function open(): Image {
  const layers = [
    layer({ '/etc/motd': 'hello' }),
    layer({ '/app/run': 'x'.repeat(50) }, whiteout('/etc/motd')),
  ];
  return image(
    layers,
    { env: ['A=1'], history: [{ created_by: 'ADD' }, { created_by: 'RUN make' }] },
    { required: REQUIRED },
  );
}

function toRecord({ imageID, platform, config, layers }: Image): ImageRecord {
  return {
    commit: 'c'.repeat(40),
    image: { imageID, platform, config },
    layers: layers.map(({ diffID, digest, transferBytes, transferEstimated }) => {
      return { diffID, digest, transferBytes, transferEstimated };
    }),
    repository: { sizes: new Set([5, 7]), pathsByBlob: new Map([['ab'.repeat(20), ['src/a.c']]]) },
    starts: [{ label: 'stage-0', name: 'docker.io/library/debian:12', digest: null }],
    baseDiffIDs: layers.slice(0, 1).map(({ diffID }) => diffID),
  };
}

function encode(opened: Image, record = toRecord(opened)): Uint8Array {
  const rows = opened.layers.map(
    ({ diffID, table }) => [diffID, encodeRows(table) ?? new Uint8Array()] as const,
  );
  return encodeImageRecord(record, new Map(rows));
}

describe('the record of an image', () => {
  test('gives back all that was known of it, and the rows of its layers', () => {
    const opened = open();
    const { record, readTable } = decodeImageRecord(encode(opened));
    expect(record).toEqual(toRecord(opened));
    const paths = createPathTable();
    for (const { diffID, table } of opened.layers) {
      const read = readTable(diffID, { paths, required: { ...NOTHING_REQUIRED, contentSums: true } });
      expect(read?.rowCount).toBe(table.rowCount);
      expect(read && paths.path(read.node(0))).toBe(table.paths.path(table.node(0)));
      expect(read?.contentSum(0)).toBe(table.contentSum(0));
      expect(read?.whiteouts.map((node) => paths.path(node))).toEqual(
        table.whiteouts.map((node) => table.paths.path(node)),
      );
    }
  });

  test('has no rows that a later run requires and nobody noted', () => {
    const opened = open();
    const { readTable } = decodeImageRecord(encode(opened));
    const required = { ...NOTHING_REQUIRED, wantsContent: () => true };
    expect(readTable(opened.layers[0]!.diffID, { paths: createPathTable(), required })).toBeUndefined();
  });

  test('cannot be made of layers that were read without notes', () => {
    const [{ table } = { table: undefined }] = image([layer({ '/a': 'a' })]).layers;
    expect(table && encodeRows(table)).toBeUndefined();
  });

  test.each<[string, (record: ImageRecord) => object]>([
    ['a commit that is none', () => ({ commit: 'main; rm -rf /' })],
    ['layers of another image', ({ layers }) => ({ layers: layers.slice(1) })],
    [
      'a size that is no number',
      ({ layers }) => ({ layers: layers.map((one) => ({ ...one, transferBytes: -1 })) }),
    ],
    ['a field that nobody knows', () => ({ more: 1 })],
    ['a digest that is none', () => ({ baseDiffIDs: ['sha256:x'] })],
  ])('is refused with %s', (_what, change) => {
    const opened = open();
    const record = toRecord(opened);
    const bytes = encode(opened, { ...record, ...change(record) });
    expect(() => decodeImageRecord(bytes)).toThrow(RangeError);
  });

  test('is refused, or is some record, whatever bytes somebody changed', () => {
    const bytes = encode(open());
    const refused = { count: 0 };
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        try {
          const { record, readTable } = decodeImageRecord(changed);
          const paths = createPathTable();
          for (const { diffID } of record.layers) readTable(diffID, { paths, required: REQUIRED });
        } catch (error) {
          if (!(error instanceof RangeError) && !(error instanceof GateError)) throw error;
          refused.count += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(refused.count).toBeGreaterThan(100);
    for (const length of [0, 1, 10, bytes.length - 1])
      expect(() => decodeImageRecord(bytes.subarray(0, length))).toThrow(RangeError);
  });
});
