import * as z from 'zod';
import { bytes, count, delta, instruction } from './schema-values.ts';

/** Where the content size changed (docs/report.md, "What changed"). */
export const places = z
  .array(
    z.strictObject({
      path: z.string(),
      kind: z.enum(['file', 'directory']),
      files: count.describe('Files that differ in size, or that only one image has.'),
      baseline: bytes.nullable(),
      candidate: bytes,
      delta: delta.nullable(),
    }),
  )
  .max(25)
  .describe(
    'Where the content size changed, or without a baseline where it is: files, and directories that stand for those of their files that no other place names. Adds up to the change.',
  );

const versions = z.array(z.string()).describe('Ascending; empty if the image does not have it.');

const packageChange = z
  .strictObject({
    key: z.string().describe('Package URL without version.'),
    name: z.string(),
    versions: z.strictObject({ baseline: versions, candidate: versions }),
    baseline: bytes,
    candidate: bytes,
    delta,
  })
  .meta({ id: 'packageChange' });

const request = z.strictObject({
  kind: z
    .enum(['package', 'program', 'instruction', 'base'])
    .describe(
      'A package that was asked for by name; a program that packages were linked into; an instruction that changed packages which nobody is known to have asked for; the base image.',
    ),
  name: z.string().nullable().describe('Of the package, or the path of the program.'),
  instruction: instruction.nullable().describe('What asked for it; null if that is unknown.'),
  gone: z.boolean().describe('Whether the candidate does not have it any more.'),
  own: packageChange.nullable().describe('The package itself; null if it did not change, or is none.'),
  along: z.array(packageChange).max(10).describe('What came along, the largest change first.'),
  alongOmitted: count,
  delta: delta.describe('Of all of them.'),
});

/** The change of packages by what asked for them (docs/report.md, "What changed"). */
export const requested = z
  .strictObject({
    requests: z.array(request).max(30),
    others: z
      .strictObject({ requests: count, packages: count, delta })
      .describe('Requests that are left out, and packages of which nobody knows who brought them.'),
    unowned: z.strictObject({ delta }).describe('What belongs to no package.'),
  })
  .nullable()
  .describe('Packages that changed, by what asked for them; the deltas add up to size.content.delta.');
