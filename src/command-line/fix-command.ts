import type { Command } from 'commander';
import type { InputName } from '../inputs/input-texts.ts';
import { readOneImage, type GateInputs, type InputEnvironment } from '../inputs/inputs.ts';
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
    'fix-budget',
    'verify',
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
    .option('--format <name>', 'terminal or json (default: terminal)');
  addRepeatableFlag(command, '--only <rule>', 'fix findings of this rule alone; repeatable');
  addInputFlags(command, FIX_INPUTS);
  command.addHelpText('after', FIX_HELP);
  command.action((context: string | undefined, flags: Flags) => {
    const mistakes = collectMistakes();
    const own = readOwnFlags(flags, mistakes);
    const texts = toFlagTexts({ ...withContext(flags, context, mistakes), baseline: 'none' }, environment);
    mistakes.throwIfAny();
    take({ kind: 'fix', inputs: { ...readOneImage(texts, environment), comment: 'never' }, ...own });
  });
}

function readOwnFlags(flags: Flags, mistakes: Mistakes): Omit<FixCommand, 'kind' | 'inputs'> {
  const format = textOf(flags, 'format') || 'terminal';
  if (format !== 'terminal' && format !== 'json')
    mistakes.note('`--format`', `is \`${format}\`, expected \`terminal\` or \`json\``);
  return {
    only: listOf(flags, 'only'),
    write: flags['write'] === true,
    format: format === 'json' ? 'json' : 'terminal',
  };
}
