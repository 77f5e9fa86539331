/** What the header of an RPM package says of it. Files are regular ones, with their size in bytes. */
export type RpmHeader = {
  readonly name: string;
  readonly version: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
};

/** https://rpm-software-management.github.io/rpm/manual/format_v4.html, format_header.html */
const LEAD = 0xedabeedb;
const LEAD_BYTES = 96;
const HEADER = 0x8eade801;
const HEADER_BYTES = 16;
const INDEX_BYTES = 16;
const TAGS = { name: 1000, version: 1001, release: 1002, sizes: 1028, modes: 1030 } as const;
const PATH_TAGS = { directory: 1116, base: 1117, directories: 1118 } as const;
const MAX_INDEX = 10_000;
const MAX_FILES = 10_000;
const MAX_KEPT_FILES = 20;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

type Entry = { readonly at: number; readonly count: number };
type Header = { readonly entries: ReadonlyMap<number, Entry>; readonly end: number };

/** `head`: the first bytes of a package. Undefined where they are none of a package of programs. */
export function readRpmHeader(head: Uint8Array): RpmHeader | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head.length < LEAD_BYTES || view.getUint32(0) !== LEAD || view.getUint16(6) !== 0) return undefined;
  const signature = readHeader(view, LEAD_BYTES);
  const main = signature && readHeader(view, Math.ceil(signature.end / 8) * 8);
  if (main === undefined) return undefined;
  const text = (tag: number): string => textsAt(view, main.entries.get(tag), 1)[0] ?? '';
  const [name, version, release] = [text(TAGS.name), text(TAGS.version), text(TAGS.release)];
  if (name === '' || version === '') return undefined;
  return { name, version: `${version}-${release}`, files: filesOf(view, main) };
}

function readHeader(view: DataView, at: number): Header | undefined {
  if (at + HEADER_BYTES > view.byteLength || view.getUint32(at) !== HEADER) return undefined;
  const count = view.getUint32(at + 8);
  const store = at + HEADER_BYTES + count * INDEX_BYTES;
  if (count > MAX_INDEX || store > view.byteLength) return undefined;
  const entries = new Map<number, Entry>();
  for (let index = at + HEADER_BYTES; index < store; index += INDEX_BYTES) {
    const entry = { at: store + view.getUint32(index + 8), count: view.getUint32(index + 12) };
    entries.set(view.getUint32(index), entry);
  }
  return { entries, end: store + view.getUint32(at + 12) };
}

/** The first regular files that have bytes; none where the bytes at hand do not reach that far. */
function filesOf(view: DataView, { entries }: Header): RpmHeader['files'] {
  const bases = textsAt(view, entries.get(PATH_TAGS.base), MAX_FILES);
  const directories = textsAt(view, entries.get(PATH_TAGS.directories), MAX_FILES);
  const number = (tag: number, index: number, width: 2 | 4): number => {
    const at = (entries.get(tag)?.at ?? view.byteLength) + index * width;
    if (at + width > view.byteLength) return -1;
    return width === 2 ? view.getUint16(at) : view.getUint32(at);
  };
  const files = bases.map((base, index) => ({
    path: `${directories[number(PATH_TAGS.directory, index, 4)] ?? ''}${base}`,
    size: (number(TAGS.modes, index, 2) & S_IFMT) === S_IFREG ? number(TAGS.sizes, index, 4) : 0,
  }));
  return files.filter(({ path, size }) => size > 0 && path.startsWith('/')).slice(0, MAX_KEPT_FILES);
}

/** Texts that end with a null, one behind the other. */
function textsAt(view: DataView, entry: Entry | undefined, max: number): readonly string[] {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  for (let at = entry.at; texts.length < Math.min(entry.count, max);) {
    const end = bytes.indexOf(0, at);
    if (at >= bytes.length || end < 0) break;
    texts.push(bytes.toString('utf8', at, end));
    at = end + 1;
  }
  return texts;
}
