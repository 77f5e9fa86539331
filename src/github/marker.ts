/** Which run of a workflow wrote something: the later number wins, then the later attempt. */
export type RunNumber = { readonly number: number; readonly attempt: number };

/** The hidden last line of a comment: whose it is, and of which run. */
export type CommentMarker = {
  /** Tells several gates of one pull request apart. */
  readonly key: string;
  readonly headSha: string;
  readonly run: RunNumber;
};

type Environment = Readonly<Record<string, string | undefined>>;

const MARKER = /(?:^|\n)<!-- final-stage:1 key=(\S*) head=([0-9a-f]*) run=(\d+)\.(\d+) -->\s*$/;

/** One line without `--`, which would end the HTML comment. */
export function renderMarker({ key, headSha, run }: CommentMarker): string {
  return `<!-- final-stage:1 key=${encodeKey(key)} head=${headSha} run=${run.number}.${run.attempt} -->`;
}

/** The marker in the last line of a comment; a marker elsewhere is somebody's text. */
export function parseMarker(body: string): CommentMarker | null {
  const match = MARKER.exec(body);
  if (match === null) return null;
  const [, key = '', headSha = '', number = '', attempt = ''] = match;
  const decoded = decodeKey(key);
  if (decoded === null) return null;
  return { key: decoded, headSha, run: { number: Number(number), attempt: Number(attempt) } };
}

/** The comment without its marker. */
export function withoutMarker(body: string): string {
  return body.replace(MARKER, '').trimEnd();
}

export function isLater(one: RunNumber, other: RunNumber): boolean {
  return one.number > other.number || (one.number === other.number && one.attempt > other.attempt);
}

/** The run that this process belongs to. */
export function readRunNumber(environment: Environment): RunNumber {
  return {
    number: Number(environment['GITHUB_RUN_NUMBER'] ?? 0) || 0,
    attempt: Number(environment['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
  };
}

/** Workflow file and job; with `parts` (Dockerfile, target, image) the gates of a matrix are told apart. */
export function commentKey(environment: Environment, parts: readonly string[]): string {
  const workflow = /\/(\.github\/workflows\/[^@]+)@/.exec(environment['GITHUB_WORKFLOW_REF'] ?? '')?.[1];
  const name = workflow ?? environment['GITHUB_WORKFLOW'] ?? '';
  return [name, environment['GITHUB_JOB'] ?? '', ...parts].filter((part) => part !== '').join(' ');
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
