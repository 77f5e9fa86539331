import { availableParallelism } from 'node:os';
import { startLayerThread, type LayerThread, type ThreadReply, type ThreadRequest } from './layer-thread.ts';

/** Work on one layer that one thread does. */
export type ThreadJob = {
  /** As LayerThread says it. */
  ask(request: ThreadRequest): Promise<ThreadReply>;
  /** Says that no more is asked, so that the thread counts as free. */
  end(): void;
};

const MAX_THREADS = 4;

/** A thread, and the work that it was chosen for and that has not ended. */
type Loaded = { readonly thread: LayerThread; load: number };

const threads: Loaded[] = [];
let jobs = 0;

/** Work for the thread that has least to do; threads are started as they are needed. `load`: about how many bytes to hash that takes. */
export function openThreadJob(load: number): ThreadJob {
  const chosen = chooseThread();
  jobs += 1;
  const job = jobs;
  chosen.load += load;
  return {
    ask: (request) => chosen.thread.ask(job, request),
    end: () => {
      chosen.load -= load;
    },
  };
}

function chooseThread(): Loaded {
  const [least] = threads.toSorted((one, other) => one.load - other.load);
  const isFull = threads.length === Math.min(availableParallelism(), MAX_THREADS);
  if (least !== undefined && (least.load === 0 || isFull)) return least;
  const started = { thread: startLayerThread(), load: 0 };
  threads.push(started);
  return started;
}
