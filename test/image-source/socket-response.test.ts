import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readSocketResponse } from '../../src/image-source/engine/socket-response.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const closing: (() => void)[] = [];
let servers = 0;

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers every request as told; gives its socket and what was asked. */
async function serve(answer: (socket: Socket) => void): Promise<{ path: string; asked: string[] }> {
  servers += 1;
  const path = join(folder, `socket-${servers}`);
  const asked: string[] = [];
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      asked.push(bytes.toString());
      answer(socket);
    });
  });
  server.listen(path);
  await once(server, 'listening');
  closing.push(() => server.close());
  return { path, asked };
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n';
const explain = (cause: unknown) => new Error('broken off', { cause });
const open = (path: string, signal = new AbortController().signal) =>
  readSocketResponse({ socketPath: path, target: '/images/example:1/get', signal }, { explain, signal });

/** A body larger than what is read at once, in chunks of every size up to 40,000 bytes. */
function body(): { content: Buffer; coded: Buffer } {
  const content = Buffer.from(Array.from({ length: 1_500_000 }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
  const parts: Buffer[] = [];
  for (
    let at = 0, length = 1;
    at < content.length;
    at += length, length = 1 + ((length * 37 + 11) % 40_000)
  ) {
    const data = content.subarray(at, at + length);
    parts.push(Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n'));
  }
  return { content, coded: Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]) };
}

describe('readSocketAnswer', () => {
  const { content, coded } = body();

  test.each([
    ['at once', undefined],
    ['when it gets the time', 1],
  ])('gives all bytes in their order to a sink that takes them %s', async (_title, milliseconds) => {
    const { path, asked } = await serve((socket) => {
      socket.write(HEAD.slice(0, 30));
      setTimeout(() => socket.end(Buffer.concat([Buffer.from(HEAD.slice(30)), coded])), 10);
    });
    const taken: Buffer[] = [];
    const source = await open(path);
    await source?.((chunk) => {
      if (milliseconds === undefined) {
        taken.push(Buffer.from(chunk));
        return undefined;
      }
      return new Promise((resolve) => setTimeout(resolve, milliseconds)).then(() => {
        taken.push(Buffer.from(chunk));
      });
    });
    expect(Buffer.concat(taken).equals(content)).toBe(true);
    expect(asked).toEqual([
      'GET /images/example:1/get HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n',
    ]);
  });

  test.each([
    ['an error', 'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
    ['a body of a given length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'],
    ['something that is no answer', '220 mail.example ESMTP\r\n\r\n'],
    ['a head without an end', 'HTTP/1.1 200 OK\r\n'.padEnd(100_000, 'x')],
  ])('leaves %s to others', async (_title, answer) => {
    const { path } = await serve((socket) => socket.end(answer));
    expect(await open(path)).toBeUndefined();
  });

  test('leaves it to others where nobody listens, or the connection ends at once', async () => {
    expect(await open(join(folder, 'nobody'))).toBeUndefined();
    const { path } = await serve((socket) => socket.destroy());
    expect(await open(path)).toBeUndefined();
  });

  test.each([
    ['ends early', coded.subarray(0, 700_000), 'the connection was closed before the end'],
    ['is no chunk', Buffer.concat([coded.subarray(0, 100_000), Buffer.alloc(700_000)]), 'chunk'],
  ])('says so where the body %s', async (_title, sent, reason) => {
    const { path } = await serve((socket) => socket.end(Buffer.concat([Buffer.from(HEAD), sent])));
    const failed = (await open(path))?.(() => undefined);
    await expect(failed).rejects.toMatchObject({
      message: 'broken off',
      cause: { message: expect.stringContaining(reason) },
    });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no layer');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no layer'))],
  ])('ends with the error of a sink that %s, and the connection with it', async (_title, sink) => {
    const closed = Promise.withResolvers<boolean>();
    const { path } = await serve((socket) => {
      socket.on('close', closed.resolve);
      socket.write(Buffer.concat([Buffer.from(HEAD), coded]));
    });
    await expect((await open(path))?.(sink)).rejects.toThrow('no layer');
    await closed.promise;
  });
});
