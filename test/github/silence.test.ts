import { createServer as createHTTPServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openGitHub } from '../../src/github/client.ts';

function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}

describe('an API that never answers (issue 8, 20)', () => {
  const sockets: Socket[] = [];
  let server: Server;
  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  test('is asked twice in a run, 30 s each, and not again', async () => {
    const waited: number[] = [];
    const pauses: number[] = [];
    const client = openGitHub(
      'good',
      {
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
      {
        wait: (seconds) => (pauses.push(seconds), Promise.resolve()),
        clock: {
          after: (milliseconds, call) => {
            waited.push(milliseconds);
            return after(200, call);
          },
        },
      },
    );
    const query = { owner: 'octo', repo: 'app', issue_number: 7 };
    const asked = [
      () => client?.octokit.rest.issues.listComments(query),
      () => client?.octokit.rest.issues.createComment({ ...query, body: 'text' }),
      () => client?.octokit.graphql('{ viewer { login } }'),
    ];
    for (const ask of asked) await expect(ask()).rejects.toThrow('no response within 30 s');
    expect(waited).toEqual([30_000, 30_000]);
    // Nobody waits for a third attempt, which would not be made.
    expect(pauses).toEqual([1]);
  });

  test('is asked again where it answered in between', async () => {
    const answers = [false, true, false, true];
    let giveUp = (): void => undefined;
    const server = createHTTPServer((_request, response) => {
      if (answers.shift() === false) giveUp();
      else response.setHeader('content-type', 'application/json').end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const clock = {
      after: (_milliseconds: number, call: () => void) => {
        giveUp = call;
        return () => undefined;
      },
    };
    const environment = { GITHUB_REPOSITORY: 'octo/app', GITHUB_API_URL: url };
    const client = openGitHub('good', environment, { wait: () => Promise.resolve(), clock })!;
    const query = { owner: 'octo', repo: 'app', issue_number: 7 };
    try {
      for (let time = 0; time < 2; time += 1)
        expect((await client.octokit.rest.issues.listComments(query)).data).toEqual([]);
      expect(answers).toEqual([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
