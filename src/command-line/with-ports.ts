import { GateError } from '../errors.ts';
import type { GitHubClient } from '../github/client.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import { openLayerCache, type CacheOptions } from '../layer-cache/layer-cache.ts';
import { readerVersion } from '../layer-cache/reader-version.ts';
import { openPorts, type RunPorts } from '../run/adapters.ts';
import { refuseCacheInCheckout } from '../run/checkout.ts';
import type { Environment } from '../run/run.ts';
import { logLine } from '../visible.ts';
import { openProgress } from './progress.ts';
import { openQuietLog } from './quiet-log.ts';
import { runnerWorkspace } from './write-reports.ts';

/** Does something over the ports of a run, whose progress is shown to who watches. */
export async function withPorts<Result>(
  inputs: GateInputs,
  signal: AbortSignal,
  work: (ports: RunPorts) => Promise<Result>,
): Promise<Result> {
  const { request, token, secrets, insecureRegistries, readMinutes } = inputs;
  const progress = openProgress(process.stderr);
  const { buildLog, tail } = openQuietLog(progress);
  try {
    const client = await openClient(token);
    const { log } = progress;
    if (inputs.cacheDirectory !== null) await refuseCacheInCheckout(inputs.cacheDirectory, runnerWorkspace());
    const warn = (warning: string): void => {
      progress.end();
      notify(warning);
    };
    const layerCache = openCache(inputs.cacheDirectory, { log, warn });
    const environment = {
      token,
      client,
      signal,
      buildLog,
      secrets: secrets.environment,
      log,
      explain: warn,
      insecureRegistries,
      readMinutes,
      workspace: runnerWorkspace(),
      ...layerCache,
      ...recordPlaces(inputs),
    };
    await using ports = await openPorts(request, environment);
    return await work(ports);
  } catch (error) {
    progress.end();
    if (error instanceof GateError && error.code === 'build-failed') process.stderr.write(tail());
    throw error;
  } finally {
    progress.end();
  }
}

function openCache(directory: string | null, loggers: Pick<CacheOptions, 'log' | 'warn'>) {
  if (directory === null) return {};
  return { layerCache: openLayerCache({ directory, version: readerVersion(), ...loggers }) };
}

/** GitHub tells its cache to Actions alone. */
function recordPlaces({ request, cacheDirectory: directory }: GateInputs): Pick<Environment, 'records'> {
  if (request.mode !== 'check' || request.recordBaseline !== true) return {};
  const whyDoubted = () => Promise.resolve(null);
  return { records: { service: null, directory, version: readerVersion(), whyDoubted } };
}

/** The client is half of the program's start time, and most runs need none. */
export async function openClient(token: string | null): Promise<GitHubClient | null> {
  if (token === null) return null;
  const { openGitHub } = await import('../github/client.ts');
  return openGitHub(token, process.env);
}

/** What people have to know beside the report. */
export function notify(message: string): void {
  process.stderr.write(`notice: ${logLine(message)}\n`);
}
