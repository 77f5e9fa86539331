import { describe, expect, test } from '@jest/globals';
import { createContentRoom, MAX_ROOM_BYTES } from '../../src/files/content-room.ts';

describe('contents that are kept if there is room', () => {
  const wishes = {
    wantsContent: (path: string): boolean | 'if-room' => (path.endsWith('.js') ? 'if-room' : path === '/db'),
    gitBlobSizes: new Set<number>(),
  };
  const HALF = MAX_ROOM_BYTES / 2;

  test('are kept up to a limit, and a smaller one after one that had no room', () => {
    const isKept = createContentRoom(wishes);
    expect([isKept('/a.js', HALF), isKept('/b.js', HALF), isKept('/c.js', 1000)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('count with what each takes beside its bytes', () => {
    const isKept = createContentRoom(wishes);
    let kept = 0;
    for (let file = 0; file < 200_000; file += 1) if (isKept(`/${file}.js`, 1)) kept += 1;
    expect(kept).toBe(Math.floor(MAX_ROOM_BYTES / 201));
  });

  test('take no room from what must be kept, nor does that from them', () => {
    const isKept = createContentRoom(wishes);
    expect([isKept('/db', MAX_ROOM_BYTES), isKept('/a.js', HALF), isKept('/x', 1)]).toEqual([
      true,
      true,
      false,
    ]);
    isKept('/b.js', HALF);
    expect(isKept('/db', MAX_ROOM_BYTES)).toBe(true);
  });
});
