import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where artifacts really are: a server of its own, which is never told a token. */
export type ArtifactStorage = {
  readonly url: string;
  /** Whatever was asked otherwise than a storage is. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

/** `find`: the bytes behind a number; undefined: it has none. */
export async function openArtifactStorage(
  find: (id: number) => Uint8Array | undefined,
): Promise<ArtifactStorage> {
  const faults: string[] = [];
  const server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) faults.push('the storage was told the token');
    const id = /^\/artifacts\/(\d+)\?sig=secret$/.exec(request.url ?? '')?.[1];
    const bytes = id === undefined ? undefined : find(Number(id));
    response.writeHead(bytes === undefined ? 404 : 200, { 'content-type': 'application/zip' });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
