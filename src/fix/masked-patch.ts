import { maskSecrets } from '../files/secrets/mask.ts';

/** A diff for people, with secrets masked: as a whole, since a key spans lines, and line by line behind its sign. */
export function maskPatch(patch: string): string {
  return maskSecrets(patch)
    .split('\n')
    .map((line) => `${line.slice(0, 1)}${maskSecrets(line.slice(1))}`)
    .join('\n');
}
