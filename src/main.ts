import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import * as core from '@actions/core';
import { openPorts } from './run/adapters.ts';
import { refuseCacheInCheckout } from './run/checkout.ts';
import type { Environment } from './run/run.ts';
import { watchForCancellation } from './build/cancellation.ts';
import { GateError } from './errors.ts';
import { failureReason, renderFailure } from './run/failure-text.ts';
import { runGateUnlessUnchanged } from './gate/gate.ts';
import { openCacheService } from './github/cache-service.ts';
import type { GitHubClient } from './github/client.ts';
import { toOutputs } from './github/outputs.ts';
import type { Publication, PublishPorts } from './github/publish.ts';
import type { ReportFiles } from './github/report-files.ts';
import { readMarker, readRunPlace } from './github/run-place.ts';
import { readIdentity } from './inputs/gate-identity.ts';
import { readCheckInputs } from './inputs/inputs.ts';
import type { GateInputs } from './inputs/inputs.ts';
import { toActionTexts } from './inputs/input-texts.ts';
import type { InputTexts } from './inputs/input-texts.ts';
import { collectMistakes } from './inputs/mistakes.ts';
import { readTelling } from './inputs/mode.ts';
import { parseSecrets } from './inputs/secrets.ts';
import { openLayerCache } from './layer-cache/layer-cache.ts';
import { readerVersion } from './layer-cache/reader-version.ts';
import type { Annotation } from './report/annotations.ts';
import type { GateReport } from './report/report.ts';
import { isUnchanged, UNCHANGED_LINE, type UnchangedReport } from './report/unchanged.ts';
import { visible } from './report/visible.ts';
import type { GitHubEvent } from './gate/request.ts';
import type { Notice } from './policy/policy.ts';
import { verdictLine } from './report/wording.ts';
import { argumentMasks, masksOf, redacted } from './run/redacted.ts';
import { shareCache } from './run/shared-cache.ts';

void main();

/** The Action: inputs in, the gate, outputs and conclusion out. */
async function main(): Promise<void> {
  using cancellation = watchForCancellation();
  const texts = toActionTexts(core.getInput);
  let event: GitHubEvent = { kind: 'none' };
  try {
    if (texts.one('mode') === 'comment') await tellOther(texts);
    else {
      event = await readGitHubEvent();
      await gate(readInputs(texts, event), cancellation.signal);
    }
  } catch (error) {
    const { aborted } = cancellation.signal;
    core.setOutput('conclusion', '');
    if (error instanceof Error && error.stack !== undefined) core.debug(error.stack);
    core.setFailed(aborted ? 'Cancelled: there is no verdict.' : renderFailure(error));
    await reportNoVerdict(texts, event, aborted ? CANCELLED : error);
  }
  process.exitCode = cancellation.exitCode() ?? process.exitCode;
}

/** Comments on what another run measured; nothing is built, and no output is set: what a stranger claims must not steer later steps. */
async function tellOther(texts: InputTexts): Promise<void> {
  const mistakes = collectMistakes();
  const { token, ...asked } = readTelling(texts, mistakes);
  mistakes.throwIfAny();
  const { openGitHub } = await import('./github/client.ts');
  const { readPayload, tell, writeSummary } = await import('./github/publishing.ts');
  const payload = await readPayload(process.env['GITHUB_EVENT_PATH']);
  const client = openGitHub(token, process.env);
  const { level, message, summary } = await tell({ ...asked, client, environment: process.env, payload });
  if (summary !== undefined) await writeSummary(summary, { client, ...RUNNER });
  if (level === 'error') core.setFailed(visible(message));
  else core[level](visible(message));
}

const CANCELLED = new GateError('bad-input', 'the run was cancelled');

async function readGitHubEvent(): Promise<GitHubEvent> {
  // As the command line does: what both load when it is needed is one file.
  const { readRunEvent } = await import('./github/publishing.ts');
  return readRunEvent(process.env);
}

function readInputs(texts: InputTexts, event: GitHubEvent): GateInputs {
  const today = new Date().toISOString().slice(0, 10);
  return readCheckInputs(texts, { environment: process.env, event, today });
}

async function gate(inputs: GateInputs, signal: AbortSignal): Promise<void> {
  const masks = masksOf(inputs);
  for (const text of masks) core.setSecret(text);
  const { openGitHub } = await import('./github/client.ts');
  const client = openGitHub(inputs.token, process.env);
  await publishRun(redacted(await judge(inputs, client, signal), masks), inputs, client);
}

/** How a runner that cancels waits before it kills, less the time to end. */
const MAX_LAST_WORDS_MS = 5000;

/** An older comment must not speak for a commit that got no verdict, whatever the reason; wrong inputs are one. */
async function reportNoVerdict(texts: InputTexts, event: GitHubEvent, error: unknown): Promise<void> {
  if (event.kind !== 'pull_request' || texts.one('comment') === 'never') return;
  if (texts.one('mode') === 'measure') return;
  const { masks } = parseSecrets(texts.many('secrets'), process.env, () => undefined);
  const hidden = [...masks, ...argumentMasks(texts.many('build-args'))];
  const publication = {
    event,
    comment: 'auto' as const,
    ...readMarker(process.env, event, readIdentity(texts)),
    place: readRunPlace(process.env, event),
  };
  const published = lastWords(failureReason(error, hidden), publication, texts.one('github-token') || null);
  const limit = error === CANCELLED ? [setTimeout(MAX_LAST_WORDS_MS, [], { ref: false })] : [];
  for (const { message } of await Promise.race([published, ...limit])) core.warning(message);
}

async function lastWords(
  reason: string,
  publication: Publication,
  token: string | null,
): Promise<readonly Notice[]> {
  const { openGitHub } = await import('./github/client.ts');
  const { publishNoVerdict } = await import('./github/publishing.ts');
  return publishNoVerdict(reason, publication, openGitHub(token, process.env));
}

type AnyReport = GateReport | UnchangedReport;

async function judge(
  inputs: GateInputs,
  client: GitHubClient | null,
  signal: AbortSignal,
): Promise<AnyReport> {
  const workspace = process.env['GITHUB_WORKSPACE'] || null;
  if (inputs.cacheDirectory !== null) await refuseCacheInCheckout(inputs.cacheDirectory, workspace);
  const cache = openCache(inputs.cacheDirectory);
  await cache?.shared.restore();
  const report = await runWithPorts(inputs, { client, signal, ...(cache && { layerCache: cache.layers }) });
  await cache?.shared.save(inputs.request.event);
  return report;
}

/** Layers that are known from other runs; null where nothing is to be kept. */
function openCache(directory: string | null) {
  if (directory === null) return null;
  const version = readerVersion();
  const layers = openLayerCache({ directory, version, log: inform, warn });
  const service = openCacheService(process.env);
  return { layers, shared: shareCache(layers, { service, version, log: inform }) };
}

/** The ports are disposed of before the report goes on: that writes the cache. */
async function runWithPorts(
  { request, token, secrets, insecureRegistries, readMinutes }: GateInputs,
  environment: Pick<Environment, 'client' | 'signal' | 'layerCache'>,
): Promise<AnyReport> {
  await using ports = await openPorts(request, {
    ...environment,
    token,
    secrets: secrets.environment,
    insecureRegistries,
    readMinutes,
    workspace: process.env['GITHUB_WORKSPACE'] || null,
    buildLog: { isWorkflow: true, write: (text) => void process.stdout.write(text) },
    log: inform,
  });
  return await runGateUnlessUnchanged(request, ports);
}

function inform(message: string): void {
  core.info(visible(message));
}

function warn(message: string): void {
  core.warning(visible(message));
}

/** Outputs come before what may fail: later steps have them whatever GitHub answers. */
async function publishRun(report: AnyReport, inputs: GateInputs, client: GitHubClient | null): Promise<void> {
  const { event } = inputs.request;
  const files = await writeFiles(report);
  for (const [name, value] of toOutputs(report, files)) core.setOutput(name, value);
  const { htmlUrl, ...reported } = inputs.reporting;
  const publication = {
    event,
    comment: inputs.comment,
    ...readMarker(process.env, event, inputs.identity),
    place: { ...readRunPlace(process.env, event), ...(htmlUrl !== undefined && { htmlUrl }) },
    ...reported,
  };
  const { publish, publishUnchanged } = await import('./github/publishing.ts');
  const ports = { client, ...RUNNER };
  if (isUnchanged(report)) {
    await publishUnchanged(report, publication, ports);
    core.info(UNCHANGED_LINE);
    return;
  }
  await publish(report, publication, ports);
  if (report.verdict.conclusion === 'failure') core.setFailed(verdictLine(report));
  else core.info(visible(verdictLine(report)));
}

async function writeFiles(report: AnyReport): Promise<ReportFiles> {
  const { NO_REPORT_FILES, writeReportFiles, writeUnchangedFiles } = await import('./github/publishing.ts');
  const parent = process.env['RUNNER_TEMP'] || tmpdir();
  try {
    return isUnchanged(report)
      ? await writeUnchangedFiles(report, parent)
      : await writeReportFiles(report, parent);
  } catch (error) {
    core.warning(
      `the reports could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
    return NO_REPORT_FILES;
  }
}

const RUNNER: Omit<PublishPorts, 'client'> = {
  annotate: ({ level, file, line, endLine, title, message }: Annotation) => {
    core[level](message, {
      title,
      ...(file !== null && { file }),
      ...(line !== null && { startLine: line }),
      ...(endLine !== null && { endLine }),
    });
  },
  warn: (message) => {
    core.warning(message);
  },
  writeSummary: async (markdown) => {
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown).write();
    else core.info('This runner shows no job summary, so none is written.');
  },
};
