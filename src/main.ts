import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import * as core from '@actions/core';
import { type AnyReport, judge, recordPlaces, runWithPorts } from './run/action-gate.ts';
import { watchForCancellation } from './build/cancellation.ts';
import { GateError } from './errors.ts';
import { failureReason, renderFailure } from './run/failure-text.ts';
import type { GitHubClient } from './github/client.ts';
import type { Publication, RunPlace } from './github/publish.ts';
import { inform, RUNNER, warn, writeOut } from './github/runner.ts';
import type { ReportFiles } from './github/report-files.ts';
import { readIdentity } from './inputs/gate-identity.ts';
import { readCheckInputs } from './inputs/inputs.ts';
import type { GateInputs } from './inputs/inputs.ts';
import { NO_REPORTING } from './inputs/reporting.ts';
import { readMergeInputs } from './inputs/merge.ts';
import type { MergeInputs } from './inputs/merge.ts';
import type { ActionShell } from './run/several-action.ts';
import { toActionTexts } from './inputs/input-texts.ts';
import type { InputTexts } from './inputs/input-texts.ts';
import { collectMistakes } from './inputs/mistakes.ts';
import { readTelling } from './inputs/mode.ts';
import { parseSecrets } from './inputs/secrets.ts';
import { isUnchanged, UNCHANGED_LINE } from './report/unchanged.ts';
import { logLine } from './visible.ts';
import type { GitHubEvent } from './gate/request.ts';
import type { Notice } from './policy/policy.ts';
import { verdictLine } from './report/wording.ts';
import { argumentMasks, masksOf, redacted } from './run/redacted.ts';
import { openSharedCache } from './run/opened-cache.ts';

void main();

/** The Action: inputs in, the gate, outputs and conclusion out. */
async function main(): Promise<void> {
  using cancellation = watchForCancellation();
  const texts = toActionTexts(core.getInput);
  const run: { event: GitHubEvent } = { event: { kind: 'none' } };
  try {
    await runMode(texts, run, cancellation.signal);
  } catch (error) {
    if (error instanceof Error && error.stack !== undefined) core.debug(error.stack);
    await fail(texts, run.event, cancellation.signal.aborted ? CANCELLED : error);
  }
  process.exitCode = cancellation.exitCode() ?? process.exitCode;
}

async function fail(texts: InputTexts, event: GitHubEvent, error: unknown): Promise<void> {
  const isCancelled = error === CANCELLED;
  core.setOutput('conclusion', '');
  core.setFailed(isCancelled ? 'Cancelled: there is no verdict.' : renderFailure(error));
  await reportNoVerdict(texts, event, error);
  if (!isCancelled && texts.one('mode') !== 'comment') await leaveNoVerdict(texts, error);
}

/** `run` takes what happened, for whoever reports that there is no verdict. */
async function runMode(texts: InputTexts, run: { event: GitHubEvent }, signal: AbortSignal): Promise<void> {
  const mode = texts.one('mode');
  if (mode === 'comment') {
    await tellOther(texts);
    return;
  }
  run.event = await readGitHubEvent();
  if (mode === 'merge') await merge(readMergeInputs(texts), run.event);
  else await gate(readInputs(texts, run.event), signal);
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
  if (level === 'error') core.setFailed(logLine(message));
  else core[level](logLine(message));
}

const CANCELLED = new GateError('bad-input', 'the run was cancelled');

async function readGitHubEvent(): Promise<GitHubEvent> {
  // As the command line does: what both load when it is needed is one file.
  const { readRunEvent } = await import('./github/publishing.ts');
  return readRunEvent(process.env);
}

/** Reports of other jobs, made one. */
async function merge(inputs: MergeInputs, event: GitHubEvent): Promise<void> {
  const { mergeAndPublish } = await import('./run/baseline.ts');
  const { openGitHub } = await import('./github/client.ts');
  const client = openGitHub(inputs.token, process.env);
  await mergeAndPublish(inputs, await toPublication(event, inputs), { client, ...SHELL });
}

/** What nobody may see, of inputs that may be wrong. */
function hiddenTexts(texts: InputTexts): readonly string[] {
  const { masks } = parseSecrets(texts.many('secrets'), process.env, () => undefined);
  return [...masks, ...argumentMasks(texts.many('build-args'))];
}

/** A job that merges has to see that there is no verdict, and so has whoever opens the run. */
async function leaveNoVerdict(texts: InputTexts, error: unknown): Promise<void> {
  const { keepNoVerdict, nameOfInputs } = await import('./run/baseline.ts');
  const { summarizeNoVerdict } = await import('./github/publishing.ts');
  const name = await nameOfInputs(texts, process.env['GITHUB_WORKSPACE'] ?? '.');
  const reason = failureReason(error, hiddenTexts(texts));
  core.setOutput('report', await keepNoVerdict({ name, reason }, SHELL));
  await summarizeNoVerdict(reason, { client: null, ...RUNNER });
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
  if (inputs.several !== undefined) return gateSeveral(inputs, client, signal);
  await publishRun(redacted(await judge(inputs, client, signal), masks), inputs, client);
}

/** How a runner that cancels waits before it kills, less the time to end. */
const MAX_LAST_WORDS_MS = 5000;

/** An older comment must not speak for a commit that got no verdict, whatever the reason; wrong inputs are one. */
async function reportNoVerdict(texts: InputTexts, event: GitHubEvent, error: unknown): Promise<void> {
  if (event.kind !== 'pull_request' || texts.one('comment') === 'never') return;
  if (texts.one('mode') === 'measure') return;
  const publication = await toPublication(event, {
    ...{ comment: 'auto', reporting: NO_REPORTING, identity: readIdentity(texts) },
  });
  const reason = failureReason(error, hiddenTexts(texts));
  const published = lastWords(reason, publication, texts.one('github-token') || null);
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

/** Several images: each gated by itself, all of them published as one. */
async function gateSeveral(
  inputs: GateInputs,
  client: GitHubClient | null,
  signal: AbortSignal,
): Promise<void> {
  const { gateImages, openGroups, publishSeveral } = await import('./run/baseline.ts');
  const cache = await openSharedCache(inputs.cacheDirectory, { inform, warn });
  await cache?.shared.restore();
  const records = recordPlaces(inputs, client);
  const run = await gateImages(inputs, {
    ...{ workspace: process.env['GITHUB_WORKSPACE'] || null, token: inputs.token, variables: process.env },
    ...{ signal, log: inform, openLog: openGroups(writeOut) },
    judge: (request, logs) =>
      runWithPorts(
        { ...inputs, request },
        { client, signal, ...logs, ...records, ...(cache && { layerCache: cache.layers }) },
      ),
  });
  await cache?.shared.save(inputs.request.event);
  const publication = await toPublication(inputs.request.event, inputs);
  await publishSeveral(run, { publication, history: inputs.history }, { client, ...SHELL });
}

/** Outputs come before what may fail: later steps have them whatever GitHub answers. */
async function publishRun(judged: AnyReport, inputs: GateInputs, client: GitHubClient | null): Promise<void> {
  const publishing = await import('./github/publishing.ts');
  const { report, ...chart } = await addHistory(judged, inputs, client);
  const files = await orNoFiles((folder) =>
    isUnchanged(report)
      ? publishing.writeUnchangedFiles(report, folder)
      : publishing.writeReportFiles(report, folder),
  );
  for (const [name, value] of publishing.toOutputs(report, files)) core.setOutput(name, value);
  const publication = await toPublication(inputs.request.event, inputs, chart);
  const ports = { client, ...RUNNER };
  if (isUnchanged(report)) {
    await publishing.publishUnchanged(report, publication, ports);
    core.info(UNCHANGED_LINE);
    return;
  }
  await publishing.publish(report, publication, ports);
  if (report.verdict.conclusion === 'failure') core.setFailed(logLine(verdictLine(report)));
  else core.info(logLine(verdictLine(report)));
}

/** Sizes of the base branch, where the user wants them to be kept. */
async function addHistory(report: AnyReport, inputs: GateInputs, client: GitHubClient | null) {
  if (inputs.history.kind === 'off' || isUnchanged(report)) return { report };
  const { keepHistory } = await import('./github/publishing.ts');
  return keepHistory(report, inputs, client);
}

async function toPublication(
  event: GitHubEvent,
  { comment, identity, reporting }: Publishing,
  chart: Pick<RunPlace, 'trendUrl'> = {},
): Promise<Publication> {
  const { readMarker, readRunPlace } = await import('./github/publishing.ts');
  const { htmlUrl, ...reported } = reporting;
  const addresses = { ...(htmlUrl !== undefined && { htmlUrl }), ...chart };
  const place = { ...readRunPlace(process.env, event), ...addresses };
  return { event, comment, ...readMarker(process.env, event, identity), place, ...reported };
}

async function orNoFiles(write: (folder: string) => Promise<ReportFiles>): Promise<ReportFiles> {
  const { NO_REPORT_FILES } = await import('./github/publishing.ts');
  try {
    return await write(process.env['RUNNER_TEMP'] || tmpdir());
  } catch (error) {
    core.warning(
      `the reports could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
    return NO_REPORT_FILES;
  }
}

type Publishing = Pick<GateInputs, 'comment' | 'identity' | 'reporting'>;

const SHELL: Omit<ActionShell, 'client'> = {
  ...{ setOutput: core.setOutput, setFailed: core.setFailed, info: core.info },
  ...{ runner: RUNNER, writeFiles: orNoFiles },
};
