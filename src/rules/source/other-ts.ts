import type { DerivedFiles } from '../../files/table/required-files.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isDependencyPath } from './third-party-tree.ts';

/** Transport streams are packets of 188 bytes, each of which begins with the same byte. ISO/IEC 13818-1, 2.4.3.2. */
const PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;
/** Bytes of the start that tell what a file is. */
const START_BYTES = 1024;
/** Packets that are no chance. */
const MIN_PACKETS = 4;

/** What is called as TypeScript and is none: by its start. `packets` alone may be a text that somebody wrote so. */
type Kind = 'linguist' | 'stream' | 'packets';

/** Files called `.ts`, of which only the start is read. */
export const TS_FILES: DerivedFiles = {
  id: 'ts-kind',
  keeps: 'derived',
  version: 1,
  maxBytes: START_BYTES,
  wants: (path, size) =>
    size > 0 && path.endsWith('.ts') && !path.endsWith('.d.ts') && !isDependencyPath(path),
  open: ({ size }) => {
    const start = new Uint8Array(Math.min(size, START_BYTES));
    let count = 0;
    return {
      range: { from: 0, to: start.length },
      write: (bytes) => {
        start.set(bytes, count);
        count += bytes.length;
      },
      finish: () => kindOf(start.subarray(0, count), size),
    };
  },
};

/** Source of translations of Qt, which its tools compile. https://doc.qt.io/qt-6/linguist-ts-file-format.html */
const LINGUIST =
  /^\uFEFF?\s{0,20}(<\?xml[^>]{0,200}>\s{0,20})?(<!--[^]{0,400}?-->\s{0,20})?(<!DOCTYPE TS\b|<TS[\s>])/;

function kindOf(start: Uint8Array, size: number): Kind | undefined {
  if (size % PACKET_BYTES === 0 && isPackets(start))
    return size >= MIN_PACKETS * PACKET_BYTES && isBinary(start) ? 'stream' : 'packets';
  return LINGUIST.test(Buffer.from(start).toString('utf8')) ? 'linguist' : undefined;
}

function isPackets(start: Uint8Array): boolean {
  for (let at = 0; at < start.length; at += PACKET_BYTES) if (start[at] !== SYNC_BYTE) return false;
  return true;
}

function isBinary(start: Uint8Array): boolean {
  return start.includes(0) || start.includes(0xff);
}

/** Whether a file is called as TypeScript and is a stream, or a translation; packets without more are one beside a playlist. RFC 8216. */
export function isOtherTs(ledger: Ledger, row: number): boolean {
  const kind = ledger.catalog.facts(row)?.derived?.[TS_FILES.id];
  return kind === 'packets' ? isBesidePlaylist(ledger, row) : kind !== undefined;
}

function isBesidePlaylist({ catalog }: Ledger, row: number): boolean {
  const { paths } = catalog;
  const directory = paths.parent(catalog.node(row));
  for (let child = paths.firstChild(directory); child >= 0; child = paths.nextSibling(child)) {
    if (paths.name(child).endsWith('.m3u8')) return true;
  }
  return false;
}
