import type { SamplePlace } from './layer-thread.ts';
import { openThreadJob, type ThreadJob } from './thread-job.ts';

/** Compresses samples of a layer on a thread, each after the bytes before it. */
export type SampleCompressor = {
  /** Memory for the next sample, of so many bytes, that is to be filled before the one after it is asked for. */
  reserve(length: number): Uint8Array;
  /** To be waited for before more is reserved, where so much is under way that memory grows. */
  full(): Promise<unknown> | undefined;
  /** Bytes of all blocks, and what became of them. */
  end(): Promise<{ readonly sampled: number; readonly compressed: number }>;
};

/** Samples that go to the thread at once. */
const BATCH_SAMPLES = 16;
const MAX_BATCHES = 4;
/** A sample takes about as long as hashing so many bytes. */
const SAMPLE_LOAD = 400_000;

type State = {
  readonly window: number;
  readonly sampleBytes: number;
  readonly free: ArrayBuffer[];
  job: ThreadJob | undefined;
  batch: ArrayBuffer | undefined;
  samples: SamplePlace[];
  readonly underWay: Set<Promise<void>>;
  failure: unknown;
  sampled: number;
  compressed: number;
};

/** `window`, `block`: bytes that deflate looks back on, and most bytes that it then compresses. */
export function createSampleCompressor(window: number, block: number): SampleCompressor {
  const state: State = {
    window,
    sampleBytes: window + block,
    free: [],
    job: undefined,
    batch: undefined,
    samples: [],
    underWay: new Set(),
    failure: undefined,
    sampled: 0,
    compressed: 0,
  };
  return {
    reserve: (length) => reserve(state, length),
    full: () => (state.underWay.size < MAX_BATCHES ? undefined : Promise.race(state.underWay)),
    end: () => end(state),
  };
}

function reserve(state: State, length: number): Uint8Array {
  const { sampleBytes, window } = state;
  if (state.samples.length === BATCH_SAMPLES) send(state);
  state.batch ??= state.free.pop() ?? new ArrayBuffer(BATCH_SAMPLES * sampleBytes);
  const start = state.samples.length * sampleBytes;
  state.samples.push({ start, window, end: start + length });
  state.sampled += length - window;
  return new Uint8Array(state.batch, start, length);
}

function send(state: State): void {
  const { batch, samples } = state;
  if (batch === undefined) return;
  state.batch = undefined;
  state.samples = [];
  state.job ??= openThreadJob(BATCH_SAMPLES * SAMPLE_LOAD);
  const work = state.job.ask({ kind: 'deflate', bytes: batch, samples }).then(
    ({ bytes, compressed = 0 }) => {
      if (bytes !== undefined) state.free.push(bytes);
      state.compressed += compressed;
      state.underWay.delete(work);
    },
    (failure: unknown) => {
      state.failure ??= failure;
    },
  );
  state.underWay.add(work);
}

async function end(state: State): Promise<{ readonly sampled: number; readonly compressed: number }> {
  send(state);
  await Promise.all(state.underWay);
  state.job?.end();
  if (state.failure instanceof Error) throw state.failure;
  return { sampled: state.sampled, compressed: state.compressed };
}
