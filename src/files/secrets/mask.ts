import { isHarmless, isPlaceholder } from './placeholders.ts';
import { isSecretName } from './secret-names.ts';
import { END_OF_KEY, isBlock, TOKEN_KINDS } from './token-kinds.ts';

/** A secret in a text that is no file: what it is, and where. */
export type TextSecret = { readonly kind: string; readonly start: number; readonly end: number };

/** Stands for a secret in texts that are shown. */
const MASK = '***';

const TOKENS = TOKEN_KINDS.map(({ id, pattern }) => ({ kind: id, pattern: new RegExp(pattern, 'dg') }));

/** Where commands are given a secret; group 1 is what it is called, group 2 the secret. */
const IN_COMMANDS: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:@/"'<>`]{0,200}):([^\s@/"'<>`]{1,300})@/dgi,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/()([\w-]{20,300})@/dgi,
  /\b(?:authorization|proxy-authorization):\s{0,9}()(?:(?:basic|bearer|token|negotiate)\s{1,9})?([^\s"'`]{6,4000})/dgi,
  /\b((?:x-|private-|job-|deploy-|api-){1,3}(?:key|token|auth)):\s{0,9}([^\s"'`]{6,1000})/dgi,
  /(?:^|\s)(?:-u|--user)(?:\s{1,9}|=)["']?([^\s:"'$]{1,200}):([^\s"']{1,300})/dg,
  /(?:^|\s)--?((?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|token|secret|api-?key|access-key|secret-key|auth))(?:\s{1,9}|=)["']?([^\s"'-][^\s"']{0,1000})/dgi,
  // As an array of JSON, and as builders record it.
  /"--?((?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|token|secret|api-?key|access-key|secret-key|auth))(?:",\s{0,9}"|=)([^"]{1,1000})"/dgi,
];

/** Variables that are set, and the older form of `ENV`. */
const ASSIGNED: readonly RegExp[] = [
  /(?<![\w.-])["']?([A-Za-z_][\w.-]{0,100})["']?(?:=|:\s)\s{0,9}(?:(?=["'])["']([^"'\n]{1,4000})["']|([^\s"';&|]{1,4000}))/dg,
  /^ENV\s{1,9}([A-Za-z_]\w{0,100})\s{1,9}()([^\s=].{0,4000})/dg,
];

/** Secrets by their form alone, and what a command is given as one. */
export function findInText(text: string): readonly TextSecret[] {
  return [...findTokens(text), ...findGiven(text, IN_COMMANDS, (value, name) => !isPlaceholder(value, name))];
}

/** Whether a value under this name is a credential: the name says so, and the value is no placeholder. */
export function isCredentialValue(name: string, value: string): boolean {
  return isSecretName(name) && !isPlaceholder(value, name);
}

/** A text with `***` in the place of every secret, and of every value that may be one by its name. In linear time. */
export function maskSecrets(text: string): string {
  const spans = [
    ...findTokens(text),
    ...findGiven(text, IN_COMMANDS, (value, name) => !isHarmless(value, name)),
    ...findGiven(text, ASSIGNED, (value, name) => isSecretName(name) && !isHarmless(value, name)),
  ].sort((a, b) => a.start - b.start);
  let [masked, at] = ['', 0];
  for (const { start, end } of spans) {
    if (end <= at) continue;
    masked += start < at ? '' : `${text.slice(at, start)}${MASK}`;
    at = end;
  }
  return masked + text.slice(at);
}

function findTokens(text: string): readonly TextSecret[] {
  return TOKENS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
      // Of a key the first line is enough to find it; it ends where it says so, and text that is cut off ends with it.
      return { kind, start, end: isBlock(match[0]) ? endOfKey(text, end) : end };
    }),
  );
}

function endOfKey(text: string, from: number): number {
  const length = text.slice(from).search(END_OF_KEY);
  return length < 0 ? text.length : from + length;
}

type Judge = (value: string, name: string) => boolean;

function findGiven(text: string, patterns: readonly RegExp[], isGiven: Judge): readonly TextSecret[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const group = match[2] === undefined || match[2] === '' ? 3 : 2;
      const [start, end] = match.indices?.[group] ?? [0, 0];
      return isGiven(match[group] ?? '', match[1] ?? '') ? [{ kind: 'credential', start, end }] : [];
    }),
  );
}
