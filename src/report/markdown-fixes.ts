import { wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { fixTitle, mendedBy, proofLines, showPatch } from './fix-wording.ts';
import { code, fenced, list, paragraph, prose, strong, text } from './markdown.ts';
import type { Inline } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import type { GateReport } from './report.ts';
import type { ReportFix } from './report-fix.ts';
import { counted, nameOf, renderCount } from './wording.ts';

const MAX_PATCH_BYTES = 16_000;
const MAX_NAMED = 8;

/** Each proven fix, folded: what it mends, its diff, how to apply it, and the proof. Details go before it goes. */
export function fixSections(report: GateReport): readonly Section[] {
  return report.fixes.map((fix) => ({
    ...wholeSection(
      'proven fix',
      ...detailsHead(`<b>${fixTitle(fix)}</b>`),
      paragraph(text('Fixes '), ...mendedNames(fix, report), text('.')),
      '',
      ...diffOf(fix),
      '',
      ...list(proofLines(fix, report.candidate.contentBytes).map(prose)),
      ...DETAILS_TAIL,
    ),
    left: fixesLeft,
    isReserved: true,
  }));
}

const fixesLeft = (count: number) => counted(count, 'proven fix', 'proven fixes');

/** The findings that a fix mends, by name; of many the first ones. */
export function mendedNames(fix: ReportFix, report: GateReport): readonly Inline[] {
  const findings = mendedBy(fix, report);
  const named = findings.slice(0, MAX_NAMED).map((finding, index) => {
    const name = [...strong(nameOf(finding)), ...text(' '), ...code(finding.ruleId)];
    return index === 0 ? name : [...text(', '), ...name];
  });
  const more = findings.length - named.length;
  return more > 0 ? [...named, text(` and ${renderCount(more)} more`)] : named;
}

const FILE = 'the file that the output `fix-patch` names';

/** The diff and how to apply it. What is not shown exactly cannot be taken from here. */
function diffOf(fix: ReportFix): readonly string[] {
  const shown = showPatch(fix, MAX_PATCH_BYTES);
  if (shown === null)
    return [paragraph(prose(`The diff is too long to be shown here: apply ${FILE} with \`git apply\`.`))];
  const hint = shown.isExact
    ? `Save it as \`fix.patch\` and run \`git apply fix.patch\`, or apply ${FILE}.`
    : `Some of its characters are not shown as they are: apply ${FILE} with \`git apply\`.`;
  return [fenced('diff', shown.lines), '', paragraph(prose(hint))];
}
