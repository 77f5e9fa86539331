import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { GateError } from '../errors.ts';
import type { ReadReport } from '../report/read-report.ts';
import type { GateReport } from '../report/report.ts';
import { distinctNames, MAX_IMAGES } from '../report/run-report.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { VERSION } from '../version.ts';
import { findReports, tooMuch, type ReportFile } from './find-reports.ts';

/** Of all reports together. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Of one; the reader has the same limit. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Characters of a path. */
const MAX_SHOWN = 200;

/**
 * Reads JSON reports of other jobs and makes one of all their images. `sources`: files, folders and patterns. `expected`: names
 * of images of which there has to be a report. What cannot be read is an image without a verdict. Throws `bad-input` where there
 * is no report at all, or too much of it, and so is a source that has none beside others that have.
 */
export async function mergeReports(
  sources: readonly string[],
  expected: readonly string[],
): Promise<RunReport> {
  const { files, lost } = await findFiles(sources);
  const read = await Promise.all(files.map(readOne));
  const { reportNames } = await import('../github/publishing.ts');
  const images = toImages(read, reportNames);
  const missing = [...new Set(expected)]
    .filter((name) => !images.some((image) => isCalled(image.name, name)))
    .map((name) => noVerdict(name, 'no job left a report of it'));
  const all = toDistinct([...images, ...missing, ...lost]);
  if (all.length > MAX_IMAGES) throw tooMuch(`${all.length} images`, `at most ${MAX_IMAGES}`);
  return { schemaVersion: 1, tool: { name: 'final-stage', version: VERSION }, images: all };
}

/** Whether it is the image of this name, or that of one of its platforms. */
function isCalled(name: string, wanted: string): boolean {
  if (name === wanted) return true;
  return (
    name.startsWith(`${wanted} (`) && /^ \([^\s/()]+(?:\/[^\s/()]+){1,2}\)$/.test(name.slice(wanted.length))
  );
}

function noVerdict(name: string, reason: string): ImageOutcome {
  return { name, kind: 'no-verdict', reason };
}

type Read = { readonly path: string } & (ReadReport | { readonly kind: 'unread'; readonly reason: string });

async function readOne({ path, size }: ReportFile): Promise<Read> {
  const { readReport } = await import('../github/publishing.ts');
  const name = relative(resolve('.'), path);
  const what = `the report \`${name.replaceAll('`', "'").slice(-MAX_SHOWN)}\``;
  if (size > MAX_FILE_BYTES)
    return {
      path: name,
      kind: 'unread',
      reason: `${what} has ${size} bytes, expected at most ${MAX_FILE_BYTES}`,
    };
  try {
    return { path: name, ...readReport(await readFile(path), what) };
  } catch (error) {
    if (error instanceof GateError) return { path: name, kind: 'unread', reason: error.message };
    return { path: name, kind: 'unread', reason: `${what} cannot be read` };
  }
}

/** In the order of the files; names of reports of one image are made of what tells them apart. */
function toImages(
  read: readonly Read[],
  reportNames: (reports: readonly GateReport[]) => readonly string[],
): readonly ImageOutcome[] {
  const single = read.flatMap((one) => (one.kind === 'one' ? [one.report] : []));
  const given = reportNames(single);
  const singleNames = new Map(single.map((report, index) => [report, given[index] ?? 'image']));
  const images = read.flatMap((one): readonly ImageOutcome[] => {
    if (one.kind === 'run') return one.run.images;
    if (one.kind === 'unchanged')
      return [{ name: one.report.name ?? one.path, kind: 'unchanged', report: one.report }];
    if (one.kind === 'unread') return [{ name: one.path, kind: 'no-verdict', reason: one.reason }];
    return [{ name: singleNames.get(one.report) ?? 'image', kind: 'judged', report: one.report }];
  });
  return toDistinct(images);
}

function toDistinct(images: readonly ImageOutcome[]): readonly ImageOutcome[] {
  const names = distinctNames(images.map(({ name }) => name));
  return images.map((image, index) => ({ ...image, name: names[index] ?? image.name }));
}

type Found = {
  readonly files: readonly ReportFile[];
  /** Sources, files and folders without a report that is read. */
  readonly lost: readonly ImageOutcome[];
};

async function findFiles(sources: readonly string[]): Promise<Found> {
  const { files, passed } = await findReports(sources);
  const total = files.reduce((sum, { size }) => sum + Math.min(size, MAX_FILE_BYTES + 1), 0);
  if (total > MAX_TOTAL_BYTES) throw tooMuch(`${total} bytes`, `at most ${MAX_TOTAL_BYTES}`);
  if (files.length > MAX_IMAGES) throw tooMuch(`${files.length} reports`, `at most ${MAX_IMAGES}`);
  if (files.length === 0) throw nothingFound(sources);
  return { files, lost: passed.map(({ path, why }) => noVerdict(path.slice(-MAX_SHOWN), why)) };
}

function nothingFound(sources: readonly string[]): GateError {
  const shown = sources.map((source) => `\`${source}\``).join(', ');
  return new GateError(
    'bad-input',
    `no report was found at ${shown || 'any path'}, expected JSON reports of Final Stage`,
    {
      hint: 'Upload the output `report` of each job as an artifact, and download all of them before merging.',
    },
  );
}
