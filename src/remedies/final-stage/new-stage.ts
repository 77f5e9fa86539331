import type { Edit } from '../../dockerfile/edit/edit.ts';
import { withoutInstruction, type PlacedInstruction } from '../../dockerfile/edit/placed-instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Project } from '../remedy.ts';
import { stageLines, type StageParts } from './stage-text.ts';

/** How a stage becomes two: a name for the one that builds, and the lines of the one behind it. */
export type NewStage = Omit<StageParts, 'stage'> & {
  /** Instructions that end the stage that builds. */
  readonly ending: readonly string[];
};

/** Edits that split the built stage behind its last instruction that builds; null where it is not known. */
export function splitStage(project: Project, ledger: Ledger, parts: NewStage): readonly Edit[] | null {
  const { dockerfile } = project;
  const { last, moved } = parts.carried;
  const from = fromOf(project, ledger);
  if (from === undefined) return null;
  if (last === undefined) return replacedBase(project, ledger, { from, parts });
  const [stage, name] = [freeName(project), nameOf(from)];
  const lines = [
    ...parts.ending,
    '',
    `FROM ${platformOf(from)}${writtenImage(from, ledger, parts.choice.image)}${name === undefined ? '' : ` AS ${name}`}`,
    ...stageLines(project, ledger, { ...parts, stage }),
  ];
  const file = dockerfile.path;
  return [
    { file, ...named(from, stage) },
    ...moved
      .filter(({ start }) => start > from.start)
      .map((placed) => ({ file, ...withoutInstruction(dockerfile, placed) })),
    { file, start: last.end, end: last.end, replacement: textOf(project, ['', ...lines]) },
  ];
}

type Replacing = { readonly from: PlacedInstruction; readonly parts: NewStage };

/** A stage that only starts from the one that builds: it starts from the runtime, and copies. */
function replacedBase(project: Project, ledger: Ledger, { from, parts }: Replacing): readonly Edit[] | null {
  const parent = ledger.buildSteps?.chain.at(-2);
  const base = /^(FROM(?:\s+--\S+)*\s+)(\S+)/i.exec(from.text);
  if (parent === undefined || base === null || parts.ending.length > 0) return null;
  const [, before = '', image = ''] = base;
  const { path: file } = project.dockerfile;
  const lines = stageLines(project, ledger, { ...parts, stage: parent });
  return [
    { file, ...from.edit(before.length, before.length + image.length, parts.choice.image) },
    { file, start: from.end, end: from.end, replacement: textOf(project, ['', ...lines]) },
  ];
}

/** An image as a stage writes it: variables of the one that it is a variant of stay, such as `node:${VERSION}` of `node:${VERSION}-slim`. */
export function writtenImage(from: PlacedInstruction, { baseName }: Ledger, image: string): string {
  const written = IMAGE.exec(from.text)?.[1] ?? '';
  const isVariant = baseName !== null && written.includes('$') && image.startsWith(baseName);
  return isVariant ? `${written}${image.slice(baseName.length)}` : image;
}

const IMAGE = /^FROM(?:\s+--\S+)*\s+(\S+)/i;

function textOf({ dockerfile }: Project, lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll(' \\\n', ` ${dockerfile.escape}\n`)
    .replaceAll(/\r?\n/g, dockerfile.lineBreak);
}

/** The `FROM` of the built stage. */
export function fromOf({ dockerfile }: Project, { buildSteps }: Ledger): PlacedInstruction | undefined {
  const chain = buildSteps?.chain ?? [];
  const froms = dockerfile.instructions.filter(({ keyword }) => keyword === 'FROM');
  const label = chain.at(-1) ?? '';
  const found = /^\d+$/.test(label)
    ? froms[Number(label)]
    : froms.find((from) => nameOf(from)?.toLowerCase() === label.toLowerCase());
  // A stage behind it could start from it or copy out of it.
  return found === froms.at(-1) ? found : undefined;
}

const NAME = /\s+AS\s+(\S+)\s*$/i;

function nameOf({ text }: PlacedInstruction): string | undefined {
  return NAME.exec(text)?.[1];
}

function named(from: PlacedInstruction, stage: string) {
  const match = NAME.exec(from.text);
  const end = from.text.trimEnd().length;
  return from.edit(match?.index ?? end, end, ` AS ${stage}`);
}

/** The stage that builds may run elsewhere; the final one is for the platform that is asked for. */
function platformOf({ text }: PlacedInstruction): string {
  const flag = /^FROM\s+(--platform=\S+)/i.exec(text)?.[1];
  return flag === undefined || /BUILDPLATFORM/.test(flag) ? '' : `${flag} `;
}

const NAMES = ['build', 'builder', 'build-stage', 'compile'];

function freeName({ dockerfile }: Project): string {
  const taken = new Set(
    dockerfile.instructions
      .filter(({ keyword }) => keyword === 'FROM')
      .map((from) => nameOf(from)?.toLowerCase()),
  );
  return NAMES.find((name) => !taken.has(name)) ?? `build-${taken.size}`;
}
