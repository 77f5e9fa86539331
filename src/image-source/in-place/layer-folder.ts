import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { unreadable } from '../verified-json.ts';

const SLASH = 0x2f;
const DOT = 0x2e;

/** An open file of a layer. */
export type LayerFile = {
  /** Bytes from a position, as many as the buffer takes; throws `image-unreadable` where there are fewer. */
  read(into: Uint8Array, position: number): void;
  close(): void;
};

/** A folder in which an engine keeps the files of one layer, written by whoever made the image. */
export type LayerFolder = {
  /** Opens a regular file of just this size. Throws `image-unreadable` for everything else, and when a link leads there. */
  open(name: Buffer, size: number): LayerFile;
};

/** `directory` is a real path: no part of it is a link. */
export function openLayerFolder(directory: string, what: string): LayerFolder {
  const root = Buffer.from(`${directory}/`);
  return {
    open: (name, size) => {
      const path = Buffer.concat([root, toRelative(name, what)]);
      const descriptor = openPlain(path, what);
      try {
        checkPlain(descriptor, { path, size, what });
      } catch (error) {
        closeSync(descriptor);
        throw error;
      }
      return {
        read: (into, position) => {
          readAll(descriptor, into, { position, what });
        },
        close: () => {
          closeSync(descriptor);
        },
      };
    },
  };
}

/** A name of a tar without `./` and doubled slashes; one that leads upwards is no file of the layer. */
function toRelative(name: Buffer, what: string): Buffer {
  if (isClean(name)) return name;
  const parts = name
    .toString('latin1')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) throw notPlain(what, 'leads out of its layer');
  return Buffer.from(parts.join('/'), 'latin1');
}

/** Most names are: no component is empty or starts with a dot. */
function isClean(name: Buffer): boolean {
  let previous = SLASH;
  for (const byte of name) {
    if (previous === SLASH && (byte === SLASH || byte === DOT)) return false;
    previous = byte;
  }
  return name.length > 0 && previous !== SLASH;
}

// Neither waits for a fifo nor follows a link at the end.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function openPlain(path: Buffer, what: string): number {
  try {
    return openSync(path, FLAGS);
  } catch (cause) {
    throw notPlain(what, `cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

type Expected = { readonly path: Buffer; readonly size: number; readonly what: string };

/** Node has no openat2(2): where the open file really is tells whether a link on the way led elsewhere. proc_pid_fd(5). */
function checkPlain(descriptor: number, { path, size, what }: Expected): void {
  const found = readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: 'buffer' });
  if (!found.equals(path)) throw notPlain(what, 'is reached by a link');
  const status = fstatSync(descriptor);
  if (!status.isFile()) throw notPlain(what, 'is no regular file');
  if (status.size !== size) throw notPlain(what, `has ${status.size} bytes, expected ${size}`);
}

function readAll(
  descriptor: number,
  into: Uint8Array,
  { position, what }: { readonly position: number; readonly what: string },
): void {
  for (let at = 0; at < into.length;) {
    const count = readSync(descriptor, into, at, into.length - at, position + at);
    if (count === 0) throw notPlain(what, 'ends early');
    at += count;
  }
}

function notPlain(what: string, found: string) {
  return unreadable(`a file of ${what} ${found}`);
}
