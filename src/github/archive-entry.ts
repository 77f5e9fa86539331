import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** The bytes of an entry, or why nothing is taken: a clause without a dot, in which nothing of the archive is quoted. */
export type TakenEntry = { readonly bytes: Uint8Array } | { readonly mistake: string };

/** Which entry is taken, and how large it may be. */
export type WantedEntry = { readonly name: string; readonly maxBytes: number };

/** More entries than this are no report with what somebody put beside it. */
const MAX_ENTRIES = 100;
const STORED = 0;
const DEFLATED = 8;

/**
 * One entry of a zip archive that anybody may have made; nothing else of it is read, and nothing is written anywhere. The name must
 * be exactly this and stand there once, in the directory and before the bytes, and the entry must be a plain file whose size and
 * checksum are those that the archive says.
 */
export async function takeEntry(archive: Uint8Array, wanted: WantedEntry): Promise<TakenEntry> {
  try {
    const zip = await fromBufferPromise(Buffer.from(archive.buffer, archive.byteOffset, archive.length), {
      strictFileNames: true,
      autoClose: false,
    });
    const entry = await findEntry(zip, wanted);
    return typeof entry === 'string' ? { mistake: entry } : await readEntry(zip, entry, wanted);
  } catch {
    // What the library says quotes the archive.
    return { mistake: 'is not a whole zip archive' };
  }
}

/** The entry, or why it is not taken. */
async function findEntry(zip: ZipFile, { name, maxBytes }: WantedEntry): Promise<Entry | string> {
  if (zip.entryCount > MAX_ENTRIES) return `has ${zip.entryCount} entries, expected at most ${MAX_ENTRIES}`;
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) if (entry.fileName === name) found.push(entry);
  const [entry] = found;
  if (entry === undefined) return `has no entry \`${name}\``;
  if (found.length > 1) return `has ${found.length} entries \`${name}\`, expected one`;
  return whyNot(entry, maxBytes) ?? entry;
}

/** Why an entry is not taken, from what the directory says of it. */
function whyNot(entry: Entry, maxBytes: number): string | undefined {
  const { fileName: name, compressionMethod: method, uncompressedSize: size } = entry;
  if (entry.isEncrypted()) return `has \`${name}\` encrypted`;
  if (!isPlainFile(entry)) return `has \`${name}\` as a link or a device, expected a file`;
  if (method !== STORED && method !== DEFLATED)
    return `has \`${name}\` compressed by a method other than deflate`;
  return size <= maxBytes ? undefined : `has \`${name}\` with ${size} bytes, expected at most ${maxBytes}`;
}

const FILE_TYPE = 0o170_000;
const REGULAR_FILE = 0o100_000;

/** What was made elsewhere than on Unix has no file type. */
function isPlainFile({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & FILE_TYPE;
  return type === 0 || type === REGULAR_FILE;
}

async function readEntry(zip: ZipFile, entry: Entry, { name, maxBytes }: WantedEntry): Promise<TakenEntry> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (header.fileName.toString('latin1') !== name)
    return { mistake: `has another name before the bytes of \`${name}\`` };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > maxBytes) return { mistake: `has \`${name}\` with more than ${maxBytes} bytes` };
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) === entry.crc32) return { bytes };
  return { mistake: `has \`${name}\` with another checksum than the archive says` };
}
