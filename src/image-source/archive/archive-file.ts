import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { GateError } from '../../errors.ts';
import { createTarReader } from '../../files/tar/tar.ts';
import { createMembers, type Members } from '../layout/archive-members.ts';
import { readArchiveStream } from './archive-stream.ts';
import type { BlobStore } from '../blob-store.ts';
import { fromStream, type ByteSource } from '../byte-source.ts';
import {
  createDecompressor,
  EXPANSION_LIMITS,
  sniffCompression,
  SNIFFED_BYTES,
} from '../layer/decompress.ts';
import { inHome } from '../home-path.ts';
import { findKnownBlob, fromFile, readLayerFile, readSmall, wrongSize } from '../read-blob.ts';
import type { ReadOptions } from '../read-options.ts';

/** Bytes that are read at once while looking for members, and of a member. */
const WINDOW_BYTES = 16 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** Opens an archive on disk. A plain file is read by offset; a pipe or a compressed archive once, from start to end. */
export async function openArchiveFile(written: string, options: ReadOptions): Promise<BlobStore> {
  const file = inHome(written);
  const what = `\`${file}\``;
  const handle = await openFile(file, what);
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw isFolder(file, what);
    if (!status.isFile())
      return await readArchiveStream(fromStream(createReadStream(file)), options, { what });
    const head = await readHead(handle);
    const compression = sniffCompression(head);
    if (compression === undefined) throw notAnArchive(file, what, head);
    if (compression === 'none')
      return toStore({ file, what, options, members: await findMembers(handle, what) });
    return await readArchiveStream(decompressed(file, compression, what), options, { what });
  } finally {
    await handle.close();
  }
}

async function openFile(file: string, what: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (cause) {
    throw new GateError('image-not-found', `image archive ${what} cannot be opened`, {
      hint: 'Give the path of a file that `docker save` or a builder wrote.',
      cause,
    });
  }
}

/** Compressions that archives come in and that are not read, by the first bytes. XZ file format, 2.1.1; bzip2. */
const OTHER_COMPRESSIONS: readonly (readonly [magic: string, name: string, command: string])[] = [
  ['\xfd7zXZ\0', 'xz', 'xz -d'],
  ['BZh', 'bzip2', 'bzip2 -d'],
  ['\x04\x22\x4d\x18', 'lz4', 'lz4 -d'],
];

function notAnArchive(file: string, what: string, head: Buffer): GateError {
  const start = head.toString('latin1', 0, 8);
  const other = OTHER_COMPRESSIONS.find(([magic]) => start.startsWith(magic));
  if (other !== undefined) {
    return new GateError(
      'image-unreadable',
      `${what} is compressed with ${other[1]}, which is not supported`,
      {
        hint: `Decompress it first: \`${other[2]} ${file}\`.`,
      },
    );
  }
  return new GateError(
    'image-unreadable',
    `${what} is not an image archive: it does not start like a tar file`,
    {
      hint: 'Give a file that `docker save` or a builder wrote.',
    },
  );
}

function isFolder(file: string, what: string): GateError {
  return new GateError('image-not-found', `${what} is a folder, expected an image archive`, {
    hint: `Write \`oci:${file}\` for an OCI layout.`,
  });
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** Every frame and every member of the file, expanded; what is damaged or follows the last one is refused by the file's name. */
function decompressed(file: string, compression: 'gzip' | 'zstd', what: string): ByteSource {
  return async (sink) => {
    const decompressor = createDecompressor(compression, sink, { what, limits: EXPANSION_LIMITS });
    await fromStream(createReadStream(file, { highWaterMark: CHUNK_BYTES }))((chunk) =>
      decompressor.write(chunk),
    );
    await decompressor.end();
  };
}

type Member = { readonly offset: number; readonly size: number };

/** Walks from header to header without reading what is between them. */
async function findMembers(handle: FileHandle, what: string): Promise<Members<Member>> {
  const members = createMembers<Member>(what);
  const { size } = await handle.stat();
  const tar = createTarReader(
    {
      open: (entry, offset) => {
        if (entry.type === 'regular') {
          if (offset + entry.storedSize > size)
            throw wrongSize(`\`${entry.path}\` of ${what}`, Math.max(size - offset, 0), entry.storedSize);
          members.add(entry.path, { offset, size: entry.storedSize });
        }
        if (entry.type === 'symlink' || entry.type === 'hardlink') {
          members.addLink(entry.path, entry.type, entry.linkTarget ?? '');
        }
        return false;
      },
      write: () => undefined,
      close: () => undefined,
    },
    what,
  );
  const window = Buffer.alloc(WINDOW_BYTES);
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(window, 0, WINDOW_BYTES, at);
    if (bytesRead === 0) break;
    tar.push(window.subarray(0, bytesRead));
    const idle = tar.idle();
    tar.skip(idle);
    at += bytesRead + idle;
  }
  tar.finish();
  return members;
}

type OpenArchive = {
  readonly file: string;
  readonly what: string;
  readonly options: ReadOptions;
  readonly members: Members<Member>;
};

function toStore({ file, what, options, members }: OpenArchive): BlobStore {
  const partOf = (path: string, member: Member) => ({ file, ...member, what: `\`${path}\` of ${what}` });
  return {
    what,
    readJson: async (path) => {
      const member = members.find(path);
      return member && readSmall(fromFile({ file, ...member }), `\`${path}\` of ${what}`);
    },
    readLayer: async (path) => {
      const member = members.find(path);
      if (member === undefined) return undefined;
      const known = findKnownBlob({ path, size: member.size }, options);
      if (known !== undefined) return known;
      return readLayerFile({ path, ...partOf(path, member) }, options);
    },
  };
}
