import type { Command } from 'commander';
import { flagOf, type InputName } from '../inputs/input-texts.ts';
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
import { INPUT_HELP, RATCHET_HELP } from './input-help.ts';

/** What `ratchet` asks for. */
export type RatchetCommand = {
  readonly kind: 'ratchet';
  readonly inputs: GateInputs;
  /** Files of JSON reports; none: the image is built and measured. */
  readonly reports: readonly string[];
  /** Percent that budgets leave above what was measured. */
  readonly headroom: number;
  /** Whether the policy file is changed. */
  readonly write: boolean;
};

const RATCHET_INPUTS: readonly InputName[] = [
  ...(['file', 'target', 'build-args', 'build-contexts', 'secrets', 'platforms', 'builder'] as const),
  ...(['cache-from', 'network', 'policy', 'prepare', 'prepare-candidate', 'image'] as const),
  ...(['cache-dir', 'read-in-place', 'read-timeout', 'insecure-registries'] as const),
];

export function describeRatchet(
  program: Command,
  environment: InputEnvironment,
  take: (command: RatchetCommand) => void,
): void {
  const command = program
    .command('ratchet')
    .description('lower the budgets of the policy to what is reached')
    .argument('[context]', INPUT_HELP.context.text)
    .option(
      '--headroom <percent>',
      'room that budgets leave above what is measured, such as 5% (default: none)',
    )
    .option('--write', 'change the policy file');
  addRepeatableFlag(
    command,
    '--report <file>',
    'JSON report to take the sizes from, so that nothing is built; repeatable',
  );
  addInputFlags(command, RATCHET_INPUTS);
  command.addHelpText('after', RATCHET_HELP);
  command.action((context: string | undefined, flags: Flags) => {
    const mistakes = collectMistakes();
    const headroom = readHeadroom(flags, mistakes);
    const texts = toFlagTexts({ ...withContext(flags, context, mistakes), baseline: 'none' }, environment);
    mistakes.throwIfAny();
    const inputs: GateInputs = { ...readCheckInputs(texts, environment), comment: 'never' };
    noteIdle(flags, mistakes);
    mistakes.throwIfAny();
    const own = { reports: listOf(flags, 'report'), headroom, write: flags['write'] === true };
    take({ kind: 'ratchet', inputs, ...own });
  });
}

/** What only a build looks at, beside reports that say what was measured. */
function noteIdle(flags: Flags, mistakes: Mistakes): void {
  if (listOf(flags, 'report').length === 0) return;
  const given = RATCHET_INPUTS.map(flagOf).filter(
    (name) => textOf(flags, name) || listOf(flags, name).length > 0,
  );
  for (const name of given.filter((one) => one !== 'policy'))
    mistakes.note(`\`--${name}\``, 'is given with `--report`, so that nothing is built');
}

const MAX_HEADROOM_PERCENT = 1000;

function readHeadroom(flags: Flags, mistakes: Mistakes): number {
  const text = textOf(flags, 'headroom');
  if (text === '') return 0;
  const [, percent = ''] = /^\s*(\d{1,4}(?:\.\d{1,3})?)\s*%?\s*$/.exec(text) ?? [];
  if (percent !== '' && Number(percent) <= MAX_HEADROOM_PERCENT) return Number(percent);
  mistakes.note(
    '`--headroom`',
    `is \`${text}\`, expected a percentage of at most ${MAX_HEADROOM_PERCENT}%, such as \`5%\``,
  );
  return 0;
}
