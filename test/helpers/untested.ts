import { test } from '@jest/globals';

/** Says among the tests what cannot be tried here, and why; a whole run repeats it at its end. */
export function tellUntested(why: string): void {
  test.skip(why, () => undefined);
}
