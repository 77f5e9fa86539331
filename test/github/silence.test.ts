import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openGitHub } from '../../src/github/client.ts';

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
    const client = openGitHub(
      'good',
      {
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
      {
        wait: () => Promise.resolve(),
        clock: {
          after: (milliseconds, call) => {
            waited.push(milliseconds);
            const timer = setTimeout(call, 200);
            return () => {
              clearTimeout(timer);
            };
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
  });
});
