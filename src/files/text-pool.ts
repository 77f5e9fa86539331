import { GateError } from '../errors.ts';
import { withRoom } from './columns.ts';
import { decodePathText, encodePathText } from './path-text.ts';

/** Most bytes of names and link targets that one pool holds. */
const MAX_POOL_BYTES = 2 ** 31;

/** Many short path texts in one byte array; a text is known by its offset. Offset 0 is the empty text. */
export type TextPool = {
  /** Hash of the text, which becomes the pool's candidate for `addCandidate` and `isCandidate`. */
  hash(text: string): number;
  isCandidate(offset: number): boolean;
  addCandidate(): number;
  add(text: string): number;
  text(offset: number): string;
};

type State = {
  /** Differs from run to run, so that no image can be made of names that collide. */
  readonly seed: number;
  bytes: Uint8Array;
  used: number;
  candidate: Uint8Array;
  candidateLength: number;
};

export function createTextPool(): TextPool {
  const state: State = {
    seed: Math.floor(Math.random() * 2 ** 32),
    bytes: new Uint8Array(1024),
    used: 1,
    candidate: new Uint8Array(512),
    candidateLength: 0,
  };
  return {
    hash: (text) => hash(state, text),
    isCandidate: (offset) => isCandidate(state, offset),
    addCandidate: () => addCandidate(state),
    add: (text) => (hash(state, text), addCandidate(state)),
    text: (offset) => text(state, offset),
  };
}

/** FNV-1a over the bytes; only spreads, proves nothing. */
function hash(state: State, text: string): number {
  setCandidate(state, text);
  let sum = state.seed;
  for (let at = 0; at < state.candidateLength; at++)
    sum = Math.imul(sum ^ (state.candidate[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

function setCandidate(state: State, text: string): void {
  state.candidate = withRoom(state.candidate, text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) {
      setCandidateBytes(state, encodePathText(text));
      return;
    }
    state.candidate[at] = code;
  }
  state.candidateLength = text.length;
}

function setCandidateBytes(state: State, bytes: Uint8Array): void {
  state.candidate = withRoom(state.candidate, bytes.length);
  state.candidate.set(bytes);
  state.candidateLength = bytes.length;
}

function addCandidate(state: State): number {
  const { candidate, candidateLength } = state;
  if (candidateLength === 0) return 0;
  const offset = state.used;
  if (offset + candidateLength + 5 > MAX_POOL_BYTES) {
    throw new GateError('image-unreadable', `the image's paths take more than ${MAX_POOL_BYTES} bytes`);
  }
  state.bytes = withRoom(state.bytes, offset + candidateLength + 5);
  let at = offset;
  for (let rest = candidateLength; ; rest >>>= 7) {
    state.bytes[at++] = rest < 0x80 ? rest : (rest & 0x7f) | 0x80;
    if (rest < 0x80) break;
  }
  for (let from = 0; from < candidateLength; from++) state.bytes[at++] = candidate[from] ?? 0;
  state.used = at;
  return offset;
}

function isCandidate(state: State, offset: number): boolean {
  const [start, end] = range(state, offset);
  if (end - start !== state.candidateLength) return false;
  for (let at = start; at < end; at++) {
    if (state.bytes[at] !== state.candidate[at - start]) return false;
  }
  return true;
}

function text(state: State, offset: number): string {
  const [start, end] = range(state, offset);
  return decodePathText(state.bytes, start, end);
}

function range(state: State, offset: number): readonly [number, number] {
  let length = 0;
  let at = offset;
  for (let shift = 0; ; shift += 7) {
    const byte = state.bytes[at++] ?? 0;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [at, at + length];
  }
}
