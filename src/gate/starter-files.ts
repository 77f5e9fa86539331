import type { GateReport } from '../report/report.ts';
import type { BuildInputs } from './request.ts';

/** A file that `init` writes where there is none; the path is relative to the repository. */
export type StarterFile = { readonly path: string; readonly text: string };

const STARTER_POLICY_PATH = '.github/final-stage.yml';
const STARTER_WORKFLOW_PATH = '.github/workflows/final-stage.yml';

/** Room that a first budget leaves above today's size. */
const HEADROOM = 1.1;
const MIB = 1024 * 1024;

/** A policy whose budget is today's content size with a tenth of room; all else stays at its default. */
export function starterPolicy(report: GateReport): StarterFile {
  const today = report.candidate.contentBytes;
  const limit = Math.max(1, Math.ceil((today * HEADROOM) / MIB));
  const text = `# What the image of a pull request may contain. All keys are optional; docs/policy.md describes them.
version: 1
fail-on: introduced
budgets:
  # Today the content size is ${(today / MIB).toFixed(1)} MiB.
  - size: content
    max: ${limit} MiB
  - size: content
    max-growth: { bytes: 10 MiB, percent: 10 }
`;
  return { path: STARTER_POLICY_PATH, text };
}

/** A workflow that runs the same check; only what differs from the defaults is written. */
export function starterWorkflow(build: BuildInputs): StarterFile {
  const inputs = [
    ['context', build.context],
    ['file', build.dockerfile],
    ['target', build.target],
    ['build-args', build.buildArgs.join('\n')],
    ['build-contexts', build.buildContexts.join('\n')],
    ['network', build.network],
  ].flatMap(([name, value]) => (value ? [renderInput(name ?? '', value)] : []));
  const text = `# Require the job "image" in branch protection. Do not add a path filter: a required check that is skipped stays pending forever.
name: final-stage
on: [pull_request, merge_group]
permissions:
  contents: read
  pull-requests: write
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: final-stage/final-stage@v0
        with:
${inputs.join('\n')}
`;
  return { path: STARTER_WORKFLOW_PATH, text };
}

/** JSON strings are YAML strings; lists are a block of lines. */
function renderInput(name: string, value: string): string {
  const indent = ' '.repeat(10);
  if (!value.includes('\n')) return `${indent}${name}: ${JSON.stringify(value)}`;
  const lines = value.split('\n').map((line) => `${indent}  ${line}`);
  return `${indent}${name}: |\n${lines.join('\n')}`;
}
