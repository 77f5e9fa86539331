import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { GateError } from '../errors.ts';

/**
 * The engine that the `docker` command would ask: of DOCKER_HOST, else of the context that DOCKER_CONTEXT or the config names, else
 * the default one. Throws `engine-unavailable` for a context that cannot be followed. docs.docker.com, "Docker contexts".
 */
export async function openDocker(
  options: Docker.DockerOptions = {},
  env: NodeJS.ProcessEnv = process.env,
): Promise<Docker> {
  const folder = env['DOCKER_CONFIG'] || join(homedir(), '.docker');
  const name = env['DOCKER_HOST'] ? '' : env['DOCKER_CONTEXT'] || (await currentContext(folder));
  const context = name === '' || name === 'default' ? {} : await readContext(folder, name);
  const { Engine } = await import('./docker-engine.ts');
  return withoutRedirects(new Engine({ ...options, ...context }));
}

type Modem = { buildRequest(options: object, ...rest: readonly unknown[]): unknown };

/** No engine sends anybody elsewhere: whoever answers so would choose a host that this process asks. */
function withoutRedirects(docker: Docker): Docker {
  const modem = docker.modem as unknown as Modem;
  const build = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) => build({ ...options, maxRedirects: 0 }, ...rest);
  return docker;
}

/** What an engine is asked for by GET. The signal ends the connection, also while a stream comes. */
export type EngineRequest = {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly isStream?: boolean;
};

/** What the engine answers; rejects as the client does. The client's own calls cannot be ended. */
export function askEngine(
  { modem }: Docker,
  { path, signal, isStream = false }: EngineRequest,
): Promise<unknown> {
  const client = modem as { dial(options: unknown, done: (error: unknown, answer: unknown) => void): void };
  // Of a path with a query the client takes the last character for a mark of its own, and cuts it off.
  const marked = path.includes('?') ? `${path}?` : path;
  const options = { path: marked, method: 'GET', isStream, abortSignal: signal, statusCodes: { 200: true } };
  return new Promise((resolve, reject) => {
    client.dial(options, (error, answer) => {
      if (error === null || error === undefined) resolve(answer);
      else reject(error instanceof Error ? error : new Error('the engine refused', { cause: error }));
    });
  });
}

/** Path of the engine's socket on this machine; undefined where it is asked in another way. */
export async function socketOf({ modem }: Docker): Promise<string | undefined> {
  const { socketPath } = modem as { readonly socketPath?: string | (() => string | Promise<string>) };
  return typeof socketPath === 'function' ? socketPath() : socketPath;
}

async function currentContext(folder: string): Promise<string> {
  const config = await readJson(join(folder, 'config.json'));
  return typeof config?.['currentContext'] === 'string' ? config['currentContext'] : '';
}

/** Where the command line keeps what it knows of a context: github.com/docker/cli, cli/context/store. */
async function readContext(folder: string, name: string): Promise<Docker.DockerOptions> {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await readJson(join(folder, 'contexts', 'meta', id, 'meta.json'));
  const endpoint = toRecord(toRecord(meta?.['Endpoints'])?.['docker']);
  const host = endpoint?.['Host'];
  if (typeof host !== 'string') throw unusable(name, 'names no Docker host');
  return toOptions(name, host, join(folder, 'contexts', 'tls', id, 'docker'));
}

async function toOptions(name: string, host: string, tls: string): Promise<Docker.DockerOptions> {
  const socketPath = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
  if (socketPath !== undefined) return { socketPath };
  const url = URL.parse(host);
  if (url === null || !/^(?:tcp|https?):$/.test(url.protocol)) throw unusable(name, `points to \`${host}\``);
  const keys = await readKeys(tls);
  const protocol = url.protocol === 'https:' || Object.keys(keys).length > 0 ? 'https' : 'http';
  return { host: url.hostname, port: url.port || DEFAULT_PORTS[protocol], protocol, ...keys };
}

const DEFAULT_PORTS = { http: '2375', https: '2376' } as const;

async function readKeys(folder: string): Promise<Pick<Docker.DockerOptions, 'ca' | 'cert' | 'key'>> {
  const names = ['ca', 'cert', 'key'] as const;
  const found = names.map(async (name) => {
    const bytes = await readFile(join(folder, `${name}.pem`)).catch(() => undefined);
    return bytes === undefined ? [] : [[name, bytes] as const];
  });
  return Object.fromEntries((await Promise.all(found)).flat());
}

function unusable(name: string, found: string): GateError {
  return new GateError('engine-unavailable', `Docker context \`${name}\` ${found}`, {
    hint: 'Set DOCKER_HOST to an engine that can be reached over unix:// or tcp://.',
  });
}

async function readJson(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return toRecord(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
