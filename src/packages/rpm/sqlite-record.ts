/** A value of a row. A primary key that is a number stands in `Row.id`, and its column has null. */
export type SqliteValue = null | number | string | Uint8Array;

/** A number of one to nine bytes, big-endian with a flag in each byte, and where it ends; undefined where it is none that counts anything. */
export function readVarint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = start; at < start + 9; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    if (at === start + 8) return countOf(value * 256 + byte, at + 1);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return countOf(value, at + 1);
  }
  return undefined;
}

function countOf(value: number, end: number) {
  return Number.isSafeInteger(value) ? { value, end } : undefined;
}

/** Values of a record; undefined where it makes no sense. https://sqlite.org/fileformat2.html#record_format */
export function readRecord(record: Buffer): readonly SqliteValue[] | undefined {
  const header = readVarint(record, 0);
  if (header === undefined || header.value > record.length) return undefined;
  const values: SqliteValue[] = [];
  let body = header.value;
  for (let at = header.end; at < header.value;) {
    const type = readVarint(record, at);
    const end = type === undefined ? Infinity : body + bytesOf(type.value);
    if (type === undefined || end > record.length) return undefined;
    values.push(valueOf(record.subarray(body, end), type.value));
    body = end;
    at = type.end;
  }
  return values;
}

/** Of numbers by the type; from 12 on texts and bytes take turns. */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const BYTES_TYPE = 12;
const FLOAT_TYPE = 7;
const ZERO_TYPE = 8;
const ONE_TYPE = 9;

function bytesOf(type: number): number {
  return type < BYTES_TYPE ? (NUMBER_BYTES[type] ?? Infinity) : Math.floor((type - BYTES_TYPE) / 2);
}

function valueOf(bytes: Buffer, type: number): SqliteValue {
  if (type >= BYTES_TYPE) return type % 2 === 0 ? bytes : bytes.toString('utf8');
  if (type === ZERO_TYPE || type === ONE_TYPE) return type - ZERO_TYPE;
  if (type === FLOAT_TYPE) return bytes.readDoubleBE(0);
  if (type === 0) return null;
  return bytes.length === 8 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, bytes.length);
}
