import { nearestName } from '../dockerfile/nearest-name.ts';
import { GateError } from '../errors.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';

/** What a rule, or each rule of a category, looks for and the way out. Throws `bad-input` naming the nearest name. */
export function explain(name: string): string {
  const rules = RULES.filter((rule) => rule.id === name || rule.category === name);
  if (rules.length > 0) return rules.map(explainRule).join('\n');
  const names = [...new Set(RULES.flatMap((rule) => [rule.id, rule.category]))].sort();
  const nearest = nearestName(name, names);
  throw new GateError('bad-input', `\`${name}\` is no rule and no category`, {
    hint: `${nearest === undefined ? '' : `Did you mean \`${nearest}\`? `}There are: ${names.join(', ')}.`,
  });
}

function explainRule(rule: Rule): string {
  return [
    rule.id,
    `  ${rule.headline}`,
    `  category: ${rule.category}   severity: ${rule.severity}   since: ${rule.since}`,
    `  fix: ${rule.fix}`,
    ...explainExamples('catches', rule.examples.catches),
    ...explainExamples('ignores', rule.examples.ignores),
    '',
  ].join('\n');
}

function explainExamples(title: string, examples: readonly string[]): readonly string[] {
  return examples.length === 0 ? [] : [`  ${title}:`, ...examples.map((example) => `    ${example}`)];
}
