import { readHeaderStore, type HeaderStore } from '../../packages/rpm/header-store.ts';

/** What the header of an RPM package says of it. Files are regular ones, with their size in bytes. */
export type RpmHeader = {
  readonly name: string;
  readonly version: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
};

/** https://rpm-software-management.github.io/rpm/manual/format_v4.html */
const LEAD = 0xedabeedb;
const LEAD_BYTES = 96;
const HEADER = 0x8eade801;
/** Magic number, version and what is reserved before a header's own numbers. */
const MAGIC_BYTES = 8;
const TAGS = { name: 1000, version: 1001, release: 1002, sizes: 1028, modes: 1030 } as const;
const PATH_TAGS = { directory: 1116, base: 1117, directories: 1118 } as const;
const MAX_FILES = 10_000;
const MAX_KEPT_FILES = 20;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

/** `head`: the first bytes of a package. Undefined where they are none of a package of programs. */
export function readRpmHeader(head: Uint8Array): RpmHeader | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head.length < LEAD_BYTES || view.getUint32(0) !== LEAD || view.getUint16(6) !== 0) return undefined;
  const signature = readHeader(view, LEAD_BYTES);
  const main = signature && readHeader(view, Math.ceil(signature.end / 8) * 8);
  if (main === undefined) return undefined;
  const [name, version, release] = [main.text(TAGS.name), main.text(TAGS.version), main.text(TAGS.release)];
  if (name === '' || version === '') return undefined;
  return { name, version: `${version}-${release}`, files: filesOf(main) };
}

function readHeader(view: DataView, at: number): HeaderStore | undefined {
  if (at + MAGIC_BYTES > view.byteLength || view.getUint32(at) !== HEADER) return undefined;
  return readHeaderStore(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at + MAGIC_BYTES);
}

/** The first regular files that have bytes; none where the bytes at hand do not reach that far. */
function filesOf(header: HeaderStore): RpmHeader['files'] {
  const directories = header.texts(PATH_TAGS.directories, MAX_FILES);
  const files = header.texts(PATH_TAGS.base, MAX_FILES).map((base, index) => ({
    path: `${directories[header.number(PATH_TAGS.directory, index, 4)] ?? ''}${base}`,
    size:
      (header.number(TAGS.modes, index, 2) & S_IFMT) === S_IFREG ? header.number(TAGS.sizes, index, 4) : 0,
  }));
  return files.filter(({ path, size }) => size > 0 && path.startsWith('/')).slice(0, MAX_KEPT_FILES);
}
