import { runGateUnlessUnchanged } from '../gate/gate.ts';
import { openCacheService } from '../github/cache-service.ts';
import { whyOwnPiece } from '../github/cache-scope.ts';
import type { GitHubClient } from '../github/client.ts';
import { inform, warn, writeOut } from '../github/runner.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import { readerVersion } from '../layer-cache/reader-version.ts';
import type { GateReport } from '../report/report.ts';
import type { UnchangedReport } from '../report/unchanged.ts';
import { openPorts } from './adapters.ts';
import { openSharedCache } from './opened-cache.ts';
import type { Environment } from './run.ts';

export type AnyReport = GateReport | UnchangedReport;

/** The gate of one image in a step of a workflow, with what GitHub's cache has for it. */
export async function judge(
  inputs: GateInputs,
  client: GitHubClient | null,
  signal: AbortSignal,
): Promise<AnyReport> {
  const cache = await openSharedCache(inputs.cacheDirectory, { inform, warn });
  const report = await runWithPorts(inputs, {
    ...{ client, signal },
    ...(cache && { layerCache: cache.layers, beforeReading: () => cache.shared.restore() }),
    ...recordPlaces(inputs, client),
  });
  await cache?.shared.save(inputs.request.event);
  return report;
}

/** Where a step keeps records of images, and looks for them. */
export function recordPlaces(
  { request, cacheDirectory: directory }: GateInputs,
  client: GitHubClient | null,
): Pick<Environment, 'records'> {
  if (request.mode !== 'check' || request.recordBaseline !== true) return {};
  const whyDoubted = (key: string) => whyOwnPiece(key, client, process.env);
  const service = openCacheService(process.env);
  return { records: { service, directory, version: readerVersion(), whyDoubted } };
}

/** The ports are disposed of before the report goes on: that writes the cache. */
export async function runWithPorts(
  { request, token, secrets, insecureRegistries, readMinutes }: GateInputs,
  environment: Pick<Environment, 'client' | 'signal' | 'layerCache' | 'beforeReading' | 'records'> &
    Partial<Pick<Environment, 'log' | 'buildLog'>>,
): Promise<AnyReport> {
  await using ports = await openPorts(request, {
    buildLog: { isWorkflow: true, write: writeOut },
    log: inform,
    ...environment,
    token,
    secrets: secrets.environment,
    insecureRegistries,
    readMinutes,
    workspace: process.env['GITHUB_WORKSPACE'] || null,
  });
  return await runGateUnlessUnchanged(request, ports);
}
