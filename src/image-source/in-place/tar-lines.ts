import { unreadable } from '../verified-json.ts';
import type { LineCursor } from './tar-piece.ts';

/** Longest line in bytes: a header with all of its extensions, or the zeros at the end of an archive. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
/** More than nearly every segment takes. */
const MEMORY_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** Takes all whole lines. */
export type LinesSink = (lines: LineCursor) => Promise<unknown> | undefined;

/** The lines of a tar-split text that comes in chunks; a last one need not end. Throws `image-unreadable` for one that is too long. */
export async function readTarLines(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  take: LinesSink,
  what: string,
): Promise<void> {
  const rest = createRest(what);
  const memory = Buffer.allocUnsafe(MEMORY_BYTES);
  for await (const chunk of chunks) {
    if (!chunk.includes(NEWLINE)) {
      rest.add(chunk);
      continue;
    }
    const lines = { text: rest.take(chunk), at: 0, memory };
    await take(lines);
    rest.add(lines.text.subarray(lines.at));
  }
  const last = rest.take(NOTHING);
  if (last.length > 0) await take({ text: Buffer.concat([last, Buffer.of(NEWLINE)]), at: 0, memory });
}

const NOTHING = Buffer.alloc(0);

/** The start of a line whose end is still to come. */
type Rest = { add(bytes: Buffer): void; take(bytes: Buffer): Buffer };

function createRest(what: string): Rest {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    add: (bytes) => {
      length += bytes.length;
      if (length > MAX_LINE_BYTES)
        throw unreadable(`${what} has a line of more than ${MAX_LINE_BYTES} bytes`);
      if (bytes.length > 0) parts.push(bytes);
    },
    take: (bytes) => {
      const all = parts.length === 0 ? bytes : Buffer.concat([...parts, bytes]);
      parts = [];
      length = 0;
      return all;
    },
  };
}
