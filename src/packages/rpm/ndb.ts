import { bufferOf } from '../../files/table/path-text.ts';
import { createHeaderList, type HeaderList, type StoredHeaders } from './stored-headers.ts';

/** Magic numbers, little-endian. https://github.com/rpm-software-management/rpm, lib/backend/ndb/rpmpkg.c */
const HEADER_MAGIC = 0x506d7052;
const SLOT_MAGIC = 0x746f6c53;
const BLOB_MAGIC = 0x53626c42;
const PAGE_BYTES = 4096;
const SLOT_BYTES = 16;
const BLOCK_BYTES = 16;
const BLOB_HEADER_BYTES = 16;
const HEADER_BYTES = 32;

/** Headers in `Packages.db` as SUSE's RPM writes it; undefined for what is no such database. */
export function readNdb(bytes: Uint8Array): StoredHeaders | undefined {
  const view = bufferOf(bytes);
  if (view.length < HEADER_BYTES || view.readUInt32LE(0) !== HEADER_MAGIC) return undefined;
  const list = createHeaderList(view.length);
  const end = view.readUInt32LE(12) * PAGE_BYTES;
  const seen = new Set<number>();
  // The database's own header lies where the first two slots would.
  for (let at = HEADER_BYTES; at < Math.min(end, view.length - SLOT_BYTES + 1); at += SLOT_BYTES)
    readSlot(view, at, { list, seen });
  if (end > view.length) list.damage();
  return list;
}

type Reading = { readonly list: HeaderList; readonly seen: Set<number> };

/** A slot says in which block a package's header starts; one without a package is free. */
function readSlot(view: Buffer, at: number, { list, seen }: Reading): void {
  const pkg = view.readUInt32LE(at + 4);
  const start = view.readUInt32LE(at + 8) * BLOCK_BYTES;
  if (view.readUInt32LE(at) !== SLOT_MAGIC) {
    list.damage();
    return;
  }
  if (pkg === 0 || start === 0) return;
  const header = seen.has(start) ? undefined : blobAt(view, start, pkg);
  seen.add(start);
  if (header === undefined) list.damage();
  else list.add(header);
}

function blobAt(view: Buffer, start: number, pkg: number): Uint8Array | undefined {
  const from = start + BLOB_HEADER_BYTES;
  if (from > view.length || view.readUInt32LE(start) !== BLOB_MAGIC) return undefined;
  const to = from + view.readUInt32LE(start + 12);
  return view.readUInt32LE(start + 4) !== pkg || to > view.length ? undefined : view.subarray(from, to);
}
