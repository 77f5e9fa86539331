import { describe, expect, test } from '@jest/globals';
import { createChunkedBody } from '../../src/image-source/engine/chunked-body.ts';

function decode(text: string, pieceBytes: number): { data: string; isDone: boolean } {
  const body = createChunkedBody();
  const whole = Buffer.from(text);
  let data = '';
  for (let from = 0; from < whole.length; from += pieceBytes) {
    const piece = whole.subarray(from, from + pieceBytes);
    for (let at = 0; at < piece.length && !body.isDone();) {
      const part = body.take(piece, at);
      data += piece.toString('utf8', part.start, part.end);
      at = part.next;
    }
  }
  return { data, isDone: body.isDone() };
}

describe('createChunkedBody', () => {
  const whole = '5\r\nhello\r\n1a;name="v"\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n';

  test('gives the data of all chunks, whatever the pieces', () => {
    for (let pieceBytes = 1; pieceBytes <= whole.length; pieceBytes++) {
      const decoded = decode(whole, pieceBytes);
      expect(decoded).toEqual({ data: 'helloabcdefghijklmnopqrstuvwxyz', isDone: true });
    }
  });

  test('is not done before the last line has come', () => {
    for (let length = 1; length < whole.length; length++)
      expect(decode(whole.slice(0, length), 7).isDone).toBe(false);
  });

  test.each([
    ['no size', '\r\nhello', 'a chunk has size ``'],
    ['a size that is no number', 'x5\r\nhello', 'a chunk has size `x5`'],
    ['a size beyond all sizes', `${'f'.repeat(13)}\r\n`, 'a chunk has size `fffffffffffff`'],
    ['a chunk that goes on', '2\r\nhello\r\n', 'a chunk is longer than its size'],
    ['a size with a carriage return in it', '1\r0\r\nx', 'a chunk has size `1\r0`'],
    ['a line without an end', '1;'.padEnd(20_000, 'x'), 'a line of the chunked coding has no end'],
    ['a line of nothing', '\r'.repeat(20_000), 'a line of the chunked coding has no end'],
    ['trailers without an end', `0\n${'a: b\n'.repeat(4000)}`, 'a line of the chunked coding has no end'],
  ])('refuses %s', (_title, text, message) => {
    expect(() => decode(text, 100)).toThrow(message);
  });
});
