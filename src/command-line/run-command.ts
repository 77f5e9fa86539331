import { masksOf, redacted } from '../run/redacted.ts';
import { failureReason } from '../run/failure-text.ts';
import { runGate, runGateUnlessUnchanged } from '../gate/gate.ts';
import type { GitHubEvent } from '../gate/request.ts';
import type { Publication } from '../github/publish.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateReport } from '../report/report.ts';
import type { RunReport } from '../report/run-report.ts';
import { isUnchanged, type UnchangedReport } from '../report/unchanged.ts';
import type { CliCommand } from './arguments.ts';
import { explain } from './explanation.ts';
import { readReportFiles } from './report-files.ts';
import type { ReportOutput } from './report-outputs.ts';
import { notify, openClient, withPorts } from './with-ports.ts';
import { writeStarter } from './write-starter.ts';
import { renderersOf, runnerWorkspace, writeReports } from './write-reports.ts';

/** A command that does more than print a text. */
type WorkCommand = Exclude<CliCommand, { readonly kind: 'text' }>;

/** Does what the arguments ask for, and gives the exit code. Throws where no verdict could be reached. */
export async function runCommand(command: WorkCommand, signal: AbortSignal): Promise<0 | 1> {
  switch (command.kind) {
    case 'explain':
      process.stdout.write(explain(command.name));
      return 0;
    case 'init':
      await writeStarters(command, signal);
      return 0;
    case 'why':
      process.stdout.write(await answerWhy(command, signal));
      return 0;
    case 'fix':
      return findFixes(command, signal);
    case 'ratchet':
      process.stdout.write(await lowerBudgets(command, signal));
      return 0;
    case 'merge':
      return mergeAll(command, signal);
    case 'gate':
      return gate(command, signal);
  }
}

function gate(command: CliCommand & { readonly kind: 'gate' }, signal: AbortSignal): Promise<0 | 1> {
  return command.inputs.several === undefined ? gateOne(command, signal) : gateSeveral(command, signal);
}

async function gateOne(
  { inputs, outputs }: CliCommand & { readonly kind: 'gate' },
  signal: AbortSignal,
): Promise<0 | 1> {
  const report = await judgeOrReport(inputs, signal);
  await writeReports(renderersOf(report), outputs, signal);
  await publishRun(report, inputs, outputs);
  return report.verdict.conclusion === 'failure' ? 1 : 0;
}

/** Several images: each gated by itself, all of them reported as one. */
async function gateSeveral(
  { inputs, outputs }: CliCommand & { readonly kind: 'gate' },
  signal: AbortSignal,
): Promise<0 | 1> {
  const { gateImages, openLines } = await import('../run/baseline.ts');
  const run = await gateImages(inputs, {
    ...planEnvironment(inputs, signal),
    openLog: openLines(notify),
    judge: (request) => judgeUnlessUnchanged({ ...inputs, request }, signal),
  });
  return reportAll(run, { inputs, event: inputs.request.event, outputs, signal });
}

function planEnvironment({ token }: GateInputs, signal: AbortSignal) {
  return { workspace: runnerWorkspace(), token, variables: process.env, signal, log: () => undefined };
}

async function mergeAll(
  { inputs, event, outputs }: CliCommand & { readonly kind: 'merge' },
  signal: AbortSignal,
): Promise<0 | 1> {
  const { mergeReports } = await import('../run/baseline.ts');
  const run = await mergeReports(inputs.reports, inputs.expected);
  return reportAll(run, { inputs, event, outputs, signal });
}

type Reporting = {
  readonly inputs: Pick<GateInputs, 'comment' | 'history' | 'identity' | 'reporting' | 'token'>;
  readonly event: GitHubEvent;
  readonly outputs: readonly ReportOutput[];
  readonly signal: AbortSignal;
};

async function reportAll(run: RunReport, { inputs, event, outputs, signal }: Reporting): Promise<0 | 1> {
  const { reportRun } = await import('../run/baseline.ts');
  return reportRun(run, {
    ...{ publication: await toPublication(event, inputs), token: inputs.token, notify },
    history: inputs.history,
    write: (renderers) => writeReports(renderers, outputs, signal),
  });
}

type AnyReport = GateReport | UnchangedReport;

/** A comment that was asked for says, too, that there is no verdict. */
async function judgeOrReport(inputs: GateInputs, signal: AbortSignal): Promise<AnyReport> {
  try {
    const report = redacted(await judgeUnlessUnchanged(inputs, signal), masksOf(inputs));
    return isUnchanged(report) ? report : await withSizes(report, inputs);
  } catch (error) {
    if (inputs.comment !== 'never' && !signal.aborted) await reportNoVerdict(inputs, error);
    throw error;
  }
}

async function reportNoVerdict(inputs: GateInputs, error: unknown): Promise<void> {
  const { publishNoVerdict } = await import('../github/publishing.ts');
  const reason = failureReason(error, masksOf(inputs));
  const unpublished = await publishNoVerdict(
    reason,
    await toPublication(inputs.request.event, inputs),
    await openClient(inputs.token),
  );
  for (const { message } of unpublished) notify(message);
}

function judgeUnlessUnchanged(inputs: GateInputs, signal: AbortSignal): Promise<AnyReport> {
  return withPorts(inputs, signal, (ports) => runGateUnlessUnchanged(inputs.request, ports));
}

/** Those of the base branch, where the user names them. */
async function withSizes(report: GateReport, inputs: GateInputs): Promise<GateReport> {
  if (inputs.history.kind === 'off') return report;
  const { keepHistory } = await import('../github/publishing.ts');
  return (await keepHistory(report, inputs, await openClient(inputs.token))).report;
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
  for (const { message } of report.notices) notify(message);
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
  for (const { message } of report.notices) notify(message);
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

/** The comment, where it was asked for, and what the reports on standard output do not say. */
async function publishRun(
  report: AnyReport,
  inputs: GateInputs,
  outputs: readonly ReportOutput[],
): Promise<void> {
  const unpublished = await comment(report, inputs);
  const isPrinted = outputs.some(({ format, path }) => format === 'terminal' && path === null);
  for (const { message } of [...(isPrinted ? [] : report.notices), ...unpublished]) notify(message);
}

async function comment(report: AnyReport, inputs: GateInputs): Promise<readonly Notice[]> {
  if (inputs.comment === 'never') return [];
  const { publishToPull, publishUnchangedComment } = await import('../github/publishing.ts');
  const publication = await toPublication(inputs.request.event, inputs);
  const client = await openClient(inputs.token);
  return isUnchanged(report)
    ? publishUnchangedComment(report, publication, client)
    : publishToPull(report, publication, client);
}

async function toPublication(
  event: GitHubEvent,
  { comment: choice, identity, reporting }: Pick<GateInputs, 'comment' | 'identity' | 'reporting'>,
): Promise<Publication> {
  const { readMarker, readRunPlace } = await import('../github/publishing.ts');
  const { htmlUrl, ...reported } = reporting;
  const place = { ...readRunPlace(process.env, event), ...(htmlUrl !== undefined && { htmlUrl }) };
  return { event, comment: choice, ...readMarker(process.env, event, identity), place, ...reported };
}

async function writeStarters(command: CliCommand & { readonly kind: 'init' }, signal: AbortSignal) {
  const { gateImages, listFiles, makeStarters, openLines, planImages } = await import('../run/baseline.ts');
  const { files, remarks } = await makeStarters(command, {
    listFiles: () => listFiles(signal),
    judge: (inputs) => judge(inputs, signal),
    plan: (inputs) => planImages(inputs, planEnvironment(inputs, signal)),
    judgeAll: (inputs) =>
      gateImages(inputs, {
        ...planEnvironment(inputs, signal),
        openLog: openLines(notify),
        judge: (request) => judge({ ...inputs, request }, signal),
      }),
  });
  for (const remark of remarks) notify(remark);
  for (const file of files) await writeStarter(file);
}
