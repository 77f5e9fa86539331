import { createHash } from 'node:crypto';
import { GateError } from '../errors.ts';
import type { GitHubEvent } from '../gate/request.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateReport } from '../report/report.ts';
import { renderBadge } from '../report/trend-badge.ts';
import { renderTrendFile } from '../report/trend-svg.ts';
import {
  appendPoint,
  parseHistory,
  renderHistory,
  type SizeHistory,
  type TrendPoint,
} from '../report/trend.ts';
import { toApiFailure } from './api-failure.ts';
import { openCacheService } from './cache-service.ts';
import type { GitHubClient } from './client.ts';
import type { GateIdentity } from './comment-key.ts';
import { toNotice } from './failure.ts';
import { openHistoryBranch } from './history-branch.ts';
import { openHistoryCache, openHistoryFile, type HistoryFiles, type HistoryStore } from './history-store.ts';
import { readRepositoryFacts, type RepositoryFacts } from './repository-facts.ts';

/** Where the user wants the sizes of the base branch's images to be kept. */
export type HistoryChoice =
  | { readonly kind: 'off' }
  | { readonly kind: 'cache' }
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'file'; readonly path: string };

/** What a history is kept for, and by what. `now`: ISO time. */
export type HistoryOptions = {
  readonly choice: HistoryChoice;
  readonly event: GitHubEvent;
  /** Name of the image, the same in every run of its gate. */
  readonly image: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly client: GitHubClient | null;
  readonly now: string;
};

/** `trendUrl`: address of the chart, where everybody may see it. */
export type WithHistory = { readonly report: GateReport; readonly trendUrl?: string };

/**
 * The report with the sizes of the base branch. A push to the base branch adds its own; all other runs only read. Never throws: what
 * goes wrong is one notice, and the verdict stands.
 */
export async function withHistory(report: GateReport, options: HistoryOptions): Promise<WithHistory> {
  const facts = await readRepositoryFacts(options.environment);
  const opened = openStore(options, facts);
  if ('code' in opened) return { report: noted(report, opened) };
  const point = pointOf(report, options, facts);
  try {
    const history = await (point === null
      ? read(opened, options)
      : record(opened, { report, point, options }));
    return withTrend(report, history, chartAddress(options, facts));
  } catch (error) {
    return { report: noted(report, failureOf(error, point !== null, options)) };
  }
}

/** A history without points has no chart. */
function withTrend(
  report: GateReport,
  history: SizeHistory | null,
  trendUrl: string | undefined,
): WithHistory {
  const trend = history?.points ?? [];
  const isCharted = trend.length > 0 && trendUrl !== undefined;
  return { report: { ...report, trend }, ...(isCharted && { trendUrl }) };
}

function noted(report: GateReport, notice: Notice): GateReport {
  return { ...report, notices: [...report.notices, notice] };
}

function openStore(options: HistoryOptions, facts: RepositoryFacts): HistoryStore | Notice {
  const { choice, client, image, environment, event } = options;
  const commit = event.kind === 'push' ? event.after : '';
  if (choice.kind === 'file') return openHistoryFile(choice.path);
  if (choice.kind === 'cache') {
    const service = openCacheService(environment);
    return service === null ? notKept(NO_CACHE) : openHistoryCache(service, image, commit);
  }
  if (choice.kind === 'off' || client === null) return notKept(NO_TOKEN);
  if (choice.branch === facts.defaultBranch) return notKept(NOT_THERE);
  const message = `Record the image size at ${commit.slice(0, 10)}`;
  return openHistoryBranch(client, { branch: choice.branch, slug: toSlug(image), message });
}

const NO_CACHE = "there is no size history, because this run cannot reach GitHub's cache";
const NO_TOKEN = 'there is no size history, because there is no token. Give one as `github-token`';
const NOT_THERE =
  'there is no size history, because `history` names the default branch. Name another one, such as `branch:size-history`';

function notKept(message: string): Notice {
  return { code: 'history-not-kept', message };
}

/** Null: this run only reads. */
function pointOf(
  { size }: GateReport,
  { event, now }: HistoryOptions,
  { defaultBranch }: RepositoryFacts,
): TrendPoint | null {
  if (event.kind !== 'push') return null;
  // Where nobody says which branch is the default one, the workflow's own filter decides.
  const isBase =
    defaultBranch === null
      ? event.ref.startsWith('refs/heads/')
      : event.ref === `refs/heads/${defaultBranch}`;
  if (!isBase) return null;
  return {
    commit: event.after,
    date: `${now.slice(0, 19)}Z`,
    contentBytes: size.content.candidate,
    rootfsBytes: size.rootfs.candidate,
    transferBytes: size.transfer.candidate,
  };
}

async function read(store: HistoryStore, { image }: HistoryOptions): Promise<SizeHistory | null> {
  const known = await store.load();
  return known === null ? null : parseHistory(known, image);
}

type Recording = {
  readonly report: GateReport;
  readonly point: TrendPoint;
  readonly options: HistoryOptions;
};

async function record(store: HistoryStore, { report, point, options }: Recording): Promise<SizeHistory> {
  const { image } = options;
  let history = appendPoint(null, image, point);
  await store.update((known): HistoryFiles => {
    history = appendPoint(parseKnown(known, store, image), image, point);
    return {
      history: renderHistory(history),
      chart: renderTrendFile(history.points, image),
      badge: renderBadge(report),
    };
  });
  return history;
}

function parseKnown(known: Uint8Array | null, store: HistoryStore, image: string): SizeHistory | null {
  if (known === null) return null;
  try {
    return parseHistory(known, image);
  } catch (error) {
    if (store.isReplaced) return null;
    throw error;
  }
}

function failureOf(error: unknown, isWriting: boolean, { choice, event }: HistoryOptions): Notice {
  const code = isWriting ? 'history-not-kept' : 'history-not-read';
  if (error instanceof GateError)
    return { code, message: `${error.message}. ${error.hint ?? ''}`.trim().replace(/\.$/, '') };
  const permission = isWriting ? 'contents: write' : 'contents: read';
  const verb = isWriting ? 'written' : 'read';
  if (choice.kind !== 'branch')
    return { code, message: `the size history could not be ${verb}: ${toApiFailure(error).message}` };
  return toNotice({ code, what: 'the size history', permission, verb }, error, event);
}

/** Only of what everybody may see: others would see a broken picture. */
function chartAddress(
  { choice, environment, image }: HistoryOptions,
  { isPublic }: RepositoryFacts,
): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  if (choice.kind !== 'branch' || !isPublic || !server?.startsWith('https://') || !repository)
    return undefined;
  const branch = choice.branch.split('/').map(encodeURIComponent).join('/');
  return `${server}/${repository}/raw/${branch}/trend-${toSlug(image)}.svg`;
}

const MAX_SLUG_CHARACTERS = 80;

/** The name as files have it; two names that would be one get a digest. */
function toSlug(image: string): string {
  const plain = image.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-.]+|-+$/g, '');
  if (plain === image && plain.length <= MAX_SLUG_CHARACTERS) return plain;
  const digest = createHash('sha256').update(image).digest('hex').slice(0, 8);
  return [plain.slice(0, MAX_SLUG_CHARACTERS), digest].filter((part) => part !== '').join('-');
}

/** What a history calls the image of a gate: Dockerfile or image, target, platform, leg of the matrix. */
export function historyName({ parts, leg }: GateIdentity): string {
  const names = parts
    .map((part) => part.replace(/^\.\/|\/?Dockerfile$/g, ''))
    .filter((part) => !['', '.'].includes(part));
  const values = leg.replace(/["{}]/g, '').replace(/\s+/g, ' ').trim();
  return [...names, ...(values === '' ? [] : [values])].join(' ') || 'image';
}

/** What a run is asked, as far as its history goes. */
type HistoryInputs = {
  readonly history: HistoryChoice;
  readonly identity: GateIdentity;
  readonly request: { readonly event: GitHubEvent };
};

/** The same for a run of this process, now. */
export function keepHistory(
  report: GateReport,
  { history: choice, identity, request }: HistoryInputs,
  client: GitHubClient | null,
): Promise<WithHistory> {
  const { event } = request;
  const run = { environment: process.env, now: new Date().toISOString() };
  return withHistory(report, { choice, event, image: historyName(identity), client, ...run });
}
