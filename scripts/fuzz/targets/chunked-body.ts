import { createChunkedBody } from '../../../src/image-source/engine/chunked-body.ts';
import { expectSame } from '../target.ts';

export function seeds(): readonly Uint8Array[] {
  return [
    '5\r\nhello\r\n1a;name="v"\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n',
    '1 \na\n00\n\nmore',
    'A\r\n0123456789\r\nfffffffffff\r\nx',
    '2\r\nabc\r\n',
  ].map((text) => Buffer.from(text, 'latin1'));
}

/** The same data or refusal in whatever pieces the bytes come; and whatever is put into chunks comes out of them again. */
export function fuzz(data: Uint8Array): void {
  const whole = decode(data, data.length);
  for (const pieceBytes of [1, 2 + (data.length % 50)])
    expectSame(decode(data, pieceBytes), whole, `data in pieces of ${pieceBytes} bytes`);
  const { text, end } = decode(encode(data), 1 + (data.length % 90));
  expectSame([text, end], [Buffer.from(data).toString('latin1'), 'done'], 'data of chunks');
}

type Decoded = { readonly text: string; readonly end: string };

function decode(data: Uint8Array, pieceBytes: number): Decoded {
  const body = createChunkedBody();
  let text = '';
  try {
    for (let from = 0; from < data.length; from += pieceBytes) {
      const piece = Buffer.from(data.subarray(from, from + pieceBytes));
      for (let at = 0; at < piece.length && !body.isDone();) {
        const { start, end, next } = body.take(piece, at);
        const isWithin = at <= start && start <= end && end <= next && at < next && next <= piece.length;
        expectSame(isWithin, true, `data from ${start} to ${end}, ${next} next`);
        text += piece.toString('latin1', start, end);
        at = next;
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError) || !/^a (chunk|line) /.test(error.message)) throw error;
    return { text, end: error.message };
  }
  return { text, end: body.isDone() ? 'done' : 'not done' };
}

function encode(data: Uint8Array): Uint8Array {
  const chunkBytes = 1 + (data[0] ?? 0);
  const chunks = Array.from({ length: Math.ceil(data.length / chunkBytes) }, (_, index) => {
    const chunk = data.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    return [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')];
  });
  return Buffer.concat([...chunks.flat(), Buffer.from('0\r\n\r\n')]);
}
