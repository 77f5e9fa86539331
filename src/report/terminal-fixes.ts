import { fixTitle, mendedBy, proofLines, showPatch } from './fix-wording.ts';
import type { GateReport } from './report.ts';
import type { ReportFix } from './report-fix.ts';
import { shorten, visible } from '../visible.ts';
import { counted, nameOf } from './wording.ts';
import { wrap } from './wrap.ts';

type Paint = (style: 'bold' | 'dim' | 'red' | 'green', text: string) => string;

const MAX_PATCH_BYTES = 64_000;
const MAX_LINES = 60;

/** One block for each proven fix: what it mends, the proof, and the diff. */
export function fixBlocks(report: GateReport, paint: Paint, width: number): readonly (readonly string[])[] {
  const room = width - 2;
  return report.fixes.map((fix) => [
    paint('bold', fixTitle(fix)),
    ...mendedBy(fix, report).map((finding) => {
      return `  fixes ${shorten(visible(`${nameOf(finding)} (${finding.ruleId})`), room - 6)}`;
    }),
    ...proofLines(fix, report.candidate.contentBytes).flatMap((line) =>
      wrap(visible(line), room).map((piece) => `  ${paint('dim', piece)}`),
    ),
    ...diffLines(fix, paint, room),
    `  ${paint('dim', '--format patch writes it for git apply')}`,
  ]);
}

function diffLines(fix: ReportFix, paint: Paint, room: number): readonly string[] {
  const lines = showPatch(fix, MAX_PATCH_BYTES)?.lines ?? [];
  const shown = lines.slice(0, MAX_LINES).map((line) => {
    const cut = shorten(line.replaceAll('\t', '    '), room);
    return `  ${line.startsWith('+') ? paint('green', cut) : line.startsWith('-') ? paint('red', cut) : cut}`;
  });
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `  … and ${counted(more, 'line')} more`] : shown;
}
