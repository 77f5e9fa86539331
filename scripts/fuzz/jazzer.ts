import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cacheFolder } from '../engine/folders.ts';
import type { FuzzNode } from './fuzz-node.ts';
import type { FuzzTarget } from './target.ts';

/** What one run of a target told. `found`: what was wrong and the file with the input; absent where nothing was. */
export type Fuzzed = {
  readonly executions: number;
  readonly seconds: number;
  readonly peakMB: number;
  /** Inputs that the run has kept because each reaches something new. */
  readonly corpus: number;
  readonly found?: string;
};

/** Longest time that one input may take. */
const MAX_INPUT_MS = 5000;
/** Most memory of the whole process; what it needs of its own is about 250 MB. */
const MAX_MEMORY_MB = 1024;
const MAX_INPUT_BYTES = 16 * 1024;

/** Fuzzes one target for a time. Inputs that reach something new stay in the user's cache for the next run. */
export async function fuzzTarget(
  name: string,
  { node, seconds }: { readonly node: FuzzNode; readonly seconds: number },
): Promise<Fuzzed> {
  const folder = join(cacheFolder(), 'fuzz', name);
  const corpus = join(folder, 'corpus');
  const seeds = join(folder, 'seeds');
  const found = join(folder, 'found');
  await rm(seeds, { recursive: true, force: true });
  for (const part of [corpus, seeds, found]) await mkdir(part, { recursive: true });
  const source = join(import.meta.dirname, 'targets', `${name}.ts`);
  const { isAsync } = await writeSeeds(source, seeds);
  await bundleTarget(source, join(folder, 'target.js'));
  const [command, ...args] = node;
  const jazzer = fileURLToPath(new URL('cli.js', import.meta.resolve('@jazzer.js/core')));
  const options = ['-i', 'target.js', '--timeout', String(MAX_INPUT_MS), ...(isAsync ? [] : ['--sync'])];
  const engine = [
    `-max_total_time=${seconds}`,
    `-max_len=${MAX_INPUT_BYTES}`,
    `-rss_limit_mb=${MAX_MEMORY_MB}`,
    `-artifact_prefix=${found}/`,
  ];
  const started = performance.now();
  const log = await run(
    command,
    [...args, jazzer, join(folder, 'target'), corpus, seeds, ...options, '--', ...engine],
    folder,
  );
  await writeFile(join(folder, 'log.txt'), log);
  const took = (performance.now() - started) / 1000;
  return { ...readLog(log), seconds: took, corpus: (await readdir(corpus)).length };
}

/** CommonJS in one file, since the fuzzer instruments what `require` loads. */
async function bundleTarget(source: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    logLevel: 'error',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(source).href) },
  });
}

async function writeSeeds(source: string, folder: string): Promise<{ readonly isAsync: boolean }> {
  const target = (await import(pathToFileURL(source).href)) as FuzzTarget;
  for (const seed of target.seeds()) {
    const name = createHash('sha256').update(seed).digest('hex').slice(0, 16);
    await writeFile(join(folder, name), seed);
  }
  return { isAsync: target.isAsync ?? false };
}

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream
        .setEncoding('utf8')
        .on('data', (text: string) => (log = (log + text).slice(-MAX_LOG_CHARACTERS)));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(`${log}\n${endedWith(code)}\n`);
    });
  });
}

const MAX_LOG_CHARACTERS = 1_000_000;

/** libFuzzer's own words; its last lines may be missing, so none of them is relied on. https://llvm.org/docs/LibFuzzer.html#output */
function readLog(log: string): Pick<Fuzzed, 'executions' | 'peakMB' | 'found'> {
  const executions = Number([...log.matchAll(/^#(\d+)\s/gm)].at(-1)?.[1] ?? 0);
  const memory = [...log.matchAll(/ rss: (\d+)Mb/g)].map(([, size]) => Number(size));
  const wrong = /^==\d+== (.*)$/m.exec(log)?.[1];
  const artifact = /Test unit written to (\S+)/.exec(log)?.[1];
  const isWhole = executions > 0 && log.endsWith(`${endedWith(0)}\n`) && artifact === undefined;
  return {
    executions,
    peakMB: Math.max(0, ...memory),
    ...(isWhole
      ? {}
      : { found: `FOUND: ${wrong ?? log.trim().split('\n').at(-1) ?? ''} (${artifact ?? 'see log.txt'})` }),
  };
}

function endedWith(code: number | null): string {
  return `ended with code ${code ?? 'none'}`;
}
