import { randomUUID } from 'node:crypto';

/** Where a build's log goes. */
export type BuildLog = {
  readonly write: (text: string | Uint8Array) => void;
  /** True in a workflow: the log is a group, and nothing in it is taken for a workflow command. */
  readonly isWorkflow: boolean;
  /** Whether it stands in a group already: groups of a workflow hold no others. Absent: no. */
  readonly isGrouped?: true;
};

const LINE_FEED = 10;

/** Passes a build's output through; in a workflow between `stop-commands` and its unguessable end. Ends when disposed. */
export function openBuildLog(log: BuildLog, title: string): { write(data: Uint8Array): void } & Disposable {
  const token = randomUUID();
  let endsLine = true;
  const [begin, end] = log.isGrouped ? ['', ''] : ['::group::', '::endgroup::\n'];
  if (log.isWorkflow) log.write(`${begin}${title}\n::stop-commands::${token}\n`);
  return {
    write: (data) => {
      if (data.length === 0) return;
      endsLine = data.at(-1) === LINE_FEED;
      log.write(data);
    },
    [Symbol.dispose]: () => {
      if (!endsLine) log.write('\n');
      if (log.isWorkflow) log.write(`::${token}::\n${end}`);
    },
  };
}

/** Where a build's log goes unless somebody takes it. */
export const STANDARD_ERROR: BuildLog = {
  isWorkflow: false,
  write: (text) => void process.stderr.write(text),
};
