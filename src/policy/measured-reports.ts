import * as z from 'zod';
import { GateError } from '../errors.ts';
import type { ReportBudget } from './verdict.ts';

const MAX_TEXT_CHARACTERS = 1000;
const MAX_IMAGES = 1000;
const MAX_BUDGETS = 1000;

const text = z.string().max(MAX_TEXT_CHARACTERS);
const bytes = z.int().min(0).nullable();
const unit = z.enum(['kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB']).nullable();

const budget = z.object({
  image: text,
  size: text,
  path: text.exactOptional(),
  class: text.exactOptional(),
  package: text.exactOptional(),
  stage: text.exactOptional(),
  max: bytes,
  maxUnit: unit,
  maxGrowth: z.object({ bytes, unit, percent: z.number().nullable() }).nullable(),
  actual: bytes,
  baseline: bytes,
  growth: z.int().nullable(),
}) satisfies z.ZodType<ReportBudget>;

/** What of a report says how large an image is. One that was not built has none of it. */
const report = z.object({
  schemaVersion: z.literal(1),
  candidate: z.unknown(),
  budgets: z.array(budget).max(MAX_BUDGETS).optional(),
});

/** A report of many images: those of which one judged has a report of its own. */
const reports = z.object({
  schemaVersion: z.literal(1),
  images: z.array(z.object({ kind: z.string(), report: z.unknown().optional() })).max(MAX_IMAGES),
});

/** Budgets with what was measured, of the text of a JSON report about one image or many. `name` is for mistakes. */
export function readMeasuredBudgets(json: string, name: string): readonly ReportBudget[] {
  const value = parseJson(json, name);
  const many = reports.safeParse(value);
  if (!many.success) return budgetsOf(value, name);
  const judged = many.data.images.filter(({ kind }) => kind === 'judged');
  return judged.flatMap((image) => budgetsOf(image.report, name));
}

function budgetsOf(value: unknown, name: string): readonly ReportBudget[] {
  const { success, data } = report.safeParse(value);
  if (!success) throw notReport(name, 'is no JSON report of this version of Final Stage');
  if (data.candidate === null) return [];
  if (data.budgets !== undefined) return data.budgets;
  throw notReport(name, 'is a report of an older version, which does not say what budgets measured');
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw notReport(name, 'is not JSON');
  }
}

function notReport(name: string, what: string): GateError {
  return new GateError('bad-input', `\`${name}\` ${what}`, {
    hint: 'Write one with `final-stage check --format json --output report.json`.',
  });
}
