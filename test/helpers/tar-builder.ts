/** One entry to encode. `size` may lie: it is what the header says. */
export type TarInput = {
  readonly path: string;
  readonly type?: string;
  readonly content?: Uint8Array | string;
  readonly mode?: number;
  /** Numbers of user and group; both default to 0. */
  readonly owner?: readonly [uid: number, gid: number];
  readonly linkTarget?: string;
  readonly size?: number;
  readonly magic?: 'posix' | 'gnu' | 'v7';
  readonly prefix?: string;
  readonly device?: readonly [major: number, minor: number];
  readonly mtime?: number;
};

const BLOCK = 512;

/** The entries as an archive, with its two blocks of zeros. */
export function tar(...entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([...entries, new Uint8Array(2 * BLOCK)]);
}

/** One header and its content, nothing added: what does not fit into the fields is an error. */
export function rawEntry(input: TarInput): Uint8Array {
  const content = Buffer.from(input.content ?? '');
  const header = Buffer.alloc(BLOCK);
  writeText(header, { at: 0, length: 100, text: input.path });
  writeText(header, { at: 157, length: 100, text: input.linkTarget ?? '' });
  writeText(header, { at: 345, length: 155, text: input.prefix ?? '' });
  writeNumber(header, 100, 8, input.mode ?? 0o644);
  writeNumber(header, 108, 8, input.owner?.[0] ?? 0);
  writeNumber(header, 116, 8, input.owner?.[1] ?? 0);
  writeNumber(header, 124, 12, input.size ?? content.length);
  writeNumber(header, 136, 12, input.mtime ?? 0);
  header.write(input.type ?? '0', 156, 'latin1');
  writeMagic(header, input.magic ?? 'posix');
  if (input.device !== undefined) {
    writeNumber(header, 329, 8, input.device[0]);
    writeNumber(header, 337, 8, input.device[1]);
  }
  return Buffer.concat([withChecksum(header), padded(content)]);
}

/** An entry with PAX records before it where path, link target or size do not fit. */
export function entry(input: TarInput): Uint8Array {
  const records: Record<string, string> = {};
  if (Buffer.byteLength(input.path) > 100) records['path'] = input.path;
  if (Buffer.byteLength(input.linkTarget ?? '') > 100) records['linkpath'] = input.linkTarget ?? '';
  if (Object.keys(records).length === 0) return rawEntry(input);
  const short = { ...input, path: cut(input.path), linkTarget: cut(input.linkTarget ?? '') };
  return Buffer.concat([pax(records), rawEntry(short)]);
}

/** Extended header: `x` for the next entry, `g` for all that follow. */
export function pax(
  records: Readonly<Record<string, string | Uint8Array>>,
  type: 'x' | 'g' = 'x',
): Uint8Array {
  const content = Buffer.concat(Object.entries(records).map(([keyword, value]) => paxRecord(keyword, value)));
  return rawEntry({ path: 'PaxHeaders/0', type, content });
}

/** GNU long name (`L`) or long link (`K`). */
export function gnuLong(type: 'L' | 'K', text: string): Uint8Array {
  return rawEntry({ path: '././@LongLink', type, content: `${text}\0`, magic: 'gnu' });
}

/** A GNU sparse file whose content is at its start, and whose rest is a hole. https://www.gnu.org/software/tar/manual/html_node/Sparse-Formats.html */
export function oldSparse(
  path: string,
  file: { readonly size: number; readonly content: string },
): Uint8Array {
  const bytes = Buffer.from(rawEntry({ path, type: 'S', magic: 'gnu', content: file.content }));
  const parts = [0, Buffer.byteLength(file.content), file.size, 0];
  for (const [index, value] of parts.entries()) writeNumber(bytes, 386 + 12 * index, 12, value);
  writeNumber(bytes, 483, 12, file.size);
  withChecksum(bytes);
  return bytes;
}

/** A changed header with the checksum that belongs to it. */
export function withChecksum(header: Buffer): Buffer {
  header.fill(0x20, 148, 156);
  const sum = header.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function paxRecord(keyword: string, value: string | Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(` ${keyword}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return Buffer.concat([Buffer.from(String(length)), body]);
}

function cut(text: string): string {
  return Buffer.from(text).subarray(0, 90).toString('latin1');
}

function padded(content: Uint8Array): Uint8Array {
  return Buffer.concat([content, new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

function writeText(header: Buffer, { at, length, text }: { at: number; length: number; text: string }): void {
  const bytes = Buffer.from(text);
  if (bytes.length > length) throw new RangeError(`\`${text}\` does not fit into ${length} bytes`);
  header.set(bytes, at);
}

/** Octal where it fits, else base-256. */
function writeNumber(header: Buffer, at: number, length: number, value: number): void {
  const octal = value.toString(8);
  if (octal.length < length) {
    header.write(`${octal.padStart(length - 1, '0')}\0`, at, 'latin1');
    return;
  }
  header.writeUIntBE(Math.floor(value / 2 ** 32), at + length - 8, 4);
  header.writeUIntBE(value % 2 ** 32, at + length - 4, 4);
  header[at] = 0x80 | (header[at] ?? 0);
}

function writeMagic(header: Buffer, magic: 'posix' | 'gnu' | 'v7'): void {
  if (magic === 'posix') header.write('ustar\x0000', 257, 'latin1');
  if (magic === 'gnu') header.write('ustar  \0', 257, 'latin1');
}
