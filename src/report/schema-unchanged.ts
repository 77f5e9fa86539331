import * as z from 'zod';
import { imageName } from './schema-values.ts';
import type { UnchangedReport } from './unchanged.ts';

const none = z.array(z.never()).max(0);
const unknownSize = z
  .strictObject({ baseline: z.null(), candidate: z.null(), delta: z.null(), percent: z.null() })
  .meta({ id: 'unknownSize' });

/** The same report of a change that no image depends on: nothing was built, so that no size is known. */
export const unchangedSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal('final-stage'), version: z.string() }),
    mode: z.literal('check'),
    name: imageName.exactOptional(),
    candidate: z.null(),
    baseline: z.null(),
    size: z.strictObject({
      content: unknownSize,
      rootfs: unknownSize,
      hidden: unknownSize,
      transfer: unknownSize,
      pull: z.null(),
    }),
    causes: z.null(),
    findings: none,
    ledger: z.strictObject({ byInstruction: none, byOwner: none, byClass: none, byDirectory: none }),
    places: none,
    requested: z.null(),
    composedFiles: none,
    budgets: none,
    verdict: z.strictObject({
      conclusion: z.literal('success'),
      violations: none,
      allowed: none,
      proposed: none,
    }),
    trend: none,
    fixes: none,
    notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  })
  .describe(
    'With `skip-when-unchanged`, if nothing changed that the image is built from: nothing was built, and all sizes are unknown.',
  ) satisfies z.ZodType<UnchangedReport>;
