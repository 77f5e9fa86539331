import { request } from 'node:http';
import type { Engine } from '../engine/engine.ts';
import { runCommand } from '../engine/command.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** Whether the engine has this image already under its real name. */
export async function hasImage({ env }: Engine, reference: string): Promise<boolean> {
  const { code } = await runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', reference], {
    env,
  });
  return code === 0;
}

/** Whether the engine's own registry access (mirrors and all) finds this reference. */
export async function registryAnswers(engine: Engine, reference: string): Promise<boolean> {
  const socketPath = /^unix:\/\/(.+)$/.exec(engine.dockerHost)?.[1];
  if (socketPath !== undefined) return askEngine(socketPath, reference);
  const ask = runCommand('docker', ['buildx', 'imagetools', 'inspect', '--raw', reference], {
    env: engine.env,
  });
  return (await ask).code === 0;
}

/** https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Distribution */
function askEngine(socketPath: string, reference: string): Promise<boolean> {
  return new Promise((resolve) => {
    const path = `/distribution/${encodeURI(reference)}/json`;
    const ask = request({ socketPath, path, timeout: TIMEOUT_MILLISECONDS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ask.on('timeout', () => ask.destroy());
    ask.on('error', () => {
      resolve(false);
    });
    ask.end();
  });
}
