import { mkdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Answering } from './registry-double.ts';
import { runAction, type ActionRun } from './run-action.ts';
import { payloadOf } from './payloads.ts';

/** Accepts the question and says nothing. */
export const silence: Answering = () => undefined;

/** Announces the whole, then sends one byte a second of it. */
export const trickle: Answering = (response, bytes = new Uint8Array(100_000)) => {
  response.writeHead(200, { 'content-length': bytes.length });
  let at = 0;
  const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), 1000);
  response.on('close', () => {
    clearInterval(timer);
  });
};

/** A server on a path or a port of this machine that does what it likes with a connection that was asked something. */
export type RawServer = AsyncDisposable & { readonly server: Server };

export async function openRawServer(
  place: string | 0,
  answer: (socket: Socket, asked: string) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      answer(socket, bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => {
    if (place === 0) server.listen(0, '127.0.0.1', resolve);
    else server.listen(place, resolve);
  });
  return {
    server,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** How a step is run whose other side may never answer. */
export type PatientStep = {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly apiUrl?: string;
  readonly signal?: NonNullable<Parameters<typeof runAction>[0]['signal']>;
  /** It is killed then. */
  readonly maxSeconds: number;
};

/** Runs the Action on a pull request; an exit code of null is a run that had to be killed. */
export function runPatiently({ folder, inputs, maxSeconds, ...step }: PatientStep): Promise<ActionRun> {
  const workspace = join(folder, 'checkout');
  mkdirSync(workspace, { recursive: true });
  return runAction({
    inputs: { comment: 'never', ...inputs },
    payload: payloadOf('pull_request', { pull_request: { number: 7, labels: [] } }),
    workspace,
    folder,
    maxMilliseconds: maxSeconds * 1000,
    ...step,
  });
}
