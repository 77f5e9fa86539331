import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';

const MAX_LINKS = 40;

/** The volume that brings what the image itself does not have at a path, where the path leads into one. */
export function volumeAt({ catalog, config }: Ledger, path: string): string | undefined {
  const absent = followLinks(catalog, path);
  return config.volumes?.find((volume) => absent.startsWith(`${volume.replace(/\/+$/, '')}/`));
}

/** Where a path leads by the links that the image has, whether or not there is anything. */
function followLinks(catalog: FileCatalog, path: string): string {
  let at = normalise(path);
  for (let count = 0; count < MAX_LINKS; count += 1) {
    const next = followFirst(catalog, at);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

/** The path with its first component that is a link replaced by what that leads to; undefined where none is. */
function followFirst(catalog: FileCatalog, path: string): string | undefined {
  const parts = path.split('/');
  for (let count = 2; count <= parts.length; count += 1) {
    const target = linkAt(catalog, parts.slice(0, count).join('/'));
    if (target === undefined) continue;
    const directory = target.startsWith('/') ? '' : parts.slice(0, count - 1).join('/');
    return normalise([directory, target, ...parts.slice(count)].join('/'));
  }
  return undefined;
}

function linkAt(catalog: FileCatalog, path: string): string | undefined {
  const node = catalog.paths.find(path);
  const row = node < 0 ? -1 : catalog.visibleRow(node);
  return row >= 0 && catalog.type(row) === 'symlink' ? catalog.linkTarget(row) : undefined;
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
