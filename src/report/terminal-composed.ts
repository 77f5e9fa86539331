import type { ComposedFileChange, PartChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { growthOf, measureOf, versionsOf, wordOf } from './composed-wording.ts';
import type { GateReport } from './report.ts';
import { shorten, visible } from '../visible.ts';
import { renderCount } from './wording.ts';

const MAX_FILES = 2;
const MAX_PARTS = 6;

/** One block for each large file that grew, its title first. */
export function composedBlocks({ composedFiles }: GateReport, width: number): readonly (readonly string[])[] {
  return composedFiles
    .filter(({ parts }) => parts.length > 0)
    .slice(0, MAX_FILES)
    .map((file) => [titleOf(file, width), ...partLines(file, width)]);
}

function titleOf(file: ComposedFileChange, width: number): string {
  const rest = ` (${growthOf(file)}): ${measureOf(file)}`;
  return `Inside ${shorten(visible(file.path), width - rest.length - 7)}${visible(rest)}`;
}

function partLines({ parts, partsOmitted }: ComposedFileChange, width: number): readonly string[] {
  const lines = parts.slice(0, MAX_PARTS).map((part) => {
    const label = [part.name, versionsOf(part), wordOf(part)].filter((one) => one !== '').join('  ');
    return `  ${amountOf(part).padStart(10)}  ${shorten(visible(label), width - 14)}`;
  });
  const more = parts.length - lines.length + partsOmitted;
  return more > 0 ? [...lines, `  … and ${renderCount(more)} more`] : lines;
}

function amountOf({ delta, candidate }: PartChange): string {
  return delta === null ? renderBytes(candidate) : renderDelta(delta);
}
