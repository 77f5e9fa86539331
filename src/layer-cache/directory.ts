import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../errors.ts';
import { isEntryName, MAX_ENTRY_BYTES } from './entry.ts';

/** Most bytes of all entries together; those that were not used for longest go first. */
const MAX_DIRECTORY_BYTES = 1024 ** 3;
/** Age in milliseconds at which a file that somebody began to write counts as left behind. */
const ABANDONED_MS = 60 * 60 * 1000;

/** A file of the folder: `usedAt` in milliseconds since 1970. */
export type StoredEntry = { readonly name: string; readonly size: number; readonly usedAt: number };

/** A folder of entries by name. Several processes may use it at once: a file is there whole or not at all. */
export type EntryDirectory = {
  /** The entry, which counts as used now. */
  read(name: string): Uint8Array | undefined;
  /** Throws what the file system says. */
  write(name: string, bytes: Uint8Array): void;
  remove(name: string): void;
  /** By name. */
  list(): readonly StoredEntry[];
  /** Removes entries until all together have at most MAX_DIRECTORY_BYTES. */
  trim(maxBytes?: number): void;
};

/** Opens the folder, which is made when missing; throws `bad-input` where that is not possible. */
export function openEntryDirectory(directory: string): EntryDirectory {
  makeFolder(directory);
  const remove = (name: string): void => {
    rmSync(join(directory, name), { force: true });
  };
  const believes = believable(directory);
  return {
    read: (name) => read(join(directory, name), believes),
    write: (name, bytes) => {
      write(directory, name, bytes);
    },
    remove,
    list: () => list(directory, isEntryName),
    trim: (maxBytes = MAX_DIRECTORY_BYTES) => {
      trim(directory, remove, maxBytes);
    },
  };
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    readdirSync(directory);
  } catch (cause) {
    throw new GateError('bad-input', `the layer cache \`${directory}\` is not a usable folder`, {
      hint: 'Name a folder that exists or can be created.',
      cause,
    });
  }
}

type Believes = (status: Stats) => boolean;

/** Where everybody may write, only entries of this user and of the system's administrator count. */
function believable(directory: string): Believes {
  const isEverybodys = (statSync(directory).mode & constants.S_IWOTH) !== 0;
  const users = new Set([0, process.getuid?.()]);
  return ({ uid }) => !isEverybodys || users.has(uid);
}

/** Whatever stands in the way of reading an entry, the layer itself can be read. */
function read(file: string, believes: Believes): Uint8Array | undefined {
  try {
    const bytes = readEntryFile(file, believes);
    if (bytes !== undefined) touch(file);
    return bytes;
  } catch {
    return undefined;
  }
}

/** What was opened is what is looked at: links are not followed, and a pipe makes nobody wait. */
const NO_WAITING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function readEntryFile(file: string, believes: Believes): Uint8Array | undefined {
  const descriptor = openSync(file, NO_WAITING);
  try {
    const status = fstatSync(descriptor);
    const isEntry = status.isFile() && status.size <= MAX_ENTRY_BYTES && believes(status);
    return isEntry ? readFileSync(descriptor) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** A folder that may only be read is as good, but knows no last use. */
function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    return;
  }
}

function write(directory: string, name: string, bytes: Uint8Array): void {
  const begun = join(directory, `begun-${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(begun, bytes, { flag: 'wx', mode: 0o644 });
    renameSync(begun, join(directory, name));
  } catch (error) {
    rmSync(begun, { force: true });
    throw error;
  }
}

function list(directory: string, isMeant: (name: string) => boolean): readonly StoredEntry[] {
  const names = readdirSync(directory).filter(isMeant).sort();
  return names.flatMap((name) => {
    const status = lstatSync(join(directory, name), { throwIfNoEntry: false });
    return status?.isFile() === true ? [{ name, size: status.size, usedAt: status.mtimeMs }] : [];
  });
}

function trim(directory: string, remove: (name: string) => void, maxBytes: number): void {
  const begun = list(directory, (name) => /^begun-[0-9a-f]{16}$/.test(name));
  for (const { name, usedAt } of begun) if (Date.now() - usedAt > ABANDONED_MS) remove(name);
  const entries = list(directory, isEntryName).toSorted((one, other) => one.usedAt - other.usedAt);
  let bytes = entries.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of entries) {
    if (bytes <= maxBytes) return;
    remove(name);
    bytes -= size;
  }
}
