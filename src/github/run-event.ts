import { readFile } from 'node:fs/promises';
import { GateError } from '../errors.ts';
import type { GitHubEvent } from '../gate/request.ts';
import { readEvent } from './event.ts';

/** What happened, from the environment of a run and the file that it names. Throws `bad-input`. */
export async function readRunEvent(environment: NodeJS.ProcessEnv): Promise<GitHubEvent> {
  return readEvent(environment, await readPayload(environment['GITHUB_EVENT_PATH']));
}

/** The event's payload as GitHub wrote it for this run; undefined where no file is named. */
export async function readPayload(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const found = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new GateError(
      'bad-input',
      `the event payload \`${path}\`, which GITHUB_EVENT_PATH names, ${found}`,
      {
        hint: 'It must be the file that GitHub wrote for this run; outside of a workflow, unset GITHUB_ACTIONS.',
        cause,
      },
    );
  }
}
