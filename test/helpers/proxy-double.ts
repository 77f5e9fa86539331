import { createServer, request as sendOn, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a proxy was asked for: `CONNECT host:port`, or a method and a whole address. */
export type ProxyVisit = { readonly asked: string; readonly authorization: string | undefined };

/** A proxy on loopback. */
export type ProxyDouble = AsyncDisposable & {
  /** `host:port`. */
  readonly host: string;
  readonly visits: readonly ProxyVisit[];
};

/** What a proxy does instead of what it is there for. */
export type Refusing = (socket: Duplex) => void;

/** A proxy whose hosts, whatever they are called, are all this machine; what it refuses it answers otherwise. */
export async function openProxyDouble(
  refuse: (visit: ProxyVisit) => Refusing | undefined = () => undefined,
): Promise<ProxyDouble> {
  const visits: ProxyVisit[] = [];
  const sockets = new Set<Duplex>();
  const take = ({ method, url, headers, socket }: IncomingMessage): Refusing | undefined => {
    const visit = { asked: `${method ?? ''} ${url ?? ''}`, authorization: headers['proxy-authorization'] };
    visits.push(visit);
    sockets.add(socket);
    socket.on('error', () => undefined);
    return refuse(visit);
  };
  const server = createServer((request, response) => {
    const refusing = take(request);
    if (refusing === undefined) passOn(request, response);
    else refusing(request.socket);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusing = take(request);
    if (refusing === undefined) sockets.add(tunnel(request.url ?? '', socket, head));
    else refusing(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function passOn({ url = '', method, headers }: IncomingMessage, response: ServerResponse): void {
  const { port, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  sendOn({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
    answer.pipe(response);
  }).end();
}

function tunnel(place: string, socket: Duplex, head: Buffer): Socket {
  const port = Number(/\d+$/.exec(place)?.[0]);
  const onward = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
  onward.on('close', () => socket.destroy());
  return onward;
}

/** Answers with a status and nothing else. */
export function refusal(status: number): Refusing {
  return (socket) => {
    socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  };
}

/** Closes the connection instead of answering. */
export const hangUp: Refusing = (socket) => {
  socket.end();
};

/** Answers nothing, and keeps the connection. */
export const holdOn: Refusing = () => undefined;
