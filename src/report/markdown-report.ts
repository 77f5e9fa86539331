import type { Conclusion } from '../policy/verdict.ts';
import { claimSection } from './claim.ts';
import { wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { renderHeadline } from './headline.ts';
import type { HeadlineSign } from './headline.ts';
import { code, list, paragraph, prose, strong, text } from './markdown.ts';
import { exceededSection, keptSection } from './markdown-budgets.ts';
import { placeSections, requestSections } from './markdown-change.ts';
import { composedSections } from './markdown-composed.ts';
import { fixSections } from './markdown-fixes.ts';
import { foldedFindings, introducedSections } from './markdown-findings.ts';
import type { MarkdownScope } from './markdown-findings.ts';
import { resolvedSection } from './markdown-resolved.ts';
import { causeSections, leadSection, ledgerSections, sizeSection } from './markdown-sizes.ts';
import { trendSections } from './markdown-trend.ts';
import type { GateReport } from './report.ts';
import { counted, sentence, verdictLine } from './wording.ts';

const SIGNS: Readonly<Record<Conclusion, HeadlineSign>> = { success: '✅', neutral: '⚪', failure: '❌' };

/** The whole report as Markdown sections: verdict, what to do, what it costs, then details that may be left out. */
export function markdownSections(
  report: GateReport,
  scope: MarkdownScope,
  footer: string,
): readonly Section[] {
  const sign = report.mode === 'inspect' ? '🔎' : SIGNS[report.verdict.conclusion];
  return [
    wholeSection('the verdict', renderHeadline(sign, verdictLine(report))),
    ...claimSection(scope.claim),
    leadSection(report),
    ...causeSections(report),
    ...exceededSection(report),
    ...introducedSections(report, scope),
    ...fixSections(report),
    ...resolvedSection(report),
    sizeSection(report),
    ...noticeSection(report.notices),
    ...foldedFindings(report, scope),
    ...keptSection(report),
    ...requestSections(report, scope),
    ...placeSections(report, scope),
    ...ledgerSections(report, scope),
    ...composedSections(report, scope),
    ...trendSections(report, scope.trendUrl),
    {
      ...wholeSection('which images these are', `<sub>${paragraph(imagesLine(report), text(footer))}</sub>`),
      isReserved: true,
    },
  ];
}

const noticesLeft = (count: number) => counted(count, 'notice');

/** What a reader must know that is no finding. */
export function noticeSection(notices: GateReport['notices']): readonly Section[] {
  if (notices.length === 0) return [];
  const items = list(notices.map(({ message }) => prose(sentence(message))));
  return [
    {
      head: [paragraph(strong(notices.length === 1 ? 'Notice' : 'Notices')), ''],
      items,
      tail: [],
      left: noticesLeft,
      omitted: 0,
    },
  ];
}

function imagesLine({ candidate, baseline, tool }: GateReport) {
  const against = baseline === null ? [] : [...text(' against '), ...code(baseline.reference)];
  return [
    ...code(candidate.reference),
    ...text(` ${candidate.platform}`),
    ...against,
    ...text(` · final-stage ${tool.version}`),
  ];
}
