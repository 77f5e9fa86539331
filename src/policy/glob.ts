import picomatch from 'picomatch';

/** A matcher for paths: `*` stays within a component, `**` does not, and hidden files are files. */
export function pathMatcher(glob: string): (path: string) => boolean {
  return picomatch(glob, { dot: true, noextglob: true, nonegate: true });
}

/** A matcher for names (subjects, package URLs): equal, or by a glob whose `*` also matches slashes. */
export function nameMatcher(glob: string): (name: string) => boolean {
  const matches = picomatch(glob, { dot: true, noextglob: true, nonegate: true, bash: true });
  return (name) => name === glob || matches(name);
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
