import { withRoom } from './columns.ts';
import { decodePathText, encodePathText } from './path-text.ts';

/** Takes numbers and texts, gives the bytes that `createByteReader` reads them back from. */
export type ByteWriter = {
  /** A whole number from 0 to 2^53 - 1: seven bits a byte, the lowest first. */
  readonly number: (value: number) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  /** Its length in bytes, then the bytes. */
  readonly text: (text: string) => void;
  finish(): Uint8Array;
};

/** Reads what came from elsewhere: everything is bounded, and what is out of bounds throws RangeError. */
export type ByteReader = {
  /** A number of at most `max`. */
  number(max: number): number;
  /** Numbers of at most `max` to a whole column. */
  fill<Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
    column: Column,
    max: number,
  ): Column;
  /** As many as are counted, at most `max`; each takes a byte at least. */
  list<Value>(max: number, read: () => Value): readonly Value[];
  /** A view of the next bytes. */
  bytes(count: number): Uint8Array;
  text(maxBytes: number): string;
  /** Where the next byte is. */
  readonly position: number;
  /** Bytes that are left. */
  readonly left: number;
  /** Throws where bytes are left. */
  finish(): void;
};

export function createByteWriter(): ByteWriter {
  let column = new Uint8Array(0);
  let length = 0;
  const reserve = (count: number): void => {
    column = withRoom(column, length + count);
  };
  const number = (value: number): void => {
    reserve(MAX_NUMBER_BYTES);
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) column[length++] = (rest % 0x80) | 0x80;
    column[length++] = rest;
  };
  const bytes = (part: Uint8Array): void => {
    reserve(part.length);
    column.set(part, length);
    length += part.length;
  };
  const text = (value: string): void => {
    const encoded = encodePathText(value);
    number(encoded.length);
    bytes(encoded);
  };
  return { number, bytes, text, finish: () => column.subarray(0, length) };
}

/** Eight of seven bits are more than 2^53. */
const MAX_NUMBER_BYTES = 8;

export function createByteReader(input: Uint8Array): ByteReader {
  let at = 0;
  const number = (max: number): number => {
    const first = input[at];
    if (first !== undefined && first < 0x80) {
      at++;
      return checked(first, max);
    }
    let value = 0;
    let unit = 1;
    for (let read = 0; read < MAX_NUMBER_BYTES; read++, unit *= 0x80) {
      const byte = input[at++];
      if (byte === undefined) throw new RangeError('a number ends early');
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return checked(value, max);
    }
    throw new RangeError('a number is too long');
  };
  const bytes = (count: number): Uint8Array => {
    if (count > input.length - at) throw new RangeError(`${count} bytes are expected`);
    at += count;
    return input.subarray(at - count, at);
  };
  return {
    number,
    fill: (column, max) => {
      for (let index = 0; index < column.length; index++) column[index] = number(max);
      return column;
    },
    list: (max, read) => {
      const values = [];
      for (let left = number(Math.min(max, input.length - at)); left > 0; left--) values.push(read());
      return values;
    },
    bytes,
    text: (maxBytes) => decodePathText(bytes(number(maxBytes))),
    get position() {
      return at;
    },
    get left() {
      return input.length - at;
    },
    finish: () => {
      if (at !== input.length) throw new RangeError(`${input.length - at} bytes are left`);
    },
  };
}

function checked(value: number, max: number): number {
  if (value > max) throw new RangeError(`${value} is more than ${max}`);
  return value;
}
