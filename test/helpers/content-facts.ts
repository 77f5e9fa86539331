import type { ContentFacts } from '../../src/files/table/content-facts.ts';
import { createContentReader } from '../../src/files/content-reader.ts';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import type { ReadAt } from '../../src/files/table/read-at.ts';
import { NOTHING_REQUIRED } from './image-builder.ts';

/** What is noted of a content that goes by in chunks. */
export function streamedFacts(
  bytes: Uint8Array,
  chunkBytes: number,
  required: RequiredContent = NOTHING_REQUIRED,
  path = '',
): ContentFacts | undefined {
  const reader = createContentReader(required);
  reader.open({
    path,
    size: bytes.length,
    wanted: required.wantsContent(path, bytes.length) !== false,
    start: 0,
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes));
  return reader.close();
}

/** What is noted of the same where only its first bytes go by, and the rest is read at positions. */
export function placedFacts(
  bytes: Uint8Array,
  pushedBytes: number,
  required: RequiredContent = NOTHING_REQUIRED,
  path = '',
): ContentFacts | undefined {
  const start = 1000;
  const reader = createContentReader(required, readerOf(bytes, start));
  reader.open({
    path,
    size: bytes.length,
    wanted: required.wantsContent(path, bytes.length) !== false,
    start,
  });
  if (pushedBytes > 0) reader.write(bytes.subarray(0, pushedBytes));
  if (!reader.readRest()) throw new Error('the rest is not read');
  return reader.close();
}

/** As strict as a file: nothing is read outside of it. */
function readerOf(bytes: Uint8Array, start: number): ReadAt {
  return (into, position) => {
    const from = position - start;
    if (!(from >= 0 && from + into.length <= bytes.length))
      throw new Error(`${into.length} bytes at ${from}`);
    into.set(bytes.subarray(from, from + into.length));
  };
}
