import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { openActionlint } from '../scripts/engine/actionlint.ts';
import { starterWorkflow, starterWorkflowOfMany } from '../src/gate/starter-files.ts';
import { temporaryFolder } from './helpers/temporary-folder.ts';
import { testWith } from './helpers/untested.ts';

const ROOT = join(import.meta.dirname, '..');
const folder = temporaryFolder();
const opened = await openActionlint();
const actionlint = typeof opened === 'string' ? opened : null;
const testWithActionlint = testWith(actionlint, typeof opened === 'string' ? '' : opened.unavailable);

const BUILD = {
  ...{ context: 'services/api', buildArgs: ['A=1', 'B=${{ 2 }}'], buildContexts: [] },
  ...{ secrets: [], cacheFrom: [], cacheTo: [] },
};

const filesIn = (path: string, end: string) =>
  readdirSync(join(ROOT, path))
    .filter((name) => name.endsWith(end))
    .map((name) => (path === '.' ? name : `${path}/${name}`));

/** Every workflow that a page shows: a block of YAML with jobs. */
function workflowsOf(page: string): readonly (readonly [name: string, text: string])[] {
  const blocks = readFileSync(join(ROOT, page), 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm);
  return [...blocks]
    .flatMap(([, text = '']) => (/^jobs:$/m.test(text) ? [text] : []))
    .map((text, index) => [`${page} ${index + 1}`, text]);
}

const workflows = [
  ...[...filesIn('.github/workflows', '.yml'), ...filesIn('docs/workflows', '.yml')].map(
    (path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const,
  ),
  ...[...filesIn('.', '.md'), ...filesIn('docs', '.md')].flatMap(workflowsOf),
  ['what `init` writes', starterWorkflow(BUILD).text] as const,
  [
    'what `init` writes for a bake file',
    starterWorkflowOfMany({ kind: 'bake', file: 'a b.hcl' }).text,
  ] as const,
];

describe('workflows', () => {
  test('are shown in the README and in the pages that are about them', () => {
    const pages = new Set(workflows.map(([name]) => name.replace(/ \d+$/, '')));
    for (const page of ['README.md', 'docs/baseline.md', 'docs/many-images.md', 'docs/trend.md'])
      expect(pages).toContain(page);
  });

  test.each(workflows)('%s is valid for GitHub’s own parser', (name, content) => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  testWithActionlint('have nothing that actionlint finds, and it finds what is wrong', (program) => {
    // Its programs for scripts are not everywhere, and would make it find more on some machines.
    const lint = (text: string): string => {
      const flags = [
        '-no-color',
        '-oneline',
        '-shellcheck=',
        '-pyflakes=',
        '-stdin-filename',
        'workflow.yml',
        '-',
      ];
      try {
        return execFileSync(program, flags, { input: text, cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      } catch (error) {
        return String(Reflect.get(Object(error), 'stdout'));
      }
    };
    expect(workflows.map(([name, text]) => [name, lint(text)])).toEqual(
      workflows.map(([name]) => [name, '']),
    );
    expect(lint('on: push\njobs: { a: { steps: [] } }\n')).toContain('"runs-on" section is missing');
    return Promise.resolve();
  });
});
