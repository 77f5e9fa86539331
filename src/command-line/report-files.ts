import { readFile, stat } from 'node:fs/promises';
import { GateError } from '../errors.ts';

const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** Texts of the JSON reports that a user names. Throws `bad-input` for one that cannot be read or is too large. */
export async function readReportFiles(paths: readonly string[]) {
  const texts = [];
  for (const name of paths) texts.push({ name, text: await readReport(name) });
  return texts;
}

async function readReport(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile() !== true) throw refused(path, 'is not a file');
  if (status.size > MAX_REPORT_BYTES)
    throw refused(path, `has ${status.size} bytes, expected at most ${MAX_REPORT_BYTES}`);
  return readFile(path, 'utf8');
}

function refused(path: string, what: string): GateError {
  return new GateError('bad-input', `report \`${path}\` ${what}`, {
    hint: 'Name a file that `final-stage check --format json --output report.json` wrote.',
  });
}
