import { spawnSync } from 'node:child_process';
import { cpus, totalmem, type } from 'node:os';
import { median, type Measured } from './measure.ts';

/** One table: what was read, and how long everybody took. */
export type Section = {
  readonly title: string;
  readonly text: string;
  readonly measured: readonly Measured[];
};

/** The page of docs/benchmark.md. */
export function renderBenchmark(sections: readonly Section[], rounds: number): string {
  return [
    '# Benchmark',
    '',
    `Written by \`npm run bench\`, which makes its own images and also measures whichever of dive, syft, trivy, skopeo and umoci are on PATH, and snyk-docker-plugin after \`npm run bench -- --fetch-snyk\`. ${machine()}`,
    `The commands of a table took turns, in ${rounds} rounds after one warm-up round. Times are medians of wall time, ratios are medians of the ratios to the`,
    "first row's run in the same round, and memory is the peak of the process itself (without the engine, for commands that use one).",
    '',
    ...sections.flatMap(renderSection),
  ].join('\n');
}

function renderSection({ title, text, measured }: Section): readonly string[] {
  return [
    `## ${title}`,
    '',
    text,
    '',
    '| | seconds | lowest to highest | ratio | peak memory, MiB |',
    '| :- | -: | -: | -: | -: |',
    ...measured.map(renderRow),
    '',
  ];
}

function renderRow({ name, runs, ratios }: Measured): string {
  const seconds = runs.map((run) => run.seconds);
  const range = `${round(Math.min(...seconds))} to ${round(Math.max(...seconds))}`;
  const peak = median(runs.map(({ peakMiB }) => peakMiB));
  const memory = Number.isNaN(peak) ? '' : peak.toFixed(0);
  return `| ${name} | ${round(median(seconds))} | ${range} | ${median(ratios).toFixed(2)} | ${memory} |`;
}

function round(seconds: number): string {
  return seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1);
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const docker = spawnSync('docker', ['version', '--format', '{{.Client.Version}}'], { encoding: 'utf8' });
  const client = docker.status === 0 ? `, docker client ${docker.stdout.trim()}` : '';
  return `The machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${type()}, Node ${process.versions.node}${client}.`;
}
