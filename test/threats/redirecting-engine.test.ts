import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { runCli } from '../helpers/run-cli.ts';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an engine that sends elsewhere is not followed, and its end is no violated policy (issue 9, 8)', async () => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  const target = await listen(elsewhere);
  const engine = createServer((request, response) => {
    request.resume();
    response.writeHead(301, { location: `http://${target}/images/app/json` }).end();
  });
  const host = await listen(engine);
  try {
    const run = await runCli(['inspect', 'docker-daemon:app'], {
      environment: { DOCKER_HOST: `tcp://${host}` },
    });
    expect({ exitCode: run.exitCode, asked }).toEqual({ exitCode: 3, asked: [] });
    expect(run.stderr).not.toContain('    at ');
  } finally {
    for (const server of [engine, elsewhere]) {
      server.closeAllConnections();
      server.close();
    }
  }
});
