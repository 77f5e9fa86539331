import { GateError } from '../errors.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateReport } from '../report/report.ts';
import { renderBadge } from '../report/trend-badge.ts';
import { renderTrendFile } from '../report/trend-svg.ts';
import {
  insertPoint,
  parseHistory,
  renderHistory,
  type SizeHistory,
  type TrendPoint,
} from '../report/trend.ts';
import { toApiFailure } from './api-failure.ts';
import { toNotice } from './failure.ts';
import { chartAddress, openStore, type HistoryRun } from './history-places.ts';
import type { HistoryFiles, HistoryStore, Kept } from './history-store.ts';
import { readRepositoryFacts, type RepositoryFacts } from './repository-facts.ts';

/** `image`: its name, the same in every run of its gate. */
export type HistoryOptions = HistoryRun & { readonly image: string };

/** An image of a run, by the name that its history has. */
type HistoryImage = { readonly name: string; readonly report: GateReport };

/** `trendUrl`: address of the chart, where everybody may see it. */
export type WithHistory = { readonly report: GateReport; readonly trendUrl?: string };

/** In the order of the images; `notices` are about all of them. */
type WithHistories = { readonly images: readonly WithHistory[]; readonly notices: readonly Notice[] };

/**
 * The report with the sizes of the base branch. A push to the base branch adds its own; all other runs only read. Never throws: what
 * goes wrong is one notice, and the verdict stands.
 */
export async function withHistory(
  report: GateReport,
  { image: name, ...run }: HistoryOptions,
): Promise<WithHistory> {
  const { images, notices } = await withHistories([{ name, report }], run);
  const [told = { report }] = images;
  return { ...told, report: noted(told.report, notices) };
}

/** The same for several images: what is written of them is written at once, and one that cannot be read keeps no other from its own. */
export async function withHistories(
  images: readonly HistoryImage[],
  run: HistoryRun,
): Promise<WithHistories> {
  const facts = await readRepositoryFacts(run.environment);
  const names = images.map(({ name }) => name);
  const opened = openStore(run, names, facts);
  if ('code' in opened) return { images, notices: [opened] };
  const isWriting = isBasePush(run, facts);
  try {
    const histories = await (isWriting
      ? record(opened, images, { ...run, pushedAt: facts.pushedAt })
      : read(opened, names));
    const told = images.map((image, index) => {
      const history = histories[index] ?? null;
      if (history instanceof GateError)
        return { report: noted(image.report, [failureOf(history, isWriting, run)]) };
      return withTrend(image.report, history, chartAddress(image.name, run, facts));
    });
    return { images: told, notices: [] };
  } catch (error) {
    return { images, notices: [failureOf(error, isWriting, run)] };
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

function noted(report: GateReport, notices: readonly Notice[]): GateReport {
  return notices.length === 0 ? report : { ...report, notices: [...report.notices, ...notices] };
}

/** Whether a run adds points; all others only read. */
function isBasePush({ event }: HistoryRun, { defaultBranch }: RepositoryFacts): boolean {
  if (event.kind !== 'push') return false;
  // Where nobody says which branch is the default one, the workflow's own filter decides.
  return defaultBranch === null
    ? event.ref.startsWith('refs/heads/')
    : event.ref === `refs/heads/${defaultBranch}`;
}

/** A push to the base branch. */
type Push = HistoryRun & Pick<RepositoryFacts, 'pushedAt'>;

function commitOf({ event }: HistoryRun): string {
  return event.kind === 'push' ? event.after : '';
}

/** Where nobody says when the commit was pushed, one that is measured again keeps its date. */
function pointOf({ size }: GateReport, known: SizeHistory | null, push: Push): TrendPoint {
  const commit = commitOf(push);
  const before = known?.points.find((point) => point.commit === commit);
  return {
    commit,
    date: push.pushedAt ?? before?.date ?? `${push.now.slice(0, 19)}Z`,
    contentBytes: size.content.candidate,
    rootfsBytes: size.rootfs.candidate,
    transferBytes: size.transfer.candidate,
  };
}

/** A history, null where there is none yet, or why it cannot be read. */
type Known = SizeHistory | GateError | null;

async function read(store: HistoryStore, names: readonly string[]): Promise<readonly Known[]> {
  const kept = await store.load();
  return names.map((name, index) => parseKept(kept[index] ?? null, name));
}

async function record(
  store: HistoryStore,
  images: readonly HistoryImage[],
  push: Push,
): Promise<readonly Known[]> {
  let histories: readonly (SizeHistory | GateError)[] = [];
  await store.update((kept) => {
    histories = images.map(({ name, report }, index) => {
      const read = parseKept(kept[index] ?? null, name);
      if (read instanceof GateError && !store.isReplaced) return read;
      const known = read instanceof GateError ? null : read;
      return insertPoint(known, name, pointOf(report, known, push));
    });
    return images.map((image, index) => toFiles(image, histories[index], commitOf(push)));
  });
  return histories;
}

/** Null: what is there stays, as the badge of a newer push does. */
function toFiles(
  { name, report }: HistoryImage,
  history: SizeHistory | GateError | undefined,
  commit: string,
): HistoryFiles | null {
  if (history === undefined || history instanceof GateError) return null;
  const isNewest = history.points.at(-1)?.commit === commit;
  return {
    history: renderHistory(history),
    chart: renderTrendFile(history.points, name),
    badge: isNewest ? renderBadge(report) : null,
  };
}

function parseKept(kept: Kept, name: string): Known {
  if (kept === null || kept instanceof GateError) return kept;
  try {
    return parseHistory(kept, name);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}

function failureOf(error: unknown, isWriting: boolean, { choice, event }: HistoryRun): Notice {
  const code = isWriting ? 'history-not-kept' : 'history-not-read';
  if (error instanceof GateError)
    return { code, message: `${error.message}. ${error.hint ?? ''}`.trim().replace(/\.$/, '') };
  const permission = isWriting ? 'contents: write' : 'contents: read';
  const verb = isWriting ? 'written' : 'read';
  if (choice.kind !== 'branch')
    return { code, message: `the size history could not be ${verb}: ${toApiFailure(error).message}` };
  return toNotice({ code, what: 'the size history', permission, verb }, error, event);
}
