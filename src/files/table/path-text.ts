/**
 * Paths in layers are bytes, mostly UTF-8. Bytes that are not are kept as lone surrogates U+DC80..U+DCFF, so that every
 * path has exactly one text and can be turned back. https://peps.python.org/pep-0383/
 */
export function decodePathText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const view = bufferOf(bytes);
  if (end - start <= MAX_NAME_BYTES && isAscii(bytes, start, end)) return view.toString('latin1', start, end);
  const part = view.subarray(start, end);
  try {
    return STRICT_UTF8.decode(part);
  } catch {
    return decodeWithEscapes(part);
  }
}

/** The same memory. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The bytes that a path text stands for. */
export function encodePathText(text: string): Uint8Array {
  if (!HAS_ESCAPE.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    parts.push(isEscape(code) ? Buffer.of(code - ESCAPE_BASE) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** What is longer is no name but a file, for which a decoder is faster. */
const MAX_NAME_BYTES = 255;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const HAS_ESCAPE = /[\uDC80-\uDCFF]/u;
const ESCAPE_BASE = 0xdc00;

function isEscape(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

function decodeWithEscapes(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = validSequenceLength(bytes, at);
    text +=
      length === 0
        ? String.fromCharCode(ESCAPE_BASE + (bytes[at] ?? 0))
        : bytes.toString('utf8', at, at + length);
    at += Math.max(length, 1);
  }
  return text;
}

/** Length of the well-formed UTF-8 sequence at `at`, or 0. Unicode 15, table 3-7. */
function validSequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = sequenceLength(lead);
  const rest = bytes.subarray(at + 1, at + length);
  const isWhole = length > 0 && rest.length === length - 1;
  return isWhole && isSecond(lead, rest[0]) && rest.every(isContinuation) ? length : 0;
}

/** The second byte has a narrower range after some leads: no overlong forms, no surrogates, nothing past U+10FFFF. */
function isSecond(lead: number, second: number | undefined): boolean {
  return second === undefined || (second >= lowestSecond(lead) && second <= highestSecond(lead));
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

function lowestSecond(lead: number): number {
  if (lead === 0xe0) return 0xa0;
  return lead === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: number): number {
  if (lead === 0xed) return 0x9f;
  return lead === 0xf4 ? 0x8f : 0xbf;
}
