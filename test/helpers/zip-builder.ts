import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as somebody wants it; every field of its two headers may lie. */
export type ZipEntry = {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Before the bytes; absent: the same name. */
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly compressedSize?: number;
  readonly size?: number;
  /** Of Unix, with the file type. */
  readonly mode?: number;
  readonly extra?: Uint8Array;
  /** Where the directory says that the entry begins. */
  readonly offset?: number;
};

const DEFLATED = 8;
const REGULAR_FILE = 0o100_644;
const MADE_ON_UNIX = 0x031e;

/** A zip archive with these entries, in this order. */
export function zipOf(entries: readonly ZipEntry[], { comment = '' } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const stored = packed(entry);
    const body = Buffer.concat([localHeader(entry, stored), stored]);
    directory.push(directoryHeader(entry, stored, position));
    bodies.push(body);
    position += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(position, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, listed, end, Buffer.from(comment)]);
}

function packed({ data, method = DEFLATED }: ZipEntry): Buffer {
  return method === DEFLATED ? deflateRawSync(data) : Buffer.from(data);
}

/** What both headers say, from the version on that is needed. */
function commonFields(entry: ZipEntry, stored: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(entry.flags ?? 0, 2);
  fields.writeUInt16LE(entry.method ?? DEFLATED, 4);
  fields.writeUInt32LE((entry.crc ?? crc32(entry.data)) >>> 0, 10);
  fields.writeUInt32LE(entry.compressedSize ?? stored.length, 14);
  fields.writeUInt32LE(entry.size ?? Buffer.from(entry.data).length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function localHeader(entry: ZipEntry, stored: Buffer): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const signature = Buffer.from('PK\x03\x04');
  return Buffer.concat([signature, commonFields(entry, stored, name.length), name]);
}

function directoryHeader(entry: ZipEntry, stored: Buffer, position: number): Buffer {
  const name = Buffer.from(entry.name);
  const extra = Buffer.from(entry.extra ?? []);
  const fields = commonFields(entry, stored, name.length);
  fields.writeUInt16LE(extra.length, 24);
  const start = Buffer.alloc(6);
  start.write('PK\x01\x02', 'latin1');
  start.writeUInt16LE(MADE_ON_UNIX, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((entry.mode ?? REGULAR_FILE) << 16) >>> 0, 6);
  rest.writeUInt32LE(entry.offset ?? position, 10);
  return Buffer.concat([start, fields, rest, name, extra]);
}
