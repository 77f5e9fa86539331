import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzTarget, type Fuzzed } from './fuzz/jazzer.ts';
import { openFuzzNode } from './fuzz/fuzz-node.ts';

const USAGE = 'usage: npm run fuzz -- [--seconds N for each target, default 60] [TARGET…]';
const targets = readdirSync(join(import.meta.dirname, 'fuzz/targets')).map((file) =>
  file.replace(/\.ts$/, ''),
);

/** Feeds every target with inputs that coverage guides, and says what was found; ends with 1 where something was. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: 'string', default: '60' } },
    allowPositionals: true,
  });
  const seconds = Number(values.seconds);
  const unknown = positionals.filter((name) => !targets.includes(name));
  if (unknown.length > 0 || !(seconds > 0)) {
    process.stderr.write(`${USAGE}\ntargets: ${targets.join(' ')}\n`);
    process.exitCode = 2;
    return;
  }
  const node = await openFuzzNode();
  if ('unavailable' in node) {
    process.stdout.write(`skipped: ${node.unavailable}\n`);
    return;
  }
  for (const name of positionals.length > 0 ? positionals : targets) {
    const fuzzed = await fuzzTarget(name, { node, seconds });
    process.stdout.write(`${toLine(name, fuzzed)}\n`);
    if (fuzzed.found !== undefined) process.exitCode = 1;
  }
}

function toLine(name: string, { executions, seconds, peakMB, corpus, found }: Fuzzed): string {
  const minutes = (seconds / 60).toFixed(1);
  return `${name.padEnd(12)} ${minutes.padStart(6)} min  ${String(executions).padStart(10)} executions  ${String(corpus).padStart(5)} inputs kept  peak ${peakMB} MB  ${found ?? 'nothing found'}`;
}

await main();
