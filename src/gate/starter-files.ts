import type { GateReport } from '../report/report.ts';
import type { BuildInputs } from './request.ts';
import type { StarterLayout } from './starter-layout.ts';

/** A file that `init` writes where there is none; the path is relative to the repository. */
export type StarterFile = { readonly path: string; readonly text: string };

/** One of several images, by how it is built. Paths are relative to the repository; `contentBytes` null: it was not built. */
export type StarterImage = {
  readonly name: string;
  readonly context: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly contentBytes: number | null;
};

const STARTER_POLICY_PATH = '.github/final-stage.yml';
const STARTER_WORKFLOW_PATH = '.github/workflows/final-stage.yml';

/** Room that a first budget leaves above today's size. */
const HEADROOM = 1.1;
const MIB = 1024 * 1024;

const GROWTH = '- size: content\n  max-growth: { bytes: 10 MiB, percent: 10 }\n';

/** A policy whose budget is today's content size with a tenth of room; all else stays at its default. `schema`: its address. */
export function starterPolicy(report: Pick<GateReport, 'candidate'>, schema: string): StarterFile {
  const budgets = indented(`${renderToday(report.candidate.contentBytes)}${GROWTH}`, 2);
  return { path: STARTER_POLICY_PATH, text: `${renderHead('the image', schema)}budgets:\n${budgets}` };
}

/** A policy of several images, each with a budget of today's size. Images that are built alike are one, as large as the largest. */
export function starterPolicyOfMany(images: readonly StarterImage[], schema: string): StarterFile {
  const distinct = withoutTwins(images);
  const text = `${renderHead('the images', schema)}# What every image has that says nothing else.
budgets:
${indented(GROWTH, 2)}images:
${indented(distinct.map(renderImage).join(''), 2)}`;
  return { path: STARTER_POLICY_PATH, text };
}

function renderHead(images: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# What ${images} of a pull request may contain. All keys are optional; docs/policy.md describes them.
version: 1
fail-on: introduced
`;
}

function renderToday(bytes: number): string {
  const limit = Math.max(1, Math.ceil((bytes * HEADROOM) / MIB));
  return `# Today the content size is ${(bytes / MIB).toFixed(1)} MiB.\n- size: content\n  max: ${limit} MiB\n`;
}

function renderImage({ name, context, dockerfile, target, contentBytes }: StarterImage): string {
  const keys = Object.entries({ context, dockerfile, target })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  const budgets =
    contentBytes === null
      ? '  # It was not built: say here how, and give it a budget.\n'
      : `  budgets:\n${indented(`${renderToday(contentBytes)}${GROWTH}`, 4)}`;
  return `- name: ${JSON.stringify(name)}\n${keys.join('')}${budgets}`;
}

/** By Dockerfile and stage, as the policy tells images apart. */
function withoutTwins(images: readonly StarterImage[]): readonly StarterImage[] {
  const found = new Map<string, StarterImage>();
  const names = new Set<string>();
  for (const image of images) {
    const key = JSON.stringify([image.dockerfile ?? `${image.context}/Dockerfile`, image.target ?? '']);
    const twin = found.get(key);
    if (twin !== undefined) found.set(key, { ...twin, contentBytes: larger(twin, image) });
    else if (!names.has(image.name)) found.set(key, image);
    names.add(image.name);
  }
  return [...found.values()];
}

function larger(one: StarterImage, other: StarterImage): number | null {
  const sizes = [one.contentBytes, other.contentBytes].filter((bytes) => bytes !== null);
  return sizes.length === 0 ? null : Math.max(...sizes);
}

/** A workflow that runs the same check; only what differs from the defaults is written. */
export function starterWorkflow(build: BuildInputs): StarterFile {
  return renderWorkflow('image', [
    ['context', build.context],
    ['file', build.dockerfile],
    ['target', build.target],
    ['build-args', build.buildArgs.join('\n')],
    ['build-contexts', build.buildContexts.join('\n')],
    ['network', build.network],
  ]);
}

/** A workflow that gates several images in one job: those of a bake or a compose file, or all of the policy. */
export function starterWorkflowOfMany(
  layout: Exclude<StarterLayout, { readonly kind: 'one' | 'images' }> | { readonly kind: 'images' },
): StarterFile {
  if (layout.kind === 'images') return renderWorkflow('images', [['images', 'all']]);
  const { kind, file, targets = [] } = layout;
  return renderWorkflow('images', [
    [kind, file],
    ['bake-targets', targets.join('\n')],
  ]);
}

function renderWorkflow(
  job: string,
  inputs: readonly (readonly [name: string, value: string | undefined])[],
): StarterFile {
  const lines = inputs.flatMap(([name, value]) => (value ? [renderInput(name, value)] : []));
  const text = `# Require the job "${job}" in branch protection. Do not add a path filter: a required check that is skipped stays pending forever.
name: final-stage
on: [pull_request, merge_group]
permissions:
  contents: read
  pull-requests: write
jobs:
  ${job}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: final-stage/final-stage@v0
        with:
${lines.join('\n')}
`;
  return { path: STARTER_WORKFLOW_PATH, text };
}

/** JSON strings are YAML strings; lists are a block of lines. What opens an expression is itself one: nothing of a value is run. */
function renderInput(name: string, value: string): string {
  const indent = ' '.repeat(10);
  const literal = value.replaceAll('${{', "${{ '${{' }}");
  if (!literal.includes('\n')) return `${indent}${name}: ${JSON.stringify(literal)}`;
  const lines = literal.split('\n').map((line) => `${indent}  ${line}`);
  return `${indent}${name}: |\n${lines.join('\n')}`;
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}
