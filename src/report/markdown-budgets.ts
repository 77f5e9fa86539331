import { budgetLines, type BudgetLine } from './budget-bars.ts';
import { wholeSection, type Section } from './fit.ts';
import { code, list, paragraph, prose, strong, text, type Inline } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import type { GateReport } from './report.ts';
import { counted, renderCount, sentence } from './wording.ts';

/** What the policy's budgets do not allow: how far over, and in a sentence. */
export function exceededSection(report: GateReport): readonly Section[] {
  const violations = report.verdict.violations.filter(({ kind }) => kind === 'budget');
  if (violations.length === 0) return [];
  // Both are in the policy's order.
  const bars = budgetLines(report).filter(({ isExceeded }) => isExceeded);
  const lines = violations.map(({ message }, index): Inline => {
    const bar = bars.length === violations.length ? bars[index]?.bar : undefined;
    return [...(bar === undefined ? [] : [...code(bar), ...text(' ')]), ...prose(sentence(message))];
  });
  const [only = [], ...others] = lines;
  if (others.length === 0)
    return [wholeSection('the exceeded budget', paragraph(strong('Budget exceeded:'), text(' '), only))];
  const head = [paragraph(strong('Budgets exceeded')), ''];
  return [{ head, items: list(lines), tail: [], left: exceededLeft, omitted: 0 }];
}

const exceededLeft = (count: number) => counted(count, 'exceeded budget');
const keptLeft = (count: number) => counted(count, 'budget that holds', 'budgets that hold');

/** What is left of the others, folded. */
export function keptSection(report: GateReport): readonly Section[] {
  const kept = budgetLines(report).filter(({ isExceeded }) => !isExceeded);
  if (kept.length === 0) return [];
  const title = `Budgets that hold (${renderCount(kept.length)})`;
  return [
    {
      head: detailsHead(title),
      items: list(kept.map(pieces)),
      tail: DETAILS_TAIL,
      left: keptLeft,
      omitted: 0,
    },
  ];
}

function pieces({ name, bar, amount }: BudgetLine): Inline {
  const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return [...code(bar), ...text(' '), ...prose(title), ...text(`: ${amount}`)];
}
