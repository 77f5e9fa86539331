import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { fromStream } from '../src/image-source/byte-source.ts';
import { openReadingTime } from '../src/run/reading-time.ts';
import { MACHINE_CLOCK, watchPace, withEnd } from '../src/waiting.ts';
import { handClock } from './helpers/hand-clock.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const FLOOR = { bytes: 61_440, seconds: 60 };

describe('withEnd', () => {
  test('rejects when time is up, and raises the signal for the work', async () => {
    const clock = handClock();
    const late = new Error('late');
    let reported: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      reported = signal;
      return never();
    };
    const waiting = withEnd(work, { milliseconds: 60_000, late: () => late, clock });
    clock.pass(59);
    expect(reported?.aborted).toBe(false);
    clock.pass(1);
    await expect(waiting).rejects.toBe(late);
    expect(reported?.reason).toBe(late);
  });

  test.each([
    ['before it begins', true],
    ['while it waits', false],
  ])('rejects with the reason of a signal that is raised %s', async (_case, isBefore) => {
    const clock = handClock();
    const controller = new AbortController();
    const reason = new Error('cancelled');
    if (isBefore) controller.abort(reason);
    const limit = { milliseconds: 1000, late: () => new Error('late'), clock, signal: controller.signal };
    const waiting = withEnd(never, limit);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(clock.pending()).toBe(0);
  });

  test('leaves no timer behind when the work is done', async () => {
    const clock = handClock();
    const limit = { milliseconds: 1000, late: () => new Error('late'), clock };
    expect(await withEnd(() => Promise.resolve(7), limit)).toBe(7);
    await expect(withEnd(() => Promise.reject(new Error('own')), limit)).rejects.toThrow('own');
    expect(clock.pending()).toBe(0);
  });
});

describe('watchPace', () => {
  function watch() {
    const clock = handClock();
    const slow: number[] = [];
    const pace = watchPace(FLOOR, (bytes) => slow.push(bytes), clock);
    return { clock, slow, pace };
  }

  test('tells once when too little came, and how much', () => {
    const { clock, slow, pace } = watch();
    for (let second = 0; second < 60; second++) {
      pace.took(1);
      clock.pass(1);
    }
    clock.pass(600);
    expect(slow).toEqual([60]);
  });

  test('is content with a line of 1 Mbit/s that pauses for 20 s now and then', () => {
    const { clock, slow, pace } = watch();
    for (let second = 0; second < 8000; second++) {
      if (second % 60 >= 20) pace.took(125_000);
      clock.pass(1);
    }
    expect(slow).toEqual([]);
  });

  test('does not count the time in which we are busy', () => {
    const { clock, slow, pace } = watch();
    pace.setBusy(true);
    clock.pass(3600);
    pace.setBusy(false);
    clock.pass(59);
    expect(slow).toEqual([]);
    clock.pass(1);
    expect(slow).toEqual([0]);
  });

  test('blames nobody for a process that stood still', () => {
    const calls: (() => void)[] = [];
    const slow: number[] = [];
    watchPace(FLOOR, (bytes) => slow.push(bytes), {
      after: (_milliseconds, call) => (calls.push(call), () => undefined),
    });
    // An hour in one step: the timer is late, and calls back once.
    calls.shift()?.();
    expect(slow).toEqual([]);
  });

  test('is silent once it was stopped', () => {
    const { clock, slow, pace } = watch();
    pace.stop();
    clock.pass(3600);
    expect([slow, clock.pending()]).toEqual([[], 0]);
  });
});

describe('a stream that is watched', () => {
  test('breaks with what is said of its pace, and not while its sink is busy', async () => {
    const clock = handClock();
    const stream = new PassThrough();
    const watch = (stop: (cause: Error) => void) =>
      watchPace(
        FLOOR,
        (bytes) => {
          stop(new Error(`${bytes} bytes`));
        },
        clock,
      );
    const { promise: busy, resolve: goOn } = Promise.withResolvers<undefined>();
    const reading = fromStream(stream, { watch })(() => busy);
    stream.write('abc');
    await new Promise(setImmediate);
    clock.pass(600);
    expect(stream.destroyed).toBe(false);
    goOn(undefined);
    await new Promise(setImmediate);
    clock.pass(60);
    await expect(reading).rejects.toThrow('3 bytes');
    expect(clock.pending()).toBe(0);
  });

  test('ends with the reason of a signal', async () => {
    const controller = new AbortController();
    const reading = fromStream(new PassThrough(), { signal: controller.signal })(() => undefined);
    controller.abort(new Error('cancelled'));
    await expect(reading).rejects.toThrow('cancelled');
  });
});

describe('the time for reading', () => {
  test('begins with the first image, is one for all, and names what was read when it was over', async () => {
    const clock = handClock();
    using time = openReadingTime(180, new AbortController().signal, clock);
    clock.pass(24 * 3600);
    await time.read('`baseline`', () => Promise.resolve());
    clock.pass(179 * 60);
    const reading = time.read('`candidate`', never);
    clock.pass(60);
    await expect(reading).rejects.toMatchObject({
      code: 'image-unreadable',
      message: '`candidate` was still being read when the time for reading images ended, after 180 minutes',
    });
    await expect(time.read('`base`', never)).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  test('leaves no timer behind', async () => {
    const clock = handClock();
    const time = openReadingTime(180, new AbortController().signal, clock);
    await time.read('`candidate`', () => Promise.resolve());
    time[Symbol.dispose]();
    expect(clock.pending()).toBe(0);
  });
});

test('the clock of this machine calls back, unless it is called off', async () => {
  const called: string[] = [];
  const cancel = MACHINE_CLOCK.after(5, () => called.push('called off'));
  cancel();
  await new Promise<void>((resolve) => MACHINE_CLOCK.after(20, resolve));
  expect(called).toEqual([]);
});
