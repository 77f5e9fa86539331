/** A piece of a report that can be shortened: `items` are dropped from the end, then the whole piece. */
export type Section = {
  readonly head: readonly string[];
  readonly items: readonly string[];
  readonly tail: readonly string[];
  /**
   * What so many items are, in words of the line that says what was left out: `3 findings`; of a section without items what
   * it is. Sections with the same function are counted together.
   */
  readonly left: (count: number) => string;
  /** Items that were left out before, since nobody reads that many. */
  readonly omitted: number;
  /** Whether it gets its room before all others. Absent: details go from the end. */
  readonly isReserved?: boolean;
};

/** A section that is reported whole or not at all. `name`: what it is, as in "the size history". */
export function wholeSection(name: string, ...lines: readonly string[]): Section {
  return { head: lines, items: [], tail: [], left: () => name, omitted: 0 };
}

export type FitLimit = {
  /** Holds for UTF-16 units and for UTF-8 bytes: which of them GitHub counts is not documented. */
  readonly maxSize: number;
  /** The line that says what was left out, from a list such as `12 findings and the size history`. */
  note(left: string): string;
};

const MAX_NOTE_SIZE = 1000;
/** An empty line between two sections. */
const SEPARATOR = 2;
const encoder = new TextEncoder();

/** Sections as one text within a limit: details go from the end, and a last line says how much and where the rest is. */
export function fitToLimit(sections: readonly Section[], limit: FitLimit): string {
  const whole = sections.map((section) => renderSection(section, section.items.length));
  const text = joinSections(whole);
  if (sizeOf(text) <= limit.maxSize && sections.every(({ omitted }) => omitted === 0)) return text;
  const left = new Map<Section['left'], number>();
  const kept: string[] = [];
  const reserved = reservedFor(sections, limit);
  let room = limit.maxSize - MAX_NOTE_SIZE - [...reserved.values()].reduce((sum, size) => sum + size, 0);
  for (const section of sections) {
    room += reserved.get(section) ?? 0;
    const count = countFitting(section, room);
    const rendered = count === null ? '' : renderSection(section, count);
    const missing = missingFrom(section, count);
    left.set(section.left, (left.get(section.left) ?? 0) + missing);
    kept.push(rendered);
    room -= rendered === '' ? 0 : sizeOf(rendered) + SEPARATOR;
  }
  return joinSections([...kept, limit.note(renderLeft(left))]);
}

/** Room that is kept for sections, by section: the smallest first, and no more than half of all. */
function reservedFor(sections: readonly Section[], { maxSize }: FitLimit): ReadonlyMap<Section, number> {
  const sizes = sections
    .filter(({ isReserved }) => isReserved === true)
    .map((section) => [section, sizeOf(renderSection(section, section.items.length)) + SEPARATOR] as const)
    .toSorted(([, a], [, b]) => a - b);
  let room = maxSize / 2;
  return new Map(sizes.filter(([, size]) => (room -= size) >= 0));
}

/** A section without items counts as one thing. */
function missingFrom({ items, omitted }: Section, count: number | null): number {
  return omitted + (count === null ? Math.max(1, items.length) : items.length - count);
}

/** How many items of a section fit, or null when not even one does. */
function countFitting(section: Section, room: number): number | null {
  let size = sizeOf(renderSection(section, 0)) + SEPARATOR;
  if (size > room) return null;
  let count = 0;
  for (const item of section.items) {
    size += sizeOf(item) + 1;
    if (size > room) break;
    count++;
  }
  return count === 0 && section.items.length > 0 ? null : count;
}

function renderSection({ head, items, tail }: Section, count: number): string {
  return [...head, ...items.slice(0, count), ...tail].join('\n');
}

function joinSections(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function sizeOf(text: string): number {
  return Math.max(text.length, encoder.encode(text).length);
}

function renderLeft(left: ReadonlyMap<Section['left'], number>): string {
  const parts = [...left].filter(([, count]) => count > 0).map(([words, count]) => words(count));
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
