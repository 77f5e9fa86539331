import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderRuleHeader } from '../scripts/rule-docs.ts';
import { explainRule } from '../src/rules/explain.ts';
import { CATEGORIES, RULES, ruleById } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';
import { fileAt } from './rules/rule-bench.ts';

const root = join(import.meta.dirname, '..');
const ids: readonly string[] = RULES.map(({ id }) => id);
const each = RULES.map((rule): readonly [string, Rule] => [rule.id, rule]);

/** Ids of the rules that the folder defines: a file that calls `defineXRule` with its own name as id. */
function definedIds(): readonly string[] {
  const folder = join(root, 'src/rules');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.flatMap(
    (file) => /Rule\(\{\n {2}id: '([^']+)',$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? [],
  );
}

describe('rules', () => {
  test('are all listed, each once', () => {
    expect([...ids].sort()).toEqual([...definedIds()].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are all documented, and nothing else is', () => {
    const pages = readdirSync(join(root, 'docs/rules')).filter((file) => file.endsWith('.md'));
    expect(pages.sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  test('explain every category and nothing unknown', () => {
    for (const category of Object.keys(CATEGORIES)) expect(explainRule(category)).toContain(category);
    expect(explainRule('package-cash')).toBeUndefined();
    expect(explainRule('toString')).toBeUndefined();
  });
});

describe.each(each)('%s', (id, rule) => {
  test('has the address of its page in the version that runs', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(rule.url).toBe(`https://github.com/final-stage/final-stage/blob/v${version}/docs/rules/${id}.md`);
  });

  const source = readFileSync(join(root, 'src/rules', `${id}.ts`), 'utf8');
  const page = readFileSync(join(root, 'docs/rules', `${id}.md`), 'utf8');

  test('is a kebab-case noun in a file of its name', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(source).toContain(`id: '${id}'`);
    expect(ruleById(id)).toBe(rule);
  });

  test('fits on a page of 60 lines', () => {
    const lines = source.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line));
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  test('says what it is: one clause and one imperative sentence, no dot at the end', () => {
    expect(rule.headline).toMatch(/^[a-z.A-Z].*[^.]$/);
    expect(rule.fix).toMatch(/^[A-Z].*[^.]$/s);
    expect(Object.keys(CATEGORIES)).toContain(rule.category);
  });

  test('has a page with its header, its examples, a Dockerfile and an allow entry', () => {
    expect(page).toContain(`<!-- generated -->\n${renderRuleHeader(rule)}\n<!-- /generated -->`);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Why it matters', 'Catches', 'Ignores', 'How to fix', 'How to allow it']);
    for (const example of [...rule.examples.catches, ...rule.examples.ignores])
      expect(page).toContain(example);
    expect(page).toContain('```dockerfile');
    expect(page).toContain(`- rule: ${id}\n`);
  });

  test('is explained with its examples and its fix', () => {
    for (const text of [...rule.examples.catches, ...rule.examples.ignores, rule.fix])
      expect(explainRule(id)).toContain(text);
  });

  test('catches and ignores something', () => {
    expect(rule.examples.catches.length).toBeGreaterThan(0);
    expect(rule.examples.ignores.length).toBeGreaterThan(0);
  });

  if (rule.kind === 'file') {
    test.each(rule.examples.catches)('catches %s', (path) => {
      expect(rule.match(fileAt(path))).toBeDefined();
    });
    test.each(rule.examples.ignores)('ignores %s', (path) => {
      expect(rule.match(fileAt(path))).toBeUndefined();
    });
  } else {
    test('is tested with ledgers of its own', () => {
      const tests = readdirSync(join(root, 'test/rules')).map((file) =>
        readFileSync(join(root, 'test/rules', file), 'utf8'),
      );
      expect(tests.some((text) => text.includes(`'${id}`))).toBe(true);
    });
  }
});
