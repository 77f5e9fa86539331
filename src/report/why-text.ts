import type { InstructionRef } from '../dockerfile/instruction.ts';
import { renderBytes } from '../ledger/bytes.ts';
import type { ReasonLink } from '../scan/finding.ts';
import type { Notice } from '../policy/policy.ts';
import type { WhyAnswer, WhyFile, WhyLayer, WhyPackage } from '../scan/why-answer.ts';
import { packageName, renderReason } from './reason-line.ts';
import { shorten, visible, withoutCommands } from '../visible.ts';
import { counted, placeOf } from './wording.ts';

/** The answer to `final-stage why`, as programs read it. */
export type WhyReport = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'final-stage'; readonly version: string };
  readonly image: { readonly reference: string; readonly imageID: string; readonly platform: string };
  readonly query: string;
  readonly answer: WhyAnswer;
  /** What the reader must know of how the image was read. */
  readonly notices: readonly Notice[];
};

const MAX_WIDTH = 160;
const MAX_NAMES = 8;
const MAX_LINKS = 30;
const LABEL = 16;

export function renderWhyJson({ answer, notices, ...report }: WhyReport): string {
  return `${JSON.stringify({ ...report, ...answer, notices }, null, 2)}\n`;
}

/** For a person: where it is, what brought it, and what would go with it. */
export function renderWhyText({ answer: { file, packages, packagesOmitted } }: WhyReport): string {
  const blocks = [
    ...(file === null ? [] : [fileBlock(file, packages.length === 0)]),
    ...packages.map(packageBlock),
    ...(packagesOmitted === 0 ? [] : [[`… and ${counted(packagesOmitted, 'more package')}`]]),
  ];
  return withoutCommands(`${blocks.map((lines) => lines.map(toLine).join('\n')).join('\n\n')}\n`);
}

/** Names come from the image: a terminal must not obey them. What is left out is not looked at, however long it is. */
function toLine(text: string): string {
  return shorten(visible(shorten(text, MAX_WIDTH)), MAX_WIDTH);
}

function line(label: string, text: string): readonly string[] {
  return text === '' ? [] : [`  ${label.padEnd(LABEL)}${text}`];
}

function fileBlock(
  { path, leadsTo, versions, versionsOmitted, type }: WhyFile,
  isUnowned: boolean,
): string[] {
  const title = leadsTo === null || leadsTo === path ? path : `${path} → ${leadsTo}`;
  return [
    title,
    ...versions.flatMap(({ layer, visibility, bytes }) => [
      ...line(layerName(layer), `${visibilityOf(visibility)}, ${renderBytes(bytes)}, ${layer.diffID}`),
      ...line('', renderInstruction(layer.instruction)),
    ]),
    ...(versionsOmitted === 0 ? [] : line('', `… and ${counted(versionsOmitted, 'more layer')}`)),
    ...(leadsTo === null ? line('container', 'finds nothing here') : []),
    ...(isUnowned ? line('package', type === 'directory' ? 'none owns a file in it' : 'none owns it') : []),
  ];
}

function visibilityOf(visibility: string): string {
  return visibility === 'visible' ? visibility : `${visibility} by a later layer`;
}

function layerName({ ordinal }: WhyLayer): string {
  return `layer ${ordinal}`;
}

function renderInstruction(instruction: InstructionRef | null): string {
  return instruction === null ? '' : `${placeOf(instruction)} ${instruction.text}`;
}

function packageBlock(pkg: WhyPackage): string[] {
  const { purl, installed, layer, because } = pkg;
  return [
    `${packageName(purl)}  ${purl}`,
    ...(installed ? [] : line('state', 'not in the finished image: a later layer removed or replaced it')),
    ...line('why', because === null ? unexplained(pkg) : reasonOf(because, pkg)),
    ...(layer === null ? [] : line('layer', `${layer.ordinal}, ${layer.diffID}`)),
    ...line('instruction', layer === null ? '' : renderInstruction(layer.instruction) || 'unknown'),
    ...line('needed by', names(pkg.neededBy, pkg.neededByOmitted) || 'no installed package'),
    ...line('recommended by', names(pkg.recommendedBy, pkg.recommendedByOmitted)),
    ...line('only for it', names(pkg.onlyFor, pkg.onlyForOmitted)),
    ...line('size', sizeOf(pkg)),
    ...line('files', pkg.places.join(', ')),
  ];
}

function reasonOf(because: readonly ReasonLink[], { requested }: WhyPackage): string {
  if (because.filter(({ kind }) => kind !== 'instruction').length > 1)
    return renderReason(because, MAX_LINKS);
  const [first] = because;
  const place = first?.kind === 'instruction' ? `, ${placeOf(first.instruction)}` : '';
  const asked = requested === true ? 'asked for by name' : 'no other package of its layer needs it';
  return `${asked}${place}`;
}

function unexplained({ layer, requested }: WhyPackage): string {
  if (layer === null) return 'unknown: no layer has its own entry in a database';
  return requested === false
    ? 'unknown: nobody asked for it by name, and nothing that somebody asked for leads to it'
    : 'unknown';
}

function names(purls: readonly string[], omitted: number): string {
  const shown = purls.slice(0, MAX_NAMES).map(packageName);
  const more = purls.length - shown.length + omitted;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function sizeOf({ bytes, bytesWithIt, onlyFor, onlyForOmitted }: WhyPackage): string {
  const count = onlyFor.length + onlyForOmitted;
  if (count === 0) return renderBytes(bytes);
  return `${renderBytes(bytes)}; ${renderBytes(bytesWithIt)} with the ${counted(count, 'package')} that only it needs`;
}
