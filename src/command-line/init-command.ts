import type { Command } from 'commander';
import type { InputName } from '../inputs/input-texts.ts';
import { readCheckInputs, readOneImage, type GateInputs, type InputEnvironment } from '../inputs/inputs.ts';
import { collectMistakes } from '../inputs/mistakes.ts';
import { addInputFlags, textOf, toFlagTexts, withContext, type Flags } from './flags.ts';
import { INIT_HELP, INPUT_HELP } from './input-help.ts';

/** What `init` asks for. */
export type InitCommand = {
  readonly kind: 'init';
  readonly inputs: GateInputs;
  /** Whether somebody said what is built; else the files of the repository do. */
  readonly isChosen: boolean;
};

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
  'bake',
  'bake-targets',
  'compose',
];

/** Flags that say which image it is, or which file describes all of them. */
const CHOOSING = ['context', 'file', 'target', 'image', 'bake', 'compose'] as const;

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
    const given = CHOOSING.filter((name) => textOf(flags, name) !== '');
    const isOfFile = given.some((name) => name === 'bake' || name === 'compose');
    const inputs = isOfFile ? readCheckInputs(texts, environment) : readOneImage(texts, environment);
    const isChosen = context !== undefined || given.length > 0;
    take({ kind: 'init', inputs: { ...inputs, comment: 'never' }, isChosen });
  });
}
