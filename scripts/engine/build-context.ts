import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type BuildContext = { readonly folder: string } & AsyncDisposable;

/**
 * A build context that holds this Dockerfile and nothing else. A Dockerfile given to buildx on standard input leaves a folder in the
 * temporary folder for ever: https://github.com/docker/buildx/blob/v0.13.1/build/opt.go, createTempDockerfile
 */
export async function openBuildContext(dockerfile: string): Promise<BuildContext> {
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-context-'));
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
