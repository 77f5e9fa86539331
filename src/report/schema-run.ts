import * as z from 'zod';
import type { RunReport } from './run-report.ts';
import { MAX_IMAGES } from './run-report.ts';
import { reportSchema } from './schema.ts';
import { unchangedSchema } from './schema-unchanged.ts';
import { imageName, SAYS_SOMETHING } from './schema-values.ts';

const MAX_REASON_CHARACTERS = 10_000;

const name = imageName.describe('Distinct in this run.');

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ name, kind: z.literal('judged'), report: reportSchema.meta({ id: 'report' }) }),
  z.strictObject({ name, kind: z.literal('unchanged'), report: unchangedSchema }),
  z.strictObject({
    name,
    kind: z.literal('no-verdict'),
    reason: z
      .string()
      .regex(SAYS_SOMETHING)
      .max(MAX_REASON_CHARACTERS)
      .describe('One sentence without its dot.'),
  }),
]);

/** The JSON report of several images, schemaVersion 1 (docs/many-images.md). */
export const runReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('final-stage'), version: z.string() }),
  images: z.array(outcome).min(1).max(MAX_IMAGES).describe('In the order in which they were asked for.'),
}) satisfies z.ZodType<RunReport>;

/** JSON schema of the report of several images, for programs that read it. */
export function runReportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(runReportSchema, { io: 'output' });
  return {
    $schema,
    title: 'Final Stage report of several images',
    description:
      'The output of `--format json` for several images; sizes are in bytes. See docs/many-images.md.',
    ...schema,
  };
}
