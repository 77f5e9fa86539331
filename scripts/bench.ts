import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { openBases } from './bases/bases.ts';
import { openEngine, stopEngines } from './engine/engine.ts';
import type { Engine } from './engine/engine.ts';

const ROUNDS = 5;
const BASE = 'rust:1.75';
const cli = join(import.meta.dirname, '..', 'dist', 'cli.cjs');

type Measured = { readonly seconds: number; readonly peakMiB: number };

/** Holds `inspect` of a toolchain image of about 1 GB against the cost of moving its bytes, in pairs. */
async function main(): Promise<void> {
  const engine = await openEngine();
  if ('unavailable' in engine) {
    process.stdout.write(`skipped: ${engine.unavailable}\n`);
    return;
  }
  try {
    const image = await openImage(engine);
    measurePairs(engine, image);
  } finally {
    await stopEngines();
  }
}

async function openImage(engine: Engine): Promise<string> {
  const bases = await openBases(engine, [BASE], (line) => void process.stderr.write(`${line}\n`));
  const [missing] = bases.unavailable;
  if (missing) throw new Error(`${missing.reference} cannot be had: ${missing.why}`);
  const standIn = bases.buildContexts[BASE]?.replace('docker-image://', '');
  if (standIn === undefined)
    spawnSync('docker', ['pull', '--quiet', BASE], { env: { ...process.env, ...engine.env } });
  return standIn ?? BASE;
}

function measurePairs(engine: Engine, image: string): void {
  const inspect = [process.execPath, cli, 'inspect', `docker-daemon:${image}`, '--format', 'json'];
  const move = ['sh', '-c', 'docker save "$0" | cat', image];
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
    ours: measure(inspect, engine),
    limit: measure(move, engine),
  })).slice(1);
  const ratios = rounds.map(({ ours, limit }) => ours.seconds / limit.seconds);
  const text = [
    `${image} on the ${engine.store} image store, ${cpus().length} cores, Node ${process.versions.node}, ${ROUNDS} pairs after one of warm-up`,
    `inspect            ${median(rounds.map(({ ours }) => ours.seconds)).toFixed(2)} s, peak ${median(rounds.map(({ ours }) => ours.peakMiB)).toFixed(0)} MiB`,
    `docker save | cat  ${median(rounds.map(({ limit }) => limit.seconds)).toFixed(2)} s`,
    `ratio              ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
  ];
  process.stdout.write(`${text.join('\n')}\n`);
}

/** Wall time of a whole process, and the peak memory that the kernel noted for it (Linux). */
function measure(command: readonly string[], engine: Engine): Measured {
  const started = performance.now();
  const watch =
    'exec 3>&1 >/dev/null; "$@" & pid=$!; while kill -0 $pid 2>/dev/null; do p=$(grep VmHWM /proc/$pid/status 2>/dev/null) && peak=$p; sleep 0.05; done; wait $pid; echo "$peak" >&3';
  const run = spawnSync('sh', ['-c', watch, 'watch', ...command], {
    env: { ...process.env, ...engine.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`${command.join(' ')} ended with code ${run.status ?? 'none'}`);
  return { seconds, peakMiB: Number(/(\d+) kB/.exec(run.stdout)?.[1] ?? Number.NaN) / 1024 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

await main();
