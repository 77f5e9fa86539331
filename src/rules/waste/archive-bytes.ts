/** A member of an archive: its content as far as the bytes at hand go, and the bytes that it has in all. */
export type Member = { readonly name: string; readonly bytes: Uint8Array; readonly size: number };

const BLOCK = 512;
const REGULAR = new Set(['0', '\0']);

/** Regular members of the start of a tar; names of extended headers are left out. POSIX ustar. */
export function* tarMembers(tar: Uint8Array): Generator<Member> {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(textOf(tar, at + 124, 12).trim() || '0', 8);
    if (!(size >= 0)) return;
    const start = at + BLOCK;
    if (REGULAR.has(String.fromCharCode(tar[at + 156] ?? 0)))
      yield { name: tarName(tar, at), bytes: tar.subarray(start, start + size), size };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function tarName(tar: Uint8Array, at: number): string {
  const prefix = textOf(tar, at + 257, 5) === 'ustar' ? textOf(tar, at + 345, 155) : '';
  return `${prefix === '' ? '' : `${prefix}/`}${textOf(tar, at, 100)}`;
}

const AR_MAGIC = '!<arch>\n';
const AR_HEADER = 60;

/** Members of the start of an `ar` archive. deb(5), ar(5) */
export function* arMembers(archive: Uint8Array): Generator<Member> {
  if (textOf(archive, 0, AR_MAGIC.length) !== AR_MAGIC) return;
  for (let at = AR_MAGIC.length; at + AR_HEADER <= archive.length;) {
    const size = Number(textOf(archive, at + 48, 10).trim());
    if (!(size >= 0)) return;
    const start = at + AR_HEADER;
    yield {
      name: textOf(archive, at, 16).trim().replace(/\/$/, ''),
      bytes: archive.subarray(start, start + size),
      size,
    };
    at = start + size + (size % 2);
  }
}

/** A field of Latin characters, up to its first null. */
function textOf(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('latin1');
}
