import { GateError } from '../../errors.ts';
import { runCommand } from '../command.ts';
import { questionLimit } from './docker-limit.ts';

export type BakeQuestion = {
  /** Absolute path of the bake file. */
  readonly file: string;
  /** Targets and groups; none: the default group. */
  readonly targets: readonly string[];
  /** Working directory, whose `.env` counts for a compose file; absent: this process's. Absolute. */
  readonly directory?: string;
  /** Variables that the file must not read. */
  readonly withheld: readonly string[];
  readonly signal: AbortSignal;
};

const MAX_PRINTED_BYTES = 8 * 1024 * 1024;
const MAX_REASON_CHARACTERS = 300;

/** What buildx makes of a bake file: nothing is built. Throws `bad-input` for what it cannot read. */
export async function printBake({
  file,
  targets,
  directory,
  withheld,
  signal,
}: BakeQuestion): Promise<unknown> {
  const args = ['buildx', 'bake', '--print', '--file', file, '--', ...targets];
  const output = await runCommand('docker', args, {
    ...(directory !== undefined && { cwd: directory }),
    without: withheld,
    signal,
    limit: questionLimit('docker buildx bake --print'),
  });
  if ('missing' in output) {
    throw new GateError('engine-unavailable', 'there is no `docker` on PATH', {
      hint: 'Install Docker with buildx.',
    });
  }
  const { exitCode, stdout, stderr } = output;
  if (exitCode !== 0) throw unreadable(lastLine(stderr));
  if (stdout.length > MAX_PRINTED_BYTES) throw unreadable(`it printed ${stdout.length} bytes`);
  try {
    return JSON.parse(stdout.toString('utf8')) as unknown;
  } catch {
    throw unreadable('it printed no JSON');
  }
}

function unreadable(reason: string): GateError {
  const words = reason.slice(0, MAX_REASON_CHARACTERS);
  return new GateError('bad-input', `\`docker buildx bake --print\` cannot read the bake file: ${words}`, {
    hint: 'Run it by hand with the same file and targets.',
  });
}

function lastLine(text: string): string {
  return (text.trimEnd().split('\n').at(-1) ?? '').replace(/^ERROR: /, '').replaceAll('`', "'");
}
