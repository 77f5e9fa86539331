import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { ReadAt } from '../../files/table/read-at.ts';
import { unreadable } from '../verified-json.ts';

const SLASH = 0x2f;
const DOT = 0x2e;
/** Smaller files are read at once. */
const SMALL_BYTES = 4096;
/** Folders that are remembered to be no links. */
const MAX_FOLDERS = 100_000;

/** A folder in which an engine keeps the files of one layer, written by whoever made the image. One file is open at a time. */
export type LayerFolder = {
  /** Opens a regular file of just this size. Throws `image-unreadable` for everything else, and when a link leads there. */
  open(name: Buffer, size: number): void;
  /** Of the open file. */
  readonly readAt: ReadAt;
  /** Of the open file, if there is one. */
  readonly close: () => void;
};

type State = {
  /** The folder and what the last name was. */
  path: Buffer;
  readonly rootLength: number;
  readonly what: string;
  /** Folders of the layer that are no links. */
  readonly folders: Set<string>;
  /** Where the last file was, with a slash: most files follow another one of their folder. */
  lastFolder: Buffer;
  /** Of the open file; -1: none, or a small one that was read. */
  descriptor: number;
  readonly small: Uint8Array;
  smallLength: number;
};

/** `directory` is a real path: no part of it is a link. */
export function openLayerFolder(directory: string, what: string): LayerFolder {
  const root = Buffer.from(`${directory}/`);
  const state: State = {
    path: root,
    rootLength: root.length,
    what,
    folders: new Set(),
    lastFolder: Buffer.alloc(0),
    descriptor: -1,
    small: new Uint8Array(SMALL_BYTES),
    smallLength: 0,
  };
  const close = (): void => {
    closeFile(state);
  };
  return {
    open: (name, size) => {
      close();
      openFile(state, isInLastFolder(state, name) ? name : toChecked(state, name), size);
    },
    readAt: (into, position) => {
      if (state.descriptor < 0) readSmall(state, into, position);
      else readAll(state.descriptor, into, { position, what });
    },
    close,
  };
}

function closeFile(state: State): void {
  const { descriptor } = state;
  state.smallLength = 0;
  state.descriptor = -1;
  if (descriptor >= 0) closeSync(descriptor);
}

/** A small file is read and closed again: its length alone says whether it is as expected. */
function openFile(state: State, name: Buffer, size: number): void {
  const { small, what } = state;
  state.descriptor = opened(() => openSync(toPath(state, name, name.length), FLAGS), what);
  let isLeftOpen = false;
  try {
    if (size < SMALL_BYTES && readSome(state.descriptor, small) === size) return;
    checkPlain(state.descriptor, size, what);
    isLeftOpen = true;
  } finally {
    if (!isLeftOpen) closeFile(state);
    state.smallLength = isLeftOpen ? 0 : size;
  }
}

/** Path of a name's first bytes, valid until the next. */
function toPath(state: State, name: Buffer, length: number): Buffer {
  const end = state.rootLength + length;
  if (end > state.path.length) state.path = Buffer.concat([state.path, Buffer.alloc(end)]);
  name.copy(state.path, state.rootLength, 0, length);
  return state.path.subarray(0, end);
}

/** As many bytes as there are, or -1 where something else is that no position can be read of. */
function readSome(descriptor: number, into: Uint8Array): number {
  try {
    return readSync(descriptor, into, 0, into.length, 0);
  } catch {
    return -1;
  }
}

function readSmall({ small, smallLength, what }: State, into: Uint8Array, position: number): void {
  if (position + into.length > smallLength) throw notPlain(what, 'ends early');
  into.set(small.subarray(position, position + into.length));
}

function isInLastFolder({ lastFolder }: State, name: Buffer): boolean {
  const { length } = lastFolder;
  if (name.length <= length || name[length] === DOT) return false;
  for (let at = length; at < name.length; at++) if (name[at] === SLASH) return false;
  for (let at = length - 1; at >= 0; at--) if (name[at] !== lastFolder[at]) return false;
  return true;
}

/** A name without detours; none of its folders is a link. */
function toChecked(state: State, written: Buffer): Buffer {
  const name = toRelative(written, state.what);
  checkFolders(state, name);
  state.lastFolder = Buffer.from(name.subarray(0, name.lastIndexOf(SLASH) + 1));
  return name;
}

/**
 * Node has no openat2(2), so a link on the way is looked for before: once for each folder, since nobody changes a layer that an
 * engine keeps but who may read everything anyway.
 */
function checkFolders(state: State, name: Buffer): void {
  const { folders, what } = state;
  const last = name.lastIndexOf(SLASH);
  if (last < 0 || folders.has(name.toString('latin1', 0, last))) return;
  if (folders.size >= MAX_FOLDERS) folders.clear();
  for (let end = name.indexOf(SLASH); end >= 0; end = name.indexOf(SLASH, end + 1)) {
    const folder = name.toString('latin1', 0, end);
    if (folders.has(folder)) continue;
    const status = opened(() => lstatSync(toPath(state, name, end)), what);
    if (status.isSymbolicLink()) throw notPlain(what, 'is reached by a link');
    folders.add(folder);
  }
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
  for (let at = 0; at < name.length; at++) {
    const byte = name[at] ?? 0;
    if (previous === SLASH && (byte === SLASH || byte === DOT)) return false;
    previous = byte;
  }
  return name.length > 0 && previous !== SLASH;
}

// Neither waits for a fifo nor follows a link at the end.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function opened<Answer>(work: () => Answer, what: string): Answer {
  try {
    return work();
  } catch (cause) {
    throw notPlain(what, `cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function checkPlain(descriptor: number, size: number, what: string): void {
  const status = fstatSync(descriptor);
  if (!status.isFile()) throw notPlain(what, 'is not a regular file');
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
