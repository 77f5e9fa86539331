import { runBounded } from './bounded-command.ts';

/** Label of all containers of a run; its value is the run's number. */
const RUN_LABEL = 'final-stage.run';

export function labelOf(runID: string): string {
  return `${RUN_LABEL}=${runID}`;
}

const BOUNDS = { milliseconds: 60_000, maxBytes: 1024 * 1024 };

/** Ends containers, and removes them with the volumes that the engine made for them. What is gone is no error. */
export async function removeContainers(names: readonly string[]): Promise<void> {
  if (names.length > 0) await runBounded(['rm', '--force', '--volumes', ...names], BOUNDS);
}

/** Removes all that a run has left. */
export async function removeRunContainers(runID: string): Promise<void> {
  const filter = `label=${labelOf(runID)}`;
  const { stdout } = await runBounded(['ps', '--all', '--quiet', '--no-trunc', '--filter', filter], BOUNDS);
  await removeContainers(stdout.split('\n').filter((id) => /^[0-9a-f]{64}$/.test(id)));
}
