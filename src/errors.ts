import { visible } from './visible.ts';

/** What went wrong, for programs and for the table in docs/architecture.md; the exit code follows from it. */
export type ErrorCode =
  | 'bad-input'
  | 'bad-policy'
  | 'build-failed'
  | 'image-not-found'
  | 'image-unreadable'
  | 'registry-denied'
  | 'engine-unavailable'
  | 'disk-full'
  | 'folder-unusable'
  | 'git-unavailable'
  | 'permission-missing';

/**
 * The one error class: `message` is one sentence (what, which, found versus expected), `hint` the next step. Each is one line, or the
 * lines of a list: they quote images, Dockerfiles and reports, so that what would break a line, hide or reorder is made visible.
 */
export class GateError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ErrorCode,
    message: string | readonly string[],
    options: { readonly hint?: string | readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(linesOf(message), 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'GateError';
    this.code = code;
    this.hint = options.hint === undefined ? undefined : linesOf(options.hint);
  }
}

function linesOf(text: string | readonly string[]): string {
  return typeof text === 'string' ? visible(text) : text.map(visible).join('\n');
}

/** Process exit code of a failure: 2 wrong input or policy, 3 no verdict possible. */
export function exitCodeOf(error: unknown): 2 | 3 {
  return error instanceof GateError && (error.code === 'bad-input' || error.code === 'bad-policy') ? 2 : 3;
}

/** Whether a system call failed because a disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** The error for a full disk; `reason` as the system or a builder says it. */
export function diskFull(reason: string, cause?: unknown): GateError {
  return new GateError('disk-full', `the disk is full: ${reason}`, {
    hint: 'Free some space, or set `TMPDIR` (`RUNNER_TEMP` on a runner) to a folder on a larger disk.',
    cause,
  });
}
