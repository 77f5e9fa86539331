import { GateError } from '../errors.ts';
import { decodePathText } from './path-text.ts';

/** Extended header records by keyword; an empty value takes a global record back. POSIX pax, "pax Extended Header". */
export type PaxRecords = ReadonlyMap<string, string>;

/** Keywords that change what an entry is; times, owners and extended attributes are not looked at. */
const KNOWN = new Set([
  'path',
  'linkpath',
  'size',
  'GNU.sparse.major',
  'GNU.sparse.name',
  'GNU.sparse.realsize',
  'GNU.sparse.size',
]);

/** Records `LENGTH KEYWORD=VALUE\n`; throws `image-unreadable` where they are not. */
export function parsePaxRecords(bytes: Uint8Array, what: string): PaxRecords {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? 0 : recordLength(bytes, at, space);
    const end = at + length;
    const equals = bytes.indexOf(0x3d, space + 1);
    if (length === 0 || end > bytes.length || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end) {
      throw new GateError(
        'image-unreadable',
        `${what} has an extended tar header that is not \`LENGTH KEYWORD=VALUE\``,
      );
    }
    const keyword = decodePathText(bytes, space + 1, equals);
    if (KNOWN.has(keyword)) records.set(keyword, decodePathText(bytes, equals + 1, end - 1));
    at = end;
  }
  return records;
}

/** Number that a record's text says, or undefined where it is none. */
export function paxNumber(text: string): number | undefined {
  if (!/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function recordLength(bytes: Uint8Array, start: number, space: number): number {
  if (space - start > 7) return 0;
  const text = decodePathText(bytes, start, space);
  return /^\d+$/.test(text) ? Number(text) : 0;
}
