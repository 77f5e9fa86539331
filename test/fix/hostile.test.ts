import { describe, expect, test } from '@jest/globals';
import { placeInstructions } from '../../src/dockerfile/edit/placed-instruction.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { editFiles } from '../../src/fix/edited-files.ts';
import { renderPatch } from '../../src/fix/patch.ts';
import { planFixes } from '../../src/fix/plan.ts';
import type { Project } from '../../src/remedies/remedy.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout, type LayerInput } from '../helpers/image-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const LARGE = Buffer.alloc(2 * 1024 * 1024, 1);
/** Far more than it takes, and far less than a loop in a square of the input would. */
const MAX_MILLISECONDS = 10_000;

/** What is planned for an image of this Dockerfile, all of it applied, and the processor time that it took. */
function plan(dockerfile: string, own: readonly LayerInput[]) {
  const ledger = ledgerOf({ base: [layer({ '/bin/sh': 'x' })], own, dockerfile });
  const findings = scan(ledger);
  const project: Project = {
    dockerfile: { path: 'Dockerfile', ...placeInstructions(dockerfile, 'Dockerfile') },
    ignoreFile: { path: '.dockerignore', text: '' },
  };
  const start = processorTime();
  const steps = planFixes({ project, ledger, findings, mendable: findings, runtimeBases: {} });
  const edits = steps.flatMap(({ proposals }) => proposals[0]?.edits ?? []);
  const edited = editFiles(project, edits);
  if ('mistake' in edited) throw new Error(edited.mistake);
  const files = [
    { path: 'Dockerfile', before: dockerfile, after: edited.dockerfile },
    { path: '.dockerignore', before: '', after: edited.ignoreFile },
  ];
  const patch = renderPatch(files);
  return { findings, steps, ...edited, patch, milliseconds: processorTime() - start };
}

const lists = (ordinal: number) =>
  layer({ [`/var/lib/apt/lists/${ordinal}_Packages`]: ordinal === 0 ? LARGE : 'x' });
const times = <T>(count: number, make: (ordinal: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('a Dockerfile of an attacker', () => {
  test.each([
    ['10,000 instructions', 'RUN true\n'.repeat(10_000)],
    ['a megabyte in 10,000 instructions', `ENV A="${'b '.repeat(45)}"\n`.repeat(10_000)],
  ])('with %s is read, and nothing is proposed', (_title, more) => {
    const { findings, steps, milliseconds } = plan(`FROM a\nRUN apt-get update\n${more}`, [lists(0)]);
    expect(findings.map(({ subject }) => subject)).toContain('apt cache');
    expect(steps).toEqual([]);
    expect(milliseconds).toBeLessThan(2 * MAX_MILLISECONDS);
  });

  test('with as many instructions as are looked at is edited in each', () => {
    const dockerfile = `FROM a\n${'RUN apt-get update\n'.repeat(999)}`;
    const found = plan(dockerfile, times(999, lists));
    expect(found.dockerfile).toBe(dockerfile.replaceAll('update', 'update && rm -rf /var/lib/apt/lists/*'));
    expect(found.milliseconds).toBeLessThan(MAX_MILLISECONDS);
  });

  test.each([
    [
      'lines',
      `RUN apt-get update${' \\\n  && true'.repeat(60_000)}`,
      ' \\\n  && rm -rf /var/lib/apt/lists/*',
    ],
    [
      'comments between lines',
      `RUN apt-get update \\\n${'  # why\n'.repeat(90_000)}  && true`,
      ' \\\n  && rm -rf /var/lib/apt/lists/*',
    ],
  ])('with one instruction of a megabyte of %s is edited at its end, or not at all', (_title, run, added) => {
    const before = `FROM a\n${run}\nUSER x\n`;
    const { dockerfile, milliseconds } = plan(before, [lists(0)]);
    expect([before, `FROM a\n${run}${added}\nUSER x\n`]).toContain(dockerfile);
    expect(milliseconds).toBeLessThan(MAX_MILLISECONDS);
  });

  test('keeps its line ends and its escape character', () => {
    const before =
      '# escape=`\r\nFROM a\r\nRUN apt-get update `\r\n  && echo "\\$x" `\r\n# c\r\n  && true\r\nUSER x\r\n';
    const { dockerfile, patch } = plan(before, [lists(0)]);
    expect(dockerfile).toBe(before.replace('true', 'true `\r\n  && rm -rf /var/lib/apt/lists/*'));
    expect(patch).not.toMatch(/[^\r]\n\+[^+].*[^\r]\n/);
  });
});

describe('a file name of an attacker', () => {
  const NAMES = [
    'it"s',
    "it's",
    '$HOME',
    '$(id)',
    '`id`',
    'new\nline',
    'new\nRUN id',
    'a b',
    '\\',
    '#',
    '!x',
    '*',
    '[a]',
    '; id',
    '-rf',
    '{{x}}',
    '\u202Etxt',
  ];

  const shapeOf = (text: string) =>
    parseDockerfile(text, 'Dockerfile').stages.map(({ base, instructions }) => [
      base,
      ...instructions.map(({ ref }) => ref.keyword),
    ]);

  test.each(NAMES)('that is removed later adds no instruction and no command: %j', (name) => {
    const before = 'FROM a\nRUN make\nRUN rm -rf /x\nUSER x\n';
    const own = [layer({ [`/x/${name}`]: LARGE }), layer(whiteout('/x'))];
    const { dockerfile } = plan(before, own);
    expect([before, 'FROM a\nRUN make && rm -rf /x\nUSER x\n']).toContain(dockerfile);
  });

  test.each(NAMES)('of the context adds no line that ignores anything else: %j', (name) => {
    const before = 'FROM a\nCOPY . /app\nUSER x\n';
    const own = [
      layer({
        [`/app/${name}/.git/HEAD`]: 'ref: refs/heads/main\n',
        [`/app/${name}/.git/objects/pack/x.pack`]: LARGE,
      }),
    ];
    const { dockerfile, ignoreFile } = plan(before, own);
    expect(shapeOf(dockerfile)).toEqual(shapeOf(before));
    const lines = ignoreFile.split('\n').filter((line) => line !== '');
    for (const line of lines)
      expect(['.dockerignore', '.git', '**/.git', `${name}/.git`]).toContain(line.replaceAll(/\\(.)/g, '$1'));
  });
});
