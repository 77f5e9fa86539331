import type { BuildLog } from '../build/docker/build-log.ts';
import { logLine, visible } from '../visible.ts';

/** Where one of several images logs. */
export type ImageLog = {
  readonly log: (message: string) => void;
  readonly buildLog: BuildLog;
  /** Shows what was kept, and ends the group. */
  end(): void;
};

/** Opens the log of an image. `isAlone`: nothing else logs meanwhile. */
export type OpenImageLog = (name: string, isAlone: boolean) => ImageLog;

/** More of the log of an image that waits for its turn is left out. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;

/**
 * Logs of a workflow: a group for each image. Where several log at once, each is kept and shown as a whole when its image is
 * done, so that no line stands between those of another.
 */
export function openGroups(write: (text: string | Uint8Array) => void): OpenImageLog {
  return (name, isAlone) => {
    const kept = isAlone ? { write, end: () => undefined } : keep(write);
    kept.write(`::group::${visible(name)}\n`);
    return {
      log: (message) => {
        kept.write(`${logLine(message)}\n`);
      },
      buildLog: { isWorkflow: true, isGrouped: true, write: kept.write },
      end: () => {
        kept.end();
        write('::endgroup::\n');
      },
    };
  };
}

function keep(write: (text: string | Uint8Array) => void) {
  const pieces: (string | Uint8Array)[] = [];
  let bytes = 0;
  let isCut = false;
  return {
    write: (text: string | Uint8Array): void => {
      bytes += text.length;
      // What is ours, such as the end of what is no command, is text and stays.
      if (typeof text === 'string' || bytes <= MAX_KEPT_BYTES) pieces.push(text);
      else isCut = true;
    },
    end: (): void => {
      for (const piece of pieces) write(piece);
      if (isCut) write('The rest of the build log is left out, because it is too long to be kept.\n');
    },
  };
}

/** Logs of the command line: lines with the image's name, and no build log, whose end a failure shows. */
export function openLines(write: (line: string) => void): OpenImageLog {
  return (name) => ({
    log: (message) => {
      write(`${name}: ${message}`);
    },
    buildLog: { isWorkflow: false, write: () => undefined },
    end: () => undefined,
  });
}
