import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { GateError } from '../errors.ts';
import { pathMatcher } from '../files/glob/glob.ts';
import type { ReadReport } from '../report/read-report.ts';
import type { GateReport } from '../report/report.ts';
import { distinctNames, MAX_IMAGES } from '../report/run-report.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { VERSION } from '../version.ts';

/** What one job of a matrix left: bytes that anybody may have written. */
type File = { readonly path: string; readonly size: number };

/** Of all reports together. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Of one; the reader has the same limit. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 12;
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
  const names = new Set(images.map(({ name }) => name));
  const missing = [...new Set(expected)]
    .filter((name) => !names.has(name))
    .map((name) => noVerdict(name, 'no job left a report of it'));
  const all = toDistinct([...images, ...missing, ...lost]);
  if (all.length > MAX_IMAGES) throw tooMuch(`${all.length} images`, `at most ${MAX_IMAGES}`);
  return { schemaVersion: 1, tool: { name: 'final-stage', version: VERSION }, images: all };
}

function noVerdict(name: string, reason: string): ImageOutcome {
  return { name, kind: 'no-verdict', reason };
}

type Read = { readonly path: string } & (ReadReport | { readonly kind: 'unread'; readonly reason: string });

async function readOne({ path, size }: File): Promise<Read> {
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
    if (one.kind === 'unchanged') return [{ name: one.path, kind: 'unchanged', report: one.report }];
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
  readonly files: readonly File[];
  /** Sources without a report. */
  readonly lost: readonly ImageOutcome[];
};

async function findFiles(sources: readonly string[]): Promise<Found> {
  const found = new Map<string, File>();
  const lost: ImageOutcome[] = [];
  for (const source of new Set(sources)) {
    const files = await filesOf(source);
    for (const file of files) found.set(file.path, file);
    if (files.length === 0) lost.push(noVerdict(source.slice(-MAX_SHOWN), 'there is no report at this path'));
  }
  const files = [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const total = files.reduce((sum, { size }) => sum + Math.min(size, MAX_FILE_BYTES + 1), 0);
  if (total > MAX_TOTAL_BYTES) throw tooMuch(`${total} bytes`, `at most ${MAX_TOTAL_BYTES}`);
  if (files.length > MAX_IMAGES) throw tooMuch(`${files.length} reports`, `at most ${MAX_IMAGES}`);
  if (files.length > 0) return { files, lost };
  const shown = sources.map((source) => `\`${source}\``).join(', ');
  throw new GateError(
    'bad-input',
    `no report was found at ${shown || 'any path'}, expected JSON reports of Final Stage`,
    {
      hint: 'Upload the output `report` of each job as an artifact, and download all of them before merging.',
    },
  );
}

/** A file, the JSON files of a folder, or those that a pattern matches. Links are not followed. */
async function filesOf(source: string): Promise<readonly File[]> {
  const path = resolve(source);
  const status = await lstat(path).catch(() => null);
  if (status?.isFile()) return [{ path, size: status.size }];
  if (status?.isDirectory()) return (await walk(path)).filter((file) => file.path.endsWith('.json'));
  if (!/[*?[\]{}]/.test(source)) return [];
  const parts = path.split(sep);
  const end = parts.findIndex((part) => /[*?[\]{}]/.test(part));
  const folder = parts.slice(0, end).join(sep) || sep;
  const matches = pathMatcher(parts.slice(end).join('/'));
  const files = await walk(folder);
  return files.filter((file) => matches(relative(folder, file.path).split(sep).join('/')));
}

async function walk(folder: string): Promise<readonly File[]> {
  const files: File[] = [];
  const queue = [{ folder, depth: 0 }];
  let entries = 0;
  for (const { folder: place, depth } of queue) {
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      if ((entries += 1) > MAX_ENTRIES) throw tooMuch(`more than ${MAX_ENTRIES} files`, 'fewer');
      const path = join(place, entry.name);
      if (entry.isDirectory() && depth < MAX_DEPTH) queue.push({ folder: path, depth: depth + 1 });
      if (entry.isFile()) files.push({ path, size: (await lstat(path)).size });
    }
  }
  return files;
}

function tooMuch(found: string, expected: string): GateError {
  return new GateError(
    'bad-input',
    `the reports to merge are too much: found ${found}, expected ${expected}`,
    {
      hint: 'Name only the reports of this run in `reports`.',
    },
  );
}
