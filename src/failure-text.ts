import { GateError } from './errors.ts';

/** A failure for people: the sentence with its next step, or the request to report a bug. */
export function renderFailure(error: unknown): string {
  if (error instanceof GateError) {
    const sentence = `${error.message.slice(0, 1).toUpperCase()}${error.message.slice(1)}`;
    return error.hint === undefined ? `${sentence}.` : `${sentence}.\n${error.hint}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `${message}\nThis is a bug in final-stage: please report it with the log.`;
}
