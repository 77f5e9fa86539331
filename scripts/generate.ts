import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };
import { GENERATED_FILES } from '../src/compare/generated-files.ts';
import { renderPatch } from '../src/fix/patch.ts';
import { policyJsonSchema } from '../src/policy/json-schema.ts';
import { reportJsonSchema } from '../src/report/schema.ts';
import { runReportJsonSchema } from '../src/report/schema-run.ts';
import { REMEDIES } from '../src/remedies/index.ts';
import type { RemedyExample } from '../src/remedies/remedy.ts';
import { CATEGORIES, RULES } from '../src/rules/index.ts';
import { bundlePageScript } from './dist/page-script.ts';
import { fill } from './markers.ts';
import { renderRuleHeader } from './rule-docs.ts';

const root = join(import.meta.dirname, '..');

type ActionFile = {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
};

/** Fills what is written twice. `--check` changes nothing and fails on a difference. */
async function main(): Promise<void> {
  const isCheck = process.argv.includes('--check');
  const stale: string[] = [];
  for (const [file, render] of await generatedFiles()) {
    const path = join(root, file);
    const before = await readFile(path, 'utf8').catch(() => '');
    const after = render(before);
    if (before === after) continue;
    stale.push(file);
    if (!isCheck) await writeFile(path, after);
  }
  for (const file of stale) process.stdout.write(`${isCheck ? 'stale' : 'wrote'}: ${file}\n`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}

type Render = (before: string) => string;

async function generatedFiles(): Promise<ReadonlyMap<string, Render>> {
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as ActionFile;
  const readme: Render = (before) => {
    const withInputs = fill(before, 'inputs', inputTable(action));
    const withOutputs = fill(withInputs, 'outputs', outputTable(action));
    return fill(withOutputs, 'rules', ruleTable());
  };
  const script = await bundlePageScript(root);
  const [measure, comment] = await Promise.all(FORK_PAIR.map((name) => readWorkflow(name)));
  const forks: Render = (before) => fill(fill(before, 'measure', measure ?? ''), 'comment', comment ?? '');
  return new Map<string, Render>([
    ['src/report/html-script.json', () => toJson({ script })],
    ['README.md', readme],
    ['docs/forks.md', forks],
    ['docs/fixes.md', (before) => fill(before, 'remedies', remedyList())],
    ['docs/report.md', (before) => fill(before, 'generated-files', generatedFilesTable())],
    ['docs/policy.schema.json', () => toJson(policyJsonSchema(manifest))],
    ['docs/report.schema.json', () => toJson(reportJsonSchema())],
    ['docs/run-report.schema.json', () => toJson(runReportJsonSchema())],
    ...RULES.map(
      (rule) =>
        [
          `docs/rules/${rule.id}.md`,
          (before: string) => fill(before, 'generated', renderRuleHeader(rule)),
        ] as const,
    ),
  ]);
}

/** Both workflows for pull requests from forks, as files that can be copied. */
const FORK_PAIR = ['final-stage-measure.yml', 'final-stage-comment.yml'];

async function readWorkflow(name: string): Promise<string> {
  const text = await readFile(join(root, 'docs', 'workflows', name), 'utf8');
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

const inputTable = ({ inputs }: ActionFile) =>
  table(
    ['input', 'what it is'],
    Object.entries(inputs).map(([name, { description }]) => [`\`${name}\``, oneLine(description)]),
  );

const outputTable = ({ outputs }: ActionFile) =>
  table(
    ['output', 'what it is'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, oneLine(description)]),
  );

function ruleTable(): string {
  const rows = Object.keys(CATEGORIES).flatMap((category) =>
    RULES.filter((rule) => rule.category === category).map((rule) => [
      `[\`${rule.id}\`](docs/rules/${rule.id}.md)`,
      `\`${rule.category}\``,
      rule.severity,
      rule.headline,
    ]),
  );
  return table(['rule', 'category', 'severity', 'what it finds'], rows);
}

/** Each remedy with its first example as a diff. */
function remedyList(): string {
  return REMEDIES.map(({ id, rules, headline, examples }) => {
    const links = rules.map((rule) => `[\`${rule}\`](rules/${rule}.md)`).join(', ');
    const diffs = examples.map(renderExample);
    return [`### ${id}`, '', `${headline}. For ${links}.`, '', ...diffs].join('\n');
  }).join('\n');
}

function renderExample({ before, after }: RemedyExample): string {
  const isIgnoreFile = !after.includes('FROM ');
  const patch = isIgnoreFile
    ? renderPatch([{ path: '.dockerignore', before: '', after }])
    : renderPatch([{ path: 'Dockerfile', before, after }]);
  const lines = patch.split('\n').filter((line) => !/^(diff|new file|@@|index) /.test(line));
  return ['```diff', ...lines.slice(0, -1), '```', ''].join('\n');
}

const generatedFilesTable = () =>
  table(
    ['what', 'paths', 'why they differ'],
    GENERATED_FILES.map(({ what, files, why }) => [what, `\`${files.source.replaceAll('\\/', '/')}\``, why]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

await main();
