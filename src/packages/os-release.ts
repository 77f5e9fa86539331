import type { FileCatalog } from '../files/catalog.ts';
import type { DatabaseFileKind } from './database.ts';

/** Says whose packages the databases have. os-release(5) */
export const OS_RELEASE: DatabaseFileKind = {
  end: '/os-release',
  pattern: /^\/(?:etc|usr\/lib)\/os-release$/,
  maxBytes: 64 * 1024,
};

/** ID of a distribution as os-release(5) names it, or undefined. */
function parseOsReleaseID(text: string): string | undefined {
  return /^ID=["']?([a-z0-9._-]{1,60})["']?\s*$/m.exec(text)?.[1];
}

/** The image's distribution, from the root filesystem's os-release, else from any layer's. */
export function distributionOf(catalog: FileCatalog): string | undefined {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const row = catalog.resolve(path);
    const content = row < 0 ? undefined : catalog.facts(row)?.content;
    const id = content === undefined ? undefined : parseOsReleaseID(new TextDecoder().decode(content));
    if (id !== undefined) return id;
  }
  return undefined;
}
