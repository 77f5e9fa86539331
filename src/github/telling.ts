import type { Claim } from '../report/claim.ts';
import type { ReadReport } from '../report/read-report.ts';
import { renderRunSummary } from '../report/run-markdown.ts';
import { renderStepSummary } from '../report/step-summary.ts';
import { renderUnchangedComment } from '../report/unchanged-formats.ts';
import { toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import { fetchMeasured } from './measured-report.ts';
import type { Measured } from './measured-report.ts';
import { findMeasuredPull } from './measured-pull.ts';
import { readMeasuringRun } from './measuring-run.ts';
import type { MeasuringRun } from './measuring-run.ts';
import { describeFailure } from './failure.ts';
import { publishComment, publishNoVerdict } from './publish.ts';
import { publishUnchangedComment } from './publish-unchanged.ts';
import type { Publication } from './publish.ts';
import { reportTexts, runTexts } from './pull-texts.ts';
import { readMarker, readRunPlace } from './run-place.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is asked, and where. `client` null: there is no token. */
export type Telling = {
  readonly comment: Publication['comment'];
  readonly artifact: string;
  /** As the runner spells the leg of a matrix. */
  readonly leg: string;
  readonly client: GitHubClient | null;
  readonly environment: Environment;
  readonly payload: unknown;
};

/** What became of it: a line for the log, how grave it is, and the Markdown for the job summary. */
export type Told = {
  readonly level: 'info' | 'notice' | 'warning' | 'error';
  readonly message: string;
  readonly summary?: string;
};

/**
 * Comments on the pull request that another run measured, from what that run left. Which pull request, commit and run that is comes
 * from GitHub alone; the report is read as bytes of a stranger, and all that is shown of it is rendered here. Throws `bad-input` for
 * an event that it cannot do so for.
 */
export async function tell(telling: Telling): Promise<Told> {
  const run = readMeasuringRun(telling.environment, telling.payload);
  if ('none' in run) return { level: 'notice', message: `nothing is commented on: ${run.none}` };
  if (telling.client === null) return { level: 'error', message: NO_TOKEN };
  const ofRun = { ...telling, run, client: telling.client };
  const pull = await ask(() => findMeasuredPull(ofRun.client, run), PULLS);
  if ('failed' in pull) return { level: 'error', message: pull.failed };
  if ('none' in pull.found)
    return { level: 'notice', message: `nothing is commented on: ${pull.found.none}` };
  const publication = toPublication(ofRun, pull.found.pull);
  const measured = await ask(() => fetchMeasured(ofRun.client, run, telling.artifact), ARTIFACT);
  if ('failed' in measured)
    return withoutAnswer({ level: 'error', message: measured.failed }, publication, ofRun);
  return tellMeasured(measured.found, publication, ofRun);
}

type OfRun = Telling & { readonly run: MeasuringRun; readonly client: GitHubClient };

const NO_TOKEN =
  'nothing can be commented, because there is no token. Omit `github-token`, or give it one that may comment';
const PULLS = { what: 'the pull requests could not be listed', permission: 'pull-requests: write' };
const ARTIFACT = { what: 'the artifact could not be downloaded', permission: 'actions: read' };

type Asked<T> = { readonly found: T } | { readonly failed: string };

/** What the API answers, or one line about why it does not. */
async function ask<T>(
  question: () => Promise<T>,
  { what, permission }: { readonly what: string; readonly permission: string },
): Promise<Asked<T>> {
  try {
    return { found: await question() };
  } catch (error) {
    return { failed: `${what}: ${describeFailure(toApiFailure(error), permission)}` };
  }
}

async function tellMeasured(measured: Measured, publication: Publication, ofRun: OfRun): Promise<Told> {
  const { run, artifact } = ofRun;
  switch (measured.kind) {
    case 'report':
      return tellReport(measured.read, publication, ofRun);
    case 'absent':
      return withoutReport({ level: 'notice', message: whyAbsent(run, artifact) }, publication, ofRun);
    case 'expired': {
      const message = `the artifact \`${artifact}\` of run ${run.id} has expired; run that workflow again`;
      return withoutAnswer({ level: 'warning', message }, publication, ofRun);
    }
    case 'refused': {
      const message = `the artifact \`${artifact}\` of run ${run.id} ${measured.why}`;
      return withoutReport({ level: 'warning', message }, publication, ofRun);
    }
  }
}

async function tellReport(read: ReadReport, publication: Publication, ofRun: OfRun): Promise<Told> {
  const { client, run } = ofRun;
  const summary = summaryOf(read, publication, run);
  const [unpublished] = await publishRead(read, publication, client);
  return unpublished === undefined
    ? { level: 'info', message: `the report of run ${run.id} is in the comment`, summary }
    : { level: 'error', message: unpublished.message, summary };
}

function summaryOf(read: ReadReport, { claim }: Publication, { headSha }: MeasuringRun): string {
  if (read.kind === 'run') return renderRunSummary(read.run, { ...(claim && { claim }) });
  return read.kind === 'one'
    ? renderStepSummary(read.report, claim)
    : renderUnchangedComment(read.report, headSha, claim);
}

/** No review and no check: what a stranger claims to have proven is nobody's to commit. */
function publishRead(read: ReadReport, publication: Publication, client: OfRun['client']) {
  if (read.kind === 'run') return publishComment(runTexts(read.run), publication, client);
  return read.kind === 'one'
    ? publishComment(reportTexts(read.report), publication, client)
    : publishUnchangedComment(read.report, publication, client);
}

/** An older comment must not speak for a commit that has no report. */
async function withoutReport(told: Told, publication: Publication, { client }: OfRun): Promise<Told> {
  const notices = await publishNoVerdict(told.message, publication, client);
  // A comment of the same run is an earlier one of ours, not another job's.
  const [unpublished] = notices.filter(({ code }) => code !== 'comment-key-shared');
  return unpublished === undefined ? told : { level: 'error', message: unpublished.message };
}

/** What an earlier run of this workflow commented of the same report stays: it is as true as it was. */
async function withoutAnswer(
  told: Told,
  { claim: _claim, ...publication }: Publication,
  ofRun: OfRun,
): Promise<Told> {
  return withoutReport(told, publication, ofRun);
}

function whyAbsent({ conclusion, id }: MeasuringRun, artifact: string): string {
  if (conclusion === 'action_required')
    return 'the run that measures the image waits for the approval of a maintainer';
  if (conclusion === 'cancelled') return 'the run that measures the image was cancelled';
  return `the run that measures the image, ${id}, ended without the artifact \`${artifact}\``;
}

/** The comment is the measuring run's: which run is the later one, where its summary is, and which commit it is about. */
function toPublication({ run, comment, artifact, leg, environment }: OfRun, pull: number): Publication {
  const event = {
    kind: 'pull_request' as const,
    number: pull,
    headSha: run.headSha,
    baseSha: '',
    baseRef: '',
    // Of the token: this run's own may write, unlike that of the run that measured.
    isFork: false,
    labels: [],
  };
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const measuring = {
    ...environment,
    GITHUB_WORKFLOW_REF: `${repository}/${run.path}@`,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
  };
  const place = readRunPlace(measuring, event);
  const identity = { parts: [artifact], details: [], leg };
  const claim: Claim = {
    run: run.id,
    runUrl: place.reportUrl ?? '',
    fork: run.isFork ? run.headRepository : null,
    branch: run.headBranch,
  };
  return { event, comment, ...readMarker(measuring, event, identity), place, claim };
}
