import { nearestName } from '../dockerfile/nearest-name.ts';
import { GateError } from '../errors.ts';
import { explainRule } from '../rules/explain.ts';
import { CATEGORIES, RULES } from '../rules/index.ts';

/** What a rule or a category looks for, and the way out. Throws `bad-input` naming the nearest name. */
export function explain(name: string): string {
  const explanation = explainRule(name);
  if (explanation !== undefined) return explanation;
  const near = nearestName(name, [...Object.keys(CATEGORIES), ...RULES.map(({ id }) => id)]);
  throw new GateError('bad-input', `\`${name.slice(0, 80)}\` is neither a rule nor a category`, {
    hint:
      near === undefined ? `Categories: ${Object.keys(CATEGORIES).join(', ')}.` : `Did you mean \`${near}\`?`,
  });
}
