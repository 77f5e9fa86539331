import { GateError } from '../../errors.ts';
import { runCommand } from '../command.ts';
import { questionLimit } from './docker-limit.ts';

/** What a buildx builder can give out. `daemon`: an image in the Docker daemon; `oci`: an OCI layout on this disk. */
export type Builder = {
  readonly driver: string;
  readonly output: 'daemon' | 'oci';
  /** Why, for the log: one clause. */
  readonly reason: string;
};

/**
 * Asks buildx which driver builds. Only the docker driver on the graph-driver store keeps an image that it cannot write as
 * OCI; everything else writes OCI. Throws `engine-unavailable`. https://docs.docker.com/build/builders/drivers/
 */
export async function inspectBuilder(name: string | undefined, signal?: AbortSignal): Promise<Builder> {
  const text = await readBuilder(name, signal);
  const driver = /^Driver:[ \t]*(\S+)/m.exec(text)?.[1];
  if (driver === undefined) throw toBuilderError(/^Error:\s*(.*)$/m.exec(text)?.[1] ?? text, name);
  if (driver !== 'docker') return { driver, output: 'oci', reason: `the builder's driver is ${driver}` };
  const isContainerd = /worker\.(containerd|snapshotter)/.test(text) || (await hasContainerdStore(signal));
  return isContainerd
    ? { driver, output: 'oci', reason: 'the daemon keeps images in the containerd store' }
    : {
        driver,
        output: 'daemon',
        reason: 'the daemon keeps images in its graph driver, which cannot write OCI',
      };
}

async function readBuilder(name: string | undefined, signal: AbortSignal | undefined): Promise<string> {
  const args = ['buildx', 'inspect', ...(name === undefined || name === '' ? [] : ['--', name])];
  const limit = questionLimit('docker buildx inspect');
  const output = await runCommand('docker', args, { limit, ...(signal && { signal }) });
  if ('missing' in output) {
    throw new GateError(
      'engine-unavailable',
      'the program `docker` is needed to build images, but it is not on PATH',
      {
        hint: 'Install Docker with buildx, or compare existing images with `final-stage compare`.',
      },
    );
  }
  if (output.exitCode !== 0) throw toBuilderError(output.stderr, name);
  return output.stdout.toString('utf8');
}

async function hasContainerdStore(signal: AbortSignal | undefined): Promise<boolean> {
  const args = ['info', '--format', '{{json .DriverStatus}}'];
  const limit = questionLimit('docker info');
  const output = await runCommand('docker', args, { limit, ...(signal && { signal }) });
  return !('missing' in output) && output.stdout.includes('io.containerd.snapshotter');
}

function toBuilderError(text: string, name: string | undefined): GateError {
  const line = text.trim().split('\n')[0] ?? '';
  if (/is not a docker command|unknown command|unknown flag/.test(line)) {
    return new GateError(
      'engine-unavailable',
      '`docker` has no `buildx` plugin, which is needed to build images',
      {
        hint: 'Install the docker-buildx plugin.',
      },
    );
  }
  if (/no builder ".*" found/.test(line)) {
    return new GateError('engine-unavailable', `there is no builder \`${name ?? 'default'}\``, {
      hint: 'Run docker/setup-buildx-action before this step, or run `docker buildx ls` to see the names.',
    });
  }
  return new GateError(
    'engine-unavailable',
    `no Docker daemon responds: ${line
      .replace(/^ERROR:\s*/, '')
      .replaceAll('`', "'")
      .slice(0, 300)}`,
    { hint: 'Start Docker, or name another builder with the `builder` input.' },
  );
}
