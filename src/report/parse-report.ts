import { GateError } from '../errors.ts';
import type { GateReport } from './report.ts';
import { reportSchema } from './schema.ts';

const MAX_REPORT_CHARACTERS = 64 * 1024 * 1024;

/** A report that another run wrote, checked against the schema; `what` names it. Throws `bad-input`. */
export function parseReport(text: string, what: string): GateReport {
  const parsed = reportSchema.safeParse(readJson(text, what));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw new GateError(
    'bad-input',
    `report ${what} has a wrong value at \`${place.slice(0, 200).replaceAll('`', "'")}\`, expected schemaVersion 1`,
    { hint: 'Write it with the same version of final-stage that reads it.' },
  );
}

function readJson(text: string, what: string): unknown {
  if (text.length > MAX_REPORT_CHARACTERS) {
    throw new GateError(
      'bad-input',
      `report ${what} has ${text.length} characters, expected at most ${MAX_REPORT_CHARACTERS}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GateError('bad-input', `report ${what} is not JSON`, { cause: error });
  }
}
