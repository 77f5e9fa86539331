import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Command } from './measure.ts';

/** A tool that reads images, too, and how it is asked for all that it finds, without a terminal. */
type Peer = {
  readonly program: string;
  /** Empty where it cannot read from there. */
  fromDaemon(image: string): readonly string[];
  fromArchive(file: string): readonly string[];
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
];

/** Commands of the peers that are on PATH; what is not there is left out. */
export function peersFromDaemon(image: string): readonly Command[] {
  return onPath((peer) => peer.fromDaemon(image));
}

export function peersFromArchive(file: string): readonly Command[] {
  return onPath((peer) => peer.fromArchive(file));
}

function onPath(args: (peer: Peer) => readonly string[]): readonly Command[] {
  return PEERS.filter(({ program }) => isOnPath(program)).map((peer) => ({
    name: peer.program,
    argv: [peer.program, ...args(peer)],
    env: { SYFT_CHECK_FOR_APP_UPDATE: 'false' },
  }));
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
