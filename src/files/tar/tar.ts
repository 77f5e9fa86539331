import { GateError } from '../../errors.ts';
import { decodePathText } from '../table/path-text.ts';
import { parsePaxRecords } from './pax.ts';
import { toTarEntry, type TarEntry, type TarExtensions } from './tar-entry.ts';
import { isZeroBlock, paddingOf, parseTarHeader, TAR_BLOCK_BYTES, type TarHeader } from './tar-header.ts';

/** Longest extended header (PAX records, GNU long name) that is read; Go's archive/tar has the same limit. */
export const MAX_TAR_HEADER_BYTES = 1024 * 1024;
/** Takes entries as they come by. `write` gets views that are only valid during the call. */
export type TarSink = {
  /** Whether the content is wanted; if so `write` and `close` follow. `contentOffset`: where it starts in the archive. */
  open(entry: TarEntry, contentOffset: number): boolean;
  write(bytes: Uint8Array): void;
  /** Asked where the rest of the content may be left out: true if nobody needs it to be written. */
  readRest?(): boolean;
  close(): void;
};

/** A tar reader that is fed. */
export type TarReader = {
  /** Takes a chunk of any size; throws `image-unreadable`. */
  push(chunk: Uint8Array): void;
  /** Bytes of the archive from here on that need not be pushed. */
  idle(): number;
  /** Leaves out so many of the idle bytes. */
  skip(count: number): void;
  /** Throws `image-unreadable` when the archive stops inside an entry. */
  finish(): void;
};

type Phase = 'header' | 'content' | 'skip' | 'extension' | 'sparse-map' | 'end';

type State = {
  readonly sink: TarSink;
  readonly what: string;
  phase: Phase;
  /** Bytes of the archive that were taken, and where the block at hand ends. */
  position: number;
  blockEnd: number;
  /** Bytes of the phase that are still to come. */
  rest: number;
  /** Padding after the content. */
  padding: number;
  readonly block: Uint8Array;
  blockLength: number;
  sawZeroBlock: boolean;
  extensionFlag: string;
  extension: Uint8Array;
  /** Header whose sparse map goes on. */
  pending: TarHeader | undefined;
  /** What was said of the next entry; undefined: nothing. */
  extensions: TarExtensions | undefined;
};

/** Reads a tar in the formats v7, ustar, pax, GNU and star. `what` names the archive in errors. */
export function createTarReader(sink: TarSink, what: string): TarReader {
  const state: State = {
    sink,
    what,
    phase: 'header',
    position: 0,
    blockEnd: 0,
    rest: 0,
    padding: 0,
    block: new Uint8Array(TAR_BLOCK_BYTES),
    blockLength: 0,
    sawZeroBlock: false,
    extensionFlag: '',
    extension: new Uint8Array(0),
    pending: undefined,
    extensions: undefined,
  };
  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length;) {
        const count = PHASES[state.phase](state, chunk, at);
        state.position += count;
        at += count;
      }
    },
    idle: () => idle(state),
    skip: (count) => {
      skip(state, count);
    },
    finish: () => {
      finish(state);
    },
  };
}

/** Each takes what it can of the chunk from `at` and says how many bytes that was. */
const PHASES: Readonly<Record<Phase, (state: State, chunk: Uint8Array, at: number) => number>> = {
  header: takeBlock,
  'sparse-map': takeBlock,
  content: takeContent,
  skip: (state, chunk, at) => leaveOut(state, Math.min(state.rest, chunk.length - at)),
  extension: takeExtension,
  end: (_state, chunk, at) => chunk.length - at,
};

function takeBlock(state: State, chunk: Uint8Array, at: number): number {
  if (state.blockLength === 0 && chunk.length - at >= TAR_BLOCK_BYTES) {
    state.blockEnd = state.position + TAR_BLOCK_BYTES;
    readBlock(state, chunk, at);
    return TAR_BLOCK_BYTES;
  }
  const count = Math.min(TAR_BLOCK_BYTES - state.blockLength, chunk.length - at);
  state.block.set(chunk.subarray(at, at + count), state.blockLength);
  state.blockLength += count;
  if (state.blockLength === TAR_BLOCK_BYTES) {
    state.blockLength = 0;
    state.blockEnd = state.position + count;
    readBlock(state, state.block, 0);
  }
  return count;
}

function readBlock(state: State, bytes: Uint8Array, at: number): void {
  if (state.phase === 'sparse-map') {
    if (bytes[at + 504] === 0) openPending(state);
    return;
  }
  if (isZeroBlock(bytes, at)) {
    if (state.sawZeroBlock) state.phase = 'end';
    state.sawZeroBlock = true;
    return;
  }
  if (state.sawZeroBlock) throw unreadable(state, 'continues after a block of zeros');
  readHeader(state, parseTarHeader(bytes, at, state.what));
}

function readHeader(state: State, header: TarHeader): void {
  if ('xXgLK'.includes(header.typeFlag)) {
    openExtension(state, header);
    return;
  }
  state.pending = header;
  if (header.hasMoreSparseMap) state.phase = 'sparse-map';
  else openPending(state);
}

function openExtension(state: State, header: TarHeader): void {
  if (header.size > MAX_TAR_HEADER_BYTES) {
    throw unreadable(
      state,
      `has an extended tar header of ${header.size} bytes, expected at most ${MAX_TAR_HEADER_BYTES}`,
    );
  }
  state.extensionFlag = header.typeFlag;
  state.extension = new Uint8Array(header.size);
  state.rest = header.size;
  state.padding = paddingOf(header.size);
  state.phase = 'extension';
  if (state.rest === 0) closeExtension(state);
}

function takeExtension(state: State, chunk: Uint8Array, at: number): number {
  const count = Math.min(state.rest, chunk.length - at);
  state.extension.set(chunk.subarray(at, at + count), state.extension.length - state.rest);
  state.rest -= count;
  if (state.rest === 0) closeExtension(state);
  return count;
}

function closeExtension(state: State): void {
  const { extension, extensionFlag, what } = state;
  // Engines take nothing from a global header, though POSIX has it change all entries that follow.
  if (extensionFlag === 'g') parsePaxRecords(extension, what);
  else state.extensions = { ...state.extensions, ...toExtension(state) };
  skipPadding(state);
}

function toExtension({ extension, extensionFlag, what }: State): TarExtensions {
  if (extensionFlag === 'L') return { longName: untilZero(extension) };
  if (extensionFlag === 'K') return { longLink: untilZero(extension) };
  return { records: parsePaxRecords(extension, what) };
}

const NO_EXTENSIONS: TarExtensions = {};

function openPending(state: State): void {
  const header = state.pending;
  if (header === undefined) return;
  const entry = toTarEntry(header, state.extensions ?? NO_EXTENSIONS, state.what);
  state.pending = undefined;
  state.extensions = undefined;
  const wanted = state.sink.open(entry, state.blockEnd);
  state.rest = entry.storedSize;
  state.padding = paddingOf(entry.storedSize);
  state.phase = wanted ? 'content' : 'skip';
  if (wanted && state.rest === 0) closeContent(state);
  else if (!wanted) skipPadding(state);
}

function takeContent(state: State, chunk: Uint8Array, at: number): number {
  const count = Math.min(state.rest, chunk.length - at);
  state.sink.write(at === 0 && count === chunk.length ? chunk : chunk.subarray(at, at + count));
  state.rest -= count;
  if (state.rest === 0) closeContent(state);
  return count;
}

function closeContent(state: State): void {
  state.sink.close();
  skipPadding(state);
}

/** What is left of the content, too. */
function skipPadding(state: State): void {
  state.rest += state.padding;
  state.padding = 0;
  state.phase = state.rest === 0 ? 'header' : 'skip';
}

function leaveOut(state: State, count: number): number {
  state.rest -= count;
  if (state.rest === 0) state.phase = 'header';
  return count;
}

function idle(state: State): number {
  if (state.phase === 'content' && state.sink.readRest?.() === true) closeContent(state);
  return state.phase === 'skip' ? state.rest : 0;
}

function skip(state: State, count: number): void {
  if (count === 0) return;
  const most = state.phase === 'skip' ? state.rest : 0;
  if (!(count > 0 && count <= most)) throw new RangeError(`${count} bytes to skip of ${most}`);
  state.position += leaveOut(state, count);
}

function finish(state: State): void {
  const isAtBoundary = state.phase === 'end' || (state.phase === 'header' && state.blockLength === 0);
  if (isAtBoundary && state.extensions === undefined) return;
  throw unreadable(state, 'ends in the middle of an entry');
}

function untilZero(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decodePathText(bytes, 0, end < 0 ? bytes.length : end);
}

function unreadable(state: State, found: string): GateError {
  return new GateError('image-unreadable', `${state.what} ${found}`, {
    hint: 'Save or build the image again.',
  });
}
