import { isPackageWord } from './purl.ts';

/** Name and version of an installed Python distribution. */
export type PythonEntry = { readonly name: string; readonly version: string };

const METADATA_DIRECTORY = /\/([^/]+?)-(\d[^/-]*|[^/-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info(?:\/|$)/;

/** PEP 503: lower case, runs of `-_.` as one `-`. */
const normalise = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

/** Distribution of a `*.dist-info` or `*.egg-info` path: by its METADATA or PKG-INFO, else by its directory's name. */
export function parseDistribution(path: string, metadata: string | undefined): PythonEntry | undefined {
  const [, directoryName, directoryVersion] = METADATA_DIRECTORY.exec(path) ?? [];
  const header = metadata?.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const name = headerOf(header, 'Name') ?? directoryName;
  const version = headerOf(header, 'Version') ?? directoryVersion;
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  return { name: normalise(name), version };
}

function headerOf(header: string, field: 'Name' | 'Version'): string | undefined {
  return new RegExp(`^${field}: *(\\S+)\\s*$`, 'im').exec(header)?.[1];
}

/** First field of every line of a RECORD: a path relative to site-packages, or absolute. PEP 376, RFC 4180. */
export function parseRecord(text: string): readonly string[] {
  const paths: string[] = [];
  for (const line of text.split('\n')) {
    const path = firstField(line);
    if (path !== undefined && path.trim() !== '') paths.push(path.trim());
  }
  return paths;
}

/** Undefined where a quoted field has no end. A regular expression would take a level of its stack for every character. */
function firstField(line: string): string | undefined {
  if (!line.startsWith('"')) return line.split(',', 1)[0];
  for (let end = line.indexOf('"', 1); end >= 0; end = line.indexOf('"', end + 2)) {
    if (line[end + 1] !== '"') return line.slice(1, end).replaceAll('""', '"');
  }
  return undefined;
}
