import { GateError } from '../../errors.ts';
import type { TarEntry } from '../../files/tar/tar-entry.ts';
import { createTarReader } from '../../files/tar/tar.ts';
import { createMembers, memberPath, type Members } from '../layout/archive-members.ts';
import { MAX_ALL_JSON_BYTES, MAX_JSON_BYTES, type BlobStore } from '../blob-store.ts';
import type { ByteSource } from '../byte-source.ts';
import { sniffCompression, SNIFFED_BYTES } from '../layer/decompress.ts';
import type { LayerBlob } from '../layer/known-layers.ts';
import type { LayerBlobReader } from '../layer/layer-blob.ts';
import { notALayer, openLayerBlob, tooLarge } from '../read-blob.ts';
import type { ReadOptions } from '../read-options.ts';

/** How often progress is reported, in bytes. */
const PROGRESS_BYTES = 8 * 1024 * 1024;

/**
 * Reads an archive that comes only once, as from `docker save`: which member is a layer shows when it passes, and what the image
 * is made of only at the end. So every layer is read as it comes by, every small JSON is kept, and the store answers from that.
 */
export async function readArchiveStream(
  source: ByteSource,
  options: ReadOptions,
  { what, images = 1 }: ArchiveOptions,
): Promise<BlobStore> {
  const state: State = {
    options,
    what,
    members: createMembers(what, images),
    smallBytes: 0,
    mostSmallBytes: images * MAX_ALL_JSON_BYTES,
    current: undefined,
    wait: undefined,
  };
  const tar = createTarReader(
    {
      open: (entry) => openMember(state, entry),
      write: (bytes) => {
        writeMember(state, bytes);
      },
      close: () => {
        closeMember(state);
      },
    },
    what,
  );
  let read = 0;
  await source((chunk) => {
    options.signal?.throwIfAborted();
    tar.push(chunk);
    if (Math.floor(read / PROGRESS_BYTES) !== Math.floor((read + chunk.length) / PROGRESS_BYTES)) {
      options.onProgress?.(read + chunk.length);
    }
    read += chunk.length;
    return state.wait === undefined ? undefined : settle(state);
  });
  await settle(state);
  if (state.current !== undefined) throw truncated(what, state.current);
  tar.finish();
  return toStore(state);
}

/** `what`: names it in errors. `images`: how many are asked for; each may be as large as one alone. */
export type ArchiveOptions = { readonly what: string; readonly images?: number };

type Member =
  | { readonly kind: 'layer'; readonly blob: LayerBlob }
  | { readonly kind: 'unreadable'; readonly failure: GateError }
  | { readonly kind: 'small'; readonly bytes: Uint8Array }
  | { readonly kind: 'large' };

type Current = {
  readonly path: string;
  readonly size: number;
  readonly what: string;
  read: number;
  /** Bytes until it is clear what they are, and all of a small member. */
  readonly kept: Uint8Array[];
  kind: 'unknown' | 'layer' | 'small' | 'large';
  reader: LayerBlobReader | undefined;
  failure: unknown;
};

type State = {
  readonly options: ReadOptions;
  readonly what: string;
  readonly members: Members<Member>;
  smallBytes: number;
  readonly mostSmallBytes: number;
  current: Current | undefined;
  /** What must be waited for before the next chunk. */
  wait: Promise<unknown> | undefined;
};

function openMember(state: State, entry: TarEntry): boolean {
  const path = memberPath(entry.path);
  if (entry.type === 'symlink' || entry.type === 'hardlink') {
    state.members.addLink(path, entry.type, entry.linkTarget ?? '');
  }
  if (entry.type !== 'regular') return false;
  state.current = {
    path,
    size: entry.storedSize,
    what: `\`${path}\` of ${state.what}`,
    read: 0,
    kept: [],
    kind: 'unknown',
    reader: undefined,
    failure: undefined,
  };
  return true;
}

function writeMember(state: State, bytes: Uint8Array): void {
  const { current } = state;
  if (current === undefined) return;
  current.read += bytes.length;
  if (current.kind === 'layer') {
    writeLayer(state, current, bytes);
    return;
  }
  if (current.kind !== 'large') current.kept.push(Buffer.from(bytes));
  const isRecognizable = current.read >= Math.min(SNIFFED_BYTES, current.size);
  if (current.kind === 'unknown' && isRecognizable) recognise(state, current);
}

function recognise(state: State, current: Current): void {
  const head = Buffer.concat(current.kept);
  if (sniffCompression(head) === undefined) {
    current.kind = current.size <= MAX_JSON_BYTES ? 'small' : 'large';
    if (current.kind === 'large') current.kept.length = 0;
    return;
  }
  current.kind = 'layer';
  current.kept.length = 0;
  current.reader = openLayerBlob(current, state.options, head);
  writeLayer(state, current, head);
}

/** A layer that cannot be read is an error only if the image turns out to have it. */
function writeLayer(state: State, current: Current, bytes: Uint8Array): void {
  if (current.failure !== undefined) return;
  try {
    const wait = current.reader?.write(bytes);
    if (wait !== undefined) waitFor(state, current, wait);
  } catch (failure) {
    current.failure = failure;
  }
}

function waitFor(state: State, current: Current, work: Promise<unknown>): void {
  const settled = work.catch((failure: unknown) => {
    current.failure ??= failure;
  });
  state.wait = state.wait === undefined ? settled : Promise.all([state.wait, settled]);
}

async function settle(state: State): Promise<void> {
  const { wait } = state;
  state.wait = undefined;
  await wait;
}

function closeMember(state: State): void {
  const { current } = state;
  if (current === undefined) return;
  state.current = undefined;
  if (current.kind === 'layer') waitFor(state, current, closeLayer(state, current));
  else closeSmall(state, current);
}

async function closeLayer(state: State, current: Current): Promise<void> {
  state.members.add(current.path, await finishLayer(state, current));
}

async function finishLayer({ what }: State, current: Current): Promise<Member> {
  if (current.failure !== undefined) return unreadable(current.failure);
  try {
    const blob = await current.reader?.end();
    return blob === undefined ? unreadable(truncated(what, current)) : { kind: 'layer', blob };
  } catch (failure) {
    return unreadable(failure);
  }
}

/** Only a failure of the content waits until the image turns out to need it; a bug of ours does not. */
function unreadable(failure: unknown): Member {
  if (failure instanceof GateError) return { kind: 'unreadable', failure };
  throw failure;
}

function closeSmall(state: State, current: Current): void {
  state.smallBytes += current.kind === 'large' ? 0 : current.size;
  const isTooMuch = current.kind === 'large' || state.smallBytes > state.mostSmallBytes;
  state.members.add(
    current.path,
    isTooMuch ? { kind: 'large' } : { kind: 'small', bytes: Buffer.concat(current.kept) },
  );
}

function truncated(what: string, { path, read, size }: Current): GateError {
  return new GateError(
    'image-unreadable',
    `${what} is truncated: \`${path}\` has ${read} bytes, expected ${size}`,
    { hint: 'Save or build the image again.' },
  );
}

function toStore({ members, what }: State): BlobStore {
  return {
    what,
    readJson: (path) => {
      const member = members.find(path);
      if (member?.kind === 'large') return Promise.reject(tooLarge(`\`${path}\` of ${what}`));
      return Promise.resolve(member?.kind === 'small' ? member.bytes : undefined);
    },
    readLayer: (path) => {
      const member = members.find(path);
      if (member === undefined) return Promise.resolve(undefined);
      if (member.kind === 'layer') return Promise.resolve(member.blob);
      return Promise.reject(
        member.kind === 'unreadable' ? member.failure : notALayer(`\`${path}\` of ${what}`),
      );
    },
  };
}
