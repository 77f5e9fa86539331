import type { Digest } from '../digest.ts';

/** The image that a stage started from, as the builder itself named it. */
export type StageStart = {
  /** What the builder calls the stage: its name in lower case, `stage-ORDINAL`, or nothing where there is but one. */
  readonly label: string;
  /** Complete: with registry and tag. */
  readonly name: string;
  /** Of its index or manifest; null where the builder took it from its own images. */
  readonly digest: Digest | null;
};

/** An image name as Docker completes it, without its digest. https://pkg.go.dev/github.com/distribution/reference#ParseNormalizedNamed */
export function completeName(name: string): string {
  const [named = ''] = name.split('@', 1);
  const path = withRegistry(named.split('/'));
  return /:[^/]*$/.test(path) || name.includes('@') ? path : `${path}:latest`;
}

function withRegistry(parts: readonly string[]): string {
  const [first = '', ...rest] = parts;
  if (rest.length === 0 || !isRegistry(first)) return onDockerHub(parts);
  return DOCKER_HUB.has(first) ? onDockerHub(rest) : parts.join('/');
}

const DOCKER_HUB: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io']);

function isRegistry(first: string): boolean {
  return /[.:A-Z]/.test(first) || first === 'localhost';
}

function onDockerHub(path: readonly string[]): string {
  return ['docker.io', ...(path.length === 1 ? ['library'] : []), ...path].join('/');
}
