import { MIB } from './database.ts';
import type {
  DatabaseFile,
  DatabaseImage,
  DatabaseReader,
  PackageDatabase,
  Registration,
} from './database.ts';
import { parseDpkgStatus, parseMd5sums, toDebianPackage } from './dpkg.ts';
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
  return {
    read(files) {
      const parts = files.flatMap((file) => {
        const [, name, sums] = PART.exec(file.path) ?? [];
        return name === undefined ? [] : [{ file, name, isList: sums !== undefined }];
      });
      const others = parts
        .filter(({ isList }) => !isList)
        .flatMap(({ file, name }) => readEntries(state, { name, text: file.text, distribution }));
      for (const { file, name, isList } of parts) if (isList) state.lists.set(name, file);
      const names = new Set(parts.map(({ name }) => name));
      return { registrations: [...others, ...[...names].flatMap((name) => listed(state, name))] };
    },
  };
}

type Entries = { readonly name: string; readonly text: string; readonly distribution: string | undefined };

function readEntries(state: State, { name, text, distribution }: Entries): readonly Registration[] {
  const [first, ...others] = parseDpkgStatus(text).map((entry) => toDebianPackage(entry, distribution));
  if (first !== undefined) state.first.set(name, first);
  return others.map((pkg) => ({ package: pkg }));
}

function listed({ first, lists }: State, name: string): readonly Registration[] {
  const pkg = first.get(name);
  const list = lists.get(name);
  return pkg === undefined
    ? []
    : [{ package: pkg, files: list === undefined ? [] : parseMd5sums(list.text) }];
}
