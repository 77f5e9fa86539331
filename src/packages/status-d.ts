import { MIB } from './database.ts';
import type {
  DatabaseFile,
  DatabaseImage,
  DatabaseReader,
  PackageDatabase,
  Registration,
} from './database.ts';
import { parseDpkgStatus } from './dpkg-status.ts';
import { parseMd5sums, toDebianPackage } from './dpkg.ts';
import type { Package } from './package.ts';

const PART = /^\/var\/lib\/dpkg\/status\.d\/([^/]+?)(\.md5sums)?$/;

/** dpkg's entries in a file each, as distroless images have them. https://github.com/GoogleContainerTools/distroless */
export const statusD: PackageDatabase = {
  name: 'dpkg status.d',
  type: 'deb',
  kind: 'system',
  files: [{ start: '/var/lib/dpkg/status.d/', pattern: PART, maxBytes: 8 * MIB }],
  open: openStatusD,
};

type State = {
  /** First package of a file, by the file's name; its list belongs to that one. */
  readonly first: Map<string, Package>;
  readonly lists: Map<string, DatabaseFile>;
};

function openStatusD({ distribution }: DatabaseImage): DatabaseReader {
  const state: State = { first: new Map(), lists: new Map() };
  return { read: (files) => ({ registrations: readParts(state, files, distribution) }) };
}

function* readParts(
  state: State,
  files: readonly DatabaseFile[],
  distribution: string | undefined,
): Iterable<Registration> {
  const names = new Set<string>();
  for (const file of files) {
    const [, name, sums] = PART.exec(file.path) ?? [];
    if (name === undefined) continue;
    names.add(name);
    if (sums === undefined) yield* readEntries(state, { name, text: file.text, distribution });
    else state.lists.set(name, file);
  }
  for (const name of names) yield* listed(state, name);
}

type Entries = { readonly name: string; readonly text: string; readonly distribution: string | undefined };

function* readEntries(state: State, { name, text, distribution }: Entries): Iterable<Registration> {
  for (const [index, entry] of parseDpkgStatus(text).entries()) {
    const pkg = toDebianPackage(entry, distribution);
    if (index === 0) state.first.set(name, pkg);
    yield { package: pkg };
  }
}

function listed({ first, lists }: State, name: string): readonly Registration[] {
  const pkg = first.get(name);
  const list = lists.get(name);
  return pkg === undefined || list === undefined ? [] : [{ package: pkg, files: parseMd5sums(list.text) }];
}
