import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Engine } from '../../scripts/engine/engine.ts';
import { clientOf } from '../helpers/engines.ts';
import type { Answer } from './example.ts';

const PATIENCE_MILLISECONDS = 90_000;
const PAUSE_MILLISECONDS = 50;

/** How a container's start ended: with an answer, or with what it said when it died. */
export type Outcome =
  { readonly kind: 'answered'; readonly text: string } | { readonly kind: 'died'; readonly message: string };

/** Starts a container of an image and waits for its answer; it is gone afterwards. */
export async function runContainer(engine: Engine, image: string, http: Answer['http']): Promise<Outcome> {
  const daemon = clientOf(engine);
  const container = await daemon.createContainer({ Image: image, ...optionsFor(http) });
  try {
    await container.start();
    return await (http === undefined ? runToEnd(container) : askServer(container, http));
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) return { kind: 'died', message: error.message };
    throw error;
  } finally {
    await container.remove({ force: true, v: true });
  }
}

function optionsFor(http: Answer['http']): Omit<Docker.ContainerCreateOptions, 'Image'> {
  if (http === undefined) return { HostConfig: { NetworkMode: 'none' } };
  const port = `${http.port}/tcp`;
  const bindings = { [port]: [{ HostIp: '127.0.0.1', HostPort: '' }] };
  return { ExposedPorts: { [port]: {} }, HostConfig: { PortBindings: bindings } };
}

/** What it said is read from the log when it has ended: who listens while it runs may miss the words of a quick death. */
async function runToEnd(container: Docker.Container): Promise<Outcome> {
  const { StatusCode: code } = (await container.wait()) as { readonly StatusCode: number };
  const { stdout, stderr } = await readLog(container);
  return code === 0 ? { kind: 'answered', text: stdout.trim() } : { kind: 'died', message: stderr + stdout };
}

async function askServer(
  container: Docker.Container,
  { port, path }: NonNullable<Answer['http']>,
): Promise<Outcome> {
  const { NetworkSettings } = await container.inspect();
  const published = NetworkSettings.Ports[`${port}/tcp`]?.[0]?.HostPort;
  const url = `http://127.0.0.1:${published ?? ''}${path}`;
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return { kind: 'answered', text: (await response.text()).trim() };
    if (!(await container.inspect()).State.Running) break;
    await sleep(PAUSE_MILLISECONDS);
  }
  const { stdout, stderr } = await readLog(container);
  return { kind: 'died', message: `no answer at ${url}: ${stdout}${stderr}` };
}

const HEADER_BYTES = 8;

/** Frames of the two outputs in turns. https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Container/operation/ContainerAttach */
async function readLog(container: Docker.Container): Promise<Record<'stdout' | 'stderr', string>> {
  const log = await container.logs({ stdout: true, stderr: true });
  const said = { stdout: '', stderr: '' };
  for (let start = 0; start + HEADER_BYTES <= log.length;) {
    const end = start + HEADER_BYTES + log.readUInt32BE(start + 4);
    said[log[start] === 2 ? 'stderr' : 'stdout'] += log.toString('utf8', start + HEADER_BYTES, end);
    start = end;
  }
  return said;
}
