import type { Clock } from '../../src/waiting.ts';

/** A clock that goes on only when it is told to. */
export type HandClock = Clock & {
  /** Lets seconds pass; what is due calls back in its order. */
  pass(seconds: number): void;
  /** How many calls are still to come. */
  pending(): number;
};

export function handClock(): HandClock {
  let now = 0;
  const due = new Map<() => void, number>();
  const next = (until: number) =>
    [...due].filter(([, at]) => at <= until).sort(([, one], [, other]) => one - other)[0];
  return {
    after: (milliseconds, call) => {
      const once = (): void => {
        call();
      };
      due.set(once, now + milliseconds);
      return () => {
        due.delete(once);
      };
    },
    pass: (seconds) => {
      const until = now + seconds * 1000;
      for (let found = next(until); found !== undefined; found = next(until)) {
        const [call, at] = found;
        now = at;
        due.delete(call);
        call();
      }
      now = until;
    },
    pending: () => due.size,
  };
}
