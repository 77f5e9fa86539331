import { describe, expect, test } from '@jest/globals';
import { createAnchorSearch } from '../../src/files/secrets/anchors.ts';
import { TOKEN_KINDS } from '../../src/files/secrets/token-kinds.ts';
import { drawn } from '../helpers/planted-secrets.ts';

const ANCHORS = TOKEN_KINDS.flatMap(({ anchors }) => anchors);
const search = createAnchorSearch(ANCHORS);

function found(text: string): readonly string[] {
  const places: string[] = [];
  search(Buffer.from(text, 'latin1'), (position, anchor) => places.push(`${position} ${ANCHORS[anchor]}`));
  return places;
}

/** The same by looking for one anchor after the other. */
function expected(text: string): readonly string[] {
  const places: [number, number][] = [];
  for (const [index, anchor] of ANCHORS.entries()) {
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) places.push([at, index]);
  }
  return places.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([at, index]) => `${at} ${ANCHORS[index]}`);
}

describe('search for anchors', () => {
  test('finds each at the start, at the end and at every place between', () => {
    for (const anchor of ANCHORS) {
      for (let before = 0; before < 5; before += 1) {
        for (let behind = 0; behind < 5; behind += 1) {
          const text = `${'\n'.repeat(before)}${anchor}${'.'.repeat(behind)}`;
          expect(found(text)).toEqual(expected(text));
        }
      }
    }
  });

  test('finds nothing in less than an anchor', () => {
    for (const anchor of ANCHORS) {
      for (let length = 0; length < 4; length += 1) expect(found(anchor.slice(0, length))).toEqual([]);
    }
  });

  test('finds what looking for one after the other finds, in order', () => {
    const pieces = [...ANCHORS, ...ANCHORS.map((anchor) => anchor.slice(0, 3)), '\u0000', 'ÿ', ' ', '_', 'e'];
    for (let round = 0; round < 300; round += 1) {
      const numbers = Buffer.from(drawn(40, round), 'latin1');
      const words = Array.from(numbers, (number, at) => {
        const piece = pieces[(number * 41 + at * 7 + round) % pieces.length] ?? '';
        return piece.slice(number % 3, piece.length - ((number >> 2) % 2));
      });
      const text = words.join('');
      expect(found(text)).toEqual(expected(text));
    }
  });
});
