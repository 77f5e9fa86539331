import { GateError } from '../errors.ts';
import type { GrowthLimit } from './policy.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['kB', 1000],
  ['MB', 1000 ** 2],
  ['GB', 1000 ** 3],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
]);

/** A size as people write it: an integer of bytes, or a number and a unit. Also the pattern of the JSON schema. */
export const SIZE_PATTERN = '^\\s*(\\d+|\\d+(\\.\\d+)?\\s*(kB|MB|GB|KiB|MiB|GiB))\\s*$';
export const SIZE_WORDS = 'an integer of bytes, or a number and `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`';

const SIZE = new RegExp(SIZE_PATTERN);
const PERCENT = /(\d+(?:\.\d+)?)\s*%/;
const MAX_SIZE_CHARACTERS = 64;

/** Bytes of `250 MB`, `10 MiB` or `1048576`, rounded; throws `bad-input` on anything else. */
export function parseSize(text: string): number {
  const bytes = toBytes(text);
  if (bytes !== undefined) return bytes;
  throw new GateError('bad-input', `size is \`${excerpt(text)}\`, expected ${SIZE_WORDS}`, {
    hint: 'Write it as `250 MB` or `200 MiB`.',
  });
}

/** Bytes of a size text, or undefined when it is none. */
export function toBytes(text: string): number | undefined {
  if (text.length > MAX_SIZE_CHARACTERS || !SIZE.test(text)) return undefined;
  const unit = UNITS.get(/[A-Za-z]+/.exec(text)?.[0] ?? '') ?? 1;
  const bytes = Math.round(Number.parseFloat(text) * unit);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A growth limit such as `10 MiB 10%`: a size, a percentage, or both; throws `bad-input` on anything else. */
export function parseGrowth(text: string): GrowthLimit {
  const { sizeText, percent } = splitGrowth(text);
  const bytes = toBytes(sizeText);
  if (sizeText === '' && percent !== undefined) return { percent };
  if (bytes !== undefined) return { bytes, ...(percent !== undefined && { percent }) };
  throw new GateError(
    'bad-input',
    `growth limit is \`${excerpt(text)}\`, expected a size, a percentage, or both`,
    { hint: 'Write it as `10 MiB 10%`, `10 MiB` or `10%`.' },
  );
}

function splitGrowth(text: string): { readonly sizeText: string; readonly percent?: number } {
  const [whole, percent] = text.length > MAX_SIZE_CHARACTERS ? [] : (PERCENT.exec(text) ?? []);
  if (whole === undefined) return { sizeText: text.trim() };
  return { sizeText: text.replace(whole, '').trim(), percent: Number(percent) };
}

function excerpt(text: string): string {
  return text.slice(0, MAX_SIZE_CHARACTERS).replaceAll('`', "'");
}
