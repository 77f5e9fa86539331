import { normalize } from 'node:path/posix';
import { contextPattern } from './ignore-file.ts';

/** What an ignore file keeps out of a build for certain: whoever asks would rather build once too often. */
export type CertainIgnore = {
  /** Whether a path is kept out, and of a folder all that is in it, unless `takesBack` says that lines may take some back. */
  ignores(path: string): boolean;
  /** Whether a line may take back something that is in the folder. */
  takesBack(folder: string): boolean;
};

type Line = { readonly pattern: string; readonly isException: boolean };

/** Patterns that every version of BuildKit reads in the same way: names, stars in names, and `**` as a whole name. */
const PLAIN_NAME = /^(?:\*\*|(?:[^*\\[\]{}()|+!@$^]|\*(?!\*))+)$/;

/**
 * As `parseIgnoreFile`, but a line whose pattern is not plain keeps nothing out, and takes back everything if it is an exception.
 * Paths are relative to the context. https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function parseCertainIgnore(text: string): CertainIgnore {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(toLine)
    .map((line) => ({ ...line, matches: contextPattern(line.pattern) }));
  const exceptions = lines.filter(({ isException }) => isException).map(({ pattern }) => pattern.split('/'));
  return {
    ignores: (path) => {
      const names = path.split('/').map((_name, index, all) => all.slice(0, index + 1).join('/'));
      const last = lines.findLast(({ matches }) => names.some((name) => matches(name)));
      return last !== undefined && !last.isException;
    },
    takesBack: (folder) => exceptions.some((pattern) => mayReachInto(pattern, folder.split('/'))),
  };
}

function toLine(line: string): readonly Line[] {
  const trimmed = line.trim();
  if (trimmed === '' || line.startsWith('#')) return [];
  const isException = trimmed.startsWith('!');
  const written = (isException ? trimmed.slice(1) : trimmed).trim();
  const pattern = normalize(written).replace(/^\/+|\/+$/g, '');
  if (pattern === '') return [];
  if (!pattern.split('/').every((name) => PLAIN_NAME.test(name)))
    return isException ? [{ pattern: '**', isException }] : [];
  // To BuildKit, `x/**` is what is in `x`, and not `x`.
  return [{ pattern: isException ? pattern : pattern.replace(/\/\*\*$/, '/*'), isException }];
}

function mayReachInto(pattern: readonly string[], folder: readonly string[]): boolean {
  for (const [index, name] of folder.entries()) {
    const part = pattern[index];
    if (part === '**') return true;
    // A pattern that ends above the folder is about the folder itself.
    if (part === undefined || !contextPattern(part)(name)) return false;
  }
  return true;
}
