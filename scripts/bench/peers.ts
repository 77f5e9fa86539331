import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { NEW_FOLDER, type Command } from './measure.ts';
import { snykCommand } from './snyk.ts';

/** A tool that reads images, too, and how it is asked for all that it finds, without a terminal; absent where it cannot read. */
type Peer = {
  readonly program: string;
  /** Absent: the program's. */
  readonly name?: string;
  readonly fromDaemon?: (image: string, dockerHost: string) => readonly string[];
  readonly fromArchive?: (file: string) => readonly string[];
  readonly fromLayout?: (directory: string, tag: string) => readonly string[];
};

const PEERS: readonly Peer[] = [
  {
    program: 'dive',
    fromDaemon: (image) => [image, '--json', '/dev/null'],
    fromArchive: (file) => ['--source', 'docker-archive', file, '--json', '/dev/null'],
  },
  {
    program: 'syft',
    fromDaemon: (image) => ['scan', `docker:${image}`, '--quiet', '--output', 'json'],
    fromArchive: (file) => ['scan', `docker-archive:${file}`, '--quiet', '--output', 'json'],
  },
  {
    program: 'trivy',
    fromDaemon: (image) => ['image', '--scanners', 'secret', '--quiet', '--offline-scan', image],
    fromArchive: (file) => ['image', '--scanners', 'secret', '--quiet', '--offline-scan', '--input', file],
  },
  {
    program: 'skopeo',
    name: 'skopeo, a copy to a folder',
    fromDaemon: (image, dockerHost) => [
      ...['copy', '--insecure-policy', '--quiet', '--src-daemon-host', dockerHost],
      ...[`docker-daemon:${image}`, `dir:${NEW_FOLDER}`],
    ],
    fromArchive: (file) => [
      'copy',
      '--insecure-policy',
      '--quiet',
      `docker-archive:${file}`,
      `dir:${NEW_FOLDER}`,
    ],
    fromLayout: (directory, tag) => [
      ...['copy', '--insecure-policy', '--quiet', `oci:${directory}:${tag}`, `dir:${NEW_FOLDER}`],
    ],
  },
  {
    program: 'umoci',
    name: 'umoci, unpacked to a folder',
    fromLayout: (directory, tag) => [
      ...['unpack', ...(process.getuid?.() === 0 ? [] : ['--rootless'])],
      ...['--image', `${directory}:${tag}`, `${NEW_FOLDER}/bundle`],
    ],
  },
];

/** Commands of the peers that are on PATH, and of the module if it was fetched; what is not there is left out. */
export function peersFromDaemon(
  image: string,
  { env, dockerHost }: Pick<Engine, 'env' | 'dockerHost'>,
): readonly Command[] {
  const programs = onPath((peer) => peer.fromDaemon?.(image, dockerHost));
  return [...programs, ...snykCommand(image)].map((command) => ({
    ...command,
    env: { ...command.env, ...env },
  }));
}

export function peersFromArchive(file: string): readonly Command[] {
  return [...onPath((peer) => peer.fromArchive?.(file)), ...snykCommand(`docker-archive:${file}`)];
}

/** `tag`: the image's name in the layout. */
export function peersFromLayout(directory: string, tag: string): readonly Command[] {
  return onPath((peer) => peer.fromLayout?.(directory, tag));
}

function onPath(argsOf: (peer: Peer) => readonly string[] | undefined): readonly Command[] {
  return PEERS.filter(({ program }) => isOnPath(program)).flatMap((peer): readonly Command[] => {
    const args = argsOf(peer);
    if (args === undefined) return [];
    const env = { SYFT_CHECK_FOR_APP_UPDATE: 'false' };
    return [{ name: peer.name ?? peer.program, argv: [peer.program, ...args], env, isPeer: true }];
  });
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
