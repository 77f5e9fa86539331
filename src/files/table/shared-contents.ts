import { hash } from 'node:crypto';
import type { ContentFacts } from './content-facts.ts';
import type { Tally } from './reading-limits.ts';

/**
 * Large contents of all layers of both images, their equal pages once: each instruction that installs a package writes its
 * whole database anew, and nearly all pages are as they were.
 */
export type SharedContents = {
  /** The same facts, with a large content put together again whenever somebody asks for it. Counts what is new. */
  share(facts: ContentFacts, count: Count): ContentFacts;
};

/** Where new bytes are counted as `contentBytes`; `what` names the layer. */
type Count = { readonly tally: Tally; readonly what: string };

/** Contents of fewer bytes are kept as they are: of many small ones the pages would cost more than they spare. */
const MIN_SHARED_BYTES = 256 * 1024;
/** What SQLite writes at once by default, and what RPM's other two formats do; both start their pages at multiples. */
const PAGE_BYTES = 4096;
/** Pages lie side by side, since every array has a cost of its own. */
const SLAB_PAGES = 256;

/** Whether pages of a content are shared, by its bytes. */
export function isSharedSize(bytes: number): boolean {
  return bytes >= MIN_SHARED_BYTES;
}

type Pool = { readonly slabs: Uint8Array[]; readonly numbers: Map<string, number> };

export function createSharedContents(): SharedContents {
  const pool: Pool = { slabs: [], numbers: new Map() };
  return {
    share(facts, { tally, what }) {
      const { content, ...rest } = facts;
      if (content === undefined || !isSharedSize(content.length)) return facts;
      const before = pool.numbers.size;
      const pages = new Uint32Array(Math.floor(content.length / PAGE_BYTES));
      for (const index of pages.keys()) pages[index] = pageNumber(pool, pageOf(content, index));
      const tail = content.slice(pages.length * PAGE_BYTES);
      tally.add('contentBytes', (pool.numbers.size - before) * PAGE_BYTES + tail.length, what);
      return {
        ...rest,
        get content() {
          return join(pool, pages, tail);
        },
      };
    },
  };
}

function pageOf(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES);
}

/** Equal pages are told by a digest that nobody can make two of: what is compared comes from images. */
function pageNumber({ slabs, numbers }: Pool, page: Uint8Array): number {
  const key = hash('sha256', page, 'base64');
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = numbers.size;
  const place = number % SLAB_PAGES;
  if (place === 0) slabs.push(new Uint8Array(SLAB_PAGES * PAGE_BYTES));
  slabs.at(-1)?.set(page, place * PAGE_BYTES);
  numbers.set(key, number);
  return number;
}

/** Pages that follow each other in a slab, as most do, are copied at once. */
function join({ slabs }: Pool, pages: Uint32Array, tail: Uint8Array): Uint8Array {
  const content = new Uint8Array(pages.length * PAGE_BYTES + tail.length);
  for (let index = 0; index < pages.length;) {
    const number = pages[index] ?? 0;
    const end = endOfRun(pages, index);
    const at = (number % SLAB_PAGES) * PAGE_BYTES;
    const slab = slabs[Math.floor(number / SLAB_PAGES)];
    if (slab !== undefined)
      content.set(slab.subarray(at, at + (end - index) * PAGE_BYTES), index * PAGE_BYTES);
    index = end;
  }
  content.set(tail, pages.length * PAGE_BYTES);
  return content;
}

/** Where pages no longer follow each other in one slab. */
function endOfRun(pages: Uint32Array, start: number): number {
  const first = pages[start] ?? 0;
  let end = start + 1;
  for (let next = first + 1; pages[end] === next && next % SLAB_PAGES !== 0; next += 1) end += 1;
  return end;
}
