import { visible, withoutCommands } from '../visible.ts';
import { diskFull, GateError, isDiskFull } from '../errors.ts';

/** A failure for people, as lines of a log: the sentence with its next step, or the request to report a bug. */
export function renderFailure(error: unknown): string {
  return withoutCommands(failureText(error));
}

function failureText(error: unknown): string {
  const failure = toFailure(error);
  if (failure instanceof GateError) {
    const sentence = `${failure.message.slice(0, 1).toUpperCase()}${failure.message.slice(1)}`;
    const whole = /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
    return failure.hint === undefined ? whole : `${whole}\n${failure.hint}`;
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  return `${visible(message)}\nThis is a bug in final-stage. Please report it together with the log.`;
}

/** A failure as one sentence for people who do not see the log, without the texts that nobody may see. */
export function failureReason(error: unknown, masks: readonly string[]): string {
  const failure = toFailure(error);
  if (!(failure instanceof GateError)) return 'Final Stage itself failed; this is a bug in Final Stage';
  return masks
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, mask) => text.replaceAll(mask, '***'), failure.message);
}

/** What went wrong first: a failure while cleaning up after it says less. A full disk is met anywhere, and is nobody's bug. */
function toFailure(error: unknown): unknown {
  if (isSuppressed(error)) return toFailure(error.suppressed);
  return isDiskFull(error) ? diskFull(error.message, error) : error;
}

/** By its name: Node 22 has no such class, and the bundle makes one up. */
function isSuppressed(error: unknown): error is Error & { readonly suppressed: unknown } {
  return error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
}
