/** How images come out of a daemon, as one part that is loaded for those who ask one. */
export { openDaemonImage } from './docker-daemon.ts';
export { findDaemonPair } from './daemon-pair.ts';
