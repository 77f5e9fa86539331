import { REMEDIES } from '../src/remedies/index.ts';
import type { Rule } from '../src/rules/rule.ts';

/** What stands between the markers of `docs/rules/<id>.md`, markers left out: all that the rule says of itself. */
export function renderRuleHeader(rule: Rule): string {
  return [
    `# ${rule.id}`,
    '',
    `${rule.headline.charAt(0).toUpperCase()}${rule.headline.slice(1)}.`,
    '',
    '| id | category | severity | since |',
    '| --- | --- | --- | --- |',
    `| \`${rule.id}\` | \`${rule.category}\` | ${rule.severity} | ${rule.since} |`,
    '',
    ...renderRemedies(rule),
  ].join('\n');
}

/** Whether `final-stage fix` may mend what the rule finds. */
function renderRemedies({ id }: Rule): readonly string[] {
  const own = REMEDIES.filter(({ rules }) => rules.includes(id)).map(
    (remedy) => `[${remedy.id}](../fixes.md#${remedy.id})`,
  );
  const text = own.length === 0 ? 'there is none yet' : `\`final-stage fix\` tries ${own.join(', ')}`;
  return [`Proven fix: ${text}.`, ''];
}

/** What a page says by hand; lines of Markdown each. */
export type RulePage = {
  readonly why: readonly string[];
  readonly fix: readonly string[];
  /** A subject that the allow entry can name. */
  readonly subject: string;
};

/** The first version of a rule's page; people write on from here. */
export function renderRulePage(rule: Rule, page: RulePage): string {
  return [
    '<!-- generated -->',
    renderRuleHeader(rule),
    '<!-- /generated -->',
    '',
    '## Why it matters',
    '',
    ...page.why,
    '',
    '## Catches',
    '',
    ...rule.examples.catches.map((example) => `- ${toCode(rule, example)}`),
    '',
    '## Ignores',
    '',
    ...rule.examples.ignores.map((example) => `- ${toCode(rule, example)}`),
    '',
    '## How to fix',
    '',
    `${rule.fix.charAt(0).toUpperCase()}${rule.fix.slice(1)}.`,
    '',
    ...page.fix,
    '',
    '## How to allow it',
    '',
    '```yaml',
    'allow:',
    `  - rule: ${rule.id}`,
    `    subject: ${page.subject}`,
    '    reason: say why this image needs it',
    '    expires: 2027-01-31',
    '```',
    '',
  ].join('\n');
}

/** Examples of file rules are paths. */
function toCode(rule: Rule, example: string): string {
  return rule.kind === 'file' ? `\`${example}\`` : example;
}
