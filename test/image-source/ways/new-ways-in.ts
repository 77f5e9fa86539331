import { createWriteStream } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hostOf, saved } from './ways-in.ts';
import type { WayIn } from './ways-in.ts';

const PLATFORM = { os: 'linux', architecture: 'amd64' };

const inPlace: WayIn = {
  title: 'docker-daemon: in place, the overlay2 store of Docker 29',
  needs: ['newOverlay2'],
  write: ({ name }, room) =>
    Promise.resolve({
      reference: `docker-daemon:${name}`,
      dockerHost: hostOf(room, 'newOverlay2'),
      inPlace: true,
    }),
};

/** `docker save --platform`, which needs a newer client than the packaged one: the image's manifest is in the layout's own index. */
const onePlatform: WayIn = {
  title: 'docker-archive: docker save --platform from the containerd store of Docker 29',
  needs: ['newContainerd'],
  write: async ({ name, folder }, room) => {
    const file = join(folder, 'one-platform.tar');
    const target = `/images/${name}/get?platform=${encodeURIComponent(JSON.stringify(PLATFORM))}`;
    await download(new URL(hostOf(room, 'newContainerd')).pathname, target, file);
    return { reference: `docker-archive:${file}` };
  },
};

/** Out of Docker 29, which not every machine has. */
export const NEW_WAYS_IN: readonly WayIn[] = [
  ...saved('newOverlay2', 'the overlay2 store of Docker 29'),
  inPlace,
  ...saved('newContainerd', 'the containerd store of Docker 29'),
  onePlatform,
];

async function download(socketPath: string, path: string, file: string): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path }, resolve).on('error', reject).end();
  });
  if (answer.statusCode !== 200) throw new Error(`\`${path}\` was answered with ${answer.statusCode}`);
  await pipeline(answer, createWriteStream(file));
}
