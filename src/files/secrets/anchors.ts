/** Calls `found` for every place at which one of the anchors stands, in order. `anchor`: its index. */
export type AnchorSearch = (bytes: Uint8Array, found: (position: number, anchor: number) => void) => void;

/** Three bytes of a text are looked up at every second byte: one of two neighbouring places in an anchor is among them. */
const STRIDE = 2;
const LOOKED_UP_BYTES = 3;
/** By so many bytes of it an anchor is told from nearly all text. */
const PIVOT_BYTES = 4;

/**
 * Looks for many short texts at once: of each anchor the four bytes that are the rarest in texts, and where those stand,
 * the whole anchor. Anchors are ASCII and have at least four characters; there are fewer than MAX_ANCHORS.
 */
export function createAnchorSearch(anchors: readonly string[]): AnchorSearch {
  const encoded = anchors.map((anchor) => Buffer.from(anchor, 'latin1'));
  const tables = tabulate(encoded);
  return (bytes, found) => {
    const places: number[] = [];
    let position = 0;
    while ((position = nextCandidate(tables, bytes, position)) < bytes.length) {
      for (const start of [position - 1, position]) addAnchors(places, { tables, encoded, bytes, start });
      position += STRIDE;
    }
    // Where two anchors overlap, the pivot of the later one may come first.
    for (const place of places.sort((a, b) => a - b))
      found(Math.floor(place / MAX_ANCHORS), place % MAX_ANCHORS);
  };
}

const MAX_ANCHORS = 1024;

type Tables = {
  /** By three bytes: whether a pivot has them, at its start or at the byte after it. */
  readonly parts: Uint8Array;
  /** By four bytes: whether they may be a pivot. */
  readonly pivots: Uint8Array;
  readonly byPivot: ReadonlyMap<number, readonly Pivot[]>;
};

/** Four bytes of an anchor. `offset`: where they are in it. */
type Pivot = { readonly anchor: number; readonly offset: number };

function tabulate(anchors: readonly Uint8Array[]): Tables {
  const parts = new Uint8Array(TABLE_SIZE);
  const pivots = new Uint8Array(TABLE_SIZE);
  const byPivot = new Map<number, Pivot[]>();
  for (const [anchor, bytes] of anchors.entries()) {
    const offset = rarestFour(bytes);
    const four = fourAt(bytes, offset);
    for (let at = 0; at < STRIDE; at += 1) parts[hash(threeAt(bytes, offset + at))] = 1;
    pivots[hash(four)] = 1;
    byPivot.set(four, [...(byPivot.get(four) ?? []), { anchor, offset }]);
  }
  return { parts, pivots, byPivot };
}

/** From `position` on, in steps of two, the first place at which a pivot may begin, or at the byte before it. */
function nextCandidate({ parts, pivots }: Tables, bytes: Uint8Array, position: number): number {
  const end = bytes.length - LOOKED_UP_BYTES + 1;
  let first = bytes[position] ?? 0;
  for (let at = position; at < end; at += STRIDE) {
    const third = bytes[at + 2] ?? 0;
    const part = parts[hash(first | ((bytes[at + 1] ?? 0) << 8) | (third << 16))];
    if (part === 1 && mayBePivot(pivots, bytes, at)) return at;
    first = third;
  }
  return bytes.length;
}

function mayBePivot(pivots: Uint8Array, bytes: Uint8Array, at: number): boolean {
  // Reading before the first byte would make all later reads slow.
  return pivots[hash(fourAt(bytes, at))] === 1 || (at > 0 && pivots[hash(fourAt(bytes, at - 1))] === 1);
}

/** `start`: where a pivot may begin. */
type Candidate = {
  readonly tables: Tables;
  readonly encoded: readonly Uint8Array[];
  readonly bytes: Uint8Array;
  readonly start: number;
};

function addAnchors(places: number[], { tables, encoded, bytes, start }: Candidate): void {
  for (const { anchor, offset } of tables.byPivot.get(fourAt(bytes, start)) ?? []) {
    if (standsAt(bytes, start - offset, encoded[anchor]))
      places.push((start - offset) * MAX_ANCHORS + anchor);
  }
}

function standsAt(bytes: Uint8Array, start: number, anchor: Uint8Array = new Uint8Array()): boolean {
  for (let at = 0; at < anchor.length; at += 1) if (bytes[start + at] !== anchor[at]) return false;
  return true;
}

const HASH_BITS = 15;
const TABLE_SIZE = 1 << HASH_BITS;
/** 2^32 divided by the golden ratio. Knuth, The Art of Computer Programming, 6.4. */
const MULTIPLIER = 0x9e3779b1;

function hash(value: number): number {
  return Math.imul(value, MULTIPLIER) >>> (32 - HASH_BITS);
}

function threeAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}

function fourAt(bytes: Uint8Array, at: number): number {
  return threeAt(bytes, at) | ((bytes[at + 3] ?? 0) << 24);
}

/** Where the four bytes of an anchor begin that texts and programs have least. */
function rarestFour(anchor: Uint8Array): number {
  let [rarest, least] = [0, Infinity];
  for (let at = 0; at + PIVOT_BYTES <= anchor.length; at += 1) {
    const weight = anchor
      .subarray(at, at + PIVOT_BYTES)
      .reduce((product, byte) => product * commonness(byte), 1);
    if (weight < least) [rarest, least] = [at, weight];
  }
  return rarest;
}

/** How common a character is in texts and programs, roughly. */
function commonness(byte: number): number {
  const character = String.fromCharCode(byte);
  if (/[ e]/.test(character)) return 6;
  if (/[a-z]/.test(character)) return 4;
  return /[A-Z0-9]/.test(character) ? 1.5 : 2;
}
