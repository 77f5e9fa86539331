import { GateError } from '../../errors.ts';
import { decodePathText } from '../table/path-text.ts';

/** Extended header records by keyword; an empty value says nothing. POSIX pax, "pax Extended Header". */
export type PaxRecords = ReadonlyMap<string, string>;

/** Keywords that change what an entry is; times, names of owners and extended attributes are not looked at. */
const KNOWN = new Set([
  'path',
  'linkpath',
  'size',
  'uid',
  'gid',
  'GNU.sparse.major',
  'GNU.sparse.name',
  'GNU.sparse.realsize',
  'GNU.sparse.size',
]);

/** Records `LENGTH KEYWORD=VALUE\n`; throws `image-unreadable` where they are not. */
export function parsePaxRecords(bytes: Uint8Array, what: string): PaxRecords {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const record = findRecord(bytes, at);
    if (record === undefined) {
      throw new GateError(
        'image-unreadable',
        `${what} has an extended tar header that is not \`LENGTH KEYWORD=VALUE\``,
      );
    }
    const keyword = decodePathText(bytes, record.keyword, record.equals);
    if (KNOWN.has(keyword)) records.set(keyword, decodePathText(bytes, record.equals + 1, record.end - 1));
    at = record.end;
  }
  return records;
}

/** Where a record's keyword starts, where its `=` is and where the next record starts. */
type RecordPlace = { readonly keyword: number; readonly equals: number; readonly end: number };

function findRecord(bytes: Uint8Array, start: number): RecordPlace | undefined {
  const space = bytes.indexOf(0x20, start);
  const length = space < 0 ? 0 : recordLength(bytes, start, space);
  const end = start + length;
  const equals = bytes.indexOf(0x3d, space + 1);
  const isRecord = length > 0 && end <= bytes.length && bytes[end - 1] === 0x0a;
  return isRecord && equals >= 0 && equals < end ? { keyword: space + 1, equals, end } : undefined;
}

/**
 * Number that a record's text says, or undefined where it is none. Zeros and a plus before it say nothing.
 * https://pkg.go.dev/strconv#ParseInt, as Go's archive/tar reads it
 */
export function paxNumber(text: string): number | undefined {
  if (!/^\+?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function recordLength(bytes: Uint8Array, start: number, space: number): number {
  return paxNumber(decodePathText(bytes, start, space)) ?? 0;
}
