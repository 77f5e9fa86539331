/** Where data lies in bytes that were given, and where to go on; `start` and `end` are equal where there is none. */
export type ChunkedPart = { readonly start: number; readonly end: number; readonly next: number };

/** Takes the chunked transfer coding apart while bytes come by. RFC 9112, 7.1. */
export type ChunkedBody = {
  /** The next data from a place on; throws RangeError where the coding is broken. */
  take(bytes: Uint8Array, at: number): ChunkedPart;
  isDone(): boolean;
};

/** Longest line of a chunk's size with its extensions, and all of the trailers, in bytes. */
const MAX_LINE_BYTES = 16 * 1024;
const LINE_FEED = 0x0a;

type State = {
  phase: 'size' | 'data' | 'data-end' | 'trailers' | 'done';
  /** Bytes of the chunk that are still to come. */
  rest: number;
  /** Of the line at hand, without its line feed. */
  line: string;
  /** Of the line at hand, or of all trailers so far. */
  lineBytes: number;
};

export function createChunkedBody(): ChunkedBody {
  const state: State = { phase: 'size', rest: 0, line: '', lineBytes: 0 };
  return {
    take: (bytes, at) => (state.phase === 'data' ? takeData(state, bytes, at) : takeByte(state, bytes, at)),
    isDone: () => state.phase === 'done',
  };
}

function takeData(state: State, bytes: Uint8Array, at: number): ChunkedPart {
  const end = Math.min(at + state.rest, bytes.length);
  state.rest -= end - at;
  if (state.rest === 0) state.phase = 'data-end';
  return { start: at, end, next: end };
}

/** Everything but data comes by the byte: there is little of it. */
function takeByte(state: State, bytes: Uint8Array, at: number): ChunkedPart {
  const byte = bytes[at] ?? 0;
  state.lineBytes++;
  if (byte === LINE_FEED) endLine(state);
  else if (state.phase !== 'done') state.line += String.fromCharCode(byte);
  if (state.lineBytes > MAX_LINE_BYTES && state.phase !== 'done')
    throw new RangeError('a line of the chunked coding has no end');
  return { start: at, end: at, next: at + 1 };
}

function endLine(state: State): void {
  const { phase } = state;
  const line = state.line.replace(/\r$/, '');
  state.line = '';
  if (phase !== 'trailers') state.lineBytes = 0;
  if (phase === 'size') startChunk(state, line);
  else if (phase === 'trailers' && line === '') state.phase = 'done';
  else if (phase === 'data-end') {
    if (line !== '') throw new RangeError('a chunk is longer than its size');
    state.phase = 'size';
  }
}

function startChunk(state: State, line: string): void {
  const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1];
  if (size === undefined) throw new RangeError(`a chunk has size \`${line.slice(0, 40)}\``);
  state.rest = Number.parseInt(size, 16);
  state.phase = state.rest === 0 ? 'trailers' : 'data';
}
