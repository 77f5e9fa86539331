import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openPorts } from './adapters.ts';
import { watchForCancellation } from './build/cancellation.ts';
import { readArguments } from './command-line/arguments.ts';
import { explain } from './command-line/explanation.ts';
import { openProgress } from './command-line/progress.ts';
import { openQuietLog } from './command-line/quiet-log.ts';
import type { ReportOutput } from './command-line/report-outputs.ts';
import { starterPolicy, starterWorkflow } from './command-line/starter-files.ts';
import type { StarterFile } from './command-line/starter-files.ts';
import { exitCodeOf, GateError } from './errors.ts';
import { renderFailure } from './failure-text.ts';
import { runGate } from './gate.ts';
import type { GitHubClient } from './github/client.ts';
import { readEvent } from './github/event.ts';
import { publishComment } from './github/publish.ts';
import { readMarker, readRunPlace } from './github/run-place.ts';
import { openLayerCache } from './layer-cache/layer-cache.ts';
import { readerVersion } from './layer-cache/reader-version.ts';
import { imageParts } from './inputs/inputs.ts';
import type { GateInputs, InputWorld } from './inputs/inputs.ts';
import { RENDERERS } from './report/index.ts';
import type { GateReport } from './report/report.ts';
import { renderTerminal } from './report/terminal.ts';
import { VERSION } from './version.ts';

const DEFAULT_WIDTH = 100;

void main();

/** The command line: arguments in, the gate, reports and exit code out. */
async function main(): Promise<void> {
  using cancellation = watchForCancellation();
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', () => undefined);
  try {
    process.exitCode = await run(cancellation.signal);
  } catch (error) {
    const message = cancellation.signal.aborted ? 'cancelled' : renderFailure(error);
    process.stderr.write(`final-stage: ${message}\n`);
    process.exitCode = exitCodeOf(error);
  }
  process.exitCode = cancellation.exitCode() ?? process.exitCode;
}

async function run(signal: AbortSignal): Promise<0 | 1> {
  const command = readArguments(process.argv.slice(2), { ...(await readWorld()), version: VERSION });
  switch (command.kind) {
    case 'text':
      process.stdout.write(command.text);
      return 0;
    case 'explain':
      process.stdout.write(explain(command.name));
      return 0;
    case 'init':
      await writeStarters(command.inputs, signal);
      return 0;
    case 'gate': {
      const report = await judge(command.inputs, signal);
      await writeReports(report, command.outputs);
      await tell(report, command.inputs, command.outputs);
      return report.verdict.conclusion === 'failure' ? 1 : 0;
    }
  }
}

/** In a workflow the event says what the baseline is, as it does for the Action. */
async function readWorld(): Promise<InputWorld> {
  const path = process.env['GITHUB_EVENT_PATH'];
  const isWorkflow = process.env['GITHUB_ACTIONS'] === 'true' && path !== undefined;
  return {
    environment: process.env,
    event: isWorkflow ? readEvent(process.env, JSON.parse(await readFile(path, 'utf8'))) : { kind: 'none' },
    today: new Date().toISOString().slice(0, 10),
  };
}

async function judge(inputs: GateInputs, signal: AbortSignal): Promise<GateReport> {
  const { request, token, secrets, insecureRegistries } = inputs;
  const progress = openProgress(process.stderr);
  const { log, tail } = openQuietLog(progress);
  try {
    const client = await openClient(token);
    const { tell } = progress;
    const layerCache = openCache(inputs.cacheDirectory, tell);
    const world = {
      token,
      client,
      signal,
      log,
      secrets: secrets.environment,
      tell,
      insecureRegistries,
      ...layerCache,
    };
    await using ports = await openPorts(request, world);
    return await runGate(request, ports);
  } catch (error) {
    progress.end();
    if (error instanceof GateError && error.code === 'build-failed') process.stderr.write(tail());
    throw error;
  } finally {
    progress.end();
  }
}

function openCache(directory: string | null, tell: (notice: string) => void) {
  if (directory === null) return {};
  return { layerCache: openLayerCache({ directory, version: readerVersion(), tell }) };
}

/** The client is half of the program's start time, and most runs need none. */
async function openClient(token: string | null): Promise<GitHubClient | null> {
  if (token === null) return null;
  const { openGitHub } = await import('./github/client.ts');
  return openGitHub(token, process.env);
}

async function writeReports(report: GateReport, outputs: readonly ReportOutput[]): Promise<void> {
  for (const { format, path } of outputs) {
    if (path !== null) await writeReport(path, RENDERERS[format](report));
    else process.stdout.write(format === 'terminal' ? toTerminal(report) : RENDERERS[format](report));
  }
}

async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new GateError('bad-input', `\`--output ${path}\` cannot be written`, {
      hint: 'Name a file in a folder that exists and may be written to.',
      cause,
    });
  }
}

/** Colour only where a person looks. https://no-color.org */
function toTerminal(report: GateReport): string {
  const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
  return renderTerminal(report, { colour, width: process.stdout.columns || DEFAULT_WIDTH });
}

/** The comment, where it was asked for, and what the reports on standard output do not say. */
async function tell(report: GateReport, inputs: GateInputs, outputs: readonly ReportOutput[]): Promise<void> {
  const { event } = inputs.request;
  const telling = {
    event,
    comment: inputs.comment,
    marker: readMarker(process.env, event, imageParts(inputs.request)),
    place: readRunPlace(process.env, event),
  };
  const untold = await publishComment(report, telling, await openClient(inputs.token));
  const isTold = outputs.some(({ format, path }) => format === 'terminal' && path === null);
  for (const { message } of [...(isTold ? [] : report.notices), ...untold]) {
    process.stderr.write(`notice: ${message}\n`);
  }
}

async function writeStarters(inputs: GateInputs, signal: AbortSignal): Promise<void> {
  if (inputs.request.mode !== 'check') return;
  const workflow = starterWorkflow(inputs.request.build);
  const policy = starterPolicy(await judge(inputs, signal));
  for (const file of [policy, workflow]) await writeStarter(file);
}

/** Never overwrites: `wx` fails where there is a file. */
async function writeStarter({ path, text }: StarterFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeFile(path, text, { flag: 'wx' });
  process.stdout.write(isThere ? `left ${path} as it is\n` : `wrote ${path}\n`);
}
