import type { Command } from 'commander';
import type { InputEnvironment } from '../inputs/inputs.ts';
import { readMergeInputs, type MergeInputs } from '../inputs/merge.ts';
import { collectMistakes } from '../inputs/mistakes.ts';
import type { GitHubEvent } from '../gate/request.ts';
import {
  addInputFlags,
  addOutputFlags,
  addRepeatableFlag,
  readOutputs,
  textOf,
  toFlagTexts,
  type Flags,
} from './flags.ts';
import type { ReportOutput } from './report-outputs.ts';

/** What `merge` asks for. */
export type MergeCommand = {
  readonly kind: 'merge';
  readonly inputs: MergeInputs;
  readonly event: GitHubEvent;
  readonly outputs: readonly ReportOutput[];
};

export function describeMerge(
  program: Command,
  environment: InputEnvironment,
  take: (command: MergeCommand) => void,
): void {
  const command = program
    .command('merge')
    .description('make one report out of the JSON reports of several images, and judge by the worst')
    .argument('<report...>', 'JSON reports: files, folders or patterns');
  addRepeatableFlag(
    command,
    '--image-of <name>',
    'name of an image that must have a report; one that has none gets no verdict; repeatable',
  );
  addInputFlags(command, ['github-token', 'comment', 'comment-key', 'review', 'check-run']);
  // A file has the sizes of one image, and only Actions reach GitHub's cache.
  command.option(
    '--history <where>',
    'branch:NAME: keep the sizes of the base branch on this branch, and show them; off (default)',
  );
  addOutputFlags(command);
  command.action((reports: readonly string[], flags: Flags) => {
    const mistakes = collectMistakes();
    const outputs = readOutputs(command, flags, mistakes);
    mistakes.throwIfAny();
    const given = { ...flags, mode: 'merge', report: reports, comment: textOf(flags, 'comment') || 'never' };
    const inputs = readMergeInputs(toFlagTexts(given, environment));
    const hasCheckRun = inputs.reporting.hasCheckRun && textOf(flags, 'check-run') !== '';
    const asked = { ...inputs, reporting: { ...inputs.reporting, hasCheckRun } };
    take({ kind: 'merge', inputs: asked, event: environment.event, outputs });
  });
}
