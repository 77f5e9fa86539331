import type { BuildLog } from '../build/docker/build-log.ts';
import { logLine } from '../visible.ts';
import type { Progress } from './progress.ts';

/** A build log that is kept instead of shown; its last line is the progress. */
export type QuietLog = {
  readonly buildLog: BuildLog;
  /** The end of the log, for a build that failed. Nothing in it is taken for a control sequence or a workflow command. */
  readonly tail: () => string;
};

const MAX_KEPT_CHARS = 16_384;

/** Keeps the end of everything that builds write. */
export function openQuietLog(progress: Progress): QuietLog {
  let kept = '';
  return {
    buildLog: {
      isWorkflow: false,
      write: (data) => {
        const text = typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
        kept = (kept + text).slice(-MAX_KEPT_CHARS);
        const last = text.trimEnd().split('\n').at(-1);
        if (last) progress.log(last);
      },
    },
    tail: () =>
      kept
        .trimEnd()
        .split('\n')
        .map((line) => `  | ${logLine(line)}\n`)
        .join(''),
  };
}
