import { lastLines } from './command.ts';

/** The last lines that a failed instruction itself printed, of a plain log of BuildKit; of any other log its last. */
export function failureOf(log: string, count: number): string {
  const own = log.split('\n').filter((line) => /^#\d+ [\d.]+ /.test(line));
  return lastLines(own.join('\n') || log, count);
}
