import { GateError } from '../errors.ts';

/** Bytes of each unit that a size may be written in. */
const UNITS = {
  kB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
} as const;

export type SizeUnit = keyof typeof UNITS;

/** A growth limit; where both are given both must be exceeded. `unit`: in which the bytes were written. */
export type GrowthLimit = { readonly bytes?: number; readonly unit?: SizeUnit; readonly percent?: number };

/** A size as somebody wrote it. Without `unit` it was an integer of bytes. */
export type WrittenSize = { readonly bytes: number; readonly unit?: SizeUnit };

/** A size as people write it: an integer of bytes, or a number and a unit. Also the pattern of the JSON schema. */
export const SIZE_PATTERN = '^\\s*(\\d+|\\d+(\\.\\d+)?\\s*(kB|MB|GB|KiB|MiB|GiB))\\s*$';
export const SIZE_WORDS =
  'an integer number of bytes, or a number with `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`';

const SIZE = new RegExp(SIZE_PATTERN);
const PERCENT = /(\d+(?:\.\d+)?)\s*%/;
const MAX_SIZE_CHARACTERS = 64;

/** `250 MB`, `10 MiB` or `1048576` with its bytes rounded; throws `bad-input` on anything else. */
export function parseSize(text: string): WrittenSize {
  const size = toSize(text);
  if (size !== undefined) return size;
  throw new GateError('bad-input', `size is \`${excerpt(text)}\`, expected ${SIZE_WORDS}`, {
    hint: 'Write it as `250 MB` or `200 MiB`.',
  });
}

/** A size text with its bytes, or undefined when it is none. */
export function toSize(text: string): WrittenSize | undefined {
  if (text.length > MAX_SIZE_CHARACTERS || !SIZE.test(text)) return undefined;
  const word = /[A-Za-z]+/.exec(text)?.[0];
  const unit = isUnit(word) ? word : undefined;
  const bytes = Math.round(Number.parseFloat(text) * (unit === undefined ? 1 : UNITS[unit]));
  if (!Number.isSafeInteger(bytes)) return undefined;
  return { bytes, ...(unit !== undefined && { unit }) };
}

function isUnit(word: string | undefined): word is SizeUnit {
  return word !== undefined && Object.hasOwn(UNITS, word);
}

/** Bytes in a given unit, such as `10 MiB`, with at most so many decimals. */
export function renderInUnit(bytes: number, unit: SizeUnit, decimals: number): string {
  return `${(bytes / UNITS[unit]).toLocaleString('en-US', { maximumFractionDigits: decimals })} ${unit}`;
}

const SIGNIFICANT_DIGITS = 3;
const MAX_DECIMALS = 3;

/** The number of units that stands for at least so many bytes, rounded up to three digits: `12.4`. Without a unit, the bytes. */
export function renderAtLeast(bytes: number, unit: SizeUnit | undefined): string {
  if (unit === undefined || bytes === 0) return String(bytes);
  const units = bytes / UNITS[unit];
  const wanted = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(units));
  const decimals = Math.min(MAX_DECIMALS, Math.max(0, wanted));
  const render = (steps: number) => (steps / 10 ** decimals).toFixed(decimals);
  let steps = Math.ceil(units * 10 ** decimals);
  while ((toSize(`${render(steps)} ${unit}`)?.bytes ?? bytes) < bytes) steps++;
  return decimals === 0 ? render(steps) : render(steps).replace(/\.?0+$/, '');
}

/** A growth limit such as `10 MiB 10%`: a size, a percentage, or both; throws `bad-input` on anything else. */
export function parseGrowth(text: string): GrowthLimit {
  const { sizeText, percent } = splitGrowth(text);
  const size = toSize(sizeText);
  if (sizeText === '' && percent !== undefined) return { percent };
  if (size !== undefined) return { ...size, ...(percent !== undefined && { percent }) };
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
