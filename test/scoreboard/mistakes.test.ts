import { describe, expect, test } from '@jest/globals';
import { isAsExpected, parseMistake, renderMistakes } from '../../scripts/scoreboard/mistake.ts';
import { readMistakes } from '../../scripts/scoreboard/mistakes.ts';
import { referencesOf } from '../../scripts/scoreboard/references.ts';
import { RULES } from '../../src/rules/index.ts';

const ARCHIVE = `row: 9
mistake: \`COPY . .\` of everything
found: context-file vcs-directory
-- app.js --
one();
two();
-- clean/.dockerignore --
.git
-- mistake/Dockerfile --
FROM node
-- clean/Dockerfile --
FROM node:slim
`;
const mistake = parseMistake('09-context', ARCHIVE);
const found = (...rules: readonly string[]) => ({
  kind: 'inspected' as const,
  findings: rules.map((rule) => ({ rule, subject: 'x' })),
});

describe('an archive with a mistake', () => {
  test('says what is done wrong and what finds it', () => {
    expect(mistake).toMatchObject({ row: '9', text: '`COPY . .` of everything', why: null });
    expect(mistake.rules).toEqual(['context-file', 'vcs-directory']);
  });

  test('has files of both images, and files of one', () => {
    const { mistake: wrong, clean } = mistake.variants;
    expect([...(wrong ?? [])]).toEqual([
      ['app.js', 'one();\ntwo();\n'],
      ['Dockerfile', 'FROM node\n'],
    ]);
    expect([...(clean?.keys() ?? [])]).toEqual(['app.js', '.dockerignore', 'Dockerfile']);
  });
});

describe('a mistake is as expected', () => {
  test.each([
    [true, found('vcs-directory', 'context-file', 'source-file'), found()],
    [false, found('context-file'), found()],
    [false, found('vcs-directory', 'context-file'), found('header')],
    [null, { kind: 'not built' as const, why: 'no network' }, found()],
  ])('%s', (expected, wrong, clean) => {
    expect(isAsExpected({ mistake, outcomes: { mistake: wrong, clean } })).toBe(expected);
  });

  test('and the table says which rule is missing, or why there is none', () => {
    const page = renderMistakes([
      { mistake, outcomes: { mistake: found('context-file'), clean: found() } },
      {
        mistake: { ...mistake, rules: [], why: 'nobody can know' },
        outcomes: { mistake: found(), clean: { kind: 'not built', why: 'a | b' } },
      },
    ]);
    expect(page).toContain('| `context-file`: **not by `vcs-directory`** | silent |');
    expect(page).toContain('| nothing: nobody can know | not built: a \\| b |');
  });
});

describe('the mistakes of this repository', () => {
  test('are every row of the table, and what must stay silent', async () => {
    const rows = new Set((await readMistakes()).map(({ row }) => row));
    expect([...rows]).toEqual([...Array.from({ length: 25 }, (_, index) => String(index + 1)), 'silent']);
  });

  test('name rules that exist, or say why there is none, and can be built', async () => {
    const ids = new Set<string>(RULES.map(({ id }) => id));
    for (const { name, row, rules, why, variants } of await readMistakes()) {
      expect([name, rules.filter((rule) => !ids.has(rule))]).toEqual([name, []]);
      expect([name, row === 'silent' || rules.length > 0 || why !== null]).toEqual([name, true]);
      for (const files of Object.values(variants))
        expect(referencesOf(files.get('Dockerfile') ?? '')?.final).toMatch(/./);
    }
  });
});
