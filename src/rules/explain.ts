import { CATEGORIES, RULES, ruleById } from './index.ts';
import type { Category, Rule } from './rule.ts';

/** What a rule or a category is, as plain text for a terminal; undefined when neither has that name. */
export function explainRule(name: string): string | undefined {
  const rule = ruleById(name);
  if (rule) return explain(rule);
  return isCategory(name) ? explainCategory(name) : undefined;
}

function isCategory(name: string): name is Category {
  return Object.hasOwn(CATEGORIES, name);
}

function explain(rule: Rule): string {
  return [
    `${rule.id} (${rule.category}, ${rule.severity}, since ${rule.since})`,
    `  ${sentence(rule.headline)}`,
    '',
    'Catches',
    ...rule.examples.catches.map((example) => `  - ${example}`),
    '',
    'Ignores',
    ...rule.examples.ignores.map((example) => `  - ${example}`),
    '',
    'How to fix',
    `  ${sentence(rule.fix)}`,
    '',
    'How to allow it, in .github/final-stage.yml',
    '  allow:',
    `    - rule: ${rule.id}`,
    '      subject: "<the finding’s subject>"',
    '      reason: "<why this image needs it>"',
    '      expires: <YYYY-MM-DD>',
    '',
    rule.url,
    '',
  ].join('\n');
}

function explainCategory(category: Category): string {
  const rules = RULES.filter((rule) => rule.category === category);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [
    `${category}: ${CATEGORIES[category]}`,
    '',
    ...rules.map((rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.headline}`),
    '',
  ].join('\n');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
