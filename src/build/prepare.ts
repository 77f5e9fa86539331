import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { GateError } from '../errors.ts';
import { startLimit } from '../waiting.ts';
import { type BuildLog, openBuildLog } from './docker/build-log.ts';
import { runGroup, type Outcome } from './process-group.ts';

export type Preparation = {
  readonly command: string;
  readonly label: 'candidate' | 'baseline';
  /** Where it runs: the checkout, or the baseline's worktree. */
  readonly directory: string;
  readonly log: BuildLog;
  /** What its environment must not reveal: values, and names of variables. */
  readonly secrets: { readonly values: readonly string[]; readonly variables: readonly string[] };
  readonly signal?: AbortSignal;
};

/** Longest that it may take, in milliseconds. */
const MAX_MILLISECONDS = 60 * 60 * 1000;

/**
 * Variables that a workflow's runner has for the Action alone: inputs, tokens of services, and files through which a step
 * changes those after it. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const FOR_THE_ACTION =
  /^(?:INPUT_.*|ACTIONS_.*|STATE_.*|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN|FINAL_STAGE_SECRET_.*)$/i;

/**
 * Runs a shell command in a tree before it is built, as a step of a workflow would run. What it starts ends with it. Throws
 * `build-failed` where it fails or takes more than an hour.
 */
export async function prepareTree(preparation: Preparation): Promise<void> {
  const { command, label, directory, signal } = preparation;
  signal?.throwIfAborted();
  using log = openBuildLog(preparation.log, `Prepare ${label}`);
  const shell = (await isOnPath('bash')) ? 'bash' : 'sh';
  const milliseconds = MAX_MILLISECONDS;
  using limit = startLimit({
    milliseconds,
    signal,
    late: () => failed(label, 'did not finish within 60 minutes'),
  });
  const write = (data: Buffer): void => {
    log.write(data);
  };
  const how = await untilEnd(shell, ['-e', '-c', command], {
    cwd: directory,
    environment: environmentWithout(preparation.secrets),
    onStdout: write,
    onStderr: write,
    signal: limit.signal,
    endsWhole: true,
  });
  limit.signal.throwIfAborted();
  if (how !== undefined) throw failed(label, how);
}

/** How it failed, or undefined. */
async function untilEnd(...run: Parameters<typeof runGroup>): Promise<string | undefined> {
  try {
    return toFailure(await runGroup(...run));
  } catch (error) {
    return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function toFailure({ code, signal }: Outcome): string | undefined {
  if (code === 0) return undefined;
  return code === null ? `was ended by ${signal ?? 'a signal'}` : `failed with exit code ${code}`;
}

function failed(label: Preparation['label'], how: string): GateError {
  return new GateError('build-failed', `the ${label}'s \`prepare\` ${how}`, {
    hint: 'See its output above.',
  });
}

/** A shorter value would be found in variables that do not hold it. */
const MIN_SECRET_CHARACTERS = 8;

function environmentWithout({ values, variables }: Preparation['secrets']): Record<string, string> {
  const long = values.filter(({ length }) => length >= MIN_SECRET_CHARACTERS);
  const isKept = ([name, value = '']: readonly [string, string | undefined]): boolean =>
    !FOR_THE_ACTION.test(name) && !variables.includes(name) && !long.some((text) => value.includes(text));
  return Object.fromEntries(Object.entries(process.env).filter(isKept)) as Record<string, string>;
}

async function isOnPath(program: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => folder !== '',
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
