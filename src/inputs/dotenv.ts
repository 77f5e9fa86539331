import { parseEnv } from 'node:util';
import { interpolate } from './interpolate.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where a variable is set, and whether its value stands in single quotes. */
const SETTING = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('?)/gm;

/**
 * The variables of a `.env`, and those of the environment, which win. Variables in a value are replaced by what stands above or in the
 * environment, but not in single quotes. Throws `bad-input` where one cannot be read.
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function withDotenv(text: string, environment: Variables): Variables {
  // The parser says neither how a value was quoted nor in which order they stand.
  const parsed = parseEnv(text);
  // Without a prototype no name is special.
  const known = Object.assign(Object.create(null) as Record<string, string | undefined>, environment);
  for (const [, name = '', quote] of text.matchAll(SETTING)) {
    const value = Object.hasOwn(parsed, name) ? parsed[name] : undefined;
    if (value === undefined || Object.hasOwn(environment, name)) continue;
    known[name] = quote === '' ? interpolate(value, known) : value;
  }
  return known;
}
