import type { ImageReference } from '../../image/image.ts';

/** Where an image is in a registry. `host` as people write it, `apiHost` where the API answers. */
export type RegistryName = {
  readonly host: string;
  readonly apiHost: string;
  readonly repository: string;
  /** A tag, or a digest. */
  readonly tag: string;
};

/** The name of Docker Hub, for which alone Docker has mirrors. */
export const HUB = 'docker.io';
const HUB_API = 'registry-1.docker.io';
const HUB_HOSTS: ReadonlySet<string> = new Set([HUB, 'index.docker.io', HUB_API]);

/** A name without a host is on Docker Hub, and there without a slash under `library`. */
export function toRegistryName({ name, tag = 'latest' }: ImageReference): RegistryName {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (isHost(first) && !HUB_HOSTS.has(first)) {
    return { host: first, apiHost: first, repository: name.slice(slash + 1), tag };
  }
  const rest = HUB_HOSTS.has(first) ? name.slice(slash + 1) : name;
  const repository = rest.includes('/') ? rest : `library/${rest}`;
  return { host: HUB, apiHost: HUB_API, repository, tag };
}

/** The name as people write it. */
export function renderRegistryName({ host, repository, tag }: RegistryName): string {
  return `${host}/${repository}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}

function isHost(first: string): boolean {
  return first.includes('.') || first.includes(':') || first === 'localhost';
}

/** Whether a host, with or without a port, is this machine: nobody can listen to what goes there. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host);
}
