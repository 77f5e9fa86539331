import type { Dockerfile } from './dockerfile.ts';

/** As `parseDockerfile`, whose parser is loaded only here: many an image is looked at without a Dockerfile. */
export async function readDockerfile(text: string, path: string): Promise<Dockerfile> {
  const { parseDockerfile } = await import('./stages.ts');
  return parseDockerfile(text, path);
}
