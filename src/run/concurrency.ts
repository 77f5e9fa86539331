import { availableParallelism, totalmem } from 'node:os';

/** What a machine has for images that are gated at once. */
export type Machine = { readonly cores: number; readonly memoryBytes: number };

/** A builder beside a process that reads layers and keeps their tables. */
const MEMORY_OF_ONE = 4 * 1024 ** 3;
const CORES_OF_ONE = 2;

/** How many of several images are gated at once: one for every two cores and four gigabytes, and at least one. */
export function imageConcurrency(count: number, machine: Machine = thisMachine()): number {
  const byCores = Math.floor(machine.cores / CORES_OF_ONE);
  const byMemory = Math.floor(machine.memoryBytes / MEMORY_OF_ONE);
  return Math.max(1, Math.min(count, byCores, byMemory));
}

/** A container may have less than its machine. */
function thisMachine(): Machine {
  const allowed = process.constrainedMemory();
  return {
    cores: availableParallelism(),
    memoryBytes: allowed > 0 ? Math.min(allowed, totalmem()) : totalmem(),
  };
}
