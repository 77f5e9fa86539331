import { posix } from 'node:path';
import { type GitRepository, tryGit } from './git.ts';

/** A submodule as `.gitmodules` names it. gitmodules(5) */
export type Module = { readonly name: string; readonly path: string; readonly url: string | null };

/** Submodules by `.gitmodules` of a commit, or of the index where that is empty; without those that git itself refuses. */
export async function readModules(repository: GitRepository, commit: string): Promise<readonly Module[]> {
  const pattern = String.raw`^submodule\..*\.(path|url)$`;
  const args = ['config', '-z', '--no-includes', `--blob=${commit}:.gitmodules`, '--get-regexp', pattern];
  return parseModules((await tryGit(repository, args)) ?? '');
}

/** NUL ends a setting, a line break parts key and value; of settings of one key the last counts. */
function parseModules(listing: string): readonly Module[] {
  const values = new Map<string, { path?: string; url?: string }>();
  for (const setting of listing.split('\0')) {
    const [, name, key, value] = /^submodule\.([^]*)\.(path|url)\n([^]*)$/.exec(setting) ?? [];
    if (name === undefined || key === undefined || value === undefined) continue;
    values.set(name, { ...values.get(name), [key]: value });
  }
  return [...values].flatMap(([name, { path, url }]) =>
    path === undefined || !isName(name)
      ? []
      : [{ name, path, url: url !== undefined && isAddress(url) ? url : null }],
  );
}

/** A name becomes a folder of `.git/modules`. https://github.com/git/git/blob/master/submodule-config.c, `check_submodule_name` */
function isName(name: string): boolean {
  return (
    name !== '' && !name.startsWith('/') && !name.split(/[/\\]/).includes('..') && !/[\0-\x1f]/.test(name)
  );
}

/** No option of a program, no second line for a credential helper, no transport helper. */
export function isAddress(url: string): boolean {
  return url !== '' && !url.startsWith('-') && !/[\0-\x1f]|%0[ad]|^\w+::/i.test(url);
}

/** An address that starts with `./` or `../` goes on from the one of the repository around it; null where that has none. */
export function absoluteAddress(url: string, around: string | null): string | null {
  if (!/^\.\.?\//.test(url)) return url;
  const [, start, path] = /^((?:[a-z+]+:\/\/[^/]*|[^/:]+@[^/:]+:|))(.*)$/i.exec(around ?? '') ?? [];
  if (start === undefined || path === undefined || path === '') return null;
  const isAbsolute = path.startsWith('/');
  const joined = posix.join('/', path, url);
  return `${start}${isAbsolute ? joined : joined.slice(1)}`;
}
