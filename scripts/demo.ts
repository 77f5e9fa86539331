import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateLayouts } from './demo/layouts.ts';
import { runDemo, type DemoRun } from './demo/run.ts';
import { stopEngines } from './engine/engine.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Gates a regressing pull request with the Action that ships, as the runner would run it, and shows what a reviewer sees. */
async function main(): Promise<void> {
  const started = Date.now();
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-demo-'));
  try {
    const run = await runDemo(scratch, print);
    if (typeof run === 'string') {
      print(`No pull request was built: ${run}.\nTwo generated OCI layouts are gated instead.\n`);
      process.exitCode = gateLayouts(scratch, join(root, 'dist', 'cli.cjs'));
    } else show(run);
  } finally {
    await rm(join(scratch, 'repository'), { recursive: true, force: true });
    await stopEngines();
  }
  print(`The whole run took ${((Date.now() - started) / 60_000).toFixed(1)} minutes.`);
}

function show({ code, outputs, comment, suggestions, summary }: DemoRun): void {
  print('\n────────────────────── the pull request’s comment ──────────────────────\n');
  print(comment ?? '(none)');
  for (const suggestion of suggestions) {
    print('────────────────────── a suggestion at the diff ──────────────────────\n');
    print(suggestion);
  }
  print('────────────────────────────────────────────────────────────────────────\n');
  print(`Verdict:  ${outputs.get('conclusion') ?? 'none'} (exit code ${code})`);
  for (const name of ['fix-patch', 'report', 'report-html', 'sarif'])
    print(`${name}: ${outputs.get(name) ?? '(none)'}`);
  print(`step summary: ${summary}`);
  process.exitCode = outputs.get('conclusion') === 'failure' && code === 1 ? 0 : 1;
}

await main();
