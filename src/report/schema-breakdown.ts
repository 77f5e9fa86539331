import * as z from 'zod';
import { bytes, count } from './schema-values.ts';

const node = z
  .strictObject({
    parent: z.int().min(-1).describe('Index of the node that it is in; -1 for the root.'),
    kind: z
      .enum(['group', 'directory', 'file', 'rest'])
      .describe('`rest`: everything in its parent that has no node of its own.'),
    name: z.string(),
    baseline: bytes.nullable(),
    candidate: bytes,
    files: count.describe('How many files it stands for.'),
  })
  .meta({ id: 'breakdownNode' });

const tree = (what: string) =>
  z.array(node).describe(`${what} Parents first; the nodes in one add up to it, the root to size.content.`);

const hidden = z.strictObject({
  layer: count.describe('Ordinal of the layer.'),
  bytes,
  files: count,
  largest: z.array(
    z.strictObject({ path: z.string(), bytes, visibility: z.enum(['overwritten', 'removed']) }),
  ),
});

const line = z.strictObject({
  text: z.string(),
  candidate: bytes.nullable().describe('Of the layers whose instruction begins here; null if none does.'),
  baseline: bytes.nullable().describe('Of the same instruction in the baseline.'),
  isShipped: z.boolean().describe('Whether the line is of a stage whose layers the image has.'),
});

/** Where the content bytes are (docs/report.md, "Breakdown"). */
export const breakdown = z.strictObject({
  directories: tree('By path.'),
  instructions: tree('By instruction, then by directory.'),
  packages: tree('By package, then by directory.'),
  classes: tree('By class, then by package.'),
  hidden: z.array(hidden).describe('Layers with files that a container does not see, bottom first.'),
  dockerfile: z
    .strictObject({
      path: z.string(),
      lines: z
        .array(line)
        .nullable()
        .describe('Secrets are masked, long lines cut. Null for a file that cannot be shown by line.'),
    })
    .nullable()
    .describe("The candidate's; null if it is unknown."),
});
