/** A stream that may be a terminal. */
export type ProgressStream = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
};

/** What is being done now, for somebody who watches. */
export type Progress = { readonly log: (message: string) => void; readonly end: () => void };

const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = '\r\u001b[2K';

/** One line that rewrites itself on a terminal; silence everywhere else. `end` leaves no trace. */
export function openProgress(stream: ProgressStream): Progress {
  if (stream.isTTY !== true) return { log: () => undefined, end: () => undefined };
  return {
    log: (message) => {
      const width = (stream.columns ?? DEFAULT_COLUMNS) - 1;
      stream.write(`${CLEAR_LINE}${printable(message).slice(0, width)}`);
    },
    end: () => void stream.write(CLEAR_LINE),
  };
}

/** Names come from images and Dockerfiles: a terminal must not obey them. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
