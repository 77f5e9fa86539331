import type * as z from 'zod';
import { GateError } from '../errors.ts';
import type { GateReport } from './report.ts';
import type { RunReport } from './run-report.ts';
import { reportSchema } from './schema.ts';
import { runReportSchema } from './schema-run.ts';
import { unchangedSchema } from './schema-unchanged.ts';
import type { UnchangedReport } from './unchanged.ts';
import { shorten, visible } from '../visible.ts';

/** More than a report of the largest images has. */
export const MAX_REPORT_BYTES = 32 * 1024 * 1024;

const MAX_PLACE_CHARACTERS = 120;

/** A JSON report as it was read back: of one image, of one that nothing changed, or of several. */
export type ReadReport =
  | { readonly kind: 'one'; readonly report: GateReport }
  | { readonly kind: 'unchanged'; readonly report: UnchangedReport }
  | { readonly kind: 'run'; readonly run: RunReport };

/**
 * Reads a JSON report back from bytes that anybody may have written; `what` names them in an error. Everything in it stays a claim:
 * texts are as hostile as those of an image. Throws `bad-input`.
 */
export function readReport(bytes: Uint8Array, what: string): ReadReport {
  const json = parseJson(bytes, what);
  const fields = typeof json === 'object' && json !== null ? json : {};
  if (Object.hasOwn(fields, 'images')) return { kind: 'run', run: check(runReportSchema, json, what) };
  return 'candidate' in fields && fields.candidate === null
    ? { kind: 'unchanged', report: check(unchangedSchema, json, what) }
    : { kind: 'one', report: check(reportSchema, json, what) };
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  if (bytes.length > MAX_REPORT_BYTES) {
    throw refused(what, `has ${bytes.length} bytes, expected at most ${MAX_REPORT_BYTES}`);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refused(what, 'is not JSON');
  }
}

function check<T>(schema: z.ZodType<T>, json: unknown, what: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : ` ${describe(issue, json)}`;
  throw refused(
    what,
    `is not a report of this version: it ${writtenBy(json)}differs from the schema${where}`,
  );
}

/** Which version wrote it, as far as it says so in the form of a version. */
function writtenBy(json: unknown): string {
  const written = valueAt(json, ['tool', 'version']);
  return typeof written === 'string' && VERSION_FORM.test(written) ? `was written by ${written}, and ` : '';
}

const VERSION_FORM = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;

/** Where a report is not as the schema says, what is expected there, and what was found. */
function describe(issue: z.core.$ZodIssue, json: unknown): string {
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...unknownKeys];
  const place = shorten(visible(path.join('.')), MAX_PLACE_CHARACTERS).replaceAll('`', "'");
  const at = place === '' ? 'at the top: ' : `at \`${place}\`: `;
  if (unknownKeys.length > 0) return `${at}found a field that it does not have`;
  const expected = /expected (.+?)(?:, received .*)?$/i.exec(issue.message)?.[1] ?? 'another value';
  return `${at}found ${kindOf(valueAt(json, path))}, expected ${shorten(expected, MAX_PLACE_CHARACTERS)}`;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    json,
  );
}

/** What a value is, in words that hold nothing of a text. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function refused(what: string, found: string): GateError {
  return new GateError('bad-input', `${what} ${found}`, {
    hint: 'Give the file that the output `report` or `--format json` of the same version of Final Stage wrote.',
  });
}
