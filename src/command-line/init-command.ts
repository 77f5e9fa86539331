import type { Command } from 'commander';
import type { InputName } from '../inputs/input-texts.ts';
import { readOneImage, type GateInputs, type InputEnvironment } from '../inputs/inputs.ts';
import { collectMistakes } from '../inputs/mistakes.ts';
import { addInputFlags, toFlagTexts, withContext, type Flags } from './flags.ts';
import { INIT_HELP, INPUT_HELP } from './input-help.ts';

/** What `init` asks for. */
export type InitCommand = { readonly kind: 'init'; readonly inputs: GateInputs };

/** Inputs that build: `init` has only these. */
const BUILD_INPUTS: readonly InputName[] = [
  'context',
  'file',
  'target',
  'build-args',
  'build-contexts',
  'secrets',
  'platforms',
  'builder',
  'cache-from',
  'cache-to',
  'network',
  'image',
];

export function describeInit(
  program: Command,
  environment: InputEnvironment,
  take: (command: InitCommand) => void,
): void {
  const command = program
    .command('init')
    .description("write a policy based on today's sizes, and a workflow")
    .argument('[context]', INPUT_HELP.context.text)
    .addHelpText('after', INIT_HELP);
  addInputFlags(command, BUILD_INPUTS);
  command.action((context: string | undefined, flags: Flags) => {
    const mistakes = collectMistakes();
    const texts = toFlagTexts({ ...withContext(flags, context, mistakes), baseline: 'none' }, environment);
    mistakes.throwIfAny();
    take({ kind: 'init', inputs: { ...readOneImage(texts, environment), comment: 'never' } });
  });
}
