import type { Command } from 'commander';
import type { InputName } from '../inputs/input-texts.ts';
import { readCheckInputs, type GateInputs, type InputEnvironment } from '../inputs/inputs.ts';
import { collectMistakes, type Mistakes } from '../inputs/mistakes.ts';
import {
  addInputFlags,
  addRepeatableFlag,
  listOf,
  textOf,
  toFlagTexts,
  withContext,
  type Flags,
} from './flags.ts';
import { FIX_HELP, INPUT_HELP } from './input-help.ts';

/** What `fix` asks for. */
export type FixCommand = {
  readonly kind: 'fix';
  readonly inputs: GateInputs;
  /** Ids of rules; none for all. */
  readonly only: readonly string[];
  readonly milliseconds: number;
  /** Whether the working tree is changed. */
  readonly write: boolean;
  readonly format: 'terminal' | 'json';
};

const FIX_INPUTS: readonly InputName[] = [
  ...(['file', 'target', 'build-args', 'build-contexts', 'secrets', 'platforms', 'builder'] as const),
  ...([
    'cache-from',
    'network',
    'policy',
    'prepare',
    'prepare-candidate',
    'cache-dir',
    'read-timeout',
  ] as const),
];

export function describeFix(
  program: Command,
  environment: InputEnvironment,
  take: (command: FixCommand) => void,
): void {
  const command = program
    .command('fix')
    .description('propose edits of the Dockerfile and the ignore file that were built and proven')
    .argument('[context]', INPUT_HELP.context.text)
    .option('--write', 'change the files of the working tree')
    .option('--fix-budget <time>', 'longest time for proving, such as 10 min (default) or 90 s')
    .option('--format <name>', 'terminal or json (default: terminal)');
  addRepeatableFlag(command, '--only <rule>', 'mend findings of this rule alone; repeatable');
  addInputFlags(command, FIX_INPUTS);
  command.addHelpText('after', FIX_HELP);
  command.action((context: string | undefined, flags: Flags) => {
    const mistakes = collectMistakes();
    const own = readOwnFlags(flags, mistakes);
    const texts = toFlagTexts({ ...withContext(flags, context, mistakes), baseline: 'none' }, environment);
    mistakes.throwIfAny();
    take({ kind: 'fix', inputs: { ...readCheckInputs(texts, environment), comment: 'never' }, ...own });
  });
}

function readOwnFlags(flags: Flags, mistakes: Mistakes): Omit<FixCommand, 'kind' | 'inputs'> {
  const format = textOf(flags, 'format') || 'terminal';
  if (format !== 'terminal' && format !== 'json')
    mistakes.note('`--format`', `is \`${format}\`, expected \`terminal\` or \`json\``);
  return {
    only: listOf(flags, 'only'),
    milliseconds: readBudget(textOf(flags, 'fix-budget'), mistakes),
    write: flags['write'] === true,
    format: format === 'json' ? 'json' : 'terminal',
  };
}

const DEFAULT_MILLISECONDS = 10 * 60_000;
const UNITS: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };

function readBudget(text: string, mistakes: Mistakes): number {
  if (text === '') return DEFAULT_MILLISECONDS;
  const [, number = '', unit = 'min'] = /^(\d{1,4}) ?(s|min|h)$/.exec(text) ?? [];
  const milliseconds = Number(number) * (UNITS[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  mistakes.note('`--fix-budget`', `is \`${text}\`, expected a time such as \`10 min\` or \`90 s\``);
  return DEFAULT_MILLISECONDS;
}
