/**
 * Cuts a zstd stream after every frame. Node's decompressor leaves out what follows a frame's end in the same write (seen with
 * Node 24), and zstd:chunked layers are many frames. What follows a frame and is none is refused here, since Node takes it for
 * the end without a word (seen with Node 24.22). Blocks are stepped over by their headers. RFC 8878, 3.1.
 */
export type ZstdFrames = {
  /** The chunk in pieces, none of which goes on after a frame's end. Throws where no frame begins. */
  split(chunk: Uint8Array): readonly Uint8Array[];
  /** Throws where the stream ends within a frame. */
  end(): void;
};

type Step =
  'magic' | 'skippable-size' | 'descriptor' | 'header' | 'block' | 'content' | 'checksum' | 'skippable';

type State = {
  step: Step;
  /** Bytes that the step still needs. */
  need: number;
  /** Little-endian value of the bytes that the step has had, for those that are read. */
  value: number;
  had: number;
  isLastBlock: boolean;
  hasChecksum: boolean;
};

export function createZstdFrames(): ZstdFrames {
  const state: State = { step: 'magic', need: 4, value: 0, had: 0, isLastBlock: false, hasChecksum: false };
  return {
    split: (chunk) => split(state, chunk),
    end: () => {
      if (state.step !== 'magic' || state.had > 0) throw new Error('it ends within a zstd frame');
    },
  };
}

function split(state: State, chunk: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at < chunk.length;) {
    const count = Math.min(state.need, chunk.length - at);
    if (state.had < 4) takeValue(state, chunk.subarray(at, at + count));
    state.need -= count;
    at += count;
    if (state.need > 0) break;
    if (advance(state)) {
      pieces.push(chunk.subarray(start, at));
      start = at;
    }
  }
  if (start < chunk.length) pieces.push(chunk.subarray(start));
  return pieces;
}

function takeValue(state: State, bytes: Uint8Array): void {
  for (const byte of bytes.subarray(0, 4 - state.had)) state.value += byte * 256 ** state.had++;
}

/** Goes to the next step that needs bytes; true where a frame ended. */
function advance(state: State): boolean {
  const { step, value } = state;
  let [next, need] = NEXT[step](value, state);
  let isEnd = next === 'magic';
  while (need === 0) {
    [next, need] = NEXT[next](0, state);
    isEnd ||= next === 'magic';
  }
  Object.assign(state, { step: next, need, value: 0, had: 0 });
  return isEnd;
}

type Next = readonly [step: Step, need: number];

const START: Next = ['magic', 4];

const NEXT: Readonly<Record<Step, (value: number, state: State) => Next>> = {
  magic: (value) => {
    if (Math.floor(value / 16) === 0x184d2a5) return ['skippable-size', 4];
    if (value !== 0xfd2fb528) throw new Error('what follows a zstd frame is not a zstd frame');
    return ['descriptor', 1];
  },
  'skippable-size': (value) => (value === 0 ? START : ['skippable', value]),
  skippable: () => START,
  descriptor: (value, state) => {
    state.hasChecksum = (value & 4) !== 0;
    return ['header', headerBytes(value)];
  },
  header: () => ['block', 3],
  block: (value, state) => {
    state.isLastBlock = (value & 1) !== 0;
    const isRepeated = ((value >>> 1) & 3) === 1;
    return ['content', isRepeated ? 1 : value >>> 3];
  },
  content: (_value, state) => {
    if (!state.isLastBlock) return ['block', 3];
    return state.hasChecksum ? ['checksum', 4] : START;
  },
  checksum: () => START,
};

/** Window descriptor, dictionary id and content size. RFC 8878, 3.1.1.1. */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}
