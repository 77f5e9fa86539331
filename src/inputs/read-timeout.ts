import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** Enough for a gigabyte over a line of 1 Mbit/s. */
const DEFAULT_READ_MINUTES = 180;
/** A week: timers of Node end at three and a half. */
const MAX_READ_MINUTES = 7 * 24 * 60;

/** Longest that reading the images may take, in minutes. */
export function readMinutes(texts: Pick<InputTexts, 'one' | 'spell'>, mistakes: Mistakes): number {
  const text = texts.one('read-timeout');
  if (text === '') return DEFAULT_READ_MINUTES;
  const minutes = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  if (minutes > 0 && minutes <= MAX_READ_MINUTES) return minutes;
  const expected = `expected minutes, more than 0 and at most ${MAX_READ_MINUTES}`;
  mistakes.note(texts.spell('read-timeout'), `is \`${text}\`, ${expected}`);
  return DEFAULT_READ_MINUTES;
}
