import picomatch from 'picomatch';
import { linearMatcher } from './linear-glob.ts';

const OPTIONS = { dot: true, noextglob: true, nonegate: true };

/** A regular expression tries the ways of one star one after the other, of two in a square of the text's length, and so on. */
const SAFE_STARS = 1;

/** A matcher for paths: `*` stays within a component, `**` does not, and hidden files are files. */
export function pathMatcher(glob: string): (path: string) => boolean {
  return isSafe(glob) ? picomatch(glob, OPTIONS) : linearMatcher(glob, false);
}

/** A matcher for names (subjects, package URLs): equal, or by a glob whose `*` also matches slashes. */
export function nameMatcher(glob: string): (name: string) => boolean {
  const matches = isSafe(glob) ? picomatch(glob, { ...OPTIONS, bash: true }) : linearMatcher(glob, true);
  return (name) => name === glob || matches(name);
}

function isSafe(glob: string): boolean {
  return (glob.match(/\*+/g) ?? []).length <= SAFE_STARS && !/[{}[\]()|+!@]/.test(glob);
}

/** A matcher for package URLs, with or without their version and qualifiers. */
export function packageMatcher(glob: string): (purl: string) => boolean {
  const matches = nameMatcher(glob);
  return (purl) => matches(purl) || matches(withoutVersion(purl));
}

/** In a package URL only the version follows an `@`: one in a name is written `%40`. */
function withoutVersion(purl: string): string {
  return purl.replace(/[@?#].*$/s, '');
}
