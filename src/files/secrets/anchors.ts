/** Calls `found` for every place at which one of the anchors stands, in order. `anchor`: its index. */
export type AnchorSearch = (bytes: Uint8Array, found: (position: number, anchor: number) => void) => void;

/**
 * Looks for many short texts at once and touches only some of the bytes: two bytes tell how far the next anchor is at least.
 * Sun Wu, Udi Manber: A fast algorithm for multi-pattern searching, 1994. Anchors are ASCII and have at least two characters.
 */
export function createAnchorSearch(anchors: readonly string[]): AnchorSearch {
  const encoded = anchors.map((anchor) => Buffer.from(anchor, 'latin1'));
  const length = Math.min(...encoded.map((anchor) => anchor.length));
  const tables = tabulate(encoded, length);
  return (bytes, found) => {
    for (let end = length - 1; (end = nextEnd(tables, bytes, end)) < bytes.length; end += 1) {
      const start = end - length + 1;
      for (const anchor of tables.byBlock.get(blockAt(bytes, end)) ?? []) {
        if (standsAt(bytes, start, encoded[anchor])) found(start, anchor);
      }
    }
  };
}

/** `length`: of the shortest anchor; only so much of each counts here. */
type Tables = {
  readonly length: number;
  /** By two bytes: how many bytes later an anchor may end at the earliest. */
  readonly shifts: Uint8Array;
  /** By two bytes: whether an anchor begins with them. */
  readonly starts: Uint8Array;
  /** Anchors by the last two of their bytes that count. */
  readonly byBlock: ReadonlyMap<number, readonly number[]>;
};

/** From `end` on the first byte at which what counts of an anchor may end. */
function nextEnd({ length, shifts, starts }: Tables, bytes: Uint8Array, end: number): number {
  let at = end;
  while (at < bytes.length) {
    const shift = shifts[blockAt(bytes, at)] ?? 0;
    if (shift === 0 && starts[blockAt(bytes, at - length + 2)] === 1) return at;
    at += shift === 0 ? 1 : shift;
  }
  return at;
}

function blockAt(bytes: Uint8Array, end: number): number {
  return ((bytes[end - 1] ?? 0) << 8) | (bytes[end] ?? 0);
}

function tabulate(anchors: readonly Buffer[], length: number): Tables {
  const starts = new Uint8Array(0x10000);
  const shifts = new Uint8Array(0x10000).fill(length - 1);
  const byBlock = new Map<number, number[]>();
  for (const [index, anchor] of anchors.entries()) {
    starts[anchor.readUInt16BE(0)] = 1;
    for (let end = 1; end < length; end += 1) {
      const block = anchor.readUInt16BE(end - 1);
      shifts[block] = Math.min(shifts[block] ?? 0, length - 1 - end);
      if (end === length - 1) byBlock.set(block, [...(byBlock.get(block) ?? []), index]);
    }
  }
  return { length, shifts, starts, byBlock };
}

function standsAt(bytes: Uint8Array, start: number, anchor: Uint8Array = new Uint8Array()): boolean {
  for (let at = 0; at < anchor.length; at += 1) if (bytes[start + at] !== anchor[at]) return false;
  return true;
}
