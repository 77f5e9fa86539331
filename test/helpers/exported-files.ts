import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { extract, type Header } from 'tar-stream';
import type { FileCatalog } from '../../src/files/catalog.ts';

/** One line per path that a container sees; a hard link says the first name of its group. */
export type Lines = readonly string[];

/** What the engine puts into every container. docs/architecture.md, "The ledger", invariant 1. */
const FROM_ENGINE =
  /^\/(?:\.dockerenv|(?:proc|sys)(?:\/.*)?|dev(?:\/(?:console|pts|shm))?|etc(?:\/(?:hosts|hostname|resolv\.conf|mtab))?)$/;

/** What `docker export` of a container made from an image lists; what only the engine put there is left out. */
export async function exportedLines(daemon: Docker, name: string, ours: FileCatalog): Promise<Lines> {
  const container = await daemon.createContainer({ Image: name, Cmd: ['/none'] });
  try {
    const headers = await readHeaders(await container.export());
    const groups = new Map<string, string>();
    for (const { name: path, linkname, type } of headers) {
      if (type === 'link') groups.set(absolute(path), groups.get(absolute(linkname)) ?? absolute(linkname));
    }
    const files = new Map(headers.map((header) => [absolute(header.name), header]));
    const firsts = new Map<string, string>();
    for (const path of [...files.keys()].sort()) {
      const group = groups.get(path) ?? path;
      if (!firsts.has(group)) firsts.set(group, path);
    }
    const own = (path: string): boolean =>
      FROM_ENGINE.test(path) && ours.visibleRow(ours.paths.find(path)) < 0;
    return [...files]
      .filter(([path]) => path !== '/' && !own(path) && !isMount(path))
      .map(([path, header]) => {
        const group = groups.get(path) ?? path;
        const inode = files.get(group) ?? header;
        return line(path, { ...inode, first: firsts.get(group) ?? path });
      })
      .sort();
  } finally {
    await container.remove({ force: true });
  }
}

/** Files that the engine mounts over what the image has. */
function isMount(path: string): boolean {
  return /^\/(?:dev\/(?:console|pts|shm)|etc\/(?:hosts|hostname|resolv\.conf|mtab))$/.test(path);
}

/** What a path stands for; `first` is the first name of its hard-link group. */
type Inode = Partial<Pick<Header, 'type' | 'size' | 'mode' | 'uid' | 'gid' | 'linkname'>> & {
  readonly first: string;
};

function line(path: string, file: Inode): string {
  const owner = `${file.uid ?? 0}:${file.gid ?? 0}`;
  const mode = `${((file.mode ?? 0) & 0o7777).toString(8)} ${owner}`;
  switch (file.type) {
    case 'directory':
      return `${path} directory ${mode}`;
    case 'symlink':
      return `${path} symlink ${owner} ${file.linkname ?? ''}`;
    case 'file':
      return `${path} regular ${file.size ?? 0} ${mode} ${file.first}`;
    default:
      return `${path} ${file.type?.replace('-device', '') ?? ''} ${mode}`;
  }
}

async function readHeaders(tar: NodeJS.ReadableStream): Promise<readonly Header[]> {
  const headers: Header[] = [];
  const unpacker = extract();
  unpacker.on('entry', (header, stream, next) => {
    headers.push(header);
    stream.on('end', next);
    stream.resume();
  });
  tar.pipe(unpacker);
  await finished(unpacker);
  return headers;
}

function absolute(path: string): string {
  return `/${path.replace(/^\.?\/+/, '').replace(/\/+$/, '')}`;
}

/** What the catalog says that a container sees. */
export function visibleLines(catalog: FileCatalog): Lines {
  const rows = Array.from({ length: catalog.rowCount }, (_, row) => row).filter(
    (row) => catalog.visibility(row) === 'visible' && catalog.node(row) !== 0 && !isMount(catalog.path(row)),
  );
  const firsts = new Map<number, string>();
  for (const row of rows) {
    const path = catalog.path(row);
    const first = firsts.get(catalog.groupOf(row));
    if (first === undefined || path < first) firsts.set(catalog.groupOf(row), path);
  }
  return rows
    .map((row) => {
      const group = catalog.groupOf(row);
      const types = { regular: 'file', character: 'character-device', block: 'block-device' } as const;
      const type = catalog.type(group);
      return line(catalog.path(row), {
        type:
          type === 'regular' || type === 'character' || type === 'block'
            ? types[type]
            : (type as 'directory'),
        size: catalog.size(row),
        mode: catalog.mode(group),
        uid: catalog.uid(group),
        gid: catalog.gid(group),
        linkname: catalog.linkTarget(group) ?? '',
        first: firsts.get(group) ?? '',
      });
    })
    .sort();
}
