import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { LIST_INPUTS, SCALAR_INPUTS } from '../src/inputs/input-texts.ts';

type Step = {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
};
type Job = { readonly permissions: unknown; readonly if?: string; readonly steps: readonly Step[] };
type Workflow = {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
};

const ROOT = join(import.meta.dirname, '..');
const read = (...path: readonly string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const texts = {
  measure: read('docs', 'workflows', 'final-stage-measure.yml'),
  comment: read('docs', 'workflows', 'final-stage-comment.yml'),
};
const measure = parse(texts.measure) as Workflow;
const comment = parse(texts.comment) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
const ownSteps = (workflow: Workflow) =>
  stepsOf(workflow).filter(({ uses }) => uses?.startsWith('final-stage/final-stage@'));

describe('the two workflows for pull requests from forks', () => {
  test.each(Object.entries(texts))(
    '%s pins what is not ours, and runs no text of an event',
    (_name, text) => {
      for (const [, used = ''] of text.matchAll(/^ *-? *uses: (.+)$/gm))
        expect(used).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$|^final-stage\/final-stage@v0$/);
      expect(text).not.toMatch(/^ *-? *run:/m);
      expect(text).not.toMatch(/\$\{\{[^}]*github\.(?:event|head_ref)/);
    },
  );

  test('are both in docs/forks.md, as they are', () => {
    const page = read('docs', 'forks.md');
    for (const text of Object.values(texts)) expect(page).toContain(`\`\`\`yaml\n${text.trimEnd()}\n\`\`\``);
  });

  test('have the permissions that they need, and no other', () => {
    for (const { permissions } of [measure, comment]) expect(permissions).toEqual({});
    expect(Object.values(measure.jobs).map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }]);
    expect(Object.values(comment.jobs).map(({ permissions }) => permissions)).toEqual([
      { actions: 'read', 'pull-requests': 'write' },
    ]);
    expect(texts.measure).not.toContain('secrets.');
    expect(texts.comment).not.toContain('secrets.');
  });

  test('fit together: the second starts when the first has ended, and takes what it uploads', () => {
    expect(measure.on).toEqual(['pull_request', 'merge_group']);
    expect(comment.on).toEqual({ workflow_run: { workflows: [measure.name], types: ['completed'] } });
    const upload = stepsOf(measure).find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.with).toMatchObject({ name: 'final-stage', path: '${{ steps.gate.outputs.report }}' });
    expect(ownSteps(measure).map((step) => step.with)).toEqual([{ mode: 'measure', context: '.' }]);
    expect(ownSteps(comment).map((step) => step.with)).toEqual([{ mode: 'comment' }]);
    const known: readonly string[] = [...SCALAR_INPUTS, ...LIST_INPUTS];
    for (const { with: inputs = {} } of [...ownSteps(measure), ...ownSteps(comment)])
      expect(known).toEqual(expect.arrayContaining(Object.keys(inputs)));
  });

  test('keep a stranger’s files away from the token that may write', () => {
    expect(stepsOf(comment)).toHaveLength(1);
    expect(texts.comment).not.toContain('checkout');
    expect(Object.values(comment.jobs)[0]?.if).toBe("github.event.workflow_run.event == 'pull_request'");
    const checkout = stepsOf(measure).find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with).toEqual({ 'persist-credentials': false });
  });
});
