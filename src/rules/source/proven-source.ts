import type { KeptFiles } from '../../files/table/required-files.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isVendored } from '../../ledger/vendored.ts';
import { isInterpreted } from '../start/intended-runtimes.ts';
import type { Runtime } from '../start/interpreters.ts';
import { judgeSource, type Source } from './source.ts';
import { isDependencyPath } from './third-party-tree.ts';

/** Transport streams are packets of 188 bytes. ISO/IEC 13818-1, 2.4.3.2. */
const PACKET_BYTES = 188;
const MAX_STREAM_BYTES = 64 * 1024;

/** What may be a stream by its size, and may be TypeScript as well. */
export const PACKET_STREAMS: KeptFiles = {
  id: 'packet-stream',
  keeps: 'content',
  maxBytes: MAX_STREAM_BYTES,
  wants: (path, size) =>
    path.endsWith('.ts') &&
    size > 0 &&
    size % PACKET_BYTES === 0 &&
    size <= MAX_STREAM_BYTES &&
    !isDependencyPath(path),
};

/** The source of the repository that an own row is, proven by its content; undefined where something reads it, or where it is none. */
export function sourceAt(ledger: Ledger, row: number, runtimes: ReadonlySet<Runtime>): Source | undefined {
  const tracked = ledger.repositoryTwin(row);
  if (tracked === undefined || ledger.isInherited(row) || isOthersWork(ledger, row, tracked))
    return undefined;
  const source = isPlaylistPart(ledger, row) ? undefined : judgeSource(tracked, runtimes);
  return source?.isProjectFile === true ? projectFileAt(ledger, row, { source, runtimes }) : source;
}

type Candidate = { readonly source: Source; readonly runtimes: ReadonlySet<Runtime> };

/** Where Maven puts a project's own files into what it makes. https://maven.apache.org/shared/maven-archiver/ */
const IN_ARCHIVE = /\/META-INF\/maven\/[^/]+\/[^/]+\/pom\.xml$/;

/** Two projects may have the same `tsconfig.json`: of a package's files they prove nothing. */
function projectFileAt(ledger: Ledger, row: number, { source, runtimes }: Candidate): Source | undefined {
  if (ledger.rightfulOwner(row) !== undefined || IN_ARCHIVE.test(ledger.catalog.path(row))) return undefined;
  // Beside an application that a runtime interprets it is clutter; no program was made from it.
  return isInterpreted(ledger, runtimes) ? { ...source, atMost: 'warning' } : source;
}

/**
 * A package's claim is no proof against the same content in the repository. Where the repository itself keeps the file
 * among the work of others (a committed `node_modules`, a copy of zlib), the package that was installed is believed.
 */
function isOthersWork(ledger: Ledger, row: number, tracked: string): boolean {
  return isVendored(tracked) && ledger.rightfulOwner(row) !== undefined;
}

/** The first byte of every packet. ISO/IEC 13818-1, 2.4.3.2. */
const SYNC_BYTE = 0x47;

/** Whether the content is that of packets; of a large file the size says it. */
function isStream({ catalog }: Ledger, row: number): boolean {
  if (catalog.size(row) % PACKET_BYTES !== 0) return false;
  const content = catalog.facts(row)?.content;
  if (content === undefined) return catalog.size(row) > MAX_STREAM_BYTES;
  for (let at = 0; at < content.length; at += PACKET_BYTES) if (content[at] !== SYNC_BYTE) return false;
  return true;
}

/** MPEG transport streams are called `.ts`, too: they lie beside the playlist that names them. RFC 8216. */
function isPlaylistPart(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  const { paths } = catalog;
  const node = catalog.node(row);
  if (!paths.name(node).endsWith('.ts') || !isStream(ledger, row)) return false;
  for (let child = paths.firstChild(paths.parent(node)); child >= 0; child = paths.nextSibling(child)) {
    if (paths.name(child).endsWith('.m3u8')) return true;
  }
  return false;
}
