import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { platformDifferences } from './platforms.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { outcomeLine, runLine, toRow, verdictWord, worstFirst } from './run-wording.ts';
import { renderTerminal } from './terminal.ts';
import type { TerminalShape } from './terminal.ts';
import { shorten, visible, withoutCommands } from '../visible.ts';

const MAX_NAME_CHARACTERS = 40;

/** Several images for a person at a terminal: the verdict, a line for each, then the report of each. */
export function renderRunTerminal(run: RunReport, shape: TerminalShape): string {
  const bold = (line: string) => (shape.colour ? `\u001b[1m${line}\u001b[0m` : line);
  const reports = worstFirst(run.images).map(
    (outcome) => `${bold(`── ${nameOf(outcome)} ──`)}\n${reportOf(outcome, shape)}`,
  );
  const differences = platformDifferences(run.images).map(
    ({ name, parts }) => `${visible(name)} by platform: ${visible(parts.join('; '))}`,
  );
  const head = [bold(`Final Stage ${runLine(run)}`), ...table(run.images), ...differences].join('\n');
  return withoutCommands(`${[head, ...reports].join('\n\n').trimEnd()}\n`);
}

function reportOf(outcome: ImageOutcome, shape: TerminalShape): string {
  if (outcome.kind === 'judged') return renderTerminal(outcome.report, shape);
  return `${visible(outcomeLine(outcome))}\n`;
}

function nameOf({ name }: ImageOutcome): string {
  return shorten(visible(name), MAX_NAME_CHARACTERS);
}

function table(images: readonly ImageOutcome[]): readonly string[] {
  const ordered = worstFirst(images);
  const width = Math.max(...ordered.map((outcome) => nameOf(outcome).length));
  return ordered.map((outcome) => {
    const { content, delta } = toRow(outcome);
    const size = content === null ? '' : renderBytes(content);
    const change = delta === null ? '' : delta === 0 ? '±0 B' : renderDelta(delta);
    const line = `  ${nameOf(outcome).padEnd(width)}  ${verdictWord(outcome).padEnd(10)}  ${size.padStart(9)}  ${change.padStart(10)}`;
    return line.trimEnd();
  });
}
