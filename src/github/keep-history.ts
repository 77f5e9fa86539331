import { createHash } from 'node:crypto';
import type { GitHubEvent } from '../gate/request.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateReport } from '../report/report.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { MAX_IMAGE_CHARACTERS } from '../report/trend.ts';
import type { GitHubClient } from './client.ts';
import type { GateIdentity } from './comment-key.ts';
import { withHistories, withHistory, type WithHistory } from './history.ts';
import type { HistoryChoice } from './history-places.ts';

/** What a history calls the image of a gate: Dockerfile or image, target, platform, leg of the matrix. */
export function historyName({ parts, leg }: GateIdentity): string {
  const names = parts
    .map((part) => part.replace(/^\.\/|\/?Dockerfile$/g, ''))
    .filter((part) => !['', '.'].includes(part));
  const values = leg.replace(/["{}]/g, '').replace(/\s+/g, ' ').trim();
  return bounded([...names, ...(values === '' ? [] : [values])].join(' ') || 'image');
}

const DIGEST_CHARACTERS = 16;

/** A name that a history can be read back with; two long ones that begin alike stay two. */
function bounded(name: string): string {
  if (name.length <= MAX_IMAGE_CHARACTERS) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_CHARACTERS);
  // Not through the middle of a surrogate pair.
  const head = name.slice(0, MAX_IMAGE_CHARACTERS - DIGEST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '');
  return `${head} ${digest}`;
}

/** What a run is asked, as far as its history goes. */
type HistoryInputs = {
  readonly history: HistoryChoice;
  readonly identity: GateIdentity;
  readonly request: { readonly event: GitHubEvent };
};

/** A report with its history, in a run of this process, now. */
export function keepHistory(
  report: GateReport,
  { history: choice, identity, request }: HistoryInputs,
  client: GitHubClient | null,
): Promise<WithHistory> {
  const { event } = request;
  return withHistory(report, { choice, event, image: historyName(identity), client, ...now() });
}

function now() {
  return { environment: process.env, now: new Date().toISOString() };
}

/** Several images with their histories. `trendUrls`: addresses of charts, by name of the image. */
type RunWithHistory = {
  readonly run: RunReport;
  readonly trendUrls: ReadonlyMap<string, string>;
  /** Why there are none, or not these; about all of them. */
  readonly notices: readonly Notice[];
};

/** The same for several: each has a history under its name in the run. Only those with a verdict have a size. */
export async function keepRunHistory(
  run: RunReport,
  { history: choice, event }: { readonly history: HistoryChoice; readonly event: GitHubEvent },
  client: GitHubClient | null,
): Promise<RunWithHistory> {
  const judged = run.images.filter((image) => image.kind === 'judged');
  if (choice.kind === 'off' || judged.length === 0) return { run, trendUrls: new Map(), notices: [] };
  const named = judged.map(({ name, report }) => ({ name: bounded(name), report }));
  const { images, notices } = await withHistories(named, { choice, event, client, ...now() });
  const told = new Map(judged.map(({ name }, index) => [name, images[index]]));
  const trendUrls = [...told].flatMap(([name, one]) =>
    one?.trendUrl === undefined ? [] : [[name, one.trendUrl] as const],
  );
  return {
    run: { ...run, images: run.images.map((image) => withReport(image, told.get(image.name))) },
    trendUrls: new Map(trendUrls),
    notices,
  };
}

function withReport(image: ImageOutcome, told: WithHistory | undefined): ImageOutcome {
  return image.kind === 'judged' && told !== undefined ? { ...image, report: told.report } : image;
}
