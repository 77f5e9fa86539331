import { createHash } from 'node:crypto';

/** Which run of a workflow wrote something: the later number wins, then the later attempt. `id` 0: it is not known. */
export type RunNumber = { readonly number: number; readonly attempt: number; readonly id: number };

/** The hidden last line of a comment: whose it is, and of which run. */
export type CommentMarker = {
  /** Tells several gates of one pull request apart. */
  readonly key: string;
  readonly headSha: string;
  readonly run: RunNumber;
};

/** A comment that ends in a marker. `isSealed`: its marker closes this very text; markers of the former version cannot. */
export type MarkedText = {
  readonly marker: CommentMarker;
  /** Markdown without marker. */
  readonly text: string;
  readonly isSealed: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

const SEALED =
  /^<!-- final-stage:2 (key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) id=(\d{1,15})) sha256=([0-9a-f]{64}) -->$/;
const FORMER = /^<!-- final-stage:1 key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) -->$/;

/** The text with its marker as the last line, which holds a digest of both. */
export function renderMarked(text: string, { key, headSha, run }: CommentMarker): string {
  const shown = text.trimEnd();
  const fields = `key=${encodeKey(key)} head=${headSha} run=${run.number}.${run.attempt} id=${run.id}`;
  // No `--` inside: it would end the HTML comment.
  return `${shown}\n\n<!-- final-stage:2 ${fields} sha256=${sealOf(fields, shown)} -->`;
}

/** A comment with a marker in its last line; null where there is none, or where it closes another text than this one. */
export function parseMarked(body: string): MarkedText | null {
  const whole = body.replaceAll('\r\n', '\n').trimEnd();
  const start = whole.lastIndexOf('\n') + 1;
  const line = whole.slice(start);
  const text = whole.slice(0, start).trimEnd();
  return parseSealed(line, text) ?? parseFormer(line, text);
}

function parseSealed(line: string, text: string): MarkedText | null {
  const match = SEALED.exec(line);
  if (match === null) return null;
  const [, fields = '', key = '', headSha = '', number, attempt, id, seal] = match;
  const decoded = decodeKey(key);
  if (decoded === null || seal !== sealOf(fields, text)) return null;
  const run = { number: Number(number), attempt: Number(attempt), id: Number(id) };
  return { marker: { key: decoded, headSha, run }, text, isSealed: true };
}

function parseFormer(line: string, text: string): MarkedText | null {
  const match = FORMER.exec(line);
  if (match === null) return null;
  const [, key = '', headSha = '', number, attempt] = match;
  const decoded = decodeKey(key);
  if (decoded === null) return null;
  const run = { number: Number(number), attempt: Number(attempt), id: 0 };
  return { marker: { key: decoded, headSha, run }, text, isSealed: false };
}

function sealOf(fields: string, text: string): string {
  return createHash('sha256').update(`${fields}\n${text}`).digest('hex');
}

export function isLater(one: RunNumber, other: RunNumber): boolean {
  return one.number > other.number || (one.number === other.number && one.attempt > other.attempt);
}

/** Whether both were written in one attempt of one run: by two jobs or steps, since each writes once. */
export function isSameRun(one: RunNumber, other: RunNumber): boolean {
  return one.id !== 0 && one.id === other.id && one.attempt === other.attempt;
}

/** The run that this process belongs to. */
export function readRunNumber(environment: Environment): RunNumber {
  return {
    number: Number(environment['GITHUB_RUN_NUMBER'] ?? 0) || 0,
    attempt: Number(environment['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    // nektos/act gives every run the number and the id 1.
    id: environment['ACT'] ? 0 : Number(environment['GITHUB_RUN_ID'] ?? 0) || 0,
  };
}

function encodeKey(key: string): string {
  return encodeURIComponent(key.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('-', '%2D');
}

function decodeKey(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
