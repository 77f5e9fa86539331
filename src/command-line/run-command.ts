import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openPorts, type RunPorts } from '../run/adapters.ts';
import { refuseCacheInCheckout, refuseLinkedOutput } from '../run/checkout.ts';
import { masksOf, redacted } from '../run/redacted.ts';
import { GateError } from '../errors.ts';
import { failureReason } from '../run/failure-text.ts';
import { runGate, runGateUnlessUnchanged } from '../gate/gate.ts';
import type { StarterFile } from '../gate/starter-files.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Publication } from '../github/publish.ts';
import { readMarker, readRunPlace } from '../github/run-place.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import { openLayerCache, type CacheOptions } from '../layer-cache/layer-cache.ts';
import { readerVersion } from '../layer-cache/reader-version.ts';
import { renderJson } from '../report/json.ts';
import type { Format } from '../report/index.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateReport } from '../report/report.ts';
import { isUnchanged, type UnchangedReport } from '../report/unchanged.ts';
import { renderTerminal } from '../report/terminal.ts';
import { orAborted } from '../waiting.ts';
import type { CliCommand } from './arguments.ts';
import { explain } from './explanation.ts';
import { openProgress, printable } from './progress.ts';
import { openQuietLog } from './quiet-log.ts';
import { readReportFiles } from './report-files.ts';
import type { ReportOutput } from './report-outputs.ts';

const DEFAULT_WIDTH = 100;

/** A command that does more than print a text. */
type WorkCommand = Exclude<CliCommand, { readonly kind: 'text' }>;

/** Does what the arguments ask for, and gives the exit code. Throws where no verdict could be reached. */
export async function runCommand(command: WorkCommand, signal: AbortSignal): Promise<0 | 1> {
  switch (command.kind) {
    case 'explain':
      process.stdout.write(explain(command.name));
      return 0;
    case 'init':
      await writeStarters(command.inputs, signal);
      return 0;
    case 'why':
      process.stdout.write(await answerWhy(command, signal));
      return 0;
    case 'fix':
      return findFixes(command, signal);
    case 'ratchet':
      process.stdout.write(await lowerBudgets(command, signal));
      return 0;
    case 'gate': {
      const report = await judgeOrReport(command.inputs, signal);
      await writeReports(report, command.outputs, signal);
      await publishRun(report, command.inputs, command.outputs);
      return report.verdict.conclusion === 'failure' ? 1 : 0;
    }
  }
}

type AnyReport = GateReport | UnchangedReport;

/** A comment that was asked for says, too, that there is no verdict. */
async function judgeOrReport(inputs: GateInputs, signal: AbortSignal): Promise<AnyReport> {
  try {
    const report = await withPorts(inputs, signal, (ports) => runGateUnlessUnchanged(inputs.request, ports));
    return redacted(report, masksOf(inputs));
  } catch (error) {
    if (inputs.comment !== 'never' && !signal.aborted) await reportNoVerdict(inputs, error);
    throw error;
  }
}

async function reportNoVerdict(inputs: GateInputs, error: unknown): Promise<void> {
  const { publishNoVerdict } = await import('../github/publishing.ts');
  const reason = failureReason(error, masksOf(inputs));
  const unpublished = await publishNoVerdict(reason, toPublication(inputs), await openClient(inputs.token));
  for (const { message } of unpublished) process.stderr.write(`notice: ${printable(message)}\n`);
}

function judge(inputs: GateInputs, signal: AbortSignal): Promise<GateReport> {
  return withPorts(inputs, signal, (ports) => runGate(inputs.request, ports));
}

async function answerWhy(
  { inputs, query, format }: CliCommand & { readonly kind: 'why' },
  signal: AbortSignal,
): Promise<string> {
  const { renderWhyJson, renderWhyText, runWhy } = await import('../gate/why.ts');
  const { request } = inputs;
  const report = await withPorts(inputs, signal, (ports) => runWhy({ request, query }, ports));
  for (const { message } of report.notices) process.stderr.write(`notice: ${printable(message)}\n`);
  return format === 'json' ? renderWhyJson(report) : renderWhyText(report);
}

/** Exit code 1 where an error or a warning stays. */
async function findFixes(
  command: CliCommand & { readonly kind: 'fix' },
  signal: AbortSignal,
): Promise<0 | 1> {
  const { inputs, format } = command;
  const { renderFixJson, renderFixText, runFix } = await import('../gate/fix.ts');
  const report = await withPorts(inputs, signal, async (ports) => runFix(command, await ports.forFixes()));
  for (const { message } of report.notices) process.stderr.write(`notice: ${printable(message)}\n`);
  process.stdout.write(format === 'json' ? renderFixJson(report) : renderFixText(report));
  return report.unfixed.length === 0 ? 0 : 1;
}

async function lowerBudgets(
  { inputs, reports, headroom, write }: CliCommand & { readonly kind: 'ratchet' },
  signal: AbortSignal,
): Promise<string> {
  const { renderRatchet, runRatchet } = await import('../gate/fix.ts');
  const texts = await readReportFiles(reports);
  const ratcheted = await withPorts(inputs, signal, async (ports) =>
    runRatchet({ inputs, reports: texts, headroom, write }, await ports.forFixes()),
  );
  return renderRatchet(ratcheted);
}

async function withPorts<Result>(
  inputs: GateInputs,
  signal: AbortSignal,
  work: (ports: RunPorts) => Promise<Result>,
): Promise<Result> {
  const { request, token, secrets, insecureRegistries, readMinutes } = inputs;
  const progress = openProgress(process.stderr);
  const { buildLog, tail } = openQuietLog(progress);
  try {
    const client = await openClient(token);
    const { log } = progress;
    if (inputs.cacheDirectory !== null) await refuseCacheInCheckout(inputs.cacheDirectory, runnerWorkspace());
    const warn = (warning: string): void => {
      progress.end();
      process.stderr.write(`notice: ${printable(warning)}\n`);
    };
    const layerCache = openCache(inputs.cacheDirectory, { log, warn });
    const environment = {
      token,
      client,
      signal,
      buildLog,
      secrets: secrets.environment,
      log,
      insecureRegistries,
      readMinutes,
      workspace: runnerWorkspace(),
      ...layerCache,
    };
    await using ports = await openPorts(request, environment);
    return await work(ports);
  } catch (error) {
    progress.end();
    if (error instanceof GateError && error.code === 'build-failed') process.stderr.write(tail());
    throw error;
  } finally {
    progress.end();
  }
}

/** Set by a runner alone, and only there somebody else's files are expected. */
function runnerWorkspace(): string | null {
  return process.env['GITHUB_ACTIONS'] === 'true' ? process.env['GITHUB_WORKSPACE'] || null : null;
}

function openCache(directory: string | null, loggers: Pick<CacheOptions, 'log' | 'warn'>) {
  if (directory === null) return {};
  return { layerCache: openLayerCache({ directory, version: readerVersion(), ...loggers }) };
}

/** The client is half of the program's start time, and most runs need none. */
async function openClient(token: string | null): Promise<GitHubClient | null> {
  if (token === null) return null;
  const { openGitHub } = await import('../github/client.ts');
  return openGitHub(token, process.env);
}

async function writeReports(
  report: AnyReport,
  outputs: readonly ReportOutput[],
  signal: AbortSignal,
): Promise<void> {
  for (const { format, path } of outputs) {
    if (path !== null) await orAborted(writeReport(path, await toText(format, report)), signal);
    else process.stdout.write(await toStandardOutput(format, report));
  }
}

async function toStandardOutput(format: Format, report: AnyReport): Promise<string> {
  return format === 'terminal' && !isUnchanged(report) ? toTerminal(report) : toText(format, report);
}

/** The larger formats are loaded for those who ask for them. */
async function toText(format: Format, report: AnyReport): Promise<string> {
  if (format === 'json' && !isUnchanged(report)) return renderJson(report);
  const { RENDERERS, UNCHANGED_RENDERERS } = await import('../github/publishing.ts');
  return isUnchanged(report) ? UNCHANGED_RENDERERS[format](report) : RENDERERS[format](report);
}

async function writeReport(path: string, text: string): Promise<void> {
  await refuseLinkedOutput(path, runnerWorkspace());
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new GateError('bad-input', `\`--output ${path}\` cannot be written`, {
      hint: 'Name a file in a folder that exists and is writable.',
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
async function publishRun(
  report: AnyReport,
  inputs: GateInputs,
  outputs: readonly ReportOutput[],
): Promise<void> {
  const unpublished = await comment(report, inputs);
  const isPrinted = outputs.some(({ format, path }) => format === 'terminal' && path === null);
  for (const { message } of [...(isPrinted ? [] : report.notices), ...unpublished]) {
    process.stderr.write(`notice: ${printable(message)}\n`);
  }
}

async function comment(report: AnyReport, inputs: GateInputs): Promise<readonly Notice[]> {
  if (inputs.comment === 'never') return [];
  const { publishToPull, publishUnchangedComment } = await import('../github/publishing.ts');
  const client = await openClient(inputs.token);
  return isUnchanged(report)
    ? publishUnchangedComment(report, toPublication(inputs), client)
    : publishToPull(report, toPublication(inputs), client);
}

function toPublication({
  request: { event },
  comment: choice,
  identity,
  reporting,
}: GateInputs): Publication {
  const { htmlUrl, ...reported } = reporting;
  const place = { ...readRunPlace(process.env, event), ...(htmlUrl !== undefined && { htmlUrl }) };
  return { event, comment: choice, ...readMarker(process.env, event, identity), place, ...reported };
}

async function writeStarters(inputs: GateInputs, signal: AbortSignal): Promise<void> {
  if (inputs.request.mode !== 'check') return;
  const { starterPolicy, starterWorkflow } = await import('../gate/fix.ts');
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
  process.stdout.write(isThere ? `left ${path} unchanged\n` : `wrote ${path}\n`);
}
