import { describe, test } from '@jest/globals';

/** Says among the tests what cannot be tried here, and why; a whole run repeats it at its end. */
export function reportUntested(why: string): void {
  test.skip(why, () => undefined);
}

/**
 * For tests that need something: each is given it, or where it is null is skipped, and its title says why. What is needed is
 * looked for before tests are named, so that none passes for want of it.
 */
export function testWith<Needed>(needed: Needed | null, why: string) {
  return (title: string, work: (needed: Needed) => Promise<void>, patience?: number): void => {
    if (needed === null) reportUntested(`${title} (not tried: ${why})`);
    else test(title, () => work(needed), patience);
  };
}

/** For tests that need something that is there or not: where it is not, their group has one skipped test that says why. */
export function describeIf(isThere: boolean, why: string) {
  return (title: string, tests: () => void): void => {
    describe(
      title,
      isThere
        ? tests
        : () => {
            reportUntested(`not tried: ${why}`);
          },
    );
  };
}
