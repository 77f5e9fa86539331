import { watchForCancellation } from './build/cancellation.ts';
import { readArguments } from './command-line/arguments.ts';
import { exitCodeOf } from './errors.ts';
import { renderFailure } from './run/failure-text.ts';
import type { InputEnvironment } from './inputs/inputs.ts';
import type { GitHubEvent } from './gate/request.ts';
import { VERSION } from './version.ts';

void main();

/** The command line: arguments in, the gate, reports and exit code out. */
async function main(): Promise<void> {
  using cancellation = watchForCancellation();
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', () => undefined);
  // Exit code 1 means a violated policy, and nothing else.
  process.once('uncaughtException', (error) => {
    process.stderr.write(`final-stage: ${renderFailure(error)}\n`);
    process.exit(exitCodeOf(error));
  });
  try {
    process.exitCode = await run(cancellation.signal);
  } catch (error) {
    const message = cancellation.signal.aborted ? 'cancelled' : renderFailure(error);
    process.stderr.write(`final-stage: ${message}\n`);
    process.exitCode = exitCodeOf(error);
  }
  process.exitCode = cancellation.exitCode() ?? process.exitCode;
}

/** Help comes at once: only what does the work needs the rest of the program. */
async function run(signal: AbortSignal): Promise<0 | 1> {
  const command = readArguments(process.argv.slice(2), { ...(await readEnvironment()), version: VERSION });
  if (command.kind === 'text') {
    process.stdout.write(command.text);
    return 0;
  }
  const { runCommand } = await import('./command-line/run-command.ts');
  return runCommand(command, signal);
}

async function readEnvironment(): Promise<InputEnvironment> {
  return {
    environment: process.env,
    event: await readEventOfRun(),
    today: new Date().toISOString().slice(0, 10),
  };
}

/** In a workflow the event says what the baseline is, as it does for the Action. */
async function readEventOfRun(): Promise<GitHubEvent> {
  const isRun = process.env['GITHUB_ACTIONS'] === 'true' && process.env['GITHUB_EVENT_PATH'] !== undefined;
  if (!isRun) return { kind: 'none' };
  const { readRunEvent } = await import('./github/publishing.ts');
  return readRunEvent(process.env);
}
