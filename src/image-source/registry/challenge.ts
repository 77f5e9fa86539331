/** One way in that a registry offers. `scheme` in lower case. RFC 9110, 11.6.1. */
export type Challenge = { readonly scheme: string; readonly parameters: ReadonlyMap<string, string> };

const MAX_CHALLENGE_CHARACTERS = 8192;

/** A word that is followed by no `=` begins a challenge; all else are its parameters, quoted or not. */
const PART = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*)))?/g;

/** All challenges of a `www-authenticate` header. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const [whole, word = '', quoted, bare] of header.slice(0, MAX_CHALLENGE_CHARACTERS).matchAll(PART)) {
    if (whole === word) challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(word.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  }
  return challenges;
}
