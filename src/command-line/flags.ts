import { Option } from 'commander';
import type { Command } from 'commander';
import type { ImageReference } from '../image/image.ts';
import { parseImageReference } from '../image/reference.ts';
import { INPUT_HELP, outputHelp } from './input-help.ts';
import { formatsOf, pairOutputs, type ReportOutput } from './report-outputs.ts';
import { flagOf, LIST_INPUTS } from '../inputs/input-texts.ts';
import type { InputName, InputTexts } from '../inputs/input-texts.ts';
import type { InputEnvironment } from '../inputs/inputs.ts';
import type { Mistakes } from '../inputs/mistakes.ts';

/** Flags of one command as they were given. Values are texts, repeatable ones lists of texts; a flag without value is true. */
export type Flags = Readonly<Record<string, string | readonly string[] | true | undefined>>;

/** One flag for each input; list inputs are repeatable. */
export function addInputFlags(command: Command, names: readonly InputName[]): void {
  for (const name of names) {
    const { value, text } = INPUT_HELP[name];
    const short = name === 'file' ? '-f, ' : '';
    const option = new Option(`${short}--${flagOf(name)}${value === '' ? '' : ` <${value}>`}`, text);
    command.addOption(flagOf(name) === name && !isRepeatable(name) ? option : repeatable(option));
  }
}

/** A flag that is no input and may be given several times. */
export function addRepeatableFlag(command: Command, flags: string, text: string): void {
  command.addOption(repeatable(new Option(flags, text)));
}

function isRepeatable(name: InputName): boolean {
  return LIST_INPUTS.some((list) => list === name);
}

function repeatable(option: Option): Option {
  return option.argParser((value: string, previous: readonly string[] | undefined) => [
    ...(previous ?? []),
    value,
  ]);
}

/** Flags for an image that is given, not built. */
export function addGivenFlags(command: Command, { hasPolicy = true } = {}): void {
  command
    .option(
      '--dockerfile <file>',
      'Dockerfile that the image was built from, so that findings can name its lines',
    )
    .option('--target <stage>', 'stage of that Dockerfile (default: the last)')
    .addOption(
      repeatable(
        new Option('--build-arg <NAME=value>', 'build argument that the image was built with; repeatable'),
      ),
    )
    .option('--base <ref>', 'image that the final stage started from, if no builder recorded it')
    .option(
      '--repository <dir>',
      'folder whose tracked files count as source (default: where the Dockerfile is)',
    )
    .addOption(repeatable(new Option('--platform <os/arch>', 'platform to choose from an index')));
  if (hasPolicy) command.option('--policy <file>', 'policy file');
  addInputFlags(command, ['cache-dir', 'read-in-place', 'read-timeout', 'insecure-registries']);
}

/** Which formats go where. */
export function addOutputFlags(command: Command): Command {
  return command
    .addOption(
      repeatable(new Option('--format <name>', 'format of the report; repeatable (default: terminal)')),
    )
    .addOption(
      repeatable(
        new Option(
          '--output <file>',
          'file that the report is written to; repeatable (default: standard output)',
        ),
      ),
    )
    .addHelpText('after', outputHelp(command.name(), formatsOf(command.name())));
}

/** What `--format` and `--output` ask for, of what the command writes. */
export function readOutputs(command: Command, flags: Flags, mistakes: Mistakes): readonly ReportOutput[] {
  const asked = { command: command.name(), formats: listOf(flags, 'format'), paths: listOf(flags, 'output') };
  return pairOutputs(asked, mistakes);
}

/** The image that a flag names, where it is given. */
export function readOptionalReference(
  flags: Flags,
  name: string,
  mistakes: Mistakes,
): ImageReference | undefined {
  const text = textOf(flags, name);
  return text === '' ? undefined : mistakes.read(`\`--${name}\``, () => parseImageReference(text));
}

/** CONTEXT and `--context` are the same thing. */
export function withContext(flags: Flags, context: string | undefined, mistakes: Mistakes): Flags {
  const flag = textOf(flags, 'context');
  if (context !== undefined && flag !== '' && flag !== context) {
    mistakes.note('`--context`', `is \`${flag}\`, but CONTEXT is \`${context}\`: give one of them`);
  }
  return { ...flags, context: context ?? flag };
}

/** Spells inputs as a command line does. */
export function toFlagTexts(flags: Flags, environment: InputEnvironment): InputTexts {
  const token = environment.environment['GITHUB_TOKEN'] ?? '';
  return {
    one: (name) => textOf(flags, name) || (name === 'github-token' ? token : ''),
    many: (name) => listOf(flags, flagOf(name)),
    spell: (name) => `\`--${flagOf(name)}\``,
  };
}

/** Value of a flag; empty when absent. */
export function textOf(flags: Flags, name: string): string {
  const value = flags[camelCase(name)];
  return value === true ? 'true' : typeof value === 'string' ? value : '';
}

/** Values of a repeatable flag. */
export function listOf(flags: Flags, name: string): readonly string[] {
  const value = flags[camelCase(name)];
  return typeof value === 'object' ? value : [];
}

/** As commander names the value of `--max-size`. */
function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
