import * as z from 'zod';
import type { GateReport } from './report.ts';
import { breakdown } from './schema-breakdown.ts';
import { places, requested } from './schema-change.ts';
import { finding } from './schema-finding.ts';
import { fix } from './schema-fix.ts';
import { unchangedSchema } from './schema-unchanged.ts';
import { MAX_POINTS, trendPoint } from './trend.ts';
import { bytes, count, delta, fingerprint, imageName, instruction, sha256, status } from './schema-values.ts';

const layer = z.strictObject({
  ordinal: count.describe('0 is the bottom layer.'),
  diffID: sha256,
  contentBytes: bytes,
  transferBytes: bytes,
  origin: z.enum(['base-image', 'instruction', 'unknown']),
  instruction: instruction.nullable(),
});

const summary = z
  .strictObject({
    reference: z.string(),
    imageID: sha256,
    platform: z.string(),
    contentBytes: bytes.describe('Regular files in all layers; a hard link counts once.'),
    rootfsBytes: bytes.describe('Bytes of the visible rows.'),
    hiddenBytes: bytes.describe('Content bytes minus root filesystem bytes.'),
    transferBytes: bytes.describe('Sum of the compressed layers as a registry serves them.'),
    transferEstimated: z.boolean(),
    fileCount: count.describe('Visible regular files, counting every name of a hard link.'),
    layers: z.array(layer),
  })
  .meta({ id: 'summary' });

const change = z
  .strictObject({
    baseline: bytes.nullable(),
    candidate: bytes,
    delta: delta.nullable(),
    percent: z
      .number()
      .nullable()
      .describe('Change relative to the baseline, with two decimals; null if the baseline is 0 or unknown.'),
  })
  .meta({ id: 'sizeChange' });

const causePart = z
  .strictObject({
    files: count.describe(
      'Files that differ between two builds of one instruction, or that one of them lacks.',
    ),
    bytes: delta,
    layers: count.describe("The candidate's layers that the baseline lacks."),
    pull: bytes.describe('Bytes that pulling them downloads.'),
  })
  .meta({ id: 'causePart' });

const ledgerLine = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    baseline: bytes.nullable(),
    candidate: bytes,
    delta: delta.nullable(),
  })
  .meta({ id: 'ledgerLine' });
const ledgerLines = z.array(ledgerLine).describe('Adds up to size.content.');

const versions = z.array(z.string()).describe('Ascending; empty if they are unknown.');
const composedFile = z
  .strictObject({
    path: z.string(),
    noun: z.string().describe('What a part is: `Go module`, `crate`, `library`.'),
    measure: z.string().describe('Which of its bytes are counted: `machine code`.'),
    bytes: change.describe('Size of the whole file; the baseline is 0 if it has no such file.'),
    parts: z.array(
      z.strictObject({
        name: z.string(),
        versions: z.strictObject({ baseline: versions, candidate: versions }),
        baseline: bytes.nullable(),
        candidate: bytes,
        delta: delta.nullable(),
      }),
    ),
    partsOmitted: count,
  })
  .meta({ id: 'composedFile' });

const violation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finding'), fingerprint, status, message: z.string() }),
  z.strictObject({
    kind: z.literal('budget'),
    image: z.string(),
    size: z.string(),
    path: z.string().exactOptional(),
    class: z.string().exactOptional(),
    package: z.string().exactOptional(),
    stage: z.string().exactOptional(),
    limit: bytes,
    actual: bytes.describe('For growth budgets, the growth.'),
    message: z.string(),
  }),
]);

const sizeUnit = z
  .enum(['kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB'])
  .nullable()
  .describe('Unit in which the policy gives the limit; null for an integer of bytes.');

const budget = z
  .strictObject({
    image: z.string(),
    size: z.string(),
    path: z.string().exactOptional(),
    class: z.string().exactOptional(),
    package: z.string().exactOptional(),
    stage: z.string().exactOptional(),
    max: bytes.nullable().describe('Null if only growth is limited.'),
    maxUnit: sizeUnit,
    maxGrowth: z
      .strictObject({ bytes: bytes.nullable(), unit: sizeUnit, percent: z.number().nullable() })
      .nullable()
      .describe('Null if growth is not limited; if both parts are given, both must be exceeded.'),
    actual: bytes.nullable().describe('In the candidate; null for `pull` without a baseline.'),
    baseline: bytes.nullable(),
    growth: delta
      .nullable()
      .describe('What the commits added; if growth is limited, without what a rebuild or a moved base did.'),
  })
  .meta({ id: 'budget' });

const allowed = z
  .strictObject({
    fingerprint,
    status,
    reason: z.string(),
    expires: z.string().nullable().describe('ISO day in UTC, valid until its end; null if permanent.'),
    source: z.enum(['policy', 'inline', 'label']),
  })
  .meta({ id: 'allowed' });

/** The JSON report, schemaVersion 1 (docs/report.md). A later minor version may add fields, and then adds them here. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('final-stage'), version: z.string() }),
  mode: z.enum(['check', 'compare', 'inspect']),
  name: imageName.exactOptional(),
  candidate: summary,
  baseline: summary.nullable(),
  size: z.strictObject({
    content: change,
    rootfs: change,
    hidden: change,
    transfer: change,
    pull: bytes.nullable().describe("Transfer bytes of the candidate's layers that the baseline lacks."),
  }),
  causes: z
    .strictObject({
      change: causePart.describe('What the commits change, and everything that nothing else explains.'),
      rebuild: causePart.describe('What running the same instructions again changes.'),
      base: causePart.describe('A base image that moved although nobody changed `FROM`.'),
    })
    .nullable()
    .describe('The change by cause: bytes add up to size.content.delta, pull to size.pull.'),
  findings: z.array(finding),
  ledger: z.strictObject({
    byInstruction: ledgerLines,
    byOwner: ledgerLines,
    byClass: ledgerLines,
    byDirectory: ledgerLines,
  }),
  breakdown: breakdown
    .exactOptional()
    .describe(
      'Where the content bytes are, for people who look for themselves (docs/report.md, "Breakdown").',
    ),
  places,
  requested,
  composedFiles: z
    .array(composedFile)
    .describe('What the files that grew most are made of; without a baseline, the largest files.'),
  budgets: z
    .array(budget)
    .describe("Every budget of the policy with what was measured, in the policy's order."),
  verdict: z.strictObject({
    conclusion: z.enum(['success', 'neutral', 'failure']),
    violations: z.array(violation),
    allowed: z.array(allowed),
    proposed: z.array(allowed),
  }),
  trend: z
    .array(trendPoint)
    .max(MAX_POINTS)
    .describe("Sizes of the base branch's image, the oldest first; empty if no history is kept."),
  fixes: z.array(fix).describe('Proven fixes, if they were asked for.'),
  notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
}) satisfies z.ZodType<GateReport>;

/** JSON schema of the report, for programs that read it. */
export function reportJsonSchema(): Record<string, unknown> {
  const reports = z.union([reportSchema, unchangedSchema]);
  const { $schema, ...schema } = z.toJSONSchema(reports, { io: 'output' });
  return {
    $schema,
    title: 'Final Stage report',
    description: 'The output of `--format json`; sizes are in bytes. See docs/report.md.',
    ...schema,
  };
}
