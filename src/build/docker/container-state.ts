import type { Answer } from '../../fix/behaviour.ts';
import { runBounded } from './bounded-command.ts';

/** What the engine says of a container. */
export type ContainerState = {
  readonly isRunning: boolean;
  /** On the engine's machine; 0 where it does not run. */
  readonly pid: number;
  readonly exitCode: number;
  /** The last answer of its health check. */
  readonly health: Answer | null;
};

const GONE: ContainerState = { isRunning: false, pid: 0, exitCode: 125, health: null };
const BOUNDS = { milliseconds: 60_000, maxBytes: 1024 * 1024 };

export async function readState(id: string): Promise<ContainerState> {
  const args = ['inspect', '--type', 'container', '--format', '{{json .State}}', id];
  const { exitCode, stdout } = await runBounded(args, BOUNDS);
  return exitCode === 0 ? toState(JSON.parse(stdout)) : GONE;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function toState(value: unknown): ContainerState {
  const { Running, Pid, ExitCode, Health } = fieldsOf(value);
  const log: unknown = fieldsOf(Health)['Log'];
  const last = Array.isArray(log) ? fieldsOf(log.at(-1)) : {};
  return {
    isRunning: Running === true,
    pid: typeof Pid === 'number' ? Pid : 0,
    exitCode: typeof ExitCode === 'number' ? ExitCode : 125,
    health: toAnswer(last),
  };
}

function toAnswer({ ExitCode, Output }: Fields): Answer | null {
  if (typeof ExitCode !== 'number') return null;
  return { exitCode: ExitCode, output: typeof Output === 'string' ? Output : '' };
}
