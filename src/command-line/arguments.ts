import { Command, CommanderError } from 'commander';
import { parseImageReference } from '../image/reference.ts';
import {
  addGivenFlags,
  addInputFlags,
  addOutputFlags,
  listOf,
  readOptionalReference,
  readOutputs,
  textOf,
  toFlagTexts,
  withContext,
} from './flags.ts';
import type { Flags } from './flags.ts';
import { describeFix, type FixCommand } from './fix-command.ts';
import { describeInit, type InitCommand } from './init-command.ts';
import { describeRatchet, type RatchetCommand } from './ratchet-command.ts';
import { describeMerge, type MergeCommand } from './merge-command.ts';
import { INPUT_HELP, PROGRAM_HELP, REFERENCE_HELP, WHY_HELP } from './input-help.ts';
import {
  readCheckInputs,
  readOverrides,
  readPlatform,
  readReading,
  withoutSecrets,
} from '../inputs/inputs.ts';
import type { GateInputs, InputEnvironment } from '../inputs/inputs.ts';
import type { InputTexts } from '../inputs/input-texts.ts';
import { collectMistakes, type Mistakes } from '../inputs/mistakes.ts';
import { ALL_INPUTS, toGateError } from './usage-error.ts';
import type { ReportOutput } from './report-outputs.ts';

/** What a command line asks for. */
export type CliCommand =
  | { readonly kind: 'gate'; readonly inputs: GateInputs; readonly outputs: readonly ReportOutput[] }
  | { readonly kind: 'explain'; readonly name: string }
  | InitCommand
  | { readonly kind: 'why'; readonly inputs: GateInputs; readonly query: string; readonly format: WhyFormat }
  | FixCommand
  | RatchetCommand
  | MergeCommand
  /** Help or version: goes to standard output. */
  | { readonly kind: 'text'; readonly text: string };

/** How `why` answers. */
export type WhyFormat = 'terminal' | 'json';

type CliEnvironment = InputEnvironment & { readonly version: string };
type Take = (command: CliCommand) => void;

/** The command of an argument vector without node and script. Throws `bad-input` naming the nearest command or flag. */
export function readArguments(argv: readonly string[], environment: CliEnvironment): CliCommand {
  const found: CliCommand[] = [];
  const output: string[] = [];
  const program = describeProgram(environment, (command) => found.push(command), output);
  try {
    program.parse(toAsked(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text: output.join('') };
    throw toGateError(error, output.join(''));
  }
  return found[0] ?? { kind: 'text', text: program.helpInformation() };
}

/** The whole help of a command, or of the program. */
function describeProgram(environment: CliEnvironment, take: Take, output: string[]): Command {
  const program = new Command('final-stage')
    .description('Gates a pull request on the container image that it would ship.')
    .version(environment.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void output.push(text),
      writeErr: (text) => void output.push(text),
    })
    .addHelpText('after', PROGRAM_HELP);
  describeCheck(program, environment, take);
  describeInspect(program, environment, take);
  describeCompare(program, environment, take);
  program
    .command('explain')
    .description('explain what a rule or a category looks for, and how to fix what it finds')
    .argument('<rule>', 'rule id or category')
    .action((name: string) => {
      take({ kind: 'explain', name });
    });
  describeWhy(program, environment, take);
  describeFix(program, environment, take);
  describeRatchet(program, environment, take);
  describeInit(program, environment, take);
  describeMerge(program, environment, take);
  return program;
}

function describeCheck(program: Command, environment: InputEnvironment, take: Take): void {
  const command = program
    .command('check')
    .description('build the candidate and the baseline, compare them, and judge')
    .argument('[context]', INPUT_HELP.context.text)
    .option(
      '--base-ref <ref>',
      'git ref to compare with (default: the merge base with the default branch); --baseline wins over it',
    );
  addInputFlags(command, ALL_INPUTS);
  addOutputFlags(command).addHelpText('after', REFERENCE_HELP);
  command.action((context: string | undefined, flags: Flags) => {
    const mistakes = collectMistakes();
    const outputs = readOutputs(command, flags, mistakes);
    const texts = toFlagTexts(withContext(flags, context, mistakes), environment);
    if (texts.many('reports').length > 0)
      mistakes.note(texts.spell('reports'), 'is given, but `check` reads no reports');
    noteIdle(texts, mistakes);
    mistakes.throwIfAny();
    const inputs = readCheckInputs(texts, environment, textOf(flags, 'base-ref') || undefined);
    const isCommentAsked = textOf(flags, 'comment') !== '';
    const hasCheckRun = inputs.reporting.hasCheckRun && textOf(flags, 'check-run') !== '';
    const asked = { ...inputs, reporting: { ...inputs.reporting, hasCheckRun } };
    take({ kind: 'gate', inputs: isCommentAsked ? asked : { ...asked, comment: 'never' }, outputs });
  });
}

/** Flags that would be taken without a word, and do nothing. In a workflow `fix` may be empty for some events. */
function noteIdle(texts: InputTexts, mistakes: Mistakes): void {
  for (const name of ['fix-budget', 'verify'] as const)
    if (texts.one(name) !== '' && texts.one('fix') === '')
      mistakes.note(texts.spell(name), 'is given without `--fix`, which asks for fixes');
}

function describeInspect(program: Command, environment: InputEnvironment, take: Take): void {
  const command = program
    .command('inspect')
    .description('inspect one image')
    .argument('<ref>', 'image to inspect');
  addGivenFlags(command);
  addOutputFlags(command).addHelpText('after', REFERENCE_HELP);
  command.action((reference: string, flags: Flags) => {
    const mistakes = collectMistakes();
    const outputs = readOutputs(command, flags, mistakes);
    const candidate = mistakes.read('REF', () => parseImageReference(reference));
    const given = readGiven(flags, environment, mistakes);
    const reading = readReading(toFlagTexts(flags, environment), mistakes);
    mistakes.throwIfAny();
    if (candidate === undefined) return;
    const inputs = withoutSecrets({ mode: 'inspect', candidate, overrides: {}, ...given }, reading);
    take({ kind: 'gate', inputs, outputs });
  });
}

function describeWhy(program: Command, environment: InputEnvironment, take: Take): void {
  const command = program
    .command('why')
    .description('say which layer, instruction and package brought something, and who asked for it')
    .argument('<ref>', 'image to look into')
    .argument('<path|package>', 'path that starts with /, or name, name@version or package URL of a package')
    .option('--format <name>', 'terminal or json (default: terminal)');
  addGivenFlags(command, { hasPolicy: false });
  command.addHelpText('after', `${WHY_HELP}\n${REFERENCE_HELP}`);
  command.action((reference: string, query: string, flags: Flags) => {
    const mistakes = collectMistakes();
    const candidate = mistakes.read('REF', () => parseImageReference(reference));
    const format = readWhyFormat(flags, mistakes);
    const given = readGiven(flags, environment, mistakes);
    const reading = readReading(toFlagTexts(flags, environment), mistakes);
    if (query === '') mistakes.note('PATH|PACKAGE', 'is empty');
    mistakes.throwIfAny();
    if (candidate === undefined) return;
    const inputs = withoutSecrets({ mode: 'inspect', candidate, overrides: {}, ...given }, reading);
    take({ kind: 'why', inputs, query, format });
  });
}

function readWhyFormat(flags: Flags, mistakes: Mistakes): WhyFormat {
  const text = textOf(flags, 'format') || 'terminal';
  if (text === 'terminal' || text === 'json') return text;
  mistakes.note('`--format`', `is \`${text}\`, expected \`terminal\` or \`json\``);
  return 'terminal';
}

function describeCompare(program: Command, environment: InputEnvironment, take: Take): void {
  const command = program
    .command('compare')
    .description('compare two existing images, and judge')
    .argument('<baseline>', 'image to compare with')
    .argument('<candidate>', 'image to judge')
    .option('--baseline-base <ref>', 'like --base, but for the baseline');
  addGivenFlags(command);
  addInputFlags(command, ['fail-on', 'max-size', 'max-growth']);
  addOutputFlags(command).addHelpText('after', REFERENCE_HELP);
  command.action((baselineText: string, candidateText: string, flags: Flags) => {
    const mistakes = collectMistakes();
    const outputs = readOutputs(command, flags, mistakes);
    const baseline = mistakes.read('BASELINE', () => parseImageReference(baselineText));
    const candidate = mistakes.read('CANDIDATE', () => parseImageReference(candidateText));
    const baselineBase = readOptionalReference(flags, 'baseline-base', mistakes);
    const overrides = readOverrides(toFlagTexts(flags, environment), mistakes);
    const given = readGiven(flags, environment, mistakes);
    const reading = readReading(toFlagTexts(flags, environment), mistakes);
    mistakes.throwIfAny();
    if (baseline === undefined || candidate === undefined) return;
    const request = { mode: 'compare', baseline, candidate, overrides, ...given } as const;
    take({
      kind: 'gate',
      inputs: withoutSecrets({ ...request, ...(baselineBase && { baselineBase }) }, reading),
      outputs,
    });
  });
}

function readGiven(flags: Flags, environment: InputEnvironment, mistakes: Mistakes) {
  const platform = readPlatform(listOf(flags, 'platform'), '`--platform`', mistakes);
  const base = readOptionalReference(flags, 'base', mistakes);
  const texts = {
    dockerfile: textOf(flags, 'dockerfile'),
    target: textOf(flags, 'target'),
    repository: textOf(flags, 'repository'),
    policyPath: textOf(flags, 'policy'),
  };
  return {
    buildArgs: listOf(flags, 'build-arg'),
    ...(textOf(flags, 'read-in-place') === 'true' && { readInPlace: true }),
    event: environment.event,
    today: environment.today,
    ...(platform && { platform }),
    ...(base && { base }),
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
  };
}

/** `help` of a command is its `--help`; of anything else, that there is no such command. */
function toAsked([first, second, ...rest]: readonly string[], { commands }: Command): string[] {
  const words = [first, second].filter((word) => word !== undefined);
  if (first !== 'help' || second === undefined) return [...words, ...rest];
  return commands.some((command) => command.name() === second) ? [second, '--help'] : [second];
}
