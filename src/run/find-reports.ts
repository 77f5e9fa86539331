import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { GateError } from '../errors.ts';
import { pathMatcher } from '../files/glob/glob.ts';

/** What one job of a matrix left: bytes that anybody may have written. `path` is absolute. */
export type ReportFile = { readonly path: string; readonly size: number };

/** Where a report may lie that is not read. `path`: as a source spells it, or from the working directory; `why`: one clause without a dot. */
type Passed = { readonly path: string; readonly why: string };

type Found = { readonly files: readonly ReportFile[]; readonly passed: readonly Passed[] };

const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 12;
const PATTERN = /[*?[\]{}]/;

/**
 * The files that `sources` name: files, folders and patterns; each once, by path. A source without any is passed over, too, so that
 * none is missed in silence. Links are not followed. Throws `bad-input` where folders hold too much.
 */
export async function findReports(sources: readonly string[]): Promise<Found> {
  const files = new Map<string, ReportFile>();
  const passed: Passed[] = [];
  for (const source of new Set(sources)) {
    const found = await filesOf(source);
    for (const file of found.files) files.set(file.path, file);
    passed.push(...found.passed.map(({ path, why }) => ({ path: relative(resolve('.'), path), why })));
    if (found.files.length + found.passed.length === 0)
      passed.push({ path: source, why: 'there is no report at this path' });
  }
  return { files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), passed };
}

/** A file, the JSON files of a folder, or those that a pattern matches. */
async function filesOf(source: string): Promise<Found> {
  const path = resolve(source);
  const status = await lstat(path).catch(() => null);
  if (status?.isFile()) return { files: [{ path, size: status.size }], passed: [] };
  if (status?.isDirectory()) return walk(path, (file) => file.endsWith('.json'));
  if (!PATTERN.test(source)) return { files: [], passed: [] };
  const parts = source.split('/');
  const end = parts.findIndex((part) => PATTERN.test(part));
  const folder = parts.slice(0, end).join('/') || (source.startsWith('/') ? '/' : '.');
  return walk(resolve(folder), pathMatcher(parts.slice(end).join('/')));
}

type Folder = { readonly path: string; readonly depth: number };

/** `matches` takes a path relative to the folder. */
async function walk(top: string, matches: (path: string) => boolean): Promise<Found> {
  const files: ReportFile[] = [];
  const passed: Passed[] = [];
  const queue: Folder[] = [{ path: top, depth: 0 }];
  let entries = 0;
  for (const folder of queue) {
    for (const entry of await listFolder(folder, passed)) {
      if ((entries += 1) > MAX_ENTRIES) throw tooMuch(`more than ${MAX_ENTRIES} files`, 'fewer');
      const path = join(folder.path, entry.name);
      if (entry.isDirectory()) queue.push({ path, depth: folder.depth + 1 });
      else if (!matches(relative(top, path).split(sep).join('/'))) continue;
      else if (entry.isFile()) files.push({ path, size: (await lstat(path)).size });
      else passed.push({ path, why: 'it is a link, or no regular file' });
    }
  }
  return { files, passed };
}

async function listFolder({ path, depth }: Folder, passed: Passed[]): Promise<readonly Dirent[]> {
  if (depth > MAX_DEPTH) {
    passed.push({ path, why: `this folder lies deeper than ${MAX_DEPTH} others` });
    return [];
  }
  try {
    return await readdir(path, { withFileTypes: true });
  } catch {
    passed.push({ path, why: 'this folder cannot be read' });
    return [];
  }
}

/** The error for reports that nobody can merge. */
export function tooMuch(found: string, expected: string): GateError {
  return new GateError(
    'bad-input',
    `the reports to merge are too much: found ${found}, expected ${expected}`,
    {
      hint: 'Name only the reports of this run in `reports`.',
    },
  );
}
