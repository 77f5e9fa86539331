import { GateError } from '../../errors.ts';
import { withRoom } from './columns.ts';
import { decodePathText, encodePathText } from './path-text.ts';

/** Most bytes of names and link targets that one pool holds. */
const MAX_POOL_BYTES = 2 ** 31;

/** Many short path texts in one byte array; a text is known by its offset. Offset 0 is the empty text. */
export type TextPool = {
  /** Hash of the text, which becomes the pool's candidate for `addCandidate` and `isCandidate`. */
  hash(text: string): number;
  /** The same for the text that these bytes are. */
  hashBytes(bytes: Uint8Array): number;
  /** Hash of a text of the pool. */
  hashOf(offset: number): number;
  isCandidate(offset: number): boolean;
  addCandidate(): number;
  add(text: string): number;
  text(offset: number): string;
  /** `shapeOf` of a text of the pool, which need not be made for that. */
  shape(offset: number): number;
  /** Bytes that all texts take. */
  readonly size: number;
};

/** Length, first and last byte as one number: texts whose numbers differ differ. */
export function shapeOf(text: string): number {
  const bytes = encodePathText(text);
  return toShape(bytes.length, bytes[0] ?? 0, bytes.at(-1) ?? 0);
}

function toShape(length: number, first: number, last: number): number {
  return (Math.min(length, 0xff) << 16) | (first << 8) | last;
}

type State = {
  /** Differs from run to run, so that no image can be made of names that collide. */
  readonly seed: number;
  /** Made anew when full; `view` is the same memory, as what texts are made of. */
  bytes: Uint8Array;
  view: Buffer;
  used: number;
  candidate: Uint8Array;
  candidateLength: number;
};

export function createTextPool(): TextPool {
  const first = new Uint8Array(1024);
  const state: State = {
    seed: Math.floor(Math.random() * 2 ** 32),
    bytes: first,
    view: Buffer.from(first.buffer),
    used: 1,
    candidate: new Uint8Array(512),
    candidateLength: 0,
  };
  return {
    hash: (text) => hash(state, text),
    hashBytes: (bytes) => hashBytes(state, bytes),
    hashOf: (offset) => hashOf(state, offset),
    isCandidate: (offset) => isCandidate(state, offset),
    addCandidate: () => addCandidate(state),
    add: (text) => (hash(state, text), addCandidate(state)),
    text: (offset) => text(state, offset),
    shape: (offset) => shape(state, offset),
    get size() {
      return state.used;
    },
  };
}

/** FNV-1a over the bytes; only spreads, proves nothing. */
function hash(state: State, text: string): number {
  state.candidate = withRoom(state.candidate, text.length);
  const { candidate } = state;
  let sum = state.seed;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return hashBytes(state, encodePathText(text));
    candidate[at] = code;
    sum = Math.imul(sum ^ code, FNV_PRIME);
  }
  state.candidateLength = text.length;
  return sum >>> 0;
}

const FNV_PRIME = 0x01000193;

function hashBytes(state: State, bytes: Uint8Array): number {
  state.candidate = withRoom(state.candidate, bytes.length);
  const { candidate } = state;
  let sum = state.seed;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    candidate[at] = byte;
    sum = Math.imul(sum ^ byte, FNV_PRIME);
  }
  state.candidateLength = bytes.length;
  return sum >>> 0;
}

function hashOf({ bytes, seed }: State, offset: number): number {
  const start = startOf(bytes, offset);
  const end = start + lengthOf(bytes, offset);
  let sum = seed;
  for (let at = start; at < end; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), FNV_PRIME);
  return sum >>> 0;
}

function addCandidate(state: State): number {
  const { candidate, candidateLength } = state;
  if (candidateLength === 0) return 0;
  const offset = state.used;
  makeRoom(state, offset + candidateLength + MAX_LENGTH_BYTES);
  const { bytes } = state;
  let at = offset;
  for (let rest = candidateLength; ; rest >>>= 7) {
    bytes[at++] = rest < 0x80 ? rest : (rest & 0x7f) | 0x80;
    if (rest < 0x80) break;
  }
  for (let from = 0; from < candidateLength; from++) bytes[at++] = candidate[from] ?? 0;
  state.used = at;
  return offset;
}

/** A text's length stands before it, seven bits a byte, the lowest first. */
const MAX_LENGTH_BYTES = 5;

function makeRoom(state: State, length: number): void {
  if (length <= state.bytes.length) return;
  if (length > MAX_POOL_BYTES) {
    throw new GateError('image-unreadable', `the image's paths take more than ${MAX_POOL_BYTES} bytes`);
  }
  state.bytes = withRoom(state.bytes, length);
  state.view = Buffer.from(state.bytes.buffer);
}

function isCandidate({ bytes, candidate, candidateLength }: State, offset: number): boolean {
  if (lengthOf(bytes, offset) !== candidateLength) return false;
  const start = startOf(bytes, offset);
  for (let at = 0; at < candidateLength; at++) if (bytes[start + at] !== candidate[at]) return false;
  return true;
}

function text({ bytes, view }: State, offset: number): string {
  const start = startOf(bytes, offset);
  return decodePathText(view, start, start + lengthOf(bytes, offset));
}

function shape({ bytes }: State, offset: number): number {
  const length = lengthOf(bytes, offset);
  if (length === 0) return 0;
  const start = startOf(bytes, offset);
  return toShape(length, bytes[start] ?? 0, bytes[start + length - 1] ?? 0);
}

function startOf(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while ((bytes[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

function lengthOf(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return first;
  let length = first & 0x7f;
  for (let at = offset + 1, shift = 7; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) return length;
  }
}
