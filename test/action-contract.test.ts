import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';
import type { ActionTemplate } from '@actions/workflow-parser/actions/action-template';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { toOutputs } from '../src/github/outputs.ts';
import { INPUT_HELP } from '../src/command-line/input-help.ts';
import { LIST_INPUTS, SCALAR_INPUTS } from '../src/inputs/input-texts.ts';
import { starterWorkflow } from '../src/gate/starter-files.ts';
import { gateReport } from './helpers/report-builder.ts';

const ROOT = join(import.meta.dirname, '..');
const WORKFLOWS = join(ROOT, '.github', 'workflows');
const inputNames = [...SCALAR_INPUTS, ...LIST_INPUTS].sort();

function read(...path: readonly string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}

function parseActionFile(text: string): {
  readonly action: ActionTemplate;
  readonly errors: readonly string[];
} {
  const { context, value } = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter());
  if (value === undefined) throw new Error('action.yml has no content');
  const action = convertActionTemplate(context, value);
  return { action, errors: context.errors.getErrors().map(({ message }) => message) };
}

function workflowErrors(name: string, content: string): readonly string[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

describe('action.yml', () => {
  const { action, errors } = parseActionFile(read('action.yml'));

  test('is valid for GitHub’s own parser, which finds what is wrong', () => {
    expect(errors).toEqual([]);
    expect(parseActionFile(read('action.yml').replace('using: node24', 'using: node13')).errors).not.toEqual(
      [],
    );
  });

  test('has the inputs that are read, each described', () => {
    expect(action.inputs?.map(({ id }) => id).sort()).toEqual(inputNames);
    for (const { description } of action.inputs ?? [])
      expect(description?.trim()).toMatch(/^[A-Z`][^]{20,}[.`]$/);
  });

  test('gives only the token and the key of the comment a default: another’s would win over the policy file', () => {
    const withDefault = action.inputs?.filter((input) => input.default !== undefined).map(({ id }) => id);
    expect(withDefault).toEqual(['github-token', 'comment-key']);
  });

  test('has the outputs that are set, each described', () => {
    const outputs = toOutputs(gateReport(), { json: 'a', html: 'b', sarif: 'c', patch: 'd' });
    expect(action.outputs?.map(({ id }) => id)).toEqual([...outputs.keys()]);
    for (const { description } of action.outputs ?? []) expect(description).toBeTruthy();
  });

  test('runs the bundle', () => {
    expect(action.runs).toMatchObject({ using: 'node24', main: 'dist/index.cjs' });
  });
});

test('every input has a flag with help', () => {
  expect(Object.keys(INPUT_HELP).sort()).toEqual(inputNames);
});

/** The names in the first column of the table between two markers. */
function readmeTable(marker: string): readonly string[] {
  const pattern = new RegExp(`<!-- ${marker}[^>]*-->([^]*?)<!-- /${marker} -->`);
  const table = pattern.exec(read('README.md'))?.[1] ?? '';
  return [...table.matchAll(/^\| *`([a-z-]+)`/gm)].map(([, name]) => name ?? '');
}

const tables = [
  ['inputs', readmeTable('inputs'), inputNames],
  [
    'outputs',
    readmeTable('outputs'),
    [...toOutputs(gateReport(), { json: '', html: '', sarif: '', patch: '' }).keys()].sort(),
  ],
] as const;
for (const [name, table, names] of tables) {
  test(`README.md has a table of the same ${name}`, () => {
    expect([...table].sort()).toEqual(names);
  });
}

describe('unknown is empty', () => {
  test('where there is no baseline', () => {
    const unknown = { baseline: null, candidate: 5, delta: null, percent: null };
    const { size } = gateReport();
    const report = gateReport({ size: { ...size, content: unknown, pull: null }, baseline: null });
    const outputs = Object.fromEntries(toOutputs(report, { json: '', html: '', sarif: '', patch: '' }));
    expect(outputs).toMatchObject({
      'content-size': '5',
      'baseline-content-size': '',
      'content-delta': '',
      'content-delta-percent': '',
      'pull-size': '',
      introduced: '0',
    });
  });
});

describe('workflows', () => {
  const files = readdirSync(WORKFLOWS).filter((name) => name.endsWith('.yml'));

  test.each(files)('%s is valid, starts without permissions and pins what it uses', (name) => {
    const text = read('.github', 'workflows', name);
    expect(workflowErrors(name, text)).toEqual([]);
    expect(text).toMatch(/^permissions: \{\}$/m);
    for (const [, used = ''] of text.matchAll(/^ *-? *uses: (.+)$/gm)) {
      expect(used).toMatch(/^\.\/|@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const checkouts = [...text.matchAll(/uses: actions\/checkout@/g)].length;
    expect([...text.matchAll(/persist-credentials: false/g)]).toHaveLength(checkouts);
  });

  test('of scenarios count every scenario', () => {
    const text = read('.github', 'workflows', 'e2e.yml');
    const jobs = [...text.matchAll(/^ {2}([a-z-]+):$/gm)]
      .map(([, job]) => job)
      .filter((job) => job !== 'push');
    const needed = [...text.matchAll(/^ {6}- ([a-z-]+)$/gm)].map(([, job]) => job);
    expect(needed).toEqual(jobs.filter((job) => job !== 'all-scenarios'));
  });

  test('that are wrong are found', () => {
    expect(workflowErrors('x.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n')).not.toEqual([]);
  });

  test('that `init` writes are valid, whatever the inputs are', () => {
    const build = {
      context: 'a: "b" #c',
      target: "it's",
      buildArgs: ['A=1', 'B={}'],
      buildContexts: [],
      secrets: [],
      cacheFrom: [],
      cacheTo: [],
    };
    expect(workflowErrors('init.yml', starterWorkflow(build).text)).toEqual([]);
  });
});
