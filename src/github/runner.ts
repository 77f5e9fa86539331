import * as core from '@actions/core';
import type { Annotation } from '../report/annotations.ts';
import { logLine } from '../visible.ts';
import type { PublishPorts } from './publish.ts';

/** What the runner shows of a step: annotations, warnings and the job summary. */
export const RUNNER: Omit<PublishPorts, 'client'> = {
  annotate: ({ level, file, line, endLine, title, message }: Annotation) => {
    core[level](message, {
      title,
      ...(file !== null && { file }),
      ...(line !== null && { startLine: line }),
      ...(endLine !== null && { endLine }),
    });
  },
  warn,
  writeSummary: async (markdown) => {
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown).write();
    else core.info('This runner shows no job summary, so none is written.');
  },
};

export function inform(message: string): void {
  core.info(logLine(message));
}

export function warn(message: string): void {
  core.warning(logLine(message));
}

export function writeOut(text: string | Uint8Array): void {
  process.stdout.write(text);
}
