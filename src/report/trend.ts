import * as z from 'zod';
import { GateError } from '../errors.ts';

/** The size of the base branch's image at one commit. Sizes in bytes. */
export type TrendPoint = {
  readonly commit: string;
  /** When it was pushed, where the server says that; else when it was first measured. ISO time in UTC, with seconds. */
  readonly date: string;
  readonly contentBytes: number;
  readonly rootfsBytes: number;
  readonly transferBytes: number;
};

/** The sizes of one image of the base branch, in the order of the pushes. */
export type SizeHistory = {
  readonly schemaVersion: 1;
  readonly image: string;
  readonly points: readonly TrendPoint[];
};

/** Most characters of an image's name in its history. */
export const MAX_IMAGE_CHARACTERS = 500;
/** Most commits that a history keeps. */
export const MAX_POINTS = 200;
/** More than a history of so many points has. */
export const MAX_HISTORY_BYTES = 128 * 1024;

const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const trendPoint = z.strictObject({
  commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
  contentBytes: bytes,
  rootfsBytes: bytes,
  transferBytes: bytes,
});

/** A later version may add fields, also to a point; they are not read. */
const history = z.object({
  schemaVersion: z.literal(1),
  image: z.string().max(MAX_IMAGE_CHARACTERS),
  points: z.array(trendPoint.strip()).max(MAX_POINTS),
});

/** Reads a history back from bytes that anybody may have written: nothing of it is trusted but to be sizes. Throws `bad-input`. */
export function parseHistory(text: Uint8Array, image: string): SizeHistory {
  if (text.length > MAX_HISTORY_BYTES)
    throw refused(`has ${text.length} bytes, expected at most ${MAX_HISTORY_BYTES}`);
  const read = history.safeParse(toJson(text));
  if (!read.success) throw refused('is not one of this version');
  if (read.data.image !== image) throw refused('is of another image');
  return read.data;
}

function toJson(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw refused('is not JSON');
  }
}

function refused(found: string): GateError {
  return new GateError('bad-input', `the size history ${found}`, {
    hint: 'Delete it: the next push to the base branch begins a new one.',
  });
}

/**
 * With the point of a push among those of the others, by its date: a slow run may end after that of a newer push. A commit counts
 * once, at its place if it is measured again, and the oldest points are dropped.
 */
export function insertPoint(known: SizeHistory | null, image: string, point: TrendPoint): SizeHistory {
  const points = known?.points ?? [];
  const others = points.filter(({ commit }) => commit !== point.commit);
  const place = points.findIndex(({ commit, date }) => commit === point.commit && date === point.date);
  const index = place >= 0 ? place : others.findLastIndex(({ date }) => date <= point.date) + 1;
  return { schemaVersion: 1, image, points: others.toSpliced(index, 0, point).slice(-MAX_POINTS) };
}

/** A point a line, so that a history on a branch reads well as a diff. */
export function renderHistory({ schemaVersion, image, points }: SizeHistory): string {
  const lines = points.map((point) => `    ${JSON.stringify(point)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": ${schemaVersion},\n  "image": ${JSON.stringify(image)},\n  "points": ${list}\n}\n`;
}
