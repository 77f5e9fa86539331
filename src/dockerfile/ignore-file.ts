import { normalize } from 'node:path/posix';
import { pathMatcher } from '../files/glob/glob.ts';

/** A line of an ignore file: what it matches, and whether it takes that back. */
type IgnoreLine = { readonly matches: (path: string) => boolean; readonly isException: boolean };

/**
 * Whether an ignore file keeps a path out of a build: the last line that matches it or a folder above it decides. Paths are
 * relative to the context. https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function parseIgnoreFile(text: string): (path: string) => boolean {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(toLine);
  return (path) => {
    const names = path.split('/').map((_name, index, all) => all.slice(0, index + 1).join('/'));
    const last = lines.findLast(({ matches }) => names.some((name) => matches(name)));
    return last !== undefined && !last.isException;
  };
}

function toLine(line: string): readonly IgnoreLine[] {
  const trimmed = line.trim();
  if (trimmed === '' || line.startsWith('#')) return [];
  const isException = trimmed.startsWith('!');
  const written = (isException ? trimmed.slice(1) : trimmed).trim();
  const path = normalize(written).replace(/^\/+|\/+$/g, '');
  return path === '' ? [] : [{ matches: contextPattern(path), isException }];
}

/** Whether a path is what a pattern of the context names: stars end at a slash, two of them do not. In linear time. */
export function contextPattern(pattern: string): (path: string) => boolean {
  return pathMatcher(pattern);
}
